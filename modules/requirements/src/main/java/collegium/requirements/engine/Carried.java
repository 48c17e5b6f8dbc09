package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Credit that was moved from one period to the next, with its tags.
 *
 * @param earned the day on which it was earned
 * @param expires the last day on which it may count
 * @param lives for how many more periods it may be carried on
 */
public record Carried(
        String id, BigDecimal amount, LocalDate earned, Optional<LocalDate> expires, int lives,
        Map<String, Set<String>> tags, String origin) {
    public Carried {
        tags = Map.copyOf(tags);
    }
}
