package collegium.kernel;

import java.util.UUID;

/** Names an activity in a member's record. */
public record ActivityId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static ActivityId of(String text) {
        return new ActivityId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
