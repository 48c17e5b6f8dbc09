package collegium.peerreview;

import collegium.kernel.Id;
import java.util.UUID;

/** Names one reviewer's look at one submission. */
public record ReviewId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static ReviewId of(String text) {
        return new ReviewId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
