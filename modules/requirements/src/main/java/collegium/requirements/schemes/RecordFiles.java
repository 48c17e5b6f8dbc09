package collegium.requirements.schemes;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads record files: what is known about one member. */
public final class RecordFiles {

    private static final List<String> MEASURES =
            List.of("amount", "hours", "minutes", "credits", "points", "words", "days");
    private static final Map<String, String> KINDS = kinds();
    private static final BigDecimal MOST = new BigDecimal(1_000_000);

    private RecordFiles() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String kind : List.of("type", "topic", "flag", "mode", "provider", "course", "role", "source", "person")) {
            kinds.put(kind, kind);
            kinds.put(kind + "s", kind);
        }
        return kinds;
    }

    /**
     * A record file.
     *
     * @param period the period to be judged, where the file states it
     * @param asAt the day to be judged at, where the file states it
     */
    public record RecordFile(MemberRecord record, Optional<Period> period, Optional<LocalDate> asAt) {}

    public static Reading<RecordFile> read(String text) {
        List<Fault> faults = new ArrayList<>();
        Optional<Doc> doc = Documents.read(text, faults);
        if (doc.isEmpty()) {
            return new Reading<>(Optional.empty(), faults);
        }
        Reader fields = new Reader(doc.get(), faults);
        fields.text("record");
        fields.text("title");
        fields.text("scheme");
        fields.find("expect");
        RecordFile file = file(fields);
        fields.done();
        return faults.isEmpty()
                ? new Reading<>(Optional.of(file), List.of())
                : new Reading<>(Optional.empty(), faults);
    }

    /** The fields that say what is known about a member; the others of the map are the caller's. */
    static RecordFile file(Reader fields) {
        Optional<LocalDate> asAt = fields.date("as-at");
        Optional<Period> period = fields.reader("period").flatMap(RecordFiles::period);
        MemberRecord record = new MemberRecord(facts(fields), activities(fields), artefacts(fields),
                decisions(fields), reliefs(fields), carried(fields), owed(fields));
        return new RecordFile(record, period, asAt);
    }

    private static Optional<Period> period(Reader fields) {
        Optional<LocalDate> from = fields.date("from");
        Optional<LocalDate> to = fields.date("to");
        int number = fields.whole("number", 0);
        fields.done();
        if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
            fields.fault("A period needs \"from\" and \"to\", in order.", "Write {from: 2026-01-01, to: 2026-12-31}.");
            return Optional.empty();
        }
        return Optional.of(new Period(from.get(), to.get(), number));
    }

    private static Map<String, List<Fact>> facts(Reader fields) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        fields.find("facts").ifPresent(d -> {
            Reader names = new Reader(d, fields.faults());
            for (String name : List.copyOf(names.names())) {
                names.find(name).ifPresent(value -> facts.put(name, timeline(value, names)));
            }
        });
        return facts;
    }

    private static List<Fact> timeline(Doc doc, Reader in) {
        boolean stretches = doc instanceof Doc.Items items && !items.items().isEmpty()
                && items.items().getFirst() instanceof Doc.Fields;
        if (!stretches) {
            return List.of(new Fact(Optional.empty(), Optional.empty(), values(doc, in)));
        }
        List<Fact> timeline = new ArrayList<>();
        for (Doc item : ((Doc.Items) doc).items()) {
            Reader stretch = new Reader(item, in.faults());
            Optional<LocalDate> from = stretch.date("from");
            Optional<LocalDate> to = stretch.date("to");
            List<String> values = stretch.find("is").map(v -> values(v, stretch)).orElseGet(() -> {
                stretch.fault("\"is\" is missing.", "Write {from: 2026-01-01, is: value}.");
                return List.of();
            });
            stretch.done();
            timeline.add(new Fact(from, to, values));
        }
        return timeline;
    }

    private static List<String> values(Doc doc, Reader in) {
        return in.asTexts(doc).stream().map(Conditions::canonical).toList();
    }

    private static List<Activity> activities(Reader fields) {
        List<Activity> activities = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Doc item : fields.items("activities")) {
            Reader one = new Reader(item, fields.faults());
            String id = one.text("id").orElse("a" + (activities.size() + 1));
            if (!ids.add(id)) {
                one.fault("The activity \"" + Reader.shorten(id) + "\" is there twice.", "Give it another id.");
            }
            Optional<LocalDate> date = one.date("date");
            if (date.isEmpty()) {
                one.fault("\"date\" is missing.", "Add the day on which it took place or ended.");
            }
            Map<String, BigDecimal> measures = new LinkedHashMap<>();
            for (String measure : MEASURES) {
                one.number(measure).ifPresent(n -> measures.put(measure, n));
            }
            one.find("measures").ifPresent(d -> measures.putAll(one.asMap(d, one::asNumber)));
            measures.forEach((name, amount) -> {
                if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
                    one.fault("\"" + name + "\" is below zero or beyond reason.", "");
                }
            });
            Optional<LocalDate> recorded = one.date("recorded");
            Map<String, Set<String>> tags = tags(one);
            one.text("title");
            one.done();
            activities.add(new Activity(id, date.orElse(LocalDate.of(1900, 1, 1)), recorded, measures, tags));
        }
        return activities;
    }

    private static Map<String, Set<String>> tags(Reader one) {
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        KINDS.forEach((word, kind) -> {
            List<String> values = one.texts(word);
            if (!values.isEmpty()) {
                tags.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).addAll(values);
            }
        });
        one.others("Tags of a kind of the scheme's own stand under \"tags: {kind: value}\".");
        one.find("tags").ifPresent(d -> one.asMap(d, v -> Optional.of(values(v, one))).forEach((kind, values) ->
                tags.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).addAll(values)));
        return tags;
    }

    private static List<Artefact> artefacts(Reader fields) {
        List<Artefact> artefacts = new ArrayList<>();
        for (Doc item : fields.items("artefacts")) {
            Reader one = new Reader(item, fields.faults());
            String id = one.text("id").orElse("artefact" + (artefacts.size() + 1));
            String kind = one.need("kind");
            Optional<LocalDate> date = one.date("date");
            if (date.isEmpty()) {
                one.fault("\"date\" is missing.", "Add the day from which it counts.");
            }
            int count = Math.max(1, Math.min(1000, one.whole("count", 1)));
            Optional<String> activity = one.text("activity");
            Map<String, Set<String>> tags = tags(one);
            one.done();
            for (int n = 0; n < count; n++) {
                artefacts.add(new Artefact(n == 0 ? id : id + "-" + (n + 1), kind,
                        date.orElse(LocalDate.of(1900, 1, 1)), activity, tags));
            }
        }
        return artefacts;
    }

    private static List<Decision> decisions(Reader fields) {
        List<Decision> decisions = new ArrayList<>();
        for (Doc item : fields.items("decisions")) {
            Reader one = new Reader(item, fields.faults());
            String activity = one.need("activity");
            Decision.Outcome outcome = one.choice("decision", Decision.Outcome.class, Decision.Outcome.ACCEPT);
            Optional<BigDecimal> upTo = one.number("up-to");
            if (outcome == Decision.Outcome.PART && upTo.isEmpty()) {
                one.fault("\"up-to\" is missing.", "Say how much is accepted.");
            }
            String reason = one.text("reason").orElse("");
            Map<String, Set<String>> tags = tags(one);
            one.done();
            decisions.add(new Decision(activity, outcome, upTo, tags, reason));
        }
        return decisions;
    }

    private static List<Relief> reliefs(Reader fields) {
        List<Relief> reliefs = new ArrayList<>();
        for (Doc item : fields.items("relief")) {
            Reader one = new Reader(item, fields.faults());
            String id = one.text("id").orElse("relief" + (reliefs.size() + 1));
            Relief.Kind kind = one.choice("kind", Relief.Kind.class, Relief.Kind.EXEMPTION);
            Set<String> requirements = new LinkedHashSet<>(one.texts("requirements"));
            LocalDate from = one.date("from").orElse(LocalDate.of(1900, 1, 1));
            LocalDate to = one.date("to").orElse(LocalDate.of(2200, 12, 31));
            Relief relief = new Relief(id, kind, requirements, new Span(from, to), one.number("amount"),
                    one.number("percent"), one.date("until"), one.text("reason").orElse(""));
            one.done();
            reliefs.add(relief);
        }
        return reliefs;
    }

    private static List<Carried> carried(Reader fields) {
        List<Carried> carried = new ArrayList<>();
        for (Doc item : fields.items("carried")) {
            Reader one = new Reader(item, fields.faults());
            String id = one.text("id").orElse("carried" + (carried.size() + 1));
            BigDecimal amount = one.number("amount").orElse(BigDecimal.ZERO);
            Optional<LocalDate> earned = one.date("earned");
            if (earned.isEmpty()) {
                one.fault("\"earned\" is missing.", "Add the day on which it was earned.");
            }
            Carried entry = new Carried(id, amount, earned.orElse(LocalDate.of(1900, 1, 1)), one.date("expires"),
                    one.whole("lives", Carried.BY_ITS_DAYS), tags(one), one.text("origin").orElse("an earlier period"));
            one.done();
            carried.add(entry);
        }
        return carried;
    }

    private static List<Owed> owed(Reader fields) {
        List<Owed> owed = new ArrayList<>();
        for (Doc item : fields.items("owed")) {
            Reader one = new Reader(item, fields.faults());
            Owed entry = new Owed(one.need("requirement"), one.number("amount").orElse(BigDecimal.ZERO),
                    one.date("since").orElse(LocalDate.of(1900, 1, 1)), one.date("until"));
            one.done();
            owed.add(entry);
        }
        return owed;
    }
}
