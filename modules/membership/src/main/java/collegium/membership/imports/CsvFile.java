package collegium.membership.imports;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file that was sent, kept on disk while it is looked at twice: once for its characters and its separator, once for its
 * rows. It is never held in memory. Closing removes it.
 */
public final class CsvFile implements AutoCloseable {

    private static final int LONGEST_RECORD = 1_000_000;
    private final Path file;
    private final byte[] digest;
    private final Charsets.Found charset;
    private final char delimiter;

    /** A line of the file; lines are counted from 1, as an editor counts them. */
    public record Line(int number, List<String> cells) {}

    /** The file cannot be read; the code says why and the line where. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        public Unreadable(String code) {
            super(code);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private CsvFile(Path file, byte[] digest) throws IOException {
        this.file = file;
        this.digest = digest;
        this.charset = Charsets.of(file);
        try (Reader reader = reader()) {
            this.delimiter = Delimiters.of(reader);
        }
    }

    /** Takes a file of at most so many bytes. */
    public static CsvFile take(InputStream content, long largest) {
        try {
            Path file = Files.createTempFile("collegium-import-", ".csv");
            try {
                return new CsvFile(file, copy(content, file, largest));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] copy(InputStream content, Path file, long largest) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                DigestOutputStream digesting = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[65_536];
            long size = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > largest) {
                    throw new Unreadable("file-too-large");
                }
                digesting.write(buffer, 0, read);
            }
            if (size == 0) {
                throw new Unreadable("file-empty");
            }
            return digesting.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA-256 of the bytes. */
    public byte[] digest() {
        return digest.clone();
    }

    public String charset() {
        return charset.charset().name();
    }

    public char delimiter() {
        return delimiter;
    }

    /** Reads every line that is not empty, in order; the first is the header. */
    public void read(Consumer<Line> each) {
        try (Reader reader = reader();
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .commentStrategy(CommentStrategy.NONE)
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .maxBufferSize(LONGEST_RECORD)
                        .ofCsvRecord(reader)) {
            for (CsvRecord found : records) {
                each.accept(new Line(Math.toIntExact(found.getStartingLineNumber()), found.getFields()));
            }
        } catch (CsvParseException _) {
            throw new Unreadable("file-not-csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Characters without the mark at the start of the file; what the charset does not know shows as a replacement character. */
    private Reader reader() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 65_536);
        try {
            PushbackReader reader = new PushbackReader(new BufferedReader(new InputStreamReader(bytes, charset.charset().newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE))));
            int first = reader.read();
            if (first >= 0 && first != '\uFEFF') {
                reader.unread(first);
            }
            return reader;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
