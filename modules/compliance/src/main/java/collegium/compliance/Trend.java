package collegium.compliance;

import collegium.requirements.engine.Span;
import java.time.LocalDate;
import java.time.Period;
import java.time.chrono.ChronoLocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How many members of a scheme had met everything at the end of each day, in the period that runs and in the one before it.
 *
 * @param running the period that is the same for all members, or else the calendar year
 * @param before what came before it, as long where the scheme did not say otherwise then
 * @param days of the running period that are over, as far as they were counted, the first of them first
 * @param daysBefore the same of the period before; empty for a body in its first
 */
public record Trend(Span running, Span before, List<Day> days, List<Day> daysBefore) {

    /** How many had met everything at the end of a day. */
    public record Day(LocalDate on, Cohort.Share share) {}

    public Trend {
        days = List.copyOf(days);
        daysBefore = List.copyOf(daysBefore);
    }

    /** The same day in the period before: as many months and days after its first. */
    public LocalDate then(LocalDate day) {
        LocalDate then = before.from().plus(Period.between(running.from(), day));
        return then.isAfter(before.to()) ? before.to() : then;
    }

    /** How many had met everything on the same day in the period before; empty where nobody was counted on it. */
    public Optional<Cohort.Share> before(LocalDate day) {
        return on(daysBefore, then(day));
    }

    /** How many had met everything on a day of either period; empty where nobody was counted on it. */
    public Optional<Cohort.Share> on(LocalDate day) {
        return on(running.contains(day) ? days : daysBefore, day);
    }

    private static Optional<Cohort.Share> on(List<Day> days, ChronoLocalDate day) {
        return days.stream().filter(one -> one.on().equals(day)).map(Day::share).findFirst();
    }
}
