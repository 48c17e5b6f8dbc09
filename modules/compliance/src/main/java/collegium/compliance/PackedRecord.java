package collegium.compliance;

import collegium.kernel.EnrolmentId;
import collegium.kernel.PeriodId;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Span;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is judged of a member as bytes, one row a member. Activities and artefacts stand in it by their place instead of their id
 * (places sort as the rows did), and reasons of decisions and reliefs are left out: a verdict hangs on neither, and what people are
 * shown is judged from the rows themselves.
 */
final class PackedRecord {

    /** Changes with the form; bytes of another form are not read. */
    private static final int FORM = 1;

    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    private PackedRecord() {}

    static byte[] pack(KnownRecord known) {
        Packer out = new Packer();
        out.number(FORM);
        Map<Map<String, Set<String>>, Integer> tags = new LinkedHashMap<>();
        Map<Map<String, BigDecimal>, Integer> measures = new LinkedHashMap<>();
        known.activities().forEach(activity -> {
            place(tags, activity.tags());
            place(measures, activity.measures());
        });
        known.artefacts().forEach(artefact -> place(tags, artefact.tags()));
        known.decisions().forEach(decision -> place(tags, decision.tags()));
        known.carried().values().forEach(list -> list.forEach(carried -> place(tags, carried.tags())));
        out.number(tags.size());
        tags.keySet().forEach(set -> out.block(tags(set)));
        out.number(measures.size());
        measures.keySet().forEach(set -> out.block(measures(set)));
        facts(out, known.facts());
        Map<String, Integer> places = new HashMap<>();
        out.number(known.activities().size());
        for (Activity activity : known.activities()) {
            places.put(activity.id(), places.size());
            out.date(activity.date());
            out.date(activity.recorded());
            out.number(place(measures, activity.measures()));
            out.number(place(tags, activity.tags()));
        }
        out.number(known.artefacts().size());
        for (Artefact artefact : known.artefacts()) {
            out.text(artefact.kind());
            out.date(artefact.date());
            out.number(artefact.activity().map(places::get).map(place -> place + 1).orElse(0));
            out.number(place(tags, artefact.tags()));
        }
        decisions(out, known, places, tags);
        reliefs(out, known);
        carried(out, known, tags);
        owed(out, known);
        return out.bytes();
    }

    private static <T> int place(Map<T, Integer> places, T value) {
        return places.computeIfAbsent(value, _ -> places.size());
    }

    private static Packer tags(Map<String, Set<String>> tags) {
        Packer out = new Packer();
        out.number(tags.size());
        new TreeMap<>(tags).forEach((kind, values) -> {
            out.text(kind);
            out.number(values.size());
            new TreeSet<>(values).forEach(out::text);
        });
        return out;
    }

    private static Packer measures(Map<String, BigDecimal> measures) {
        Packer out = new Packer();
        out.number(measures.size());
        new TreeMap<>(measures).forEach((name, amount) -> {
            out.text(name);
            out.decimal(amount);
        });
        return out;
    }

    private static void facts(Packer out, Map<String, List<Fact>> facts) {
        out.number(facts.size());
        new TreeMap<>(facts).forEach((kind, line) -> {
            Packer block = new Packer();
            block.text(kind);
            block.number(line.size());
            for (Fact fact : line) {
                block.date(fact.from());
                block.date(fact.to());
                block.number(fact.values().size());
                fact.values().forEach(block::text);
            }
            out.block(block);
        });
    }

    private static void decisions(Packer out, KnownRecord known, Map<String, Integer> places, Map<Map<String, Set<String>>, Integer> tags) {
        List<Decision> judged = known.decisions().stream().filter(decision -> places.containsKey(decision.activity())).toList();
        out.number(judged.size());
        for (Decision decision : judged) {
            out.number(places.getOrDefault(decision.activity(), 0));
            out.text(decision.outcome().name());
            out.decimal(decision.upTo());
            out.number(place(tags, decision.tags()));
        }
    }

    private static void reliefs(Packer out, KnownRecord known) {
        out.number(known.reliefs().size());
        for (KnownRecord.Granted granted : known.reliefs()) {
            Relief relief = granted.relief();
            out.uuid(granted.enrolment().map(EnrolmentId::value));
            out.text(relief.id());
            out.text(relief.kind().name());
            out.number(relief.requirements().size());
            new TreeSet<>(relief.requirements()).forEach(out::text);
            out.date(relief.within().from());
            out.date(relief.within().to().equals(NO_END) ? Optional.empty() : Optional.of(relief.within().to()));
            out.decimal(relief.amount());
            out.decimal(relief.percent());
            out.date(relief.until());
        }
    }

    private static void carried(Packer out, KnownRecord known, Map<Map<String, Set<String>>, Integer> tags) {
        out.number(known.carried().size());
        known.carried().entrySet().stream().sorted(Comparator.comparing(entry -> entry.getKey().toString())).forEach(entry -> {
            PeriodId period = entry.getKey();
            List<Carried> list = entry.getValue();
            out.uuid(Optional.of(period.value()));
            out.number(list.size());
            for (Carried carried : list) {
                out.text(carried.id());
                out.decimal(carried.amount());
                out.date(carried.earned());
                out.date(carried.expires());
                out.number(carried.lives());
                out.number(place(tags, carried.tags()));
                out.text(carried.origin());
            }
        });
    }

    private static void owed(Packer out, KnownRecord known) {
        out.number(known.owed().size());
        known.owed().entrySet().stream().sorted(Comparator.comparing(entry -> entry.getKey().toString())).forEach(entry -> {
            out.uuid(Optional.of(entry.getKey().value()));
            out.number(entry.getValue().size());
            for (Owed owed : entry.getValue()) {
                out.text(owed.requirement());
                out.decimal(owed.amount());
                out.date(owed.since());
                out.date(owed.until());
            }
        });
    }

    /** Reads it again; nothing where the bytes are of another form. The lexicon is shared by one thread's records. */
    static Optional<KnownRecord> unpack(ByteBuffer bytes, Lexicon lexicon) {
        Unpacker in = new Unpacker(bytes);
        if (in.number() != FORM) {
            return Optional.empty();
        }
        List<Map<String, Set<String>>> tags = in.list(() -> lexicon.tags(in.block()));
        List<Map<String, BigDecimal>> measures = in.list(() -> lexicon.measures(in.block()));
        Map<String, List<Fact>> facts = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            Lexicon.Timeline timeline = lexicon.timeline(in.block());
            facts.put(timeline.kind(), timeline.facts());
        }
        List<Activity> activities = new ArrayList<>();
        for (int left = in.number(); left > 0; left--) {
            activities.add(new Activity(lexicon.placeName(activities.size()), in.date(), in.someDate(), measures.get(in.number()), tags.get(in.number())));
        }
        List<Artefact> artefacts = new ArrayList<>();
        for (int left = in.number(); left > 0; left--) {
            String kind = in.text();
            LocalDate date = in.date();
            int of = in.number();
            artefacts.add(new Artefact(lexicon.placeName(artefacts.size()), kind, date,
                    of == 0 ? Optional.empty() : Optional.of(lexicon.placeName(of - 1)), tags.get(in.number())));
        }
        List<Decision> decisions = in.list(() -> new Decision(lexicon.placeName(in.number()), Decision.Outcome.valueOf(in.text()),
                in.someDecimal(), tags.get(in.number()), ""));
        List<KnownRecord.Granted> reliefs = in.list(() -> new KnownRecord.Granted(in.someUuid().map(EnrolmentId::new), relief(in)));
        Map<PeriodId, List<Carried>> carried = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            PeriodId period = in.someUuid().map(PeriodId::new).orElseThrow();
            carried.put(period, in.list(() -> new Carried(in.text(), in.decimal(), in.date(), in.someDate(), in.number(), tags.get(in.number()), in.text())));
        }
        Map<PeriodId, List<Owed>> owed = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            PeriodId period = in.someUuid().map(PeriodId::new).orElseThrow();
            owed.put(period, in.list(() -> new Owed(in.text(), in.decimal(), in.date(), in.someDate())));
        }
        return Optional.of(new KnownRecord(facts, activities, artefacts, decisions, reliefs, carried, owed));
    }

    private static Relief relief(Unpacker in) {
        String id = in.text();
        Relief.Kind kind = Relief.Kind.valueOf(in.text());
        Set<String> requirements = Set.copyOf(in.list(in::text));
        Span within = new Span(in.date(), in.someDate().orElse(NO_END));
        return new Relief(id, kind, requirements, within, in.someDecimal(), in.someDecimal(), in.someDate(), "");
    }
}
