package collegium.requirements.engine;

import java.util.List;
import java.util.Optional;

/**
 * One rule of a scheme as members read it.
 *
 * @param place in the list of its kind, from 1
 * @param parts the alternatives or parts of a requirement that has some
 */
public record Sentence(
        Kind kind, int place, String id, String title, String text, Optional<String> clause, Severity severity, List<Sentence> parts) {

    public Sentence {
        parts = List.copyOf(parts);
    }

    /** The list that the rule stands in. */
    public enum Kind {
        /** How periods follow each other: the first sentence of every scheme, and in no list. */
        PERIOD,
        REQUIREMENT,
        LIMIT,
        CREDIT,
        ELIGIBLE,
        REPEATS,
        AWARD,
        EXCLUSIVE,
        CARRY,
        EXEMPTION
    }
}
