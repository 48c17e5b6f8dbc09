package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a claim becomes credit.
 *
 * @param byActivityDate an activity is converted by the version in force on its own date, not by the one that judges
 */
public record Crediting(
        List<Gate> gates, List<Conversion> conversions, List<Repeats> repeats, List<Award> awards, boolean byActivityDate) {

    public Crediting {
        gates = List.copyOf(gates);
        conversions = List.copyOf(conversions);
        repeats = List.copyOf(repeats);
        awards = List.copyOf(awards);
    }

    /**
     * What an activity of a kind must be, or it is credited nothing.
     *
     * @param together with which others it must come to how much
     */
    public record Gate(Condition of, Condition require, Optional<Together> together, String because, Optional<String> clause) {

        /** The reason where the scheme gives none. */
        public static final String UNSAID = "It is not eligible.";
    }

    /** At least so much credit in a period of activities that share a value of the kind. */
    public record Together(String by, BigDecimal atLeast) {}

    /** How the activities of a kind are converted, to credit or into a ledger of its own; the first that fits is used. */
    public record Conversion(
            Condition of, Optional<String> from, Rate rate, Rounding rounding, Optional<Amount> atMost,
            Optional<String> into, String title, Optional<String> clause) {}

    /** From a measure to credit. */
    public sealed interface Rate {

        /** So many units for each of the measure; {@code first} bounds to how much of it that applies, the rest at face. */
        record Times(BigDecimal factor, Optional<BigDecimal> first) implements Rate {}

        /** One unit for so many of the measure. */
        record Per(BigDecimal divisor) implements Rate {}

        /** So many units, whatever the size. */
        record Award(BigDecimal units) implements Rate {}

        /** By steps of the measure. */
        record Stepped(List<Amount.Step> steps) implements Rate {
            public Stepped {
                steps = List.copyOf(steps);
            }
        }
    }

    /**
     * The same course (or another tag) is credited once: ever, in a period, or in so many months.
     *
     * @param months 0 for ever, {@link #IN_PERIOD} for a period
     * @param byYear the months are whole years of the enrolment, counted with that of the activity; otherwise they end on the
     *     activity's day
     */
    public record Repeats(Condition of, String by, int months, boolean byYear, String title, Optional<String> clause) {

        /** The months of what is credited once in a period, however long that is. */
        public static final int IN_PERIOD = -1;

        /** The title where the scheme gives none. */
        public static final String UNSAID = "Repeats are not credited";
    }

    /**
     * Credit without an activity: deemed by the scheme for whom the condition holds, once on a day (the period's first
     * where none is named) or in each year of the period.
     */
    public record Award(
            String id, String title, Optional<String> clause, Condition who, Amount amount,
            Optional<Moment> on, boolean eachYear, Map<String, Set<String>> tags) {
        public Award {
            tags = Map.copyOf(tags);
        }
    }
}
