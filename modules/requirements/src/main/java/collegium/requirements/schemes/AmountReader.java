package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Match;
import collegium.requirements.engine.Rounding;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads amounts: a number, or a map whose main word says how it is worked out. */
final class AmountReader {

    private static final Amount ZERO = new Amount.Fixed(BigDecimal.ZERO);

    private final Conditions conditions;

    AmountReader(Conditions conditions) {
        this.conditions = conditions;
    }

    Amount read(Doc doc, Reader in) {
        if (doc instanceof Doc.Text(String value, _, _) && value.strip().matches("[0-9.]+ *%")) {
            in.fault(doc, "\"" + Reader.shorten(value) + "\" is a share: of what?",
                    "Write {percent: " + value.replace("%", "").strip() + ", of: requirement}, or of: {earned: requirement}.");
            return ZERO;
        }
        if (doc instanceof Doc.Text) {
            return in.asNumber(doc).<Amount>map(Amount.Fixed::new).orElse(ZERO);
        }
        Reader fields = new Reader(doc, in.faults());
        Amount amount = kind(fields, doc);
        fields.done();
        return amount;
    }

    private Amount kind(Reader fields, Doc doc) {
        if (fields.has("by")) {
            return table(fields);
        }
        if (fields.has("fact")) {
            String name = fields.need("fact");
            conditions.fact(name, doc, fields);
            conditions.kind(name, doc, fields, Vocabulary.Kind.NUMBER, Vocabulary.Kind.YES_NO);
            return new Amount.Fact(name, otherwise(fields));
        }
        if (fields.has("number-of")) {
            String name = fields.need("number-of");
            conditions.fact(name, doc, fields);
            return new Amount.NumberOf(name);
        }
        if (fields.has("cases")) {
            return cases(fields);
        }
        if (fields.has("steps")) {
            List<Amount.Step> steps = steps(fields.items("steps"), fields);
            Amount on = fields.find("on").map(d -> read(d, fields)).orElse(ZERO);
            return new Amount.Steps(on, steps, otherwise(fields).orElse(ZERO));
        }
        if (fields.has("by-year")) {
            return byYear(fields);
        }
        if (fields.has("percent")) {
            BigDecimal percent = fields.number("percent").orElse(BigDecimal.ZERO);
            Amount of = fields.find("of").map(d -> base(d, fields)).orElse(ZERO);
            if (!fields.has("of")) {
                fields.fault("Per cent of what?", "Add \"of\": a requirement, or {earned: requirement}.");
            }
            return rounded(new Amount.Percent(percent, of), fields);
        }
        if (fields.has("needed")) {
            return new Amount.Needed(fields.need("needed"));
        }
        if (fields.has("earned")) {
            return new Amount.Earned(fields.need("earned"));
        }
        if (fields.has("owed")) {
            return new Amount.Owed(fields.need("owed"));
        }
        if (fields.has("prorata")) {
            Amount part = fields.find("prorata").map(d -> read(d, fields)).orElse(ZERO);
            Amount.Months months = months(fields, "while");
            Optional<Amount> outOf = fields.find("out-of").map(d -> read(d, fields));
            if (!fields.has("while") && !fields.has("from") && !fields.has("until")) {
                fields.fault("Pro rata for what?", "Add \"while\", a condition on the member, or \"from\" and \"until\", days.");
            }
            return new Amount.Prorata(part, months, outOf, rounding(fields, BigDecimal.ZERO));
        }
        if (fields.has("months-while")) {
            return months(fields, "months-while");
        }
        if (fields.has("each-year-by")) {
            String name = fields.need("each-year-by");
            conditions.fact(name, doc, fields);
            Map<String, Amount> rates = rows(fields, "values");
            conditions.rows(name, rates.keySet(), doc, fields);
            return new Amount.Segments(name, rates, rounding(fields, BigDecimal.ZERO));
        }
        if (fields.has("round")) {
            Amount part = fields.find("round").map(d -> read(d, fields)).orElse(ZERO);
            return rounded(part, fields);
        }
        for (Amount.Arithmetic arithmetic : Amount.Arithmetic.values()) {
            String word = Reader.word(arithmetic);
            if (fields.has(word)) {
                List<Amount> parts = new ArrayList<>();
                fields.items(word).forEach(item -> parts.add(read(item, fields)));
                if (parts.isEmpty()) {
                    fields.fault("Nothing to work with.", "List at least one amount.");
                }
                return rounded(new Amount.Combined(arithmetic, parts), fields);
            }
        }
        fields.fault("This is no amount.", "A number, or one of: fact, number-of, by, cases, steps, by-year, percent, "
                + "needed, earned, owed, prorata, months-while, each-year-by, round, sum, product, difference, "
                + "quotient, highest, lowest.");
        return ZERO;
    }

    private Amount.Months months(Reader fields, String condition) {
        return new Amount.Months(conditions.member(fields.find(condition), fields),
                fields.choice("counting", Amount.Counting.class, Amount.Counting.COMPLETE),
                conditions.moments().find("from", fields), conditions.moments().find("until", fields));
    }

    /** What a percentage is of: the name of a requirement means what that one needs. */
    private Amount base(Doc doc, Reader in) {
        if (doc instanceof Doc.Text text && !text.value().matches("[0-9.]+")) {
            return new Amount.Needed(text.value());
        }
        return read(doc, in);
    }

    private Optional<Amount> otherwise(Reader fields) {
        return fields.find("otherwise").map(d -> read(d, fields));
    }

    private Map<String, Amount> rows(Reader fields, String name) {
        return fields.map(name, d -> Optional.of(read(d, fields)));
    }

    private Amount table(Reader fields) {
        String fact = fields.need("by");
        fields.find("by").ifPresent(d -> conditions.fact(fact, d, fields));
        Map<String, Amount> canonical = new LinkedHashMap<>();
        rows(fields, "values").forEach((k, v) -> canonical.put(Conditions.canonical(k), v));
        fields.find("values").ifPresent(d -> conditions.rows(fact, canonical.keySet(), d, fields));
        if (canonical.isEmpty()) {
            fields.fault("The table has no values.", "Add \"values: {…}\".");
        }
        return new Amount.Table(fact, canonical,
                fields.choice("combine", Amount.Combine.class, Amount.Combine.HIGHEST), otherwise(fields));
    }

    private Amount cases(Reader fields) {
        List<Amount.Case> cases = new ArrayList<>();
        for (Doc item : fields.items("cases")) {
            Reader one = new Reader(item, fields.faults());
            Condition who = conditions.member(one.find("if"), one);
            Amount value = one.find("then").map(d -> read(d, one)).orElse(ZERO);
            one.done();
            cases.add(new Amount.Case(who, value));
        }
        return new Amount.Cases(cases, otherwise(fields));
    }

    List<Amount.Step> steps(List<Doc> items, Reader in) {
        List<Amount.Step> steps = new ArrayList<>();
        for (Doc item : items) {
            Reader one = new Reader(item, in.faults());
            Amount value = one.find("value").map(d -> read(d, one)).orElse(ZERO);
            Match.Bounds bound = Conditions.bounds(one);
            if (steps.stream().anyMatch(above -> covers(above.bound(), bound))) {
                one.fault("No number comes to this step: one above it holds already.", "List the highest \"at-least\" or \"above\" first.");
            }
            steps.add(new Amount.Step(bound, value));
            one.done();
        }
        if (steps.isEmpty()) {
            in.fault("There are no steps.", "Say from how much on, and how much then.");
        }
        return steps;
    }

    /** Whether every number inside the inner bounds is inside the outer. */
    private static boolean covers(Match.Bounds outer, Match.Bounds inner) {
        return (outer.multipleOf().isEmpty() || outer.multipleOf().equals(inner.multipleOf()))
                && covers(outer.atLeast(), outer.above(), inner.atLeast(), inner.above(), 1)
                && covers(outer.atMost(), outer.below(), inner.atMost(), inner.below(), -1);
    }

    /** The same of one side, upwards or downwards: each bound of the outer is no narrower than one of the inner. */
    private static boolean covers(Optional<BigDecimal> outerIn, Optional<BigDecimal> outerOut, Optional<BigDecimal> innerIn,
            Optional<BigDecimal> innerOut, int side) {
        boolean in = outerIn.isEmpty() || innerIn.filter(n -> n.compareTo(outerIn.get()) * side >= 0).isPresent()
                || innerOut.filter(n -> n.compareTo(outerIn.get()) * side >= 0).isPresent();
        boolean out = outerOut.isEmpty() || innerIn.filter(n -> n.compareTo(outerOut.get()) * side > 0).isPresent()
                || innerOut.filter(n -> n.compareTo(outerOut.get()) * side >= 0).isPresent();
        return in && out;
    }

    private Amount byYear(Reader fields) {
        Map<Integer, Amount> years = new LinkedHashMap<>();
        rows(fields, "by-year").forEach((year, amount) -> {
            if (year.matches("[0-9]{4}")) {
                years.put(Integer.valueOf(year), amount);
            } else {
                fields.fault("\"" + Reader.shorten(year) + "\" is no year.", "Write four digits.");
            }
        });
        return new Amount.ByYear(years, otherwise(fields));
    }

    private Amount rounded(Amount amount, Reader fields) {
        fields.mention(List.of("to", "rounding"));
        return fields.has("to") || fields.has("rounding")
                ? new Amount.Rounded(amount, rounding(fields, BigDecimal.ONE))
                : amount;
    }

    /** {@code to: 0.5} with {@code rounding: up | down | half-up}. */
    static Rounding rounding(Reader fields, BigDecimal otherwise) {
        BigDecimal to = fields.number("to").orElse(otherwise);
        if (to.signum() < 0) {
            fields.fault("An increment below zero.", "Write a number above 0.");
            to = BigDecimal.ZERO;
        }
        RoundingMode mode = switch (fields.choice("rounding", Direction.class, Direction.HALF_UP)) {
            case UP -> RoundingMode.UP;
            case DOWN -> RoundingMode.DOWN;
            case HALF_UP -> RoundingMode.HALF_UP;
            case HALF_DOWN -> RoundingMode.HALF_DOWN;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
        };
        return new Rounding(to, mode);
    }

    enum Direction {
        UP,
        DOWN,
        HALF_UP,
        HALF_DOWN,
        HALF_EVEN
    }
}
