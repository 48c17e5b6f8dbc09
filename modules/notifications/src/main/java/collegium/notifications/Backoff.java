package collegium.notifications;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a message that failed waits for its next try: a mail server's bad quarter of an hour passes by itself, a night too. */
final class Backoff {

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(12));

    private Backoff() {}

    /** The wait after so many tries, or empty where it is given up. */
    static Optional<Duration> after(int attempts) {
        return attempts <= WAITS.size() ? Optional.of(WAITS.get(attempts - 1)) : Optional.empty();
    }
}
