package collegium.portfolios;

import collegium.kernel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.tika.Tika;

/** Reads a stream once: chunks, their digests, the whole's digest, its type by the first bytes. Nothing is ever unpacked. */
final class Intake {

    static final int CHUNK = 256 * 1024;

    private static final Tika TYPES = new Tika();

    private final long limit;
    private final Keeper keeper;
    private final List<byte[]> parts = new ArrayList<>();
    private final MessageDigest whole = sha256();
    private String contentType = "application/octet-stream";
    private long size;

    /** Takes one chunk. */
    interface Keeper {
        void keep(byte[] digest, byte[] chunk);
    }

    /** The sender's stream broke; carried out of the transaction, which is rolled back. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        Unreadable(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }

    Intake(long limit, Keeper keeper) {
        this.limit = limit;
        this.keeper = keeper;
    }

    void readAll(InputStream in) {
        byte[] buffer = new byte[CHUNK];
        while (true) {
            int read = fill(in, buffer);
            if (read == 0) {
                break;
            }
            if (size == 0) {
                contentType = TYPES.detect(Arrays.copyOf(buffer, Math.min(read, 65_536)));
            }
            size += read;
            if (size > limit) {
                throw new Refused(Refused.Category.TOO_LARGE, List.of(new Refused.Fault("file-too-large", "file", Map.of("limit", limit))));
            }
            byte[] chunk = Arrays.copyOf(buffer, read);
            whole.update(chunk);
            byte[] digest = sha256().digest(chunk);
            keeper.keep(digest, chunk);
            parts.add(digest);
        }
        if (size == 0) {
            throw Refused.invalid("file-empty", "file");
        }
        digest = whole.digest();
    }

    private byte[] digest = new byte[0];

    private static int fill(InputStream in, byte[] buffer) {
        try {
            return in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    List<byte[]> parts() {
        return parts;
    }

    byte[] digest() {
        return digest;
    }

    String contentType() {
        return contentType;
    }

    long size() {
        return size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
