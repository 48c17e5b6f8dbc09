package collegium.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** A zip file, or one that is stored uncompressed within another, read where it lies in memory: its list of entries and their bytes. */
final class JarContent {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LISTED = 0x02014b50;
    private static final int LISTED_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int SHORT = 0xffff;

    private final ByteBuffer bytes;

    /** Where an entry lies. */
    record Entry(JarContent in, int at, int packed, int size, int method) {

        byte[] bytes() {
            return in.unpacked(this);
        }
    }

    private JarContent(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    static JarContent of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new JarContent(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /** The file that an entry is. */
    JarContent within(Entry entry) throws ZipException {
        if (entry.method() != STORED) {
            throw new ZipException("A jar within the jar is compressed.");
        }
        return new JarContent(bytes.slice(start(entry), entry.size()));
    }

    /** Every entry, in the order of the list at the file's end. */
    Map<String, Entry> entries() throws ZipException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int end = end();
        int left = bytes.getShort(end + 10) & SHORT;
        int at = bytes.getInt(end + 16);
        if (left == SHORT || at < 0) {
            throw new ZipException("A jar of more than 65,534 entries or two gigabytes.");
        }
        for (; left > 0; left--) {
            if (bytes.getInt(at) != LISTED) {
                throw new ZipException("The jar's list of entries cannot be read.");
            }
            int name = bytes.getShort(at + 28) & SHORT;
            entries.put(text(at + LISTED_SIZE, name), new Entry(this, bytes.getInt(at + 42), bytes.getInt(at + 20), bytes.getInt(at + 24), bytes.getShort(at + 10)));
            at += LISTED_SIZE + name + (bytes.getShort(at + 30) & SHORT) + (bytes.getShort(at + 32) & SHORT);
        }
        return entries;
    }

    private int end() throws ZipException {
        for (int at = bytes.limit() - END_SIZE; at >= Math.max(0, bytes.limit() - END_SIZE - SHORT); at--) {
            if (bytes.getInt(at) == END) {
                return at;
            }
        }
        throw new ZipException("No jar.");
    }

    private String text(int at, int length) {
        byte[] text = new byte[length];
        bytes.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int start(Entry entry) {
        return entry.at() + LOCAL_SIZE + (bytes.getShort(entry.at() + 26) & SHORT) + (bytes.getShort(entry.at() + 28) & SHORT);
    }

    private byte[] unpacked(Entry entry) {
        byte[] unpacked = new byte[entry.size()];
        if (entry.method() == STORED) {
            bytes.get(start(entry), unpacked);
            return unpacked;
        }
        Inflater inflater = new Inflater(true);
        try {
            if (entry.method() != DEFLATED) {
                throw new ZipException("An entry of the jar is packed in an unknown way.");
            }
            inflater.setInput(bytes.slice(start(entry), entry.packed()));
            int length = 0;
            while (length < unpacked.length && !inflater.finished()) {
                int more = inflater.inflate(unpacked, length, unpacked.length - length);
                if (more == 0) {
                    throw new ZipException("An entry of the jar is cut off.");
                }
                length += more;
            }
            return unpacked;
        } catch (DataFormatException | ZipException e) {
            throw new UncheckedIOException(new IOException(e));
        } finally {
            inflater.end();
        }
    }
}
