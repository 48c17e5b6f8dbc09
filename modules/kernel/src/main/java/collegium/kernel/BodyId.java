package collegium.kernel;

import java.util.UUID;

/** Names a body (tenant). */
public record BodyId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static BodyId of(String text) {
        return new BodyId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
