package collegium.notifications;

import collegium.kernel.PeriodId;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that falls due.
 *
 * @param dueAt when it may go at the earliest
 * @param dedup a key under which it is written once for ever, or empty; see {@link Outbox#cancel}
 */
public record NewMessage(
        MessageKind kind, Recipient recipient, Facts facts, Instant dueAt, Optional<String> dedup, Optional<PeriodId> period) {

    /** A message that may go at once. */
    public static NewMessage now(MessageKind kind, Recipient recipient, Facts facts, Instant at) {
        return new NewMessage(kind, recipient, facts, at, Optional.empty(), Optional.empty());
    }
}
