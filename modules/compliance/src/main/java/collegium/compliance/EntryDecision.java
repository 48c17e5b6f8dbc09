package collegium.compliance;

import collegium.kernel.ActivityId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The body's word on one entry of a submission. The last one on an entry holds; those before it stay.
 *
 * @param revision the member's
 * @param amount the credit that is accepted, in the scheme's unit; only in part
 * @param type, flags what the entry is taken for instead; only where it is reclassified
 * @param by the officer's name
 */
public record EntryDecision(
        ActivityId activity, long revision, Verdict verdict, Optional<BigDecimal> amount, Optional<String> type, List<String> topics,
        List<String> flags, String reason, Instant at, String by) {

    public EntryDecision {
        topics = List.copyOf(topics);
        flags = List.copyOf(flags);
    }

    /** What was decided. */
    public enum Verdict {
        ACCEPT,
        PART,
        REJECT,
        RECLASSIFY;

        /** As kept. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
