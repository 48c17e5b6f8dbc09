package collegium.requirements.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Over which days a requirement is judged; some windows are several, and each is judged. */
public sealed interface Window {

    /** The enrolment's period. */
    record WholePeriod() implements Window {}

    /** Each twelve months of the period, without those that start in an excepted calendar year. */
    record EachYear(Set<Integer> except, Optional<Lending> lending) implements Window {
        public EachYear {
            except = Set.copyOf(except);
        }
    }

    /** A year's surplus may make up so much of a shortfall in the year beside it, out of what is selected. */
    record Lending(Amount atMost, Condition of, To to) {

        public enum To {
            EITHER,
            NEXT,
            PREVIOUS
        }
    }

    /** Each so many months of the period. */
    record EachMonths(int months) implements Window {}

    /** The last so many months, ending with the period or on the date judged at. */
    record Last(int months, boolean endsAtPeriod) implements Window {}

    /** Any so many consecutive years that end inside the period, also where they began before it. */
    record Consecutive(int years) implements Window {}

    /** Between two moments. */
    record Between(Moment from, Moment to) implements Window {}

    /** Everything up to the date judged at. */
    record Lifetime() implements Window {}

    /**
     * Every year of the period is served by one of the options: so much in one year, or so much over several. A year
     * serves one window unless {@code shared}.
     */
    record Either(List<Option> options, boolean shared) implements Window {
        public Either {
            options = List.copyOf(options);
        }
    }

    record Option(int years, Amount atLeast) {}

    /** A topic's own clock: due again so many months after the last completion, or on a grid from an anchor. */
    record Clock(int months, Optional<Moment> grid) implements Window {}

    /** Only in every so-manieth period, counted from the first at which it is due. */
    record EveryPeriods(int every, int first) implements Window {}
}
