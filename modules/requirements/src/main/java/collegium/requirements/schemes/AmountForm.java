package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How much, between the form and the document: a number, a table or steps by a fact, a share of another, each but that also pro rata. */
final class AmountForm {

    private static final Set<String> PRORATA = Set.of("prorata", "while", "from", "counting", "out-of", "to", "rounding");
    private static final List<String> PRORATA_WORDS = List.of("counting", "out-of", "to", "rounding");
    /** Stands before the name of a fact that is a day: in proportion to the time from that day on. */
    private static final String FROM = "from:";
    /** Stands before the value of a fact: how much that makes. */
    private static final String ROW = "amount.row";
    /** Stands before a requirement of which the share is of what is earned for it, not of what it needs. */
    private static final String EARNED = "earned:";

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
        List<String> over = new ArrayList<>();
        boolean simple = map.fields().keySet().stream().allMatch(PRORATA::contains)
                && Docs.field(map, "while").map(doc -> whileThat(doc, vocabulary, over)).orElse(true)
                && Docs.field(map, "from").map(doc -> from(doc, vocabulary, over)).orElse(true)
                && PRORATA_WORDS.stream().flatMap(name -> Docs.field(map, name).stream()).allMatch(Doc.Text.class::isInstance);
        fields.put("prorata.while", over);
        PRORATA_WORDS.forEach(name -> fields.put("prorata." + name, List.of(Docs.words(map, name))));
        return simple && !over.isEmpty() && Docs.field(map, "prorata").filter(part -> whole(part, vocabulary, fields)).isPresent();
    }

    private static boolean from(Doc moment, Vocabulary vocabulary, List<String> over) {
        String fact = Docs.words(moment, "fact");
        over.add(FROM + fact);
        return moment instanceof Doc.Fields map && map.fields().size() == 1
                && Optional.ofNullable(vocabulary.facts().get(fact)).filter(kind -> kind.kind() == Vocabulary.Kind.DATE).isPresent();
    }

    private static boolean whileThat(Doc condition, Vocabulary vocabulary, List<String> over) {
        Map<String, List<String>> asked = RuleForms.asked(vocabulary);
        return condition instanceof Doc.Fields map && map.fields().entrySet().stream().allMatch(fact -> {
            List<String> values = Docs.values(fact.getValue());
            values.forEach(value -> over.add(fact.getKey() + "=" + value));
            return !values.isEmpty() && asked.getOrDefault(fact.getKey(), List.of()).containsAll(values);
        });
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
        Set<String> names = map.fields().keySet();
        return names.contains("percent") ? percent(map, fields) : names.contains("steps") ? steps(map, vocabulary, fields) : table(map, vocabulary, fields);
    }

    private static boolean percent(Doc.Fields map, Map<String, List<String>> fields) {
        String earned = Docs.words(map.fields().getOrDefault("of", Docs.text("")), "earned");
        fields.put("amount.kind", List.of("percent"));
        fields.put("amount.percent", List.of(Docs.words(map, "percent")));
        fields.put("amount.of", List.of(earned.isEmpty() ? Docs.words(map, "of") : EARNED + earned));
        return map.fields().keySet().equals(Set.of("percent", "of")) && !fields.get("amount.of").equals(List.of(""));
    }

    /** By the number in a fact. */
    private static boolean steps(Doc.Fields map, Vocabulary vocabulary, Map<String, List<String>> fields) {
        Map<String, Doc> on = Docs.each(map, "on");
        String fact = Docs.field(map, "on").map(doc -> Docs.words(doc, "fact")).orElse("");
        fields.put("amount.kind", List.of("steps"));
        fields.put("amount.on", List.of(fact));
        fields.put("amount.otherwise", List.of(Docs.words(map, "otherwise")));
        return Set.of("steps", "on", "otherwise").containsAll(map.fields().keySet()) && on.keySet().equals(Set.of("fact"))
                && Optional.ofNullable(vocabulary.facts().get(fact)).filter(kind -> kind.kind() == Vocabulary.Kind.NUMBER).isPresent()
                && Docs.field(map, "otherwise").map(Doc.Text.class::isInstance).orElse(true)
                && StepsForm.read("amount.step", Docs.field(map, "steps"), fields);
    }

    private static boolean table(Doc.Fields map, Vocabulary vocabulary, Map<String, List<String>> fields) {
        String fact = Docs.words(map, "by");
        boolean simple = Set.of("by", "values", "combine", "otherwise").containsAll(map.fields().keySet())
                && Stream.of("otherwise", "combine").flatMap(name -> Docs.field(map, name).stream()).allMatch(Doc.Text.class::isInstance)
                && RuleForms.asked(vocabulary).containsKey(fact)
                && map.fields().get("values") instanceof Doc.Fields rows
                && rows.fields().values().stream().allMatch(Doc.Text.class::isInstance)
                && RuleForms.asked(vocabulary).getOrDefault(fact, List.of()).containsAll(rows.fields().keySet());
        if (!simple) {
            return false;
        }
        fields.put("amount.kind", List.of("table"));
        fields.put("amount.fact", List.of(fact));
        Docs.each(map, "values").forEach((value, amount) -> fields.put("amount.row." + value, Docs.values(amount)));
        fields.put("amount.otherwise", List.of(Docs.words(map, "otherwise")));
        fields.put("amount.combine", List.of(Docs.words(map, "combine")));
        return true;
    }

    /** Empty where the document's own stays. */
    static Optional<Doc> write(RuleForm form) {
        Optional<Doc> whole = switch (form.one("amount.kind", "fixed")) {
            case "table" -> Optional.of(table(form));
            case "percent" -> Optional.of(Docs.fields(ordered("percent", Docs.text(form.one("amount.percent")), "of", share(form.one("amount.of")))));
            case "steps" -> Optional.of(steps(form));
            case "fixed" -> Optional.of(Docs.text(form.one("amount.number")));
            default -> Optional.empty();
        };
        return form.one("amount.kind").equals("percent") || form.all("prorata.while").isEmpty() ? whole : whole.map(amount -> prorata(form, amount));
    }

    private static Doc share(String of) {
        return of.startsWith(EARNED) ? Docs.fields(Map.of("earned", Docs.text(of.substring(EARNED.length())))) : Docs.text(of);
    }

    private static Doc steps(RuleForm form) {
        Map<String, Doc> made = ordered("steps", StepsForm.write(form, "amount.step"), "on", Docs.fields(Map.of("fact", Docs.text(form.one("amount.on")))));
        if (!form.one("amount.otherwise").isEmpty()) {
            made.put("otherwise", Docs.text(form.one("amount.otherwise")));
        }
        return Docs.fields(made);
    }

    private static Doc prorata(RuleForm form, Doc amount) {
        Map<String, Doc> made = new LinkedHashMap<>();
        made.put("prorata", amount);
        Map<String, List<String>> facts = new LinkedHashMap<>();
        for (String over : form.all("prorata.while")) {
            int equals = over.indexOf('=');
            if (over.startsWith(FROM)) {
                made.put("from", Docs.fields(Map.of("fact", Docs.text(over.substring(FROM.length())))));
            } else if (equals > 0) {
                facts.computeIfAbsent(over.substring(0, equals), _ -> new ArrayList<>()).add(over.substring(equals + 1));
            }
        }
        if (!facts.isEmpty()) {
            Map<String, Doc> lines = new LinkedHashMap<>();
            facts.forEach((fact, values) -> lines.put(fact, Docs.texts(values)));
            made.put("while", Docs.fields(lines));
        }
        PRORATA_WORDS.forEach(name -> {
            if (!form.one("prorata." + name).isEmpty()) {
                made.put(name, Docs.text(form.one("prorata." + name)));
            }
        });
        return Docs.fields(made);
    }

    private static Doc table(RuleForm form) {
        Map<String, Doc> rows = new LinkedHashMap<>();
        form.beginning(ROW).forEach((name, values) -> {
            if (!name.equals(ROW)) {
                rows.put(name.substring(ROW.length() + 1), Docs.text(values.getFirst()));
            }
        });
        Map<String, Doc> table = ordered("by", Docs.text(form.one("amount.fact")), "values", Docs.fields(rows));
        if (!form.one("amount.otherwise").isEmpty()) {
            table.put("otherwise", Docs.text(form.one("amount.otherwise")));
        }
        if (!form.one("amount.combine").isEmpty()) {
            table.put("combine", Docs.text(form.one("amount.combine")));
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
