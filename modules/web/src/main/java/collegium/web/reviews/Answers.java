package collegium.web.reviews;

import collegium.kernel.Call;
import collegium.peerreview.Comment;
import collegium.peerreview.Criteria;
import collegium.peerreview.Criterion;
import collegium.peerreview.Review;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The criteria of a body with what a review says to each, in words. */
@Component
final class Answers {

    private static final Set<String> USUAL = new LinkedHashSet<>(Criteria.USUAL.stream().map(Criterion::key).toList());

    private final Criteria criteria;
    private final Frozen frozen;

    Answers(Criteria criteria, Frozen frozen) {
        this.criteria = criteria;
        this.frozen = frozen;
    }

    /** To the criteria as they are now, as an open review answers them. */
    List<ReviewPage.Answered> open(Call call, Map<String, String> given) {
        return criteria.of(call).stream().map(criterion -> new ReviewPage.Answered(criterion.key(),
                criterion.title().orElseGet(() -> frozen.word("criterion." + criterion.key())),
                criterion.guidance().or(() -> criterion.title().isPresent() ? Optional.empty() : Optional.of(frozen.word("criterion." + criterion.key() + ".guidance"))),
                given.getOrDefault(criterion.key(), ""), given.getOrDefault(criterion.key() + ".why", ""))).toList();
    }

    /** A review to be read; a finished one with the words that it answered. */
    ReviewPage page(Call call, Review review, List<Comment> comments) {
        return ReviewPage.of(review, review.isOpen() ? open(call, review.criteria()) : finished(review.criteria()), comments);
    }

    private List<ReviewPage.Answered> finished(Map<String, String> given) {
        Set<String> keys = new LinkedHashSet<>(USUAL);
        given.keySet().stream().filter(key -> !key.contains(".")).forEach(keys::add);
        keys.retainAll(given.keySet());
        return keys.stream().map(key -> new ReviewPage.Answered(key, Optional.ofNullable(given.get(key + ".title"))
                .orElseGet(() -> frozen.word("criterion." + key)), Optional.empty(), given.getOrDefault(key, ""), given.getOrDefault(key + ".why", ""))).toList();
    }
}
