package collegium.compliance;

import collegium.kernel.Id;
import java.util.UUID;

/** Names one decision of the body on one period. */
public record DeterminationId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static DeterminationId of(String text) {
        return new DeterminationId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
