package collegium.requirements.schemes;

import collegium.requirements.engine.Scheme;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files that a command names, and prints what is wrong with them. */
final class InputFiles {

    private static final long MOST_BYTES = 4_000_000;

    private InputFiles() {}

    static Optional<Scheme> scheme(Path path, PrintWriter err) {
        return read(path, err).flatMap(text -> value(SchemeDocuments.read(text), path, err));
    }

    static Optional<String> read(Path path, PrintWriter err) {
        Optional<String> shipped = Files.exists(path) ? Optional.empty() : ShippedSchemes.document(path.toString());
        if (shipped.isPresent()) {
            return shipped;
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                err.println(path + ": the file is too large.");
                return Optional.empty();
            }
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException _) {
            err.println(path + ": there is no such file.");
        } catch (IOException e) {
            err.println(path + ": cannot be read as text (" + e.getMessage() + ").");
        }
        return Optional.empty();
    }

    static <T> Optional<T> value(Reading<T> reading, Path path, PrintWriter err) {
        reading.faults().forEach(fault -> err.println(path + ": " + fault));
        return reading.faults().isEmpty() ? reading.value() : Optional.empty();
    }
}
