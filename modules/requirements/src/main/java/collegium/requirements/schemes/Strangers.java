package collegium.requirements.schemes;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names in a record that its scheme does not know: they match nothing, which is seldom what was meant. */
final class Strangers {

    private final Vocabulary vocabulary;
    private final Scheme scheme;
    private final List<Fault> strangers = new ArrayList<>();

    private Strangers(Scheme scheme) {
        this.scheme = scheme;
        vocabulary = scheme.vocabulary();
    }

    static List<Fault> of(Scheme scheme, MemberRecord record) {
        Strangers strangers = new Strangers(scheme);
        strangers.look(record);
        return strangers.strangers;
    }

    private void look(MemberRecord record) {
        for (Activity activity : record.activities()) {
            tags("activity " + activity.id(), activity.tags());
        }
        for (Artefact artefact : record.artefacts()) {
            known(artefact.kind(), vocabulary.artefacts().keySet(), "artefact " + artefact.id(), "kind of artefact");
            tags("artefact " + artefact.id(), artefact.tags());
        }
        Set<String> facts = new LinkedHashSet<>(vocabulary.facts().keySet());
        facts.add("enrolled");
        record.facts().forEach((name, _) -> known(name, facts, "facts", "fact"));
        Set<String> requirements = new LinkedHashSet<>();
        scheme.versions().forEach(v -> v.requirements().forEach(r -> requirements.add(r.id())));
        Set<String> parts = new LinkedHashSet<>();
        scheme.versions().forEach(v -> v.requirements().forEach(r -> Checks.collect(r, parts)));
        for (Relief relief : record.reliefs()) {
            relief.requirements().forEach(id -> known(id, parts, "relief " + relief.id(), "requirement"));
        }
        Set<String> activities = new LinkedHashSet<>();
        record.activities().forEach(activity -> activities.add(activity.id()));
        for (Decision decision : record.decisions()) {
            if (!activities.contains(decision.activity())) {
                strange("decisions", decision.activity(), "activity of the record", activities);
            }
        }
        for (Artefact artefact : record.artefacts()) {
            artefact.activity().filter(id -> !activities.contains(id))
                    .ifPresent(id -> strange("artefact " + artefact.id(), id, "activity of the record", activities));
        }
        for (Owed owed : record.owed()) {
            known(owed.requirement(), requirements, "owed", "requirement");
        }
    }

    private void tags(String where, Map<String, Set<String>> tags) {
        tags.forEach((kind, values) -> {
            Map<String, String> listed = vocabulary.tags().getOrDefault(kind, Map.of());
            if (!listed.isEmpty()) {
                values.forEach(value -> known(value, listed.keySet(), where, kind));
            }
        });
    }

    private void known(String name, Set<String> names, String where, String what) {
        if (!names.contains(name)) {
            strange(where, name, what + " of the scheme", names);
        }
    }

    private void strange(String where, String name, String what, Set<String> names) {
        strangers.add(new Fault(where, 0, "\"" + Reader.shorten(name) + "\" is no " + what + " and matches nothing.",
                Reader.suggest(name, names)));
    }
}
