package collegium.web.reviews;

import collegium.peerreview.Comment;
import collegium.peerreview.Criteria;
import collegium.peerreview.Review;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A review to be read: what a reviewer answered and said. Templates {@code reviews/summary} and the officer's and member's pages.
 *
 * @param answers in the order of the criteria
 * @param comments by the id of the entry beside which they stand
 */
record ReviewPage(Review review, List<Answered> answers, Map<String, String> comments) {

    /**
     * A criterion with what was answered.
     *
     * @param answer a key of {@link Criteria.Answer}; empty where nothing was
     */
    public record Answered(String key, String title, Optional<String> guidance, String answer, String why) {}

    static ReviewPage of(Review review, List<Answered> answers, List<Comment> comments) {
        Map<String, String> beside = new LinkedHashMap<>();
        comments.forEach(comment -> comment.entry().ifPresent(entry -> beside.put(entry.toString(), comment.text())));
        return new ReviewPage(review, answers, beside);
    }
}
