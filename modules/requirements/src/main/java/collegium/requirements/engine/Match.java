package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** What a single value must be. */
public sealed interface Match {

    /** One of these words (text, or true and false). */
    record OneOf(Set<String> values) implements Match {
        public OneOf {
            values = Set.copyOf(values);
        }
    }

    /** A number inside bounds; {@code above} and {@code below} leave the bound itself out. */
    record Bounds(
            Optional<BigDecimal> atLeast,
            Optional<BigDecimal> above,
            Optional<BigDecimal> atMost,
            Optional<BigDecimal> below,
            Optional<BigDecimal> multipleOf)
            implements Match {}

    /** A day inside bounds, both counted in; a bound may follow from the period, the window or a fact. */
    record Day(Optional<Moment> from, Optional<Moment> until) implements Match {}

    /** Some value is there, or none is. */
    record Known(boolean known) implements Match {}
}
