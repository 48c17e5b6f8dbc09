package collegium.web.reviews;

import collegium.portfolios.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a member declared with a submission, in the words that were read then.
 *
 * @param although whether it was submitted knowing that something was missing
 */
record Signed(List<Said> said, Optional<String> note, Optional<String> signature, boolean although) {

    /** One statement with its answer's key. */
    public record Said(String asked, String answer) {}

    static Signed of(Submission submission) {
        Map<String, String> kept = submission.statements();
        return new Signed(kept.entrySet().stream().filter(entry -> kept.containsKey(entry.getKey() + ".asked"))
                .map(entry -> new Said(kept.getOrDefault(entry.getKey() + ".asked", ""), entry.getValue())).toList(),
                Optional.ofNullable(kept.get("note")), Optional.ofNullable(kept.get("signature")), kept.containsKey("although"));
    }
}
