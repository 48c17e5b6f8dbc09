package collegium.web.member;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.portfolios.Artefact;
import collegium.portfolios.ArtefactId;
import collegium.portfolios.RecordArtefact;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns the fields of the form of an artefact into a command, and an artefact into fields. */
record ArtefactForm(Fields fields) {

    private static final String TAG = "tag.";
    private static final String CONFIRMATION = "confirmation";

    static Fields nothing(String kind, String title, LocalDate today) {
        return Fields.none().with("kind", kind).with("title", title).with("dated", today.toString()).with("done", "true");
    }

    static Fields of(Artefact artefact) {
        RecordArtefact said = artefact.said();
        Fields fields = Fields.none().with("kind", said.kind()).with("title", said.title()).with("dated", said.dated().toString())
                .with("body", said.body().orElse("")).with("person-name", said.person().map(RecordArtefact.Person::name).orElse(""))
                .with("person-email", said.person().flatMap(RecordArtefact.Person::email).orElse(""))
                .with("person-number", said.person().flatMap(RecordArtefact.Person::number).orElse(""))
                .with("links", said.links().stream().map(ActivityId::toString).toList()).with("done", said.completed() ? "true" : "");
        for (Map.Entry<String, Set<String>> tags : said.tags().entrySet()) {
            fields = fields.with(TAG + tags.getKey(), tags.getValue().stream().sorted().toList());
        }
        return fields;
    }

    /** Whether somebody else is asked to confirm it. */
    boolean asks() {
        return fields.has("ask", "true");
    }

    /** Whether it is nothing without somebody else: it is another's word, or a requirement says what makes the person eligible. */
    private boolean withAnother(Set<String> shown) {
        return fields.has("kind", CONFIRMATION) || !shown.isEmpty();
    }

    /** Tags that the form does not show stay as they were before. */
    RecordArtefact command(Call call, ArtefactId id, Optional<RecordArtefact> before, Set<String> shown) {
        Faults faults = new Faults();
        LocalDate dated = fields.day(faults, "dated", call.today());
        boolean person = !fields.blank("person-name", "person-email", "person-number");
        boolean another = asks() || (fields.has("done", "true") && withAnother(shown));
        faults.require(!(person || another) || !fields.blank("person-name"), "required", "person-name");
        faults.require(!asks() || !fields.blank("person-email"), "required", "person-email");
        faults.require(!fields.blank("title"), "required", "title");
        faults.refuse();
        return new RecordArtefact(Optional.of(id), fields.text("kind"), dated, fields.has("done", "true") && !asks(), fields.text("title"), fields.some("body"),
                person ? Optional.of(new RecordArtefact.Person(fields.text("person-name"), fields.some("person-email"), fields.some("person-number"))) : Optional.empty(),
                tags(before, shown), links());
    }

    private Map<String, Set<String>> tags(Optional<RecordArtefact> before, Set<String> shown) {
        Map<String, Set<String>> tags = new TreeMap<>(before.map(RecordArtefact::tags).orElse(Map.of()));
        shown.forEach(kind -> {
            List<String> chosen = fields.all(TAG + kind);
            tags.remove(kind);
            if (!chosen.isEmpty()) {
                tags.put(kind, new LinkedHashSet<>(chosen));
            }
        });
        return tags;
    }

    private List<ActivityId> links() {
        try {
            return fields.all("links").stream().map(ActivityId::of).distinct().toList();
        } catch (Refused _) {
            throw Refused.invalid("unknown-activity", "links");
        }
    }
}
