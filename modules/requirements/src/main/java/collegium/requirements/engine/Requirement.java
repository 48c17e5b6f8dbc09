package collegium.requirements.engine;

import java.util.List;
import java.util.Optional;

/**
 * One requirement of a scheme version: for whom, what is measured, over which window, and how much is needed.
 *
 * @param id stable name inside the scheme
 * @param title in words
 * @param clause where the published rule states it
 * @param who the members to whom it applies
 * @param inside a requirement whose selection this one narrows
 * @param each one instance for each value of a kind of tag
 */
public record Requirement(
        String id,
        String title,
        Optional<String> clause,
        Severity severity,
        Condition who,
        Measured measured,
        Amount atLeast,
        Window window,
        Optional<String> inside,
        Optional<Each> each,
        Optional<String> says) {

    /** An instance for each of the values, or for each value of a fact of the member. */
    public record Each(String kind, List<String> values, Optional<String> fact) {
        public Each {
            values = List.copyOf(values);
        }
    }
}
