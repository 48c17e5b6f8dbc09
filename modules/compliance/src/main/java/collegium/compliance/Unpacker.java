package collegium.compliance;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what a {@link Packer} wrote. */
final class Unpacker {

    private static final int MORE = 0x80;
    private static final int BITS = 7;
    private final ByteBuffer in;

    Unpacker(ByteBuffer in) {
        this.in = in;
    }

    int number() {
        byte first = in.get();
        return first >= 0 ? first : Math.toIntExact(rest(first));
    }

    private long rest(byte first) {
        long value = first & (MORE - 1);
        for (int shift = BITS; ; shift += BITS) {
            byte next = in.get();
            value |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[number()];
        in.get(bytes);
        return bytes;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    LocalDate date() {
        return day(number());
    }

    private static LocalDate day(int written) {
        int folded = written - 1;
        return LocalDate.ofEpochDay((folded >>> 1) ^ -(folded & 1));
    }

    Optional<LocalDate> someDate() {
        int written = number();
        return written == 0 ? Optional.empty() : Optional.of(day(written));
    }

    BigDecimal decimal() {
        return someDecimal().orElseThrow();
    }

    Optional<BigDecimal> someDecimal() {
        int scale = number();
        return scale == 0 ? Optional.empty() : Optional.of(Packer.decimal(scale - 1, bytes()));
    }

    Optional<UUID> someUuid() {
        byte[] bytes = bytes();
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return bytes.length == 0 ? Optional.empty() : Optional.of(new UUID(halves.getLong(), halves.getLong()));
    }

    /** The bytes of a block, in place. */
    ByteBuffer block() {
        int length = number();
        ByteBuffer block = in.slice(in.position(), length);
        in.position(in.position() + length);
        return block;
    }

    <T> List<T> list(Supplier<T> each) {
        int size = number();
        List<T> values = new ArrayList<>(size);
        for (int left = size; left > 0; left--) {
            values.add(each.get());
        }
        return values;
    }
}
