package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much: a number, or how it follows from the member, the window and other requirements. */
public sealed interface Amount {

    record Fixed(BigDecimal value) implements Amount {}

    /** The number in a fact of the member; for a fact with several values, their sum. */
    record Fact(String name, Optional<Amount> otherwise) implements Amount {}

    /** How many values a fact has: licences, fields, titles. */
    record NumberOf(String fact) implements Amount {}

    /** A table by the values of a fact; several values combine. */
    record Table(String fact, Map<String, Amount> rows, Combine combine, Optional<Amount> otherwise) implements Amount {
        public Table {
            rows = Map.copyOf(rows);
        }
    }

    enum Combine {
        HIGHEST,
        LOWEST,
        SUM
    }

    /** The first case whose condition holds. */
    record Cases(List<Case> cases, Optional<Amount> otherwise) implements Amount {
        public Cases {
            cases = List.copyOf(cases);
        }
    }

    record Case(Condition who, Amount value) {}

    /** A step table: the value of the first step whose bound the number reaches. */
    record Steps(Amount on, List<Step> steps, Amount otherwise) implements Amount {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    record Step(Match.Bounds bound, Amount value) {}

    /** By the calendar year in which the window starts. */
    record ByYear(Map<Integer, Amount> years, Optional<Amount> otherwise) implements Amount {
        public ByYear {
            years = Map.copyOf(years);
        }
    }

    record Percent(BigDecimal percent, Amount of) implements Amount {}

    /** What another requirement needs, after its pro rata and rounding. */
    record Needed(String requirement) implements Amount {}

    /** What was credited to another requirement's selection in the window before caps; a cap on it grows with what is earned. */
    record Earned(String requirement) implements Amount {}

    record Combined(Arithmetic arithmetic, List<Amount> parts) implements Amount {
        public Combined {
            parts = List.copyOf(parts);
        }
    }

    enum Arithmetic {
        SUM,
        PRODUCT,
        DIFFERENCE,
        QUOTIENT,
        HIGHEST,
        LOWEST
    }

    record Rounded(Amount part, Rounding rounding) implements Amount {}

    /** Months of the window, or of the part of it between two days, in which the condition holds. */
    record Months(Condition when, Counting counting, Optional<Moment> from, Optional<Moment> to) implements Amount {}

    enum Counting {
        COMPLETE,
        STARTED,
        NEAREST,
        DAYS
    }

    /** The part × months in which the condition holds ÷ months of the whole. */
    record Prorata(Amount part, Months months, Optional<Amount> outOf, Rounding rounding) implements Amount {}

    /** Each year of the window at the rate of the value that the fact had in it. */
    record Segments(String fact, Map<String, Amount> rates, Rounding rounding) implements Amount {
        public Segments {
            rates = Map.copyOf(rates);
        }
    }

    /** A shortfall of an earlier period that the record brings along. */
    record Owed(String requirement) implements Amount {}
}
