package collegium.requirements.schemes;

import collegium.requirements.engine.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    private static Optional<String> resource(String name) {
        try (InputStream in = ShippedSchemes.class.getResourceAsStream("/schemes/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
