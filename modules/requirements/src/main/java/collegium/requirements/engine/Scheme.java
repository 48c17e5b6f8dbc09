package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A body's rules, with all their versions and the overrides laid over them.
 *
 * @param id stable name
 * @param body whose rules they are
 * @param provenance on what they are modelled, and as at when
 */
public record Scheme(
        String id, String title, String body, String provenance, List<String> sources, Unit unit,
        Vocabulary vocabulary, Cycle cycle, List<Version> versions, List<Change> overrides) {

    public Scheme {
        sources = List.copyOf(sources);
        versions = List.copyOf(versions);
        overrides = List.copyOf(overrides);
    }

    /** This scheme with the versions and overrides of a later document; words and cycle are the later one's. */
    public Scheme then(Scheme later) {
        List<Version> both = new ArrayList<>(versions);
        both.addAll(later.versions);
        List<Change> changes = new ArrayList<>(overrides);
        changes.addAll(later.overrides);
        return new Scheme(id, later.title, later.body, later.provenance, later.sources, later.unit,
                later.vocabulary, later.cycle, both, changes);
    }
}
