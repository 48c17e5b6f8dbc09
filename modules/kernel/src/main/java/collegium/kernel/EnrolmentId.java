package collegium.kernel;

import java.util.UUID;

/** Names a scheme that applies to a member. */
public record EnrolmentId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static EnrolmentId of(String text) {
        return new EnrolmentId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
