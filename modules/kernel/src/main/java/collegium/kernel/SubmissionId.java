package collegium.kernel;

import java.util.UUID;

/** Names a period's record, frozen and signed. */
public record SubmissionId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static SubmissionId of(String text) {
        return new SubmissionId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
