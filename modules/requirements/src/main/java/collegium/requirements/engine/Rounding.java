package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** To a multiple of an increment; an increment of zero leaves the number as it is. */
public record Rounding(BigDecimal increment, RoundingMode mode) {

    public static final Rounding NONE = new Rounding(BigDecimal.ZERO, RoundingMode.DOWN);

    public BigDecimal apply(BigDecimal value) {
        if (increment.signum() == 0) {
            return value;
        }
        return value.divide(increment, 0, mode).multiply(increment);
    }
}
