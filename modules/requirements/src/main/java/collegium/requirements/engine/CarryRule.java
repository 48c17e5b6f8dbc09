package collegium.requirements.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be moved to the next period.
 *
 * @param of which credit may be carried
 * @param over the requirements that must stay met without it; the surplus is over all of them
 * @param earnedInLastMonths only what was earned in the last months of the period; 0 for no limit
 * @param life for how many periods it lives
 * @param retag tags that it takes on; a kind with no values is dropped
 */
public record CarryRule(
        String id, Optional<String> clause, Condition who, Condition of, List<String> over, Amount atMost,
        int earnedInLastMonths, int life, Map<String, Set<String>> retag, boolean onlyNew) {
    public CarryRule {
        over = List.copyOf(over);
        retag = Map.copyOf(retag);
    }
}
