package collegium.requirements.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a scheme uses, with the words for them.
 *
 * @param tags kind of tag (type, topic, flag, mode…) to its values with their titles
 * @param artefacts kinds of artefact with their titles
 * @param facts facts about the member, with the question that finds them out
 * @param measures measures that an activity may bring, with their titles
 */
public record Vocabulary(
        Map<String, Map<String, String>> tags, Map<String, String> artefacts, Map<String, FactKind> facts,
        Map<String, String> measures) {

    public Vocabulary {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        artefacts = Collections.unmodifiableMap(new LinkedHashMap<>(artefacts));
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** What kind of value a fact has, its title, its values where they are listed, and what holds where a record is silent. */
    public record FactKind(Kind kind, String title, Map<String, String> values, Optional<String> otherwise) {
        public FactKind {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    public enum Kind {
        TEXT,
        NUMBER,
        DATE,
        YES_NO
    }

    /** The words for a value, or the value itself where the scheme gives none. */
    public String title(String kind, String value) {
        return tags.getOrDefault(kind, Map.of()).getOrDefault(value, value.replace('_', ' ').replace('-', ' '));
    }
}
