package collegium.portfolios;

import collegium.kernel.ActivityId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something judged that is no activity: {@code plan}, {@code reflective-account}, {@code reflective-discussion},
 * {@code feedback}, {@code confirmation}, {@code declaration}, {@code practice-hours}…
 *
 * @param key chosen when the form was shown, so that a form sent twice records once
 * @param kind a name of the scheme
 * @param completed whether it is done; only then it is judged
 * @param links the activities that it is about; the first is the one that the engine links it to
 * @param tags what else is judged about it by kind of tag ({@code topic}, {@code flag}, {@code form}), and what makes the
 *     person in it eligible ({@code person})
 */
public record RecordArtefact(
        Optional<ArtefactId> key, String kind, LocalDate dated, boolean completed, String title, Optional<String> body,
        Optional<Person> person, Map<String, Set<String>> tags, List<ActivityId> links) {

    /** The other person: a partner, a confirmer. The name, address and number can be erased. */
    public record Person(String name, Optional<String> email, Optional<String> number) {}

    public RecordArtefact {
        tags = Map.copyOf(tags);
        links = List.copyOf(links);
    }

    public static RecordArtefact of(String kind, LocalDate dated, String title) {
        return new RecordArtefact(Optional.empty(), kind, dated, true, title, Optional.empty(), Optional.empty(), Map.of(), List.of());
    }

    public RecordArtefact withKey(ArtefactId chosen) {
        return new RecordArtefact(Optional.of(chosen), kind, dated, completed, title, body, person, tags, links);
    }

    public RecordArtefact withBody(String text) {
        return new RecordArtefact(key, kind, dated, completed, title, Optional.of(text), person, tags, links);
    }

    /** With the other person, and what makes that person eligible, as {@code person} tags of the scheme. */
    public RecordArtefact withPerson(Person other, Set<String> eligibility) {
        return new RecordArtefact(key, kind, dated, completed, title, body, Optional.of(other),
                eligibility.isEmpty() ? tags : Map.of("person", eligibility), links);
    }

    public RecordArtefact withLinks(List<ActivityId> activities) {
        return new RecordArtefact(key, kind, dated, completed, title, body, person, tags, activities);
    }

    RecordArtefact done(LocalDate day) {
        return new RecordArtefact(key, kind, day, true, title, body, person, tags, links);
    }
}
