package collegium.kernel;

import java.util.UUID;

/** Names one judged span of an enrolment. */
public record PeriodId(UUID value) implements Id {

    /** Reads an id from an address or a form; refused as not found where it is no id at all. */
    public static PeriodId of(String text) {
        return new PeriodId(Id.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
