package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Crediting;
import collegium.requirements.engine.Moment;
import collegium.requirements.engine.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how a claim becomes credit. */
final class CreditReader {

    private final Conditions conditions;
    private final AmountReader amounts;
    private final Rounding unitRounding;

    CreditReader(Conditions conditions, AmountReader amounts, Rounding unitRounding) {
        this.conditions = conditions;
        this.amounts = amounts;
        this.unitRounding = unitRounding;
    }

    Crediting read(Reader version) {
        List<Crediting.Gate> gates = new ArrayList<>();
        version.items("eligible").forEach(d -> gates.add(gate(new Reader(d, version.faults()))));
        List<Crediting.Conversion> conversions = new ArrayList<>();
        version.items("credit").forEach(d -> conversions.add(conversion(new Reader(d, version.faults()))));
        List<Crediting.Repeats> repeats = new ArrayList<>();
        version.items("repeats").forEach(d -> repeats.add(repeat(new Reader(d, version.faults()))));
        List<Crediting.Award> awards = new ArrayList<>();
        version.items("awards").forEach(d -> awards.add(award(new Reader(d, version.faults()))));
        return new Crediting(gates, conversions, repeats, awards, version.choice("credited-by", CreditedBy.class,
                CreditedBy.VERSION) == CreditedBy.ACTIVITY_DATE);
    }

    /** By which version's conversions an activity is credited. */
    enum CreditedBy {
        VERSION,
        ACTIVITY_DATE
    }

    private Crediting.Gate gate(Reader fields) {
        Condition of = conditions.selection(fields.find("of"), fields);
        Condition require = conditions.selection(fields.find("require"), fields);
        Optional<String> by = fields.text("together");
        by.ifPresent(kind -> fields.find("together").ifPresent(d -> Conditions.known(kind, conditions.kinds(), "kind of tag", "tags", d, fields)));
        Optional<BigDecimal> atLeast = fields.number("at-least");
        if (by.isPresent() != atLeast.isPresent()) {
            fields.fault("\"together\" and \"at-least\" go with each other.", "Write \"together: topic, at-least: 10\".");
        } else if (by.isEmpty() && !fields.has("require")) {
            fields.fault("Nothing is asked of such an activity.", "Say what it must be, in \"require\".");
        }
        Crediting.Gate gate = new Crediting.Gate(of, require, by.map(kind -> new Crediting.Together(kind, atLeast.orElse(BigDecimal.ZERO))),
                fields.text("because").orElse(Crediting.Gate.UNSAID), fields.text("clause"));
        fields.done();
        return gate;
    }

    private Crediting.Conversion conversion(Reader fields) {
        Condition of = conditions.selection(fields.find("of"), fields);
        Optional<String> from = fields.text("from");
        from.ifPresent(m -> fields.find("from").ifPresent(d ->
                Conditions.known(m, conditions.measures(), "measure", "measures", d, fields)));
        Crediting.Rate rate = rate(fields);
        Rounding rounding = fields.has("to") || fields.has("rounding")
                ? AmountReader.rounding(fields, BigDecimal.ONE)
                : rate instanceof Crediting.Rate.Award ? Rounding.NONE : unitRounding;
        Optional<Amount> atMost = fields.find("at-most").map(d -> amounts.read(d, fields));
        Optional<String> into = fields.text("into");
        into.ifPresent(m -> fields.find("into").ifPresent(d ->
                Conditions.known(m, conditions.measures(), "measure", "measures", d, fields)));
        String title = fields.text("title").orElse("Conversion");
        Optional<String> clause = fields.text("clause");
        fields.done();
        return new Crediting.Conversion(of, from, rate, rounding, atMost, into, title, clause);
    }

    private Crediting.Rate rate(Reader fields) {
        fields.mention(List.of("times", "first", "per", "award", "steps", "to", "rounding"));
        if (fields.has("times")) {
            return new Crediting.Rate.Times(positive(fields, "times"), fields.number("first"));
        }
        if (fields.has("per")) {
            return new Crediting.Rate.Per(positive(fields, "per"));
        }
        if (fields.has("award")) {
            return new Crediting.Rate.Award(fields.number("award").orElse(BigDecimal.ZERO));
        }
        if (fields.has("steps")) {
            return new Crediting.Rate.Stepped(amounts.steps(fields.items("steps"), fields));
        }
        return new Crediting.Rate.Times(BigDecimal.ONE, Optional.empty());
    }

    private static BigDecimal positive(Reader fields, String name) {
        BigDecimal value = fields.number(name).orElse(BigDecimal.ONE);
        if (value.signum() <= 0) {
            fields.fault("\"" + name + "\" must be above 0.", "");
            return BigDecimal.ONE;
        }
        return value;
    }

    private Crediting.Repeats repeat(Reader fields) {
        Condition of = conditions.selection(fields.find("of"), fields);
        String by = fields.text("same").orElse("course");
        int months = fields.text("within").flatMap(t -> {
            Optional<Integer> read = switch (t) {
                case "ever" -> Optional.of(0);
                case "period" -> Optional.of(Crediting.Repeats.IN_PERIOD);
                default -> RequirementReader.months(t);
            };
            if (read.isEmpty()) {
                fields.fault("\"" + Reader.shorten(t) + "\" is no length of time.", "\"2 years\", period, or ever.");
            }
            return read;
        }).orElse(0);
        boolean byYear = fields.text("within").filter(t -> t.contains("year")).isPresent();
        Crediting.Repeats repeats = new Crediting.Repeats(of, by, months, byYear,
                fields.text("title").orElse(Crediting.Repeats.UNSAID), fields.text("clause"));
        fields.done();
        return repeats;
    }

    private Crediting.Award award(Reader fields) {
        String id = RequirementReader.id(fields);
        Condition who = conditions.member(fields.find("who"), fields);
        Optional<Amount> amount = fields.find("amount").map(d -> amounts.read(d, fields));
        if (amount.isEmpty()) {
            fields.fault("\"amount\" is missing.", "Say how much is given.");
        }
        String title = fields.text("title").orElse(VocabularyReader.words(id));
        Optional<String> clause = fields.text("clause");
        Optional<Moment> on = conditions.moments().find("on", fields);
        boolean eachYear = fields.flag("each-year", false);
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        for (String kind : conditions.kinds()) {
            fields.find(kind).ifPresent(d -> tags.put(kind, conditions.values(kind, d, fields)));
        }
        fields.done();
        return new Crediting.Award(id, title, clause, who, amount.orElse(new Amount.Fixed(BigDecimal.ZERO)), on, eachYear, tags);
    }
}
