package collegium.web.member;

import collegium.kernel.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an amount as people write it: 1.5, 1,5, 1:30, 90 min. */
final class Amounts {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):([0-5]\\d)");
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,5})\\s*min(utes)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,6}([.,]\\d{1,4})?");
    private static final BigDecimal HOUR = BigDecimal.valueOf(60);

    private Amounts() {}

    /** Refused as {@code amount-form} where it is none of these. */
    static BigDecimal read(String text, String unit) {
        String said = text.strip();
        Matcher clock = CLOCK.matcher(said);
        Matcher minutes = MINUTES.matcher(said);
        if (unit.startsWith("hour") && clock.matches()) {
            return new BigDecimal(clock.group(1)).add(hours(clock.group(2)));
        }
        if (unit.startsWith("hour") && minutes.matches()) {
            return hours(minutes.group(1));
        }
        if (NUMBER.matcher(said).matches()) {
            return new BigDecimal(said.replace(',', '.'));
        }
        throw Refused.invalid("amount-form", "amount");
    }

    private static BigDecimal hours(String minutes) {
        return new BigDecimal(minutes).divide(HOUR, 4, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
