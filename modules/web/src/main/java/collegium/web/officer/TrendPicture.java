package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.compliance.Trend;
import collegium.requirements.engine.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many had met everything, as two lines over the same days: this period until today, and the one before. The field of the picture
 * is a hundred wide and a hundred high, its upper edge everybody.
 *
 * @param scheme its name
 * @param now of all members today
 * @param shareBefore of all members on the same day of the period before
 * @param line points of the running period; with fewer than two there is nothing to draw
 * @param end the last of them
 * @param lineBefore points of the period before; empty where that was not counted
 * @param months what stands under the field, at equal distances
 * @param since the first day that was counted of the period before
 */
record TrendPicture(String scheme, Cohort.Share now, Span running, Span before, Optional<Cohort.Share> shareBefore, Optional<LocalDate> since,
        String line, String end, String lineBefore, List<YearMonth> months, List<Row> rows) {

    private static final int POINTS = 52;
    private static final int LABELS = 4;
    private static final int ROWS = 12;
    private static final int YEAR = 366;

    /** A day of the table, with what was met by it in per cent, in this period and in the one before. */
    record Row(LocalDate on, Optional<Integer> percent, Optional<Integer> percentBefore) {}

    static TrendPicture of(String scheme, Trend trend, LocalDate today, Cohort.Share now) {
        List<Trend.Day> days = new ArrayList<>(trend.days());
        days.add(new Trend.Day(today, now));
        List<String> line = points(trend.running(), days);
        return new TrendPicture(scheme, now, trend.running(), trend.before(), trend.before(today), trend.daysBefore().stream().map(Trend.Day::on).findFirst(),
                line.size() > 1 ? String.join(" ", line) : "", line.getLast(), String.join(" ", points(trend.before(), trend.daysBefore())),
                IntStream.rangeClosed(0, LABELS).mapToObj(n -> YearMonth.from(trend.running().from().plusDays((trend.running().days() - 1) * n / LABELS))).toList(),
                rows(trend, today, now));
    }

    /** Where today is, as a line of no length. */
    public String dot() {
        return "M" + end.replace(',', ' ') + "h.01";
    }

    /** Whether the months tell the days apart without their years. */
    public boolean monthsAlone() {
        return running.days() <= YEAR;
    }

    /** About one a week in a year, and the last that there is. */
    private static List<String> points(Span span, List<Trend.Day> days) {
        long every = Math.max(1, span.days() / POINTS);
        return IntStream.range(0, days.size())
                .filter(n -> n == 0 || n == days.size() - 1 || ChronoUnit.DAYS.between(span.from(), days.get(n).on()) % every == 0)
                .mapToObj(n -> String.format(Locale.ROOT, "%.1f,%.1f",
                        100.0 * ChronoUnit.DAYS.between(span.from(), days.get(n).on()) / Math.max(1, span.days() - 1),
                        100 - 100.0 * days.get(n).share().met() / days.get(n).share().of()))
                .toList();
    }

    /** The ends of months, or of as many of them together as make at most a dozen lines. */
    private static List<Row> rows(Trend trend, LocalDate today, Cohort.Share now) {
        int months = Math.max(1, Math.toIntExact((ChronoUnit.MONTHS.between(trend.running().from(), trend.running().to().plusDays(1)) + ROWS - 1) / ROWS));
        return trend.running().parts(months).stream().map(Span::to)
                .map(day -> new Row(day, (day.equals(today) ? Optional.of(now) : trend.on(day)).map(Cohort.Share::percent), trend.before(day).map(Cohort.Share::percent)))
                .filter(row -> row.percent().isPresent() || row.percentBefore().isPresent())
                .toList();
    }
}
