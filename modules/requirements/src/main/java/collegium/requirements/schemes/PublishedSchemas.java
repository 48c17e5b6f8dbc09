package collegium.requirements.schemes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JSON Schemas of schemes and records, for editors: completion and faults while writing. */
public final class PublishedSchemas {

    static final List<String> NAMES = List.of("scheme", "record");

    private PublishedSchemas() {}

    /** The JSON Schema (2020-12) of {@code scheme} or {@code record} documents. */
    public static String text(String name) {
        try (InputStream in = PublishedSchemas.class.getResourceAsStream("/collegium/requirements/" + name + ".schema.json")) {
            if (in == null) {
                throw new IllegalArgumentException("no schema of " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
