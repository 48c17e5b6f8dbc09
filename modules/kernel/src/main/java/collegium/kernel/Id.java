package collegium.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The key of a row, made in Java: a version 7 UUID, so that keys sort by the instant at which they were made. */
public interface Id {

    UUID value();

    /**
     * A fresh version 7 UUID (RFC 9562, method 1 of its section 6.2: a counter of 42 bits) for something that comes into being at {@code at}.
     * Keys of one millisecond that were made here sort in the order in which they were made, whatever else is made in between.
     */
    static UUID fresh(Instant at) {
        long count = Sequence.COUNT.getAndIncrement();
        long high = (at.toEpochMilli() << 16) | 0x7000L | ((count >>> 30) & 0xFFFL);
        long low = 0x8000_0000_0000_0000L | ((count & 0x3FFF_FFFFL) << 32) | (Sequence.SOURCE.nextInt() & 0xFFFF_FFFFL);
        return new UUID(high, low);
    }

    /** Reads a UUID that a person or a program sent; what is no UUID names nothing and is refused as not found. */
    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Refused.notFound();
        }
    }

    /** Counts every key from a random beginning, with room for two million million more; what else is in a key is random. */
    final class Sequence {
        private static final SecureRandom SOURCE = new SecureRandom();
        private static final AtomicLong COUNT = new AtomicLong(SOURCE.nextLong() >>> 23);

        private Sequence() {}
    }
}
