package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dated thing that is judged and is no activity: plan, reflective account, discussion, feedback, confirmation,
 * declaration.
 *
 * @param activity the activity that it belongs to
 * @param tags what makes it, or the person in it, eligible (person, topic, flag…)
 */
public record Artefact(
        String id, String kind, LocalDate date, Optional<String> activity, Map<String, Set<String>> tags) {
    public Artefact {
        tags = Map.copyOf(tags);
    }
}
