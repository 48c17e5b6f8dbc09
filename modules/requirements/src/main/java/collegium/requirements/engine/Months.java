package collegium.requirements.engine;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Counting in months. */
final class Months {

    private Months() {}

    /** The last of n months from a day: the day before the same day number, clamped to the month's length. */
    static LocalDate last(LocalDate first, int months) {
        YearMonth month = YearMonth.from(first).plusMonths(months);
        if (first.getDayOfMonth() == 1) {
            return month.minusMonths(1).atEndOfMonth();
        }
        return month.atDay(Math.min(first.getDayOfMonth() - 1, month.lengthOfMonth()));
    }

    /** The first day of which n months have not ended before the day. */
    static LocalDate firstOf(LocalDate last, int months) {
        LocalDate first = last.minusMonths(months).plusDays(1);
        while (!last(first.minusDays(1), months).isBefore(last)) {
            first = first.minusDays(1);
        }
        while (last(first, months).isBefore(last)) {
            first = first.plusDays(1);
        }
        return first;
    }

    /** The last n months of a period: they begin on the day on which n months before the next period would. */
    static Span endingWith(Span period, int months) {
        return new Span(period.to().plusDays(1).minusMonths(months), period.to());
    }

    static int complete(Span span) {
        int months = 0;
        while (!last(span.from(), months + 1).isAfter(span.to())) {
            months++;
        }
        return months;
    }

    /** A rest of fifteen days and more is a month. */
    static int nearest(Span span) {
        int complete = complete(span);
        LocalDate rest = complete == 0 ? span.from() : last(span.from(), complete).plusDays(1);
        return rest.plusDays(14).isAfter(span.to()) ? complete : complete + 1;
    }

    static int started(Span span) {
        int complete = complete(span);
        boolean rest = complete == 0 || last(span.from(), complete).isBefore(span.to());
        return rest ? complete + 1 : complete;
    }

    /** Whole months from a day to another, below 0 where that is earlier; a month begun backwards is one. */
    static long between(LocalDate anchor, LocalDate day) {
        long months = ChronoUnit.MONTHS.between(anchor, day);
        return anchor.plusMonths(months).isAfter(day) ? months - 1 : months;
    }

    /** The months of the whole that any of the parts touches, each once however many of them do. */
    static int started(Span whole, List<Span> parts) {
        int months = 0;
        LocalDate first = whole.from();
        for (int n = 1; !first.isAfter(whole.to()); n++) {
            Span month = new Span(first, last(whole.from(), n));
            if (parts.stream().anyMatch(month::overlaps)) {
                months++;
            }
            first = month.to().plusDays(1);
        }
        return months;
    }

    /** The year of the enrolment in which a day lies, counted from the year that starts on the anchor as 0. */
    static int year(LocalDate anchor, LocalDate day) {
        int years = (int) ChronoUnit.YEARS.between(anchor, day);
        return anchor.plusYears(years).isAfter(day) ? years - 1 : years;
    }
}
