package collegium.membership;

import java.util.Locale;

/** How far an import came. */
public enum ImportState {
    /** Its rows are still being read from the file. */
    STAGING,
    /** Read; nothing looked at. */
    STAGED,
    CHECKING,
    /** Every row is known to be good, bad or unchanged; waits for being confirmed. */
    CHECKED,
    APPLYING,
    APPLIED,
    UNDOING,
    UNDONE,
    /** Stopped while it was checked; checking goes on where it stopped. */
    CANCELLED,
    FAILED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it goes on in the background. */
    public boolean running() {
        return this == CHECKING || this == APPLYING || this == UNDOING;
    }
}
