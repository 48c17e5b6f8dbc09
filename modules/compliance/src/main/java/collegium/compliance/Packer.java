package collegium.compliance;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Writes values one after the other in few bytes; {@link Unpacker} reads them in the same order. */
final class Packer {

    private static final int MORE = 0x80;
    private static final int BITS = 7;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Small numbers in one byte. */
    Packer number(long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
        return this;
    }

    private Packer bytes(byte[] bytes) {
        number(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    Packer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Days since 1970, both ways, from 1 on. */
    Packer date(LocalDate day) {
        long since = day.toEpochDay();
        return number(((since << 1) ^ (since >> (Long.SIZE - 1))) + 1);
    }

    Packer date(Optional<LocalDate> day) {
        return day.map(this::date).orElseGet(() -> number(0));
    }

    Packer decimal(BigDecimal value) {
        number(value.scale() + 1L);
        return bytes(value.unscaledValue().toByteArray());
    }

    Packer decimal(Optional<BigDecimal> value) {
        return value.map(this::decimal).orElseGet(() -> number(0));
    }

    Packer uuid(Optional<UUID> id) {
        return bytes(id.map(value -> ByteBuffer.allocate(2 * Long.BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits()).array())
                .orElse(new byte[0]));
    }

    /** Values of their own, which a reader can skip or know again as a whole. */
    Packer block(Packer values) {
        return bytes(values.bytes());
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static BigDecimal decimal(int scale, byte[] unscaled) {
        return new BigDecimal(new BigInteger(unscaled), scale);
    }
}
