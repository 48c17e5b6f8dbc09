package collegium.requirements.schemes;

import collegium.requirements.engine.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The schemes that come with the product as starting points, each modelled on a body's published rules. They are facts to
 * adapt, not advice: check before use.
 */
public final class ShippedSchemes {

    private ShippedSchemes() {}

    /** Their ids, in alphabetical order. */
    public static List<String> ids() {
        return resource("index.txt").map(text -> text.lines().filter(l -> !l.isBlank()).toList()).orElse(List.of());
    }

    /** The document of one, as YAML. */
    public static Optional<String> document(String id) {
        return ids().contains(id) ? resource(id + ".yaml") : Optional.empty();
    }

    public static Optional<Scheme> scheme(String id) {
        return document(id).map(text -> SchemeDocuments.read(text).orThrow());
    }

    /** All of them with their titles, by the name of the real body. */
    public static List<ShippedOutline> outlines() {
        return Outlines.ALL;
    }

    private static final class Outlines {
        // They are part of the product and never change while it runs.
        private static final List<ShippedOutline> ALL = ids().stream()
                .map(id -> Documents.read(document(id).orElseThrow(), new ArrayList<>()).map(doc ->
                        new ShippedOutline(id, Docs.words(doc, "title"), Docs.words(doc, "body"), Docs.words(doc, "provenance"))).orElseThrow())
                .sorted(Comparator.comparing(ShippedOutline::modelledOn)).toList();
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = ShippedSchemes.class.getResourceAsStream("/schemes/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
