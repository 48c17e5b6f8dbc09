package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How much, between the form and the document: a number, a table by a fact, a share of another, each also pro rata. */
final class AmountForm {

    private static final Set<String> PRORATA = Set.of("prorata", "while", "from", "counting", "to", "rounding");
    /** Stands before the name of a fact that is a day: in proportion to the time from that day on. */
    private static final String FROM = "from:";

    private AmountForm() {}

    static void read(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        if (!simple(doc, vocabulary, fields)) {
            fields.keySet().removeIf(name -> name.startsWith("amount.") || name.startsWith("prorata."));
            fields.put("amount.kind", List.of(RuleForm.KEPT));
        }
    }

    private static boolean simple(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        if (doc instanceof Doc.Fields map && map.fields().containsKey("prorata")) {
            return prorata(map, vocabulary, fields);
        }
        return whole(doc, vocabulary, fields);
    }

    private static boolean prorata(Doc.Fields map, Vocabulary vocabulary, Map<String, List<String>> fields) {
        boolean one = Docs.field(map, "from").isPresent() ? from(map, vocabulary, fields) : whileThat(map, vocabulary, fields);
        List.of("counting", "to", "rounding").forEach(name -> {
            if (!Docs.words(map, name).isEmpty()) {
                fields.put("prorata." + name, List.of(Docs.words(map, name)));
            }
        });
        return one && PRORATA.containsAll(map.fields().keySet()) && Docs.field(map, "prorata").filter(part -> whole(part, vocabulary, fields)).isPresent();
    }

    private static boolean from(Doc.Fields map, Vocabulary vocabulary, Map<String, List<String>> fields) {
        if (!(Docs.field(map, "from").orElseThrow() instanceof Doc.Fields moment) || !moment.fields().keySet().equals(Set.of("fact")) || Docs.field(map, "while").isPresent()) {
            return false;
        }
        String fact = Docs.words(moment, "fact");
        fields.put("prorata.while", List.of(FROM + fact));
        return Optional.ofNullable(vocabulary.facts().get(fact)).filter(kind -> kind.kind() == Vocabulary.Kind.DATE).isPresent();
    }

    private static boolean whileThat(Doc.Fields map, Vocabulary vocabulary, Map<String, List<String>> fields) {
        return Docs.field(map, "while").filter(Doc.Fields.class::isInstance).map(Doc.Fields.class::cast)
                .filter(condition -> condition.fields().size() == 1).flatMap(condition -> condition.fields().entrySet().stream()
                        .filter(fact -> vocabulary.facts().containsKey(fact.getKey()) && fact.getValue() instanceof Doc.Text).findFirst())
                .map(fact -> fields.put("prorata.while", List.of(fact.getKey() + "=" + Docs.values(fact.getValue()).getFirst())) == null)
                .orElse(false);
    }

    private static boolean whole(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        if (doc instanceof Doc.Text number) {
            fields.put("amount.kind", List.of("fixed"));
            fields.put("amount.number", List.of(number.value()));
            return true;
        }
        if (!(doc instanceof Doc.Fields map)) {
            return false;
        }
        if (map.fields().keySet().equals(Set.of("percent", "of")) && map.fields().values().stream().allMatch(Doc.Text.class::isInstance)) {
            fields.put("amount.kind", List.of("percent"));
            fields.put("amount.percent", List.of(Docs.words(map, "percent")));
            fields.put("amount.of", List.of(Docs.words(map, "of")));
            return true;
        }
        return table(map, vocabulary, fields);
    }

    private static boolean table(Doc.Fields map, Vocabulary vocabulary, Map<String, List<String>> fields) {
        String fact = Docs.words(map, "by");
        boolean simple = Set.of("by", "values", "otherwise").containsAll(map.fields().keySet())
                && vocabulary.facts().containsKey(fact)
                && map.fields().get("values") instanceof Doc.Fields rows
                && rows.fields().values().stream().allMatch(Doc.Text.class::isInstance)
                && vocabulary.facts().get(fact).values().keySet().containsAll(rows.fields().keySet());
        if (!simple) {
            return false;
        }
        fields.put("amount.kind", List.of("table"));
        fields.put("amount.fact", List.of(fact));
        Docs.each(map, "values").forEach((value, amount) -> fields.put("amount.row." + value, Docs.values(amount)));
        fields.put("amount.otherwise", List.of(Docs.words(map, "otherwise")));
        return true;
    }

    /** Empty where the document's own stays. */
    static Optional<Doc> write(RuleForm form) {
        Optional<Doc> whole = switch (form.one("amount.kind", "fixed")) {
            case "table" -> Optional.of(table(form));
            case "percent" -> Optional.of(Docs.fields(ordered("percent", Docs.text(form.one("amount.percent")), "of", Docs.text(form.one("amount.of")))));
            case "fixed" -> Optional.of(Docs.text(form.one("amount.number")));
            default -> Optional.empty();
        };
        String when = form.one("prorata.while");
        int equals = when.indexOf('=');
        if (form.one("amount.kind").equals("percent") || (equals < 0 && !when.startsWith(FROM))) {
            return whole;
        }
        return whole.map(amount -> when.startsWith(FROM)
                ? prorata(form, amount, "from", Docs.fields(Map.of("fact", Docs.text(when.substring(FROM.length())))))
                : prorata(form, amount, "while", Docs.fields(Map.of(when.substring(0, equals), Docs.text(when.substring(equals + 1))))));
    }

    private static Doc prorata(RuleForm form, Doc amount, String over, Doc time) {
        Map<String, Doc> made = ordered("prorata", amount, over, time);
        List.of("counting", "to", "rounding").forEach(name -> {
            if (!form.one("prorata." + name).isEmpty()) {
                made.put(name, Docs.text(form.one("prorata." + name)));
            }
        });
        return Docs.fields(made);
    }

    private static Doc table(RuleForm form) {
        Map<String, Doc> rows = new LinkedHashMap<>();
        form.beginning("amount.row").forEach((name, values) -> rows.put(name.substring("amount.row.".length()), Docs.text(values.getFirst())));
        Map<String, Doc> table = ordered("by", Docs.text(form.one("amount.fact")), "values", Docs.fields(rows));
        if (!form.one("amount.otherwise").isEmpty()) {
            table.put("otherwise", Docs.text(form.one("amount.otherwise")));
        }
        return Docs.fields(table);
    }

    private static Map<String, Doc> ordered(String a, Doc first, String b, Doc second) {
        Map<String, Doc> map = new LinkedHashMap<>();
        map.put(a, first);
        map.put(b, second);
        return map;
    }
}
