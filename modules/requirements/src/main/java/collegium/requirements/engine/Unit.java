package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.Optional;

/** What is counted: an hour, a point, an entry; with its length in minutes where it is time. */
public record Unit(String name, String plural, Optional<BigDecimal> minutes, Rounding rounding) {

    String of(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString() + " "
                + (amount.compareTo(BigDecimal.ONE) == 0 ? name : plural);
    }
}
