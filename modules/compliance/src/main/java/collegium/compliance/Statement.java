package collegium.compliance;

import java.util.List;
import java.util.Optional;

/**
 * Something that a member declares when submitting a period.
 *
 * @param key names it for ever
 * @param text empty for one of the usual ones: the product has the words for it
 * @param answers the keys of what can be answered
 */
public record Statement(String key, Optional<String> text, Optional<String> hint, List<String> answers) {

    /** Yes and no, and where it does not apply to everybody the third. */
    static final List<String> ANSWERS = List.of("yes", "no", "not-applicable");

    public Statement {
        answers = List.copyOf(answers);
    }

    static Statement usual(String key, String... answers) {
        return new Statement(key, Optional.empty(), Optional.empty(), List.of(answers));
    }
}
