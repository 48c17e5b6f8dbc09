package collegium.notifications;

import java.util.Locale;

/** Where a message is on its way. */
public enum MessageState {
    /** Waits for its time, or for the next try. */
    DUE,
    /** A sender has it in hand at this moment. */
    CLAIMED,
    /** The mail server took it. */
    SENT,
    /** Worded and readable here, since no mail server is set up. */
    KEPT,
    /** Tried several times and given up; somebody must look. */
    FAILED,
    /** Fell away before it was sent. */
    CANCELLED;

    /** As stored, in addresses and in the names of its words. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MessageState of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
