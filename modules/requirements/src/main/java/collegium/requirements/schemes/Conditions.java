package collegium.requirements.schemes;

import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Match;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads conditions. One is a map of which every line must hold; several values on a line are alternatives. A selection
 * asks activities and artefacts for their tags, a condition on members asks for facts.
 */
final class Conditions {

    private static final Set<String> OPEN_KINDS = Set.of("provider", "course", "role", "source", "person");
    private static final Set<String> OWN_FACTS = Set.of("period-start", "period-end", "period-number", "as-at", "enrolled");
    private static final Set<String> OWN_MEASURES = Set.of("amount", "hours", "minutes", "credits", "points", "words", "days");

    private static final Set<String> SELECTION = Set.of("all", "any", "not", "carried", "has", "dated", "recorded", "measure", "in-fact", "member");

    private final Vocabulary vocabulary;
    private final Moments moments = new Moments(this);

    Conditions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Moments moments() {
        return moments;
    }

    Condition selection(Optional<Doc> doc, Reader in) {
        return doc.map(d -> read(d, in, true)).orElse(Condition.ALWAYS);
    }

    Condition member(Optional<Doc> doc, Reader in) {
        return doc.map(d -> read(d, in, false)).orElse(Condition.ALWAYS);
    }

    private Condition read(Doc doc, Reader in, boolean selection) {
        if (doc instanceof Doc.Text text && (text.value().equals("all") || text.value().equals("everyone"))) {
            return Condition.ALWAYS;
        }
        if (doc instanceof Doc.Items) {
            in.fault(doc, "Several conditions stand here.", "Write {all: […]} where each must hold, {any: […]} where one must.");
            return Condition.ALWAYS;
        }
        Reader fields = new Reader(doc, in.faults());
        List<Condition> parts = new ArrayList<>();
        fields.find("all").ifPresent(d -> parts.add(new Condition.All(list(d, fields, selection))));
        fields.find("any").ifPresent(d -> parts.add(new Condition.Any(list(d, fields, selection))));
        fields.find("not").ifPresent(d -> parts.add(new Condition.Not(read(d, fields, selection))));
        if (selection) {
            tags(fields, parts);
        } else {
            facts(fields, parts);
        }
        fields.done();
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private List<Condition> list(Doc doc, Reader in, boolean selection) {
        List<Condition> parts = new ArrayList<>();
        if (doc instanceof Doc.Items items) {
            items.items().forEach(item -> parts.add(read(item, in, selection)));
        } else {
            in.fault(doc, "A list of conditions is expected here.", "Begin each with \"- \".");
        }
        return parts;
    }

    private void tags(Reader fields, List<Condition> parts) {
        for (String kind : kinds()) {
            fields.find(kind).ifPresent(d -> parts.add(new Condition.Tag(kind, values(kind, d, fields))));
        }
        fields.find("carried").ifPresent(d -> {
            Condition carried = new Condition.Tag("source", Set.of("carried"));
            parts.add(fields.flag("carried", true) ? carried : new Condition.Not(carried));
        });
        fields.find("has").ifPresent(d -> {
            parts.add(new Condition.Linked(artefacts(d, fields)));
        });
        fields.find("dated").ifPresent(d -> {
            Reader dated = new Reader(d, fields.faults());
            parts.add(new Condition.Dated(moments.bounds(dated)));
            dated.done();
        });
        fields.find("recorded").ifPresent(d -> {
            Reader recorded = new Reader(d, fields.faults());
            parts.add(new Condition.Recorded(moments.bounds(recorded),
                    recorded.text("within").map(t -> Moments.length(t, recorded))));
            recorded.done();
        });
        fields.find("measure").ifPresent(d -> fields.asMap(d, Optional::of).forEach((measure, match) -> {
            known(measure, measures(), "measure", "measures", match, fields);
            parts.add(new Condition.Measure(measure, match(match, fields)));
        }));
        fields.find("in-fact").ifPresent(d -> fields.asMap(d, fields::asText).forEach((kind, fact) -> {
            known(kind, kinds(), "kind of tag", "tags", d, fields);
            fact(fact, d, fields);
            parts.add(new Condition.TagInFact(kind, fact));
        }));
        fields.find("member").ifPresent(d -> parts.add(atActivity(read(d, fields, false))));
        for (String name : fields.names()) {
            if (vocabulary.facts().containsKey(name) && !kinds().contains(name) && !SELECTION.contains(name)) {
                fields.find(name).ifPresent(d -> fields.fault(d, "\"" + name + "\" is a fact of the member.",
                        "Write \"member: {" + name + ": …}\"."));
            }
        }
    }

    /** Facts asked beside an activity are those on its date. */
    private static Condition atActivity(Condition condition) {
        return switch (condition) {
            case Condition.All all -> new Condition.All(all.parts().stream().map(Conditions::atActivity).toList());
            case Condition.Any any -> new Condition.Any(any.parts().stream().map(Conditions::atActivity).toList());
            case Condition.Not not -> new Condition.Not(atActivity(not.part()));
            case Condition.Fact fact when fact.when() == Condition.When.AT_END ->
                new Condition.Fact(fact.name(), fact.match(), Condition.When.AT_ACTIVITY);
            default -> condition;
        };
    }

    private void facts(Reader fields, List<Condition> parts) {
        Condition.When when = fields.choice("at", Condition.When.class, Condition.When.AT_END);
        fields.find("has").ifPresent(d -> parts.add(held(d, fields)));
        for (String name : fields.names()) {
            if (Set.of("all", "any", "not", "at", "has").contains(name)) {
                continue;
            }
            fields.find(name).ifPresent(d -> {
                fact(name, d, fields);
                Match match = match(d, fields);
                listed(name, match, d, fields);
                fits(name, match, d, fields);
                parts.add(new Condition.Fact(name, match, when));
            });
        }
    }

    /** Kinds of artefact that the member has, or a map with a condition on them. */
    private Condition held(Doc doc, Reader in) {
        if (!(doc instanceof Doc.Fields)) {
            return new Condition.Held(artefacts(doc, in), Condition.ALWAYS);
        }
        Reader fields = new Reader(doc, in.faults());
        Set<String> kinds = fields.find("artefacts").map(d -> artefacts(d, fields)).orElseGet(() -> {
            fields.fault("\"artefacts\" is missing.", "Name the kinds.");
            return Set.of();
        });
        Condition held = new Condition.Held(kinds, selection(fields.find("where"), fields));
        fields.done();
        return held;
    }

    private Set<String> artefacts(Doc doc, Reader in) {
        Set<String> kinds = new LinkedHashSet<>(in.asTexts(doc));
        kinds.forEach(k -> known(k, vocabulary.artefacts().keySet(), "kind of artefact", "artefacts", doc, in));
        return kinds;
    }

    /** Bounds of numbers go with numbers, days with days. */
    private void fits(String fact, Match match, Doc at, Reader in) {
        Optional<Vocabulary.Kind> kind = kind(fact);
        boolean number = match instanceof Match.Bounds;
        boolean day = match instanceof Match.Day;
        if (kind.isPresent() && ((number && kind.get() != Vocabulary.Kind.NUMBER) || (day && kind.get() != Vocabulary.Kind.DATE))) {
            in.fault(at, "\"" + fact + "\" is a " + Reader.word(kind.get()) + ", which has no such bounds.", number
                    ? "Bounds such as at-least go with numbers: declare \"kind: number\"."
                    : "from and until go with dates: declare \"kind: date\".");
        }
    }

    Optional<Vocabulary.Kind> kind(String fact) {
        return switch (fact) {
            case "period-number" -> Optional.of(Vocabulary.Kind.NUMBER);
            case "period-start", "period-end", "as-at", "enrolled" -> Optional.of(Vocabulary.Kind.DATE);
            default -> Optional.ofNullable(vocabulary.facts().get(fact)).map(Vocabulary.FactKind::kind);
        };
    }

    /** Faults a fact that cannot be what it is used as. */
    void kind(String fact, Doc at, Reader in, Vocabulary.Kind... fitting) {
        kind(fact).filter(kind -> !List.of(fitting).contains(kind)).ifPresent(kind ->
                in.fault(at, "\"" + fact + "\" is a " + Reader.word(kind) + ".", "Declare it as \"kind: " + Reader.word(fitting[0])
                        + "\", or use another."));
    }

    /** Faults the rows of a table that are no values of the fact. */
    void rows(String fact, Set<String> rows, Doc at, Reader in) {
        Vocabulary.FactKind kind = vocabulary.facts().get(fact);
        if (kind != null && !kind.values().isEmpty()) {
            rows.forEach(row -> known(row, kind.values().keySet(), "value of " + fact, "facts." + fact + ".values", at, in));
        }
    }

    private void listed(String fact, Match match, Doc at, Reader in) {
        Vocabulary.FactKind kind = vocabulary.facts().get(fact);
        if (kind != null && !kind.values().isEmpty() && match instanceof Match.OneOf one) {
            one.values().forEach(v -> known(v, kind.values().keySet(), "value of " + fact, "facts." + fact + ".values",
                    at, in));
        }
    }

    private Match match(Doc doc, Reader in) {
        if (!(doc instanceof Doc.Fields)) {
            LinkedHashSet<String> values = new LinkedHashSet<>();
            in.asTexts(doc).forEach(v -> values.add(canonical(v)));
            return new Match.OneOf(values);
        }
        Reader bounds = new Reader(doc, in.faults());
        bounds.mention(List.of("at-least", "above", "at-most", "below", "multiple-of", "from", "until", "known"));
        Match match;
        if (bounds.has("known")) {
            match = new Match.Known(bounds.flag("known", true));
        } else if (bounds.has("from") || bounds.has("until")) {
            match = moments.bounds(bounds);
        } else {
            match = bounds(bounds);
        }
        bounds.done();
        return match;
    }

    static Match.Bounds bounds(Reader bounds) {
        Optional<BigDecimal> atLeast = bounds.number("at-least");
        Optional<BigDecimal> above = bounds.number("above");
        Optional<BigDecimal> atMost = bounds.number("at-most");
        Optional<BigDecimal> below = bounds.number("below");
        Optional<BigDecimal> multiple = bounds.number("multiple-of");
        if (atLeast.isEmpty() && above.isEmpty() && atMost.isEmpty() && below.isEmpty() && multiple.isEmpty()) {
            bounds.fault("No bound stands here.",
                    "One of: at-least, above, at-most, below, multiple-of, from, until, known.");
        }
        if (multiple.filter(m -> m.signum() <= 0).isPresent()) {
            bounds.fault("A multiple of nothing.", "Write a number above 0.");
            multiple = Optional.empty();
        }
        return new Match.Bounds(atLeast, above, atMost, below, multiple);
    }

    /** Yes and no are the words of people; the record says true and false. */
    static String canonical(String value) {
        return switch (value) {
            case "yes" -> "true";
            case "no" -> "false";
            default -> value;
        };
    }

    Set<String> values(String kind, Doc doc, Reader in) {
        LinkedHashSet<String> values = new LinkedHashSet<>(in.asTexts(doc));
        Map<String, String> listed = vocabulary.tags().getOrDefault(kind, Map.of());
        if (!listed.isEmpty()) {
            values.forEach(v -> known(v, listed.keySet(), kind, kind + "s", doc, in));
        }
        return values;
    }

    Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>(vocabulary.tags().keySet());
        kinds.addAll(OPEN_KINDS);
        return kinds;
    }

    Set<String> measures() {
        Set<String> measures = new LinkedHashSet<>(OWN_MEASURES);
        measures.addAll(vocabulary.measures().keySet());
        return measures;
    }

    void fact(String name, Doc at, Reader in) {
        if (!OWN_FACTS.contains(name)) {
            known(name, vocabulary.facts().keySet(), "fact", "facts", at, in);
        }
    }

    static void known(String name, Set<String> names, String what, String where, Doc at, Reader in) {
        if (!names.contains(name)) {
            in.fault(at, "\"" + Reader.shorten(name) + "\" is no known " + what + ".",
                    Reader.suggest(name, names) + " Or declare it under \"" + where + "\".");
        }
    }
}
