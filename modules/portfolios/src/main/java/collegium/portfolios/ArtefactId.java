package collegium.portfolios;

import collegium.kernel.Id;
import java.util.UUID;

/** Names an artefact in a member's record. */
public record ArtefactId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static ArtefactId of(String text) {
        return new ArtefactId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
