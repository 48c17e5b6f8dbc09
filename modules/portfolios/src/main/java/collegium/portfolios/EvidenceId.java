package collegium.portfolios;

import collegium.kernel.Id;
import java.util.UUID;

/** Names a file that supports an entry. */
public record EvidenceId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static EvidenceId of(String text) {
        return new EvidenceId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
