package collegium.compliance;

import collegium.peerreview.ReviewedBy;
import collegium.portfolios.Submission;
import java.util.List;

/**
 * What came of a submission, as its member sees it.
 *
 * @param determinations on it, the last first
 * @param decisions on its entries, the last first
 * @param reviews what reviewers said; empty until the body has determined
 */
public record Result(Submission submission, List<Determination> determinations, List<EntryDecision> decisions, List<ReviewedBy> reviews) {
    public Result {
        determinations = List.copyOf(determinations);
        decisions = List.copyOf(decisions);
        reviews = List.copyOf(reviews);
    }
}
