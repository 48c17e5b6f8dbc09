package collegium.portfolios;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Written;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses what cannot be true of an artefact, all of it at once. */
final class ArtefactChecks {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>\",;]{1,64}@[^@\\s<>\",;]{1,190}");

    private ArtefactChecks() {}

    static RecordArtefact checked(Call call, RecordArtefact said) {
        Faults faults = new Faults();
        Written.word(faults, "kind", said.kind());
        String title = Written.line(faults, "title", said.title(), 200);
        Optional<String> body = Written.prose(faults, "body", said.body(), 50_000);
        Optional<RecordArtefact.Person> person = said.person().map(p -> person(faults, p));
        faults.require(said.tags().size() <= 10 && said.links().size() <= 50, "too-many", "links");
        said.tags().forEach((kind, values) -> {
            Written.word(faults, "tags", kind);
            values.forEach(value -> Written.word(faults, "tags", value));
        });
        LocalDate today = call.today();
        if (said.completed() && said.dated().isAfter(today)) {
            faults.add("in-the-future", "dated", Map.of("today", today));
        }
        if (said.dated().isBefore(today.minusYears(60)) || said.dated().isAfter(today.plusYears(10))) {
            faults.add("too-long-ago", "dated", Map.of("oldest", today.minusYears(60)));
        }
        faults.refuse();
        return new RecordArtefact(said.key(), said.kind(), said.dated(), said.completed(), title, body, person, said.tags(), said.links());
    }

    static RecordArtefact.Person person(Faults faults, RecordArtefact.Person person) {
        Optional<String> email = Written.line(faults, "person-email", person.email(), 254);
        email.ifPresent(address -> faults.require(ADDRESS.matcher(address).matches(), "not-an-address", "person-email"));
        return new RecordArtefact.Person(Written.line(faults, "person-name", person.name(), 200), email,
                Written.line(faults, "person-number", person.number(), 60));
    }
}
