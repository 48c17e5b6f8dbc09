package collegium.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects every fault of a command, so that a form comes back with all of them at once. */
public final class Faults {

    private final List<Refused.Fault> found = new ArrayList<>();

    public Faults add(String code, String field) {
        return add(code, field, Map.of());
    }

    public Faults add(String code, String field, Map<String, Object> facts) {
        found.add(new Refused.Fault(code, field, facts));
        return this;
    }

    /** Adds the fault where the condition does not hold. */
    public Faults require(boolean condition, String code, String field) {
        return condition ? this : add(code, field);
    }

    /** Refuses as invalid where anything was found. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new Refused(Refused.Category.INVALID, found);
        }
    }
}
