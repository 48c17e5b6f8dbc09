package collegium.requirements.engine;

import java.util.Optional;
import java.util.Set;

/**
 * No more than so much of what is selected counts.
 *
 * @param per over what the cap is applied
 * @param each a kind of tag, each value of which has a cap of its own
 * @param in the requirements whose counting it limits, empty for all; or the rules of carrying whose amount it limits
 * @param joint one pool for all of those together
 * @param measure the ledger that it limits; empty for credit
 */
public record Limit(
        String id, String title, Optional<String> clause, Condition who, Condition of, Amount atMost, Per per,
        Optional<String> each, Set<String> in, boolean joint, Optional<String> measure) {

    public Limit {
        in = Set.copyOf(in);
    }

    public enum Per {
        ACTIVITY,
        DAY,
        MONTH,
        YEAR,
        WINDOW
    }
}
