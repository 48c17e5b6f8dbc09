package collegium.requirements;

import collegium.kernel.Id;
import java.util.UUID;

/** Names a body's scheme. */
public record SchemeId(UUID value) implements Id {

    public static SchemeId of(String text) {
        return new SchemeId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
