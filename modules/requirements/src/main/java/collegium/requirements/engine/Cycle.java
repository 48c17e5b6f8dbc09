package collegium.requirements.engine;

import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How periods follow each other.
 *
 * @param months the length of one
 * @param anchor where one begins
 */
public record Cycle(int months, Anchor anchor) {

    public sealed interface Anchor {

        /** On the same day for everybody; a member who joins in the middle begins with the period then running. */
        record OnDay(MonthDay day, Optional<Integer> anyYear, Joining joining) implements Anchor {}

        /** On a day by a fact of the member. */
        record ByFact(String fact, Map<String, MonthDay> days, Joining joining) implements Anchor {
            public ByFact {
                days = Map.copyOf(days);
            }
        }

        /** On the anniversary of a day in a fact. */
        record Anniversary(String fact) implements Anchor {}

        /** Counted back from a day in a fact, such as the expiry of a card. */
        record EndsWith(String fact) implements Anchor {}

        /** Listed. */
        record Blocks(List<Span> blocks) implements Anchor {
            public Blocks {
                blocks = List.copyOf(blocks);
            }
        }
    }

    /** Where the first period of somebody who joins begins. */
    public record Joining(First first, Optional<MonthDay> until, Optional<String> fact) {

        public static final Joining RUNNING = new Joining(First.RUNNING, Optional.empty(), Optional.empty());

        /** With the running year, or with the next; until a day of the year the one, after it the other. */
        public enum First {
            RUNNING,
            NEXT
        }
    }
}
