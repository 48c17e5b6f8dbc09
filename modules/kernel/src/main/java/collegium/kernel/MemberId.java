package collegium.kernel;

import java.util.UUID;

/** Names a member of a body. */
public record MemberId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static MemberId of(String text) {
        return new MemberId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
