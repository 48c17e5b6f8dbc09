package collegium.requirements.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pots of requirements between which no credit is shared: each part of an activity serves one pot.
 *
 * @param whole an activity is not divided: all of it serves one pot
 */
public record Exclusive(Map<String, List<String>> pots, boolean whole, Optional<String> clause) {
    public Exclusive {
        pots = Collections.unmodifiableMap(new LinkedHashMap<>(pots));
    }
}
