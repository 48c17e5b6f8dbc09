package collegium.requirements.schemes;

import collegium.requirements.engine.Change;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Cycle;
import collegium.requirements.engine.Rounding;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Span;
import collegium.requirements.engine.Unit;
import collegium.requirements.engine.Version;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads scheme documents, YAML or JSON, and says every fault of them. */
public final class SchemeDocuments {

    private static final int MOST_VERSIONS = 200;

    private SchemeDocuments() {}

    /** The scheme, or what is wrong with the document: every fault with its path, the problem and the remedy. */
    public static Reading<Scheme> read(String text) {
        List<Fault> faults = new ArrayList<>();
        Optional<Doc> doc = Documents.read(text, faults);
        if (doc.isEmpty()) {
            return new Reading<>(Optional.empty(), faults);
        }
        Scheme scheme = scheme(doc.get(), faults);
        if (faults.isEmpty()) {
            faults.addAll(new Checks(scheme).faults());
        }
        return faults.isEmpty()
                ? new Reading<>(Optional.of(scheme), List.of())
                : new Reading<>(Optional.empty(), faults.size() > 200 ? faults.subList(0, 200) : faults);
    }

    /** The document as JSON, as a program writes it: the same words in the same order. */
    public static Reading<String> json(String text) {
        List<Fault> faults = new ArrayList<>();
        return new Reading<>(Documents.read(text, faults).map(DocumentJson::write).filter(_ -> faults.isEmpty()), faults);
    }

    private static Scheme scheme(Doc doc, List<Fault> faults) {
        Reader fields = new Reader(doc, faults);
        String id = fields.need("scheme");
        if (!id.isEmpty() && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            fields.fault("\"" + Reader.shorten(id) + "\" is no name.", "Letters, digits, - and _, at most 60.");
        }
        int language = fields.whole("language", 1);
        if (language != 1) {
            fields.fault("Language " + language + " is not known.", "Write \"language: 1\".");
        }
        String title = fields.text("title").orElse(id);
        String body = fields.text("body").orElse(title);
        String provenance = fields.text("provenance").orElse("");
        List<String> sources = fields.texts("sources");
        fields.text("note");
        Unit unit = unit(fields);
        Vocabulary vocabulary = VocabularyReader.read(fields);
        VersionReader reader = new VersionReader(vocabulary, unit.rounding());
        Cycle cycle = cycle(fields, reader.conditions());
        List<Version> versions = versions(doc, fields, reader);
        List<Change> overrides = new ArrayList<>();
        fields.items("overrides").forEach(d -> overrides.add(change(new Reader(d, faults), reader, overrides.size())));
        Examples.read(fields);
        fields.done();
        return new Scheme(id, title, body, provenance, sources, unit, vocabulary, cycle, versions, overrides);
    }

    private static Unit unit(Reader fields) {
        Optional<Doc> doc = fields.find("unit");
        if (doc.isEmpty() || doc.get() instanceof Doc.Text) {
            String name = fields.text("unit").orElse("hour");
            return new Unit(name, name + "s", name.equals("hour") ? Optional.of(new BigDecimal(60)) : Optional.empty(),
                    Rounding.NONE);
        }
        Reader unit = new Reader(doc.get(), fields.faults());
        String name = unit.need("name");
        unit.mention(List.of("to", "rounding"));
        String plural = unit.text("plural").orElse(name + "s");
        Optional<BigDecimal> minutes = unit.number("minutes").filter(m -> m.signum() > 0);
        Rounding rounding = unit.has("to") || unit.has("rounding")
                ? AmountReader.rounding(unit, BigDecimal.ONE)
                : Rounding.NONE;
        unit.done();
        return new Unit(name, plural, minutes, rounding);
    }

    private static List<Version> versions(Doc doc, Reader fields, VersionReader reader) {
        List<Version> versions = new ArrayList<>();
        List<Doc> listed = fields.items("versions");
        Map<String, Doc> top = new LinkedHashMap<>();
        for (String part : VersionReader.PARTS) {
            fields.find(part).ifPresent(d -> top.put(part, d));
        }
        if (listed.isEmpty()) {
            Map<String, Doc> own = new LinkedHashMap<>(top);
            for (String name : List.of("version", "from", "to", "applies-to", "chosen-by")) {
                fields.find(name).ifPresent(d -> own.put(name, d));
            }
            Reader one = new Reader(new Doc.Fields(own, doc.path(), doc.line()), fields.faults());
            versions.add(reader.read(one, "1"));
            return versions;
        }
        if (listed.size() > MOST_VERSIONS) {
            fields.fault(listed.get(MOST_VERSIONS), "There are " + listed.size() + " versions.", "At most " + MOST_VERSIONS + ".");
            return versions;
        }
        for (Doc item : listed) {
            Map<String, Doc> own = new LinkedHashMap<>(top);
            if (item instanceof Doc.Fields stated) {
                own.putAll(stated.fields());
            } else {
                fields.fault(item, "A version is expected here.", "Write its fields: version, from, requirements…");
            }
            Reader one = new Reader(new Doc.Fields(own, item.path(), item.line()), fields.faults());
            versions.add(reader.read(one, "" + (versions.size() + 1)));
            one.text("note");
            one.done();
        }
        return versions;
    }

    private static Cycle cycle(Reader fields, Conditions conditions) {
        Optional<Doc> doc = fields.find("cycle");
        Cycle.Anchor calendar = new Cycle.Anchor.OnDay(MonthDay.of(1, 1), Optional.empty(), Cycle.Joining.RUNNING);
        if (doc.isEmpty()) {
            return new Cycle(12, calendar);
        }
        Reader cycle = new Reader(doc.get(), fields.faults());
        int months = cycle.text("length").map(t -> RequirementReader.months(t).orElseGet(() -> {
            cycle.fault("\"" + Reader.shorten(t) + "\" is no length of time.", "Write \"3 years\".");
            return 12;
        })).orElse(12);
        Cycle.Anchor anchor = anchor(cycle, conditions).orElse(calendar);
        cycle.done();
        return new Cycle(months, anchor);
    }

    private static Optional<Cycle.Anchor> anchor(Reader cycle, Conditions conditions) {
        cycle.mention(List.of("starts", "in-year", "starts-by", "anniversary-of", "ends-with", "blocks"));
        Cycle.Joining joining = cycle.reader("joining").map(j -> joining(j, conditions)).orElse(Cycle.Joining.RUNNING);
        if (cycle.has("starts-by")) {
            String fact = cycle.need("starts-by");
            cycle.find("starts-by").ifPresent(d -> conditions.fact(fact, d, cycle));
            return Optional.of(new Cycle.Anchor.ByFact(fact, cycle.map("starts", cycle::monthDay), joining));
        }
        if (cycle.has("starts")) {
            Optional<Integer> anyYear = cycle.find("in-year").flatMap(cycle::asWhole);
            return cycle.find("starts").flatMap(cycle::monthDay)
                    .map(day -> new Cycle.Anchor.OnDay(day, anyYear, joining));
        }
        if (cycle.has("anniversary-of")) {
            String fact = cycle.need("anniversary-of");
            cycle.find("anniversary-of").ifPresent(d -> conditions.fact(fact, d, cycle));
            return Optional.of(new Cycle.Anchor.Anniversary(fact));
        }
        if (cycle.has("ends-with")) {
            String fact = cycle.need("ends-with");
            cycle.find("ends-with").ifPresent(d -> conditions.fact(fact, d, cycle));
            return Optional.of(new Cycle.Anchor.EndsWith(fact));
        }
        if (cycle.has("blocks")) {
            List<Span> blocks = new ArrayList<>();
            for (Doc item : cycle.items("blocks")) {
                Reader block = new Reader(item, cycle.faults());
                Optional<LocalDate> from = block.date("from");
                Optional<LocalDate> to = block.date("to");
                block.done();
                if (from.isPresent() && to.isPresent() && !to.get().isBefore(from.get())) {
                    blocks.add(new Span(from.get(), to.get()));
                } else {
                    block.fault("A block needs \"from\" and \"to\".", "Write {from: 2024-01-01, to: 2026-12-31}.");
                }
            }
            return Optional.of(new Cycle.Anchor.Blocks(blocks));
        }
        return Optional.empty();
    }

    private static Cycle.Joining joining(Reader joining, Conditions conditions) {
        Optional<String> fact = joining.text("fact");
        fact.ifPresent(f -> joining.find("fact").ifPresent(d -> conditions.fact(f, d, joining)));
        Cycle.Joining read = new Cycle.Joining(
                joining.choice("first", Cycle.Joining.First.class, Cycle.Joining.First.RUNNING),
                joining.find("until").flatMap(joining::monthDay), fact);
        joining.done();
        return read;
    }

    private static Change change(Reader fields, VersionReader reader, int number) {
        String id = fields.text("id").orElse("override" + (number + 1));
        LocalDate from = fields.date("from").orElse(LocalDate.of(1900, 1, 1));
        LocalDate to = fields.date("to").orElse(LocalDate.of(2200, 12, 31));
        Condition who = reader.conditions().member(fields.find("who"), fields);
        fields.mention(List.of("waive", "at-least", "times", "extend"));
        Change.Effect effect;
        if (fields.has("at-least")) {
            effect = new Change.Effect.Need(fields.find("at-least").map(d -> reader.amounts().read(d, fields))
                    .orElseThrow());
        } else if (fields.has("times")) {
            effect = new Change.Effect.Scale(fields.number("times").orElse(BigDecimal.ONE));
        } else if (fields.has("extend")) {
            if (fields.has("requirements")) {
                fields.fault("\"extend\" lengthens the period, and with it every requirement.", "Remove \"requirements\"; more time for "
                        + "one requirement is a \"window\" of its own, or relief in the record.");
            }
            effect = new Change.Effect.Extend(fields.text("extend").flatMap(text -> {
                Optional<Integer> months = RequirementReader.months(text);
                if (months.isEmpty()) {
                    fields.fault("\"" + Reader.shorten(text) + "\" is no length of time.", "Write \"1 year\" or \"6 months\".");
                }
                return months;
            }).orElse(12));
        } else {
            if (!fields.flag("waive", false)) {
                fields.fault("It changes nothing.", "Write \"waive: yes\", \"at-least:\", \"times:\" or \"extend:\".");
            }
            effect = new Change.Effect.Waive();
        }
        Change change = new Change(id, fields.text("title").orElse(VocabularyReader.words(id)), fields.text("clause"),
                from, to, who, new LinkedHashSet<>(fields.texts("requirements")), effect);
        fields.done();
        return change;
    }
}
