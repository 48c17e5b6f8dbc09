package collegium.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** The key of a row, made in Java: a version 7 UUID, so that keys sort by the instant at which they were made. */
public interface Id {

    UUID value();

    /** A fresh version 7 UUID (RFC 9562) for something that comes into being at {@code at}. */
    static UUID fresh(Instant at) {
        long millis = at.toEpochMilli();
        long random = Randomness.SOURCE.nextLong();
        long high = (millis << 16) | 0x7000L | (random & 0x0FFFL);
        long low = (Randomness.SOURCE.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
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

    /** Holds the one source of randomness for keys. */
    final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();

        private Randomness() {}
    }
}
