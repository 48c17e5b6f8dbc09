package collegium.requirements.schemes;

import collegium.requirements.engine.Sentence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is different about one rule between two statements of a scheme.
 *
 * @param before the rule in the earlier one; empty where it is new
 * @param after the rule in the later one; empty where it is gone
 * @param steps the numbers that moved, where what is different is a number
 */
public record Difference(Effect effect, Optional<Sentence> before, Optional<Sentence> after, List<Step> steps) {

    public Difference {
        steps = List.copyOf(steps);
    }

    /** The rule as it is now, or as it was where it is gone. */
    public Sentence rule() {
        return after.or(() -> before).orElseThrow();
    }

    /** What it means for members. */
    public enum Effect {
        NEW,
        GONE,
        MORE_ASKED,
        LESS_ASKED,
        MORE_COUNTS,
        LESS_COUNTS,
        STRICTER,
        MILDER,
        OTHERWISE,
        WORDS
    }

    /** A number that moved; for whom, where it is one row of a table. */
    public record Step(BigDecimal from, BigDecimal to, String unit, Optional<String> forWhom) {}
}
