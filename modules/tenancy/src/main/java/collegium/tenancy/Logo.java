package collegium.tenancy;

import collegium.kernel.Refused;
import java.util.Arrays;
import java.util.Map;

/** A body's picture: PNG, JPEG or WebP by its bytes. No SVG, since it can carry script. */
public final class Logo {

    private static final int LARGEST_BYTES = 512 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] RIFF = {'R', 'I', 'F', 'F'};
    private static final byte[] WEBP = {'W', 'E', 'B', 'P'};

    private final String contentType;
    private final byte[] bytes;

    Logo(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes.clone();
    }

    static Logo read(byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            throw Refused.invalid("picture-too-large", "logo", Map.of("largest", LARGEST_BYTES));
        }
        if (holds(bytes, 0, PNG)) {
            return new Logo("image/png", bytes);
        }
        if (holds(bytes, 0, JPEG)) {
            return new Logo("image/jpeg", bytes);
        }
        if (holds(bytes, 0, RIFF) && holds(bytes, 8, WEBP)) {
            return new Logo("image/webp", bytes);
        }
        throw Refused.invalid("not-a-picture", "logo");
    }

    private static boolean holds(byte[] bytes, int at, byte[] mark) {
        return bytes.length >= at + mark.length && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    public String contentType() {
        return contentType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
