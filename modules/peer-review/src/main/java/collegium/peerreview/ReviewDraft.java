package collegium.peerreview;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A review as far as it is written. What was kept before is replaced by it.
 *
 * @param edit of the review that the form was filled from; refused as {@code changed-meanwhile} where there is a later one
 * @param criteria answers by criterion, and under the criterion with {@code .why} the reason
 * @param comments what is said beside an activity or artefact, by its id; blank says nothing
 * @param looked the entries that were looked at
 */
public record ReviewDraft(
        int edit, Map<String, String> criteria, String reasons, Optional<Recommendation.Outcome> outcome, Map<UUID, String> comments,
        Set<UUID> looked) {
    public ReviewDraft {
        criteria = Map.copyOf(criteria);
        comments = Map.copyOf(comments);
        looked = Set.copyOf(looked);
    }
}
