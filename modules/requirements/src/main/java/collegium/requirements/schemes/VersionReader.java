package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.CarryRule;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Exclusive;
import collegium.requirements.engine.Exemption;
import collegium.requirements.engine.Limit;
import collegium.requirements.engine.Outcome;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Rounding;
import collegium.requirements.engine.Version;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one version of the rules. What it does not state it has from the document's top level. */
final class VersionReader {

    static final List<String> PARTS = List.of("eligible", "credit", "repeats", "awards", "limits", "requirements",
            "exclusive", "carry", "exemptions", "outcomes", "credited-by");

    private final Conditions conditions;
    private final AmountReader amounts;
    private final Vocabulary vocabulary;
    private final Rounding unitRounding;

    VersionReader(Vocabulary vocabulary, Rounding unitRounding) {
        this.vocabulary = vocabulary;
        this.unitRounding = unitRounding;
        conditions = new Conditions(vocabulary);
        amounts = new AmountReader(conditions);
    }

    Conditions conditions() {
        return conditions;
    }

    AmountReader amounts() {
        return amounts;
    }

    Version read(Reader fields, String otherwiseId) {
        String id = fields.text("version").orElse(otherwiseId);
        Optional<LocalDate> from = fields.date("from");
        Optional<LocalDate> to = fields.date("to");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            fields.fault("The version ends before it begins.", "Put \"to\" after \"from\".");
        }
        Condition who = conditions.member(fields.find("applies-to"), fields);
        Version.ChosenBy chosenBy = fields.choice("chosen-by", Version.ChosenBy.class, Version.ChosenBy.PERIOD_END);
        List<Requirement> requirements = new ArrayList<>();
        RequirementReader reader = new RequirementReader(conditions, amounts, vocabulary.artefacts().keySet());
        fields.items("requirements").forEach(d -> requirements.add(reader.read(d, fields.faults())));
        if (requirements.isEmpty()) {
            fields.fault("No requirement stands in it.", "Add \"requirements:\" with at least one.");
        }
        List<Limit> limits = new ArrayList<>();
        fields.items("limits").forEach(d -> limits.add(limit(new Reader(d, fields.faults()))));
        List<Exclusive> exclusives = new ArrayList<>();
        fields.items("exclusive").forEach(d -> exclusives.add(exclusive(new Reader(d, fields.faults()))));
        List<CarryRule> carries = new ArrayList<>();
        fields.items("carry").forEach(d -> carries.add(carry(new Reader(d, fields.faults()), carries.size())));
        List<Exemption> exemptions = new ArrayList<>();
        fields.items("exemptions").forEach(d -> exemptions.add(exemption(new Reader(d, fields.faults()),
                exemptions.size())));
        List<Outcome> outcomes = new ArrayList<>();
        fields.items("outcomes").forEach(d -> outcomes.add(outcome(new Reader(d, fields.faults()))));
        return new Version(id, from, to, who, chosenBy, new CreditReader(conditions, amounts, unitRounding).read(fields),
                limits, requirements, exclusives, carries, exemptions, outcomes);
    }

    private Limit limit(Reader fields) {
        String id = RequirementReader.id(fields);
        Condition who = conditions.member(fields.find("who"), fields);
        Condition of = conditions.selection(fields.find("of"), fields);
        Optional<Amount> atMost = fields.find("at-most").map(d -> amounts.read(d, fields));
        if (atMost.isEmpty()) {
            fields.fault("\"at-most\" is missing.", "Say how much counts.");
        }
        Limit.Per per = fields.choice("per", Limit.Per.class, Limit.Per.WINDOW);
        Optional<String> each = fields.text("each");
        each.ifPresent(kind -> fields.find("each").ifPresent(d ->
                Conditions.known(kind, conditions.kinds(), "kind of tag", "tags", d, fields)));
        Optional<String> measure = fields.text("measure");
        measure.ifPresent(m -> fields.find("measure").ifPresent(d ->
                Conditions.known(m, conditions.measures(), "measure", "measures", d, fields)));
        Limit limit = new Limit(id, fields.text("title").orElse(VocabularyReader.words(id)), fields.text("clause"),
                who, of, atMost.orElse(new Amount.Fixed(BigDecimal.ZERO)), per, each,
                new LinkedHashSet<>(fields.texts("in")), fields.flag("joint", false), measure);
        fields.text("note");
        fields.done();
        return limit;
    }

    private Outcome outcome(Reader fields) {
        String id = RequirementReader.id(fields);
        Outcome outcome = new Outcome(id, fields.text("title").orElse(VocabularyReader.words(id)), fields.text("clause"),
                conditions.member(fields.find("if"), fields), fields.texts("met"));
        fields.done();
        return outcome;
    }

    private static Exclusive exclusive(Reader fields) {
        Map<String, List<String>> pots = new LinkedHashMap<>(
                fields.map("pots", d -> Optional.of(new Reader(new Doc.Fields(Map.of(), d.path(), d.line()),
                        fields.faults()).asTexts(d))));
        if (pots.size() < 2) {
            fields.fault("At least two pots are needed.", "Write \"pots: {a: [requirement], b: [requirement]}\".");
        }
        Exclusive exclusive = new Exclusive(pots, fields.flag("whole", false), fields.text("clause"));
        fields.text("title");
        fields.done();
        return exclusive;
    }

    private CarryRule carry(Reader fields, int number) {
        String id = fields.text("id").orElse("carry" + (number == 0 ? "" : number + 1));
        Condition who = conditions.member(fields.find("who"), fields);
        Condition of = conditions.selection(fields.find("of"), fields);
        List<String> over = fields.texts("over");
        if (over.isEmpty()) {
            fields.fault("\"over\" is missing.", "Name the requirements beyond which there is a surplus.");
        }
        Optional<Amount> atMost = fields.find("at-most").map(d -> amounts.read(d, fields));
        if (atMost.isEmpty()) {
            fields.fault("\"at-most\" is missing.", "Say how much may be carried.");
        }
        int months = fields.text("earned-in-last").flatMap(t -> {
            Optional<Integer> read = RequirementReader.months(t);
            if (read.isEmpty()) {
                fields.fault("\"" + Reader.shorten(t) + "\" is no length of time.", "Write \"6 months\".");
            }
            return read;
        }).orElse(0);
        int life = Math.max(1, fields.whole("life", 1));
        Map<String, Set<String>> retag = fields.map("retag", d -> Optional.of((Set<String>) new LinkedHashSet<>(
                fields.asTexts(d).stream().filter(t -> !t.isBlank()).toList())));
        boolean onlyNew = !fields.flag("again", life > 1);
        CarryRule rule = new CarryRule(id, fields.text("clause"), who, of, over,
                atMost.orElse(new Amount.Fixed(BigDecimal.ZERO)), months, life, retag, onlyNew);
        fields.text("title");
        fields.done();
        return rule;
    }

    private Exemption exemption(Reader fields, int number) {
        String id = fields.text("id").orElse("exemption" + (number + 1));
        if (!fields.has("who")) {
            fields.fault("\"who\" is missing.", "Say for whom requirements are removed.");
        }
        Exemption exemption = new Exemption(id, fields.text("title").orElse(VocabularyReader.words(id)),
                fields.text("clause"), conditions.member(fields.find("who"), fields),
                new LinkedHashSet<>(fields.texts("only")), new LinkedHashSet<>(fields.texts("except")));
        fields.done();
        return exemption;
    }
}
