package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An officer's word on one entry: it changes what is credited, never what was claimed.
 *
 * @param upTo the credit that is accepted, for {@link Outcome#PART}
 * @param tags the tags by kind that replace the member's, for {@link Outcome#RECLASSIFY}
 */
public record Decision(
        String activity, Outcome outcome, Optional<BigDecimal> upTo, Map<String, Set<String>> tags, String reason) {

    public Decision {
        tags = Map.copyOf(tags);
    }

    public enum Outcome {
        ACCEPT,
        PART,
        REJECT,
        RECLASSIFY
    }
}
