package collegium.web.look;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an amount as people write it: 1.5, 1,5, 1:30, 90 min. */
public final class Amounts {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):([0-5]\\d)");
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,5})\\s*min(utes)?");

    /** Three digits after a comma are refused: 1,500 is one and a half to some and fifteen hundred to others. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9}|,\\d{1,2}|,\\d{4,9})?");
    private static final BigDecimal HOUR = BigDecimal.valueOf(60);

    private Amounts() {}

    /** Empty where it is none of these. Whether it can be true is not said here. */
    public static Optional<BigDecimal> read(String text, String unit) {
        String said = text.strip();
        Matcher clock = CLOCK.matcher(said);
        Matcher minutes = MINUTES.matcher(said);
        if (unit.startsWith("hour") && clock.matches()) {
            return Optional.of(new BigDecimal(clock.group(1)).add(hours(clock.group(2))));
        }
        if (unit.startsWith("hour") && minutes.matches()) {
            return Optional.of(hours(minutes.group(1)));
        }
        return NUMBER.matcher(said).matches() ? Optional.of(new BigDecimal(said.replace(',', '.'))) : Optional.empty();
    }

    private static BigDecimal hours(String minutes) {
        return new BigDecimal(minutes).divide(HOUR, 4, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
