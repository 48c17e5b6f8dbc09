package collegium.compliance;

import collegium.kernel.ActivityId;
import collegium.kernel.SubmissionId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * An officer decides on one entry of a submission.
 *
 * @param seen the revision of the decision on the entry that the officer saw, 0 for none; refused as {@code changed-meanwhile} where
 *     somebody decided since
 * @param amount for {@code PART}
 * @param as for {@code RECLASSIFY}
 */
public record DecideEntry(
        SubmissionId submission, ActivityId activity, long seen, EntryDecision.Verdict verdict, Optional<BigDecimal> amount, Optional<Kind> as,
        String reason) {

    /** What the entry is taken for: each in the scheme's names. */
    public record Kind(String type, Optional<Boolean> structured, Set<String> topics, Set<String> flags) {
        public Kind {
            topics = Set.copyOf(topics);
            flags = Set.copyOf(flags);
        }
    }
}
