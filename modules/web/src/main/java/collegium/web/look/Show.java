package collegium.web.look;

import collegium.kernel.Units;
import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Dates and numbers as the body's locale writes them; {@code @show} in templates. Never rounds what is judged, only what is drawn. */
@Component("show")
public final class Show {

    private static final Pattern DAY = Pattern.compile("\\b[0-9]{4}-[0-9]{2}-[0-9]{2}\\b");

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    /** 19 November 2026. */
    public String day(LocalDate day) {
        return words(day);
    }

    private static String words(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", locale()).format(day);
    }

    /** 19 Nov. */
    public String shortDay(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMM", locale()).format(day);
    }

    /** Thursday 19 November. */
    public String weekday(LocalDate day) {
        return DateTimeFormatter.ofPattern("EEEE d MMMM", locale()).format(day);
    }

    /** 19 Nov 2026, 14:05, in the zone. */
    public String instant(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", locale()).format(at.atZone(zone));
    }

    /** November 2026. */
    public String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLLL uuuu", locale()).format(month);
    }

    /** Nov. */
    public String shortMonth(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLL", locale()).format(month);
    }

    /** Nov 2026. */
    public String shortMonthOfYear(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLL uuuu", locale()).format(month);
    }

    /** 14:05, in the zone. */
    public String clock(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("HH:mm", locale()).format(at.atZone(zone));
    }

    /** A file's size: 340 kB, 1.9 MB. */
    public String size(long bytes) {
        return bytes < 1_000_000 ? count(Math.max(1, bytes / 1000)) + " kB"
                : number(BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1_000_000), 1, RoundingMode.HALF_UP)) + " MB";
    }

    /** A number with every decimal that it has, grouped as the locale does. */
    public String number(BigDecimal amount) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(Math.max(0, amount.stripTrailingZeros().scale()));
        return format.format(amount);
    }

    /** What is counted, as it follows so many of it: 1 hour, 2 hours. */
    public static String unit(BigDecimal amount, String plural) {
        return Units.of(amount, plural);
    }

    /** What an explanation says, with its days as the body's locale writes them. */
    public static String said(String words) {
        return DAY.matcher(words).replaceAll(found -> Matcher.quoteReplacement(inWords(found.group())));
    }

    private static String inWords(String day) {
        try {
            return words(LocalDate.parse(day));
        } catch (DateTimeParseException _) {
            return day;
        }
    }

    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** The part that is of the whole, in per cent with one decimal, between 0 and 100: for the width of a bar. */
    public String width(BigDecimal part, BigDecimal whole) {
        if (whole.signum() <= 0) {
            return part.signum() > 0 ? "100%" : "0%";
        }
        BigDecimal percent = part.multiply(BigDecimal.valueOf(100)).divide(whole, 1, RoundingMode.HALF_UP);
        return percent.min(BigDecimal.valueOf(100)).max(BigDecimal.ZERO).toPlainString() + "%";
    }

    /** Of the first and the last word of a name. */
    public static String initials(String name) {
        int last = name.strip().lastIndexOf(' ');
        return (initial(name.strip()) + (last < 0 ? "" : initial(name.strip().substring(last + 1)))).toUpperCase(Locale.ROOT);
    }

    private static String initial(String word) {
        return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
    }

    /** So many of all, as the width of a bar. */
    public String share(long part, long whole) {
        return width(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }
}
