package collegium.database;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;

/**
 * Rows on their way into a table by binary COPY. Each row is begun by {@link #row()} and then given one value a column, in order
 * and of the column's own type: the server refuses anything else, and nothing of the transaction stays.
 */
public final class CopyRows {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int TEXT = 25;
    private static final int FULL = 1 << 18;

    private final CopyIn copy;
    private final int columns;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FULL + (1 << 14));
    private final DataOutputStream out = new DataOutputStream(buffer);

    CopyRows(CopyIn copy, int columns) throws IOException {
        this.copy = copy;
        this.columns = columns;
        out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0});
        out.writeInt(0);
        out.writeInt(0);
    }

    private interface Write {
        void to(DataOutputStream out) throws IOException;
    }

    private CopyRows write(Write write) {
        try {
            write.to(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CopyRows row() {
        if (buffer.size() >= FULL) {
            flush();
        }
        return write(to -> to.writeShort(columns));
    }

    public CopyRows none() {
        return write(to -> to.writeInt(-1));
    }

    public CopyRows uuid(UUID value) {
        return write(to -> {
            to.writeInt(2 * Long.BYTES);
            to.writeLong(value.getMostSignificantBits());
            to.writeLong(value.getLeastSignificantBits());
        });
    }

    public CopyRows integer(int value) {
        return write(to -> {
            to.writeInt(Integer.BYTES);
            to.writeInt(value);
        });
    }

    public CopyRows bigint(long value) {
        return write(to -> {
            to.writeInt(Long.BYTES);
            to.writeLong(value);
        });
    }

    public CopyRows flag(boolean value) {
        return write(to -> {
            to.writeInt(1);
            to.writeBoolean(value);
        });
    }

    public CopyRows date(@Nullable LocalDate value) {
        return value == null ? none() : integer(Math.toIntExact(value.toEpochDay() - CopiedRow.EPOCH_DAY));
    }

    public CopyRows instant(Instant value) {
        return bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    public CopyRows text(@Nullable String value) {
        return value == null ? none() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows bytes(byte[] value) {
        return write(to -> {
            to.writeInt(value.length);
            to.write(value);
        });
    }

    public CopyRows numeric(@Nullable BigDecimal value) {
        return value == null ? none() : bytes(ByteConverter.numeric(value));
    }

    /** A document as {@code jsonb} takes it. */
    public CopyRows json(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return write(to -> {
            to.writeInt(text.length + 1);
            to.writeByte(1);
            to.write(text);
        });
    }

    /** Texts as {@code text[]} takes them. */
    public CopyRows texts(Collection<String> values) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        write(_ -> {
            DataOutputStream into = new DataOutputStream(array);
            into.writeInt(values.isEmpty() ? 0 : 1);
            into.writeInt(0);
            into.writeInt(TEXT);
            if (!values.isEmpty()) {
                into.writeInt(values.size());
                into.writeInt(1);
            }
            for (String value : values) {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                into.writeInt(text.length);
                into.write(text);
            }
        });
        return bytes(array.toByteArray());
    }

    void end() {
        write(to -> to.writeShort(-1));
        flush();
    }

    private void flush() {
        try {
            byte[] sent = buffer.toByteArray();
            copy.writeToCopy(sent, 0, sent.length);
            buffer.reset();
        } catch (SQLException e) {
            throw new IllegalStateException("Rows were refused by the server.", e);
        }
    }
}
