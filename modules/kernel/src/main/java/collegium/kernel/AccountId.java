package collegium.kernel;

import java.util.UUID;

/** Names a person who can sign in to one body, or to the platform. */
public record AccountId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static AccountId of(String text) {
        return new AccountId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
