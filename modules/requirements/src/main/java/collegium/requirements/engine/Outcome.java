package collegium.requirements.engine;

import java.util.List;
import java.util.Optional;

/**
 * A named result beside met and short ("certified", "in the grace period"): the first whose condition on the member holds
 * and whose requirements are all met.
 */
public record Outcome(String id, String title, Optional<String> clause, Condition who, List<String> met) {
    public Outcome {
        met = List.copyOf(met);
    }

    /** The outcome that a standing came to. */
    public record Reached(String id, String title, Optional<String> clause) {}
}
