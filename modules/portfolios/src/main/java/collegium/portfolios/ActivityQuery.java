package collegium.portfolios;

import collegium.kernel.ActivityId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which activities, newest first.
 *
 * @param from, to the last days of the activities lie between them
 * @param after the last row of the page before
 */
public record ActivityQuery(
        Optional<LocalDate> from, Optional<LocalDate> to, Optional<String> type, Optional<Activity.State> state,
        Optional<Key> after, int limit) {

    /** Where a page ended. */
    public record Key(LocalDate ended, ActivityId id) {
        public static Key of(Activity last) {
            return new Key(last.said().ended(), last.id());
        }
    }

    public ActivityQuery {
        limit = Math.clamp(limit, 1, 500);
    }

    public static ActivityQuery latest(int limit) {
        return new ActivityQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    public ActivityQuery between(LocalDate first, LocalDate last) {
        return new ActivityQuery(Optional.of(first), Optional.of(last), type, state, after, limit);
    }

    public ActivityQuery after(Activity last) {
        return new ActivityQuery(from, to, type, state, Optional.of(Key.of(last)), limit);
    }
}
