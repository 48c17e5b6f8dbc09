package collegium.membership.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which characters a file's bytes are: by its mark, by whether all of it is UTF-8, by where its zeros lie. */
final class Charsets {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Charsets() {}

    record Found(Charset charset) {}

    static Found of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(65_536);
        }
        if (begins(start, 'P', 'K', 3, 4) || begins(start, '%', 'P', 'D', 'F') || begins(start, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new CsvFile.Unreadable("file-not-csv");
        }
        if (begins(start, 0xff, 0xfe)) {
            return new Found(StandardCharsets.UTF_16LE);
        }
        if (begins(start, 0xfe, 0xff)) {
            return new Found(StandardCharsets.UTF_16BE);
        }
        int even = zeros(start, 0);
        int odd = zeros(start, 1);
        if (odd > start.length / 8 && odd > 4 * even) {
            return new Found(StandardCharsets.UTF_16LE);
        }
        if (even > start.length / 8 && even > 4 * odd) {
            return new Found(StandardCharsets.UTF_16BE);
        }
        // Windows-1252 is Latin-1 with letters where that has controls which no spreadsheet writes.
        return new Found(isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS);
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] bytes, int parity) {
        int count = 0;
        for (int i = parity; i < bytes.length; i += 2) {
            count += bytes[i] == 0 ? 1 : 0;
        }
        return count;
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(65_536);
        CharBuffer chars = CharBuffer.allocate(65_536);
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                if (decoder.decode(bytes, chars.clear(), end).isError()) {
                    return false;
                }
                bytes.compact();
            }
        }
        return true;
    }
}
