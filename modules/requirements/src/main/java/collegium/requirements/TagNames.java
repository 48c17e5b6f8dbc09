package collegium.requirements;

import collegium.requirements.engine.Scheme;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names by which schemes know types, topics and flags, found by how people write them: as the name or as its title, whatever
 * the case and whether words are joined by spaces, dashes or underscores.
 *
 * @param known by kind of tag: the name for each way of writing it
 */
public record TagNames(Map<String, Map<String, String>> known) {

    public TagNames {
        known = Map.copyOf(known);
    }

    /** All that these schemes name. */
    public static TagNames of(Collection<Scheme> schemes) {
        Map<String, Map<String, String>> known = new HashMap<>();
        for (Scheme scheme : schemes) {
            scheme.vocabulary().tags().forEach((kind, values) -> values.forEach((name, title) -> {
                Map<String, String> names = known.computeIfAbsent(kind, _ -> new HashMap<>());
                names.putIfAbsent(plain(title), name);
                names.put(plain(name), name);
            }));
        }
        return new TagNames(known);
    }

    /** The name for what was written; empty where it is none that is known. Where a kind lists no names, any is one. */
    public Optional<String> name(String kind, String written) {
        Map<String, String> names = known.getOrDefault(kind, Map.of());
        return names.isEmpty() ? Optional.of(plain(written).replace(' ', '_')) : Optional.ofNullable(names.get(plain(written)));
    }

    /** Small letters, words apart by one space. */
    public static String plain(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }
}
