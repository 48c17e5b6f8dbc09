package collegium.notifications;

import collegium.kernel.Id;
import java.util.UUID;

/** Names a message of a body. */
public record MessageId(UUID value) implements Id {

    public static MessageId of(String text) {
        return new MessageId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
