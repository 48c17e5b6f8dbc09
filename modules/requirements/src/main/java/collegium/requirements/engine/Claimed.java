package collegium.requirements.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an entry claims in the scheme's unit, from whichever measure it brings. */
final class Claimed {

    private static final BigDecimal SIXTY = new BigDecimal(60);
    private static final int DIGITS = 16;

    private final Unit unit;
    private final boolean hours;
    /** Whole minutes of a day in the unit, since a division is dear and activities are of few lengths. */
    private final @Nullable BigDecimal[] lengths = new @Nullable BigDecimal[24 * 60 + 1];

    Claimed(Unit unit) {
        this.unit = unit;
        hours = unit.minutes().filter(minutes -> minutes.compareTo(SIXTY) == 0).isPresent();
    }

    BigDecimal of(Claim claim) {
        BigDecimal amount = claim.measure("amount");
        if (amount == null) {
            amount = claim.measure(unit.plural());
        }
        if (amount == null && unit.minutes().isPresent()) {
            amount = time(claim, unit.minutes().get());
        }
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private @Nullable BigDecimal time(Claim claim, BigDecimal each) {
        BigDecimal minutes = claim.measure("minutes");
        if (minutes != null) {
            return units(minutes, each);
        }
        BigDecimal claimed = claim.measure("hours");
        if (claimed == null) {
            return null;
        }
        return hours && claimed.precision() <= DIGITS ? Amounts.trim(claimed) : units(claimed.multiply(SIXTY), each);
    }

    private BigDecimal units(BigDecimal minutes, BigDecimal each) {
        if (minutes.scale() == 0 && minutes.precision() <= 4) {
            long whole = minutes.longValue();
            if (whole >= 0 && whole < lengths.length) {
                BigDecimal known = lengths[(int) whole];
                if (known == null) {
                    known = Amounts.divide(minutes, each);
                    lengths[(int) whole] = known;
                }
                return known;
            }
        }
        return Amounts.divide(minutes, each);
    }
}
