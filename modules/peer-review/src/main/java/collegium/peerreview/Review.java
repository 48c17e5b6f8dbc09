package collegium.peerreview;

import collegium.kernel.AccountId;
import collegium.kernel.MemberId;
import collegium.kernel.SubmissionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One reviewer's look at one submission.
 *
 * @param memberName so that the reviewer can tell a conflict of interest before anything opens
 * @param firstDay, lastDay of the period
 * @param ended why it ended without a recommendation, where it did
 * @param reopened whether the submission was reopened since: then there is nothing left to review
 * @param edit how often it was saved
 * @param criteria what was noted so far, by criterion; the reason under the criterion with {@code .why}, the body's own words for
 *     it, once it is finished, with {@code .title}
 * @param draft the reasons as far as they are written
 * @param leaning the recommendation that is chosen so far
 * @param looked the entries that were looked at
 */
public record Review(
        ReviewId id, SubmissionId submission, MemberId member, String memberName, String schemeName, LocalDate firstDay, LocalDate lastDay,
        AccountId reviewer, String reviewerName, Instant assignedAt, LocalDate dueOn, Optional<Instant> noConflictAt,
        Optional<Ended> ended, Optional<Instant> finishedAt, boolean reopened, int edit, Map<String, String> criteria, String draft,
        Optional<Recommendation.Outcome> leaning, Set<UUID> looked, Optional<Recommendation> recommendation) {

    /** That it is over without a recommendation: declined by the reviewer, or taken away by an officer. */
    public record Ended(Instant at, String reason, boolean declined) {}

    public boolean isOpen() {
        return ended.isEmpty() && finishedAt.isEmpty();
    }

    public boolean isLate(LocalDate today) {
        return isOpen() && dueOn.isBefore(today);
    }
}
