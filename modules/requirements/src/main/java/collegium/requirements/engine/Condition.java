package collegium.requirements.engine;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is selected: a question about one activity, one artefact or the member, answered yes, no, or unknown where a fact
 * is missing.
 */
public sealed interface Condition {

    Condition ALWAYS = new All(List.of());

    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    /** The activity or artefact carries one of the values as a tag of the kind (type, topic, flag, mode, provider…). */
    record Tag(String kind, Set<String> values) implements Condition {
        public Tag {
            values = Set.copyOf(values);
        }
    }

    /** The activity or artefact carries, as a tag of the kind, one of the values of a fact of the member. */
    record TagInFact(String kind, String fact) implements Condition {}

    /** A measure of the activity (hours, words, group-size…), as claimed; an absent one does not match. */
    record Measure(String name, Match match) implements Condition {}

    /** The attributing date of the activity or artefact. */
    record Dated(Match.Day match) implements Condition {}

    /** The day on which the activity was recorded, inside bounds or so soon after its own date. */
    record Recorded(Match.Day match, Optional<Period> within) implements Condition {}

    /** The member has an artefact of one of the kinds that meets a condition, by the window's last day. */
    record Held(Set<String> kinds, Condition where) implements Condition {
        public Held {
            kinds = Set.copyOf(kinds);
        }
    }

    /** An artefact of one of the kinds is linked to the activity. */
    record Linked(Set<String> kinds) implements Condition {
        public Linked {
            kinds = Set.copyOf(kinds);
        }
    }

    /** A fact of the member at a moment of the window, or at the activity's date. */
    record Fact(String name, Match match, When when) implements Condition {}

    /** When a fact is looked at. */
    enum When {
        AT_END,
        AT_START,
        EVER,
        THROUGHOUT,
        AT_ACTIVITY
    }
}
