package collegium.web.administrator;

import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.ExampleText;
import collegium.requirements.schemes.Reading;
import collegium.requirements.schemes.RecordFiles;
import collegium.web.problems.FieldFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * An invented member as the form has it.
 *
 * @param facts by name, as typed
 * @param artefacts how many of each kind
 * @param artefactDays the day of those of each kind; else the one that it is judged at
 */
record Invented(String title, String asAt, Map<String, String> facts, List<Done> activities, Map<String, String> artefacts, Map<String, String> artefactDays) {

    /** One activity: on which day, how much, of which type, with which flags and topics. */
    record Done(String date, String amount, String type, List<String> topics, List<String> flags) {

        boolean blank() {
            return amount.isBlank();
        }
    }

    static Invented first(LocalDate today) {
        return new Invented("", today.toString(), Map.of(), List.of(new Done(today.toString(), "", "", List.of(), List.of())), Map.of(), Map.of());
    }

    static Invented of(MultiValueMap<String, String> sent) {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, String> artefacts = new LinkedHashMap<>();
        Map<String, String> days = new LinkedHashMap<>();
        sent.forEach((name, values) -> {
            String value = values.getFirst().strip();
            if (name.startsWith("fact.") && !value.isEmpty()) {
                facts.put(name.substring(5), value);
            } else if (name.startsWith("artefact.") && !value.isEmpty()) {
                artefacts.put(name.substring(9), value);
            } else if (name.startsWith("artefact-on.") && !value.isEmpty()) {
                days.put(name.substring(12), value);
            }
        });
        List<Done> activities = new ArrayList<>();
        for (int n = 0; sent.containsKey("date." + n) && n < 200; n++) {
            activities.add(new Done(one(sent, "date." + n), one(sent, "amount." + n), one(sent, "type." + n),
                    sent.getOrDefault("topic." + n, List.of()), sent.getOrDefault("flag." + n, List.of())));
        }
        return new Invented(one(sent, "title"), one(sent, "asAt"), facts, activities, artefacts, days);
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value.strip();
    }

    Invented withOneMore(LocalDate today) {
        List<Done> more = new ArrayList<>(activities);
        more.add(new Done(activities.isEmpty() ? today.toString() : activities.getLast().date(), "", "", List.of(), List.of()));
        return new Invented(title, asAt, facts, more, artefacts, artefactDays);
    }

    private ExampleText text() {
        ExampleText text = new ExampleText(asAt);
        facts.forEach(text::fact);
        activities.stream().filter(done -> !done.blank()).forEach(done -> text.activity(done.date(), done.amount(), done.type(), done.topics(), done.flags()));
        artefacts.forEach((kind, count) -> text.artefacts(kind, artefactDays.getOrDefault(kind, asAt), count));
        return text;
    }

    /** The record that is judged; what cannot be read of it is added to the faults. */
    Optional<RecordFiles.RecordFile> file(List<FieldFault> faults) {
        Reading<RecordFiles.RecordFile> reading = RecordFiles.read(text().record());
        reading.faults().forEach(fault -> faults.add(new FieldFault("", fault.problem() + " " + fault.remedy())));
        return reading.value().filter(file -> file.asAt().isPresent());
    }

    /** The invented member with its verdict, as an example of the scheme. */
    String example(Scheme scheme, Standing standing, int number) {
        return text().example("example_" + number, title.isEmpty() ? scheme.title() + ", " + number : title, standing);
    }
}
