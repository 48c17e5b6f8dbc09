package collegium.peerreview;

import collegium.kernel.AccountId;
import collegium.kernel.MemberId;
import collegium.kernel.SubmissionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * One reviewer's look at one submission.
 *
 * @param memberName so that the reviewer can tell a conflict of interest before anything opens
 * @param firstDay, lastDay of the period
 * @param criteria what was noted so far, by criterion
 * @param draft the reasons as far as they are written
 */
public record Review(
        ReviewId id, SubmissionId submission, MemberId member, String memberName, LocalDate firstDay, LocalDate lastDay,
        AccountId reviewer, String reviewerName, Instant assignedAt, LocalDate dueOn, Optional<Instant> noConflictAt,
        Optional<Declined> declined, Optional<Instant> finishedAt, Map<String, String> criteria, String draft,
        Optional<Recommendation> recommendation) {

    /** That the reviewer will not do it, and why. */
    public record Declined(Instant at, String reason) {}

    public boolean isOpen() {
        return declined.isEmpty() && finishedAt.isEmpty();
    }
}
