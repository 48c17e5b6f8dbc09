package collegium.requirements.engine;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/** A day that follows from the period, the date judged at, or a fact. */
public sealed interface Moment {

    /** Added to the day; may be negative. */
    Period plus();

    /** Whether it moves with the day judged at. */
    default boolean hangsOnAsAt() {
        return switch (this) {
            case AsAt _ -> true;
            case Edge edge -> edge.of().hangsOnAsAt();
            case Cases cases -> cases.otherwise().hangsOnAsAt() || cases.cases().stream().anyMatch(one -> one.day().hangsOnAsAt());
            case PeriodStart _, PeriodEnd _, WindowStart _, WindowEnd _, On _, OfFact _ -> false;
        };
    }

    record PeriodStart(Period plus) implements Moment {}

    record PeriodEnd(Period plus) implements Moment {}

    record AsAt(Period plus) implements Moment {}

    /** The first day of the window that is judged; in a window's own definition, of the period. */
    record WindowStart(Period plus) implements Moment {}

    record WindowEnd(Period plus) implements Moment {}

    record On(LocalDate day, Period plus) implements Moment {}

    /** The day in a fact of the member: registered, licensed, joined. */
    record OfFact(String fact, Period plus) implements Moment {}

    /** The day of the first case whose condition on the member holds: stages of a deadline. */
    record Cases(List<Case> cases, Moment otherwise, Period plus) implements Moment {
        public Cases {
            cases = List.copyOf(cases);
        }
    }

    record Case(Condition who, Moment day) {}

    /** The first or last day of the calendar month or year in which another day lies. */
    record Edge(Moment of, Edge.On on) implements Moment {

        @Override
        public Period plus() {
            return Period.ZERO;
        }

        public enum On {
            MONTH_START("the first day of the month"),
            MONTH_END("the last day of the month"),
            YEAR_START("the first day of the year"),
            YEAR_END("the last day of the year");

            final String words;

            On(String words) {
                this.words = words;
            }

            LocalDate of(LocalDate day) {
                return switch (this) {
                    case MONTH_START -> day.withDayOfMonth(1);
                    case MONTH_END -> day.withDayOfMonth(day.lengthOfMonth());
                    case YEAR_START -> day.withDayOfYear(1);
                    case YEAR_END -> day.withDayOfYear(day.lengthOfYear());
                };
            }
        }
    }
}
