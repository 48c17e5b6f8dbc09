package collegium.membership;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a file by the kind's columns. Reading a value adds what is wrong with it to the faults.
 *
 * @param line in the file, counted from 1
 * @param values by column; a cell that is empty is not there
 * @param dayFirst whether 3/4/2026 is in April
 */
public record ImportRow(int line, Map<String, String> values, boolean dayFirst) {

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ]00:00(?::00(?:\\.0+)?)?)?");
    private static final Pattern PARTS = Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4})(?: 00:00(?::00)?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(?:[.,]\\d{1,6})?");
    private static final Pattern PERHAPS_THOUSANDS = Pattern.compile("-?\\d{1,3},\\d{3}");
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "ja", "oui", "sí", "si");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein", "non");

    public ImportRow {
        values = Map.copyOf(values);
    }

    /** The text without spaces around it; empty where there is none. */
    public Optional<String> text(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** One line of text of at most so many characters. */
    public Optional<String> line(String column, int longest, List<ImportFault> faults) {
        Optional<String> text = text(column);
        if (text.isPresent() && !Texts.isLine(text.get(), Integer.MAX_VALUE)) {
            faults.add(ImportFault.of(column, "unprintable"));
        } else if (text.isPresent() && text.get().length() > longest) {
            faults.add(ImportFault.of(column, "too-long", Map.of("longest", Integer.toString(longest))));
        }
        return text;
    }

    /** The text of a column that has to be there; empty, with the fault, where it is not. */
    public Optional<String> required(String column, int longest, List<ImportFault> faults) {
        if (text(column).isEmpty()) {
            faults.add(ImportFault.of(column, "required"));
        }
        return line(column, longest, faults);
    }

    /** A day, as 2026-12-31 or in the order of the file's dates, with four digits for the year, from 1900 to 2200. */
    public Optional<LocalDate> date(String column, List<ImportFault> faults) {
        Optional<String> text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher iso = ISO.matcher(text.get());
        Matcher parts = PARTS.matcher(text.get());
        Optional<LocalDate> day = Optional.empty();
        if (iso.matches()) {
            day = day(column, iso.group(1), iso.group(2), iso.group(3), faults);
        } else if (parts.matches()) {
            day = dayFirst ? day(column, parts.group(3), parts.group(2), parts.group(1), faults)
                    : day(column, parts.group(3), parts.group(1), parts.group(2), faults);
        } else {
            faults.add(ImportFault.of(column, "date-form", Map.of("value", shown(text.get()), "example", dayFirst ? "31/12/2026" : "12/31/2026")));
        }
        return day;
    }

    private static Optional<LocalDate> day(String column, String year, String month, String day, List<ImportFault> faults) {
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), m, d);
            if (!ChangeFact.plausible(date)) {
                faults.add(ImportFault.of(column, "date-implausible", Map.of("value", date.toString())));
                return Optional.empty();
            }
            return Optional.of(date);
        } catch (DateTimeException _) {
            Optional<String> hint = m > 12 && d <= 12 && d > 0 && m <= 31
                    ? Optional.of("%s-%02d-%02d".formatted(year, d, m))
                    : m >= 1 && m <= 12 && d > 28 ? Optional.of(YearMonth.of(Integer.parseInt(year), m).atEndOfMonth().toString()) : Optional.empty();
            faults.add(new ImportFault(column, "date-not-in-calendar",
                    Map.of("value", "%s-%02d-%02d".formatted(year, m, d)), hint));
            return Optional.empty();
        }
    }

    /** An exact decimal with a point or a comma before its fraction; what could be thousands is refused rather than guessed. */
    public Optional<BigDecimal> decimal(String column, List<ImportFault> faults) {
        Optional<String> text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text.get()).matches() || PERHAPS_THOUSANDS.matcher(text.get()).matches()) {
            faults.add(ImportFault.of(column, "number-form", Map.of("value", shown(text.get()), "example", "1.5")));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text.get().replace(',', '.')));
    }

    /** Yes or no, in a few languages' words. */
    public Optional<Boolean> yesNo(String column, List<ImportFault> faults) {
        Optional<String> text = text(column).map(t -> t.toLowerCase(Locale.ROOT));
        if (text.isPresent() && !YES.contains(text.get()) && !NO.contains(text.get())) {
            faults.add(ImportFault.of(column, "yes-or-no", Map.of("value", shown(text.get()))));
            return Optional.empty();
        }
        return text.map(YES::contains);
    }

    private static String shown(String value) {
        return value.length() <= 80 ? value : value.substring(0, value.offsetByCodePoints(0, Math.min(60, value.codePointCount(0, value.length())))) + "…";
    }
}
