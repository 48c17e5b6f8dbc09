package collegium.requirements.schemes;

import java.util.List;
import java.util.Optional;

/** What came of reading a document: the value, or the faults. Never both absent. */
public record Reading<T>(Optional<T> value, List<Fault> faults) {

    public Reading {
        faults = List.copyOf(faults);
    }

    /** The value; for documents that are known to be good, such as the shipped ones. */
    public T orThrow() {
        return value.filter(_ -> faults.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(String.join("\n", faults.stream().map(Fault::toString).toList())));
    }
}
