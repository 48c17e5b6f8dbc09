package collegium.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** The key of a row, made in Java: a version 7 UUID, so that keys sort by the instant at which they were made. */
public interface Id {

    UUID value();

    /**
     * A fresh version 7 UUID (RFC 9562) for something that comes into being at {@code at}. Keys of one millisecond sort in the order
     * in which they were made, as long as there are no more than some thousands of them.
     */
    static UUID fresh(Instant at) {
        long millis = at.toEpochMilli();
        long high = (millis << 16) | 0x7000L | Sequence.next(millis);
        long low = (Sequence.SOURCE.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
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

    /** Counts within a millisecond, from a random beginning; what else is in a key is random. */
    final class Sequence {
        private static final SecureRandom SOURCE = new SecureRandom();
        private static long lastMillis = -1;
        private static long count;

        private Sequence() {}

        private static synchronized long next(long millis) {
            count = millis == lastMillis ? (count + 1) & 0xFFF : SOURCE.nextInt(0x100);
            lastMillis = millis;
            return count;
        }
    }
}
