package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a requirement counts, and how it is measured. */
public sealed interface Measured {

    /** The sum of credit of what is selected; with a measure's name, the sum of that measure as a ledger of its own. */
    record Credit(Condition of, Optional<String> measure) implements Measured {}

    /** How many activities are selected. */
    record Entries(Condition of) implements Measured {}

    /** How many values of a kind of tag reach the least amount among what is selected. */
    record Breadth(Condition of, String kind, Set<String> among, BigDecimal each) implements Measured {
        public Breadth {
            among = Set.copyOf(among);
        }
    }

    /** The greatest sum of credit for any single value of a kind of tag. */
    record Concentration(Condition of, String kind) implements Measured {}

    /** How many artefacts of a kind meet a condition; with a kind of tag, how many different values of it they carry. */
    record Artefacts(Set<String> kinds, Condition where, Optional<String> distinct) implements Measured {
        public Artefacts {
            kinds = Set.copyOf(kinds);
        }
    }

    /** A number, or a yes, in a fact of the member: practice hours, an examination passed. */
    record FactValue(String name) implements Measured {}

    /** Whether the member is as asked. */
    record MemberIs(Condition condition) implements Measured {}

    /** How many of the selected activities have a property; all of them must. */
    record Every(Condition of, Condition has) implements Measured {}

    /** How many of the alternatives are met; each is a requirement, or several together. */
    record Options(List<Requirement> options) implements Measured {
        public Options {
            options = List.copyOf(options);
        }
    }

    /** How many of the parts are met; all of them must be. */
    record Together(List<Requirement> parts) implements Measured {
        public Together {
            parts = List.copyOf(parts);
        }
    }
}
