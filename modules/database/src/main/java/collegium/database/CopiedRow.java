package collegium.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** One row as binary COPY sends it; columns are numbered from 0 in the order in which they were selected. */
public final class CopiedRow {

    /** PostgreSQL counts days and microseconds from here. */
    static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int LONGEST_ROW = 1600;

    private final int[] starts = new int[LONGEST_ROW];
    private final int[] lengths = new int[LONGEST_ROW];
    private byte[] message = {};
    private ByteBuffer read = ByteBuffer.wrap(message);
    private int columns;

    CopiedRow() {}

    /** The server sends a row in a message; the first comes after the header, the end is a row of -1 columns. */
    void take(byte[] sent, Consumer<CopiedRow> each) {
        message = sent;
        read = ByteBuffer.wrap(sent);
        int at = header(sent);
        while (at < sent.length) {
            columns = read.getShort(at);
            if (columns < 0) {
                return;
            }
            at += Short.BYTES;
            for (int column = 0; column < columns; column++) {
                int length = read.getInt(at);
                at += Integer.BYTES;
                starts[column] = at;
                lengths[column] = length;
                at += Math.max(length, 0);
            }
            each.accept(this);
        }
    }

    private int header(byte[] sent) {
        boolean first = sent.length >= SIGNATURE.length && Arrays.equals(SIGNATURE, 0, SIGNATURE.length, sent, 0, SIGNATURE.length);
        int flags = SIGNATURE.length;
        return first ? flags + Integer.BYTES + Integer.BYTES + read.getInt(flags + Integer.BYTES) : 0;
    }

    public boolean absent(int column) {
        return lengths[column] < 0;
    }

    public UUID uuid(int column) {
        return new UUID(read.getLong(starts[column]), read.getLong(starts[column] + Long.BYTES));
    }

    public int integer(int column) {
        return read.getInt(starts[column]);
    }

    public long bigint(int column) {
        return read.getLong(starts[column]);
    }

    public boolean flag(int column) {
        return message[starts[column]] != 0;
    }

    public LocalDate date(int column) {
        return LocalDate.ofEpochDay(EPOCH_DAY + read.getInt(starts[column]));
    }

    public String text(int column) {
        return new String(message, starts[column], lengths[column], StandardCharsets.UTF_8);
    }

    /** Text, or nothing where the column is null. */
    public Optional<String> someText(int column) {
        return absent(column) ? Optional.empty() : Optional.of(text(column));
    }

    /** The bytes of a column. They are the row's own, which nobody writes to again. */
    public ByteBuffer bytes(int column) {
        return ByteBuffer.wrap(message, starts[column], lengths[column]).slice();
    }

    /** How many bytes the row was sent in. */
    public int size() {
        return message.length;
    }
}
