package collegium.portfolios;

import collegium.kernel.ActivityId;
import collegium.kernel.MemberId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One revision of an activity.
 *
 * @param revision the member's revision that wrote it; amending and withdrawing name it, so that a stale form is refused
 * @param said what the member said
 * @param recordedBy the account, where a person wrote it
 * @param erased whether the words in it were erased; then the title is empty
 */
public record Activity(
        ActivityId id, MemberId member, long revision, State state, boolean withdrawn, Source source, RecordActivity said,
        Instant recordedAt, Optional<UUID> recordedBy, boolean erased) {

    /** Only what is recorded is judged. */
    public enum State {
        PLANNED,
        /** Another system says so; the member has yet to confirm. */
        UNCONFIRMED,
        RECORDED
    }

    public enum Source {
        MEMBER,
        CLIENT,
        ATTENDANCE,
        /** From before the body came to the product. */
        OPENING,
        SYSTEM
    }

    public String title() {
        return said.title();
    }
}
