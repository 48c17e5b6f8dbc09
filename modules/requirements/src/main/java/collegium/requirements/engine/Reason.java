package collegium.requirements.engine;

import java.util.Optional;

/**
 * One line of an explanation.
 *
 * @param code stable, in kebab case: what kind of rule made the difference
 * @param text in words
 * @param clause where the rule stands
 */
public record Reason(String code, String text, Optional<String> clause) {

    static Reason of(String code, String text) {
        return new Reason(code, text, Optional.empty());
    }

    static Reason of(String code, String text, Optional<String> clause) {
        return new Reason(code, text, clause);
    }
}
