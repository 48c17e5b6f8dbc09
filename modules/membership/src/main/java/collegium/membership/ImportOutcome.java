package collegium.membership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What became of a row that was checked or applied. */
public sealed interface ImportOutcome {

    /**
     * It can be applied, or was.
     *
     * @param subject what came into being or was changed, once applied
     * @param before what it takes to undo a change; empty where something came into being
     */
    record Good(Optional<UUID> subject, Map<String, String> before) implements ImportOutcome {
        public Good {
            before = Map.copyOf(before);
        }
    }

    /** All of it is there already. */
    record Unchanged() implements ImportOutcome {}

    /** It is left out, for these reasons. */
    record Bad(List<ImportFault> faults) implements ImportOutcome {
        public Bad {
            faults = List.copyOf(faults);
        }
    }

    static ImportOutcome good() {
        return new Good(Optional.empty(), Map.of());
    }

    static ImportOutcome made(UUID subject) {
        return new Good(Optional.of(subject), Map.of());
    }

    static ImportOutcome changed(UUID subject, Map<String, String> before) {
        return new Good(Optional.of(subject), before);
    }

    /** Bad where there are faults, good where there are none. */
    static ImportOutcome of(List<ImportFault> faults) {
        return faults.isEmpty() ? good() : new Bad(faults);
    }
}
