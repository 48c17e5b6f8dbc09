package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Credit without an activity, between the form and the document: when it is given ({@code when}), and as what ({@code as.topic}…). */
final class AwardForm {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String FACT = "fact:";
    private static final String THAT_DAY = "day";
    private static final String EACH_YEAR = "each-year";
    /** Fields of the document that no kind of tag is called. */
    private static final Set<String> OTHERS = Set.of("id", "title", "clause", "who", "amount", "on", EACH_YEAR);

    private AwardForm() {}

    static void read(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        vocabulary.tags().keySet().forEach(kind -> Docs.field(doc, kind).ifPresent(values -> fields.put("as." + kind, Docs.values(values))));
        Optional<Doc> on = Docs.field(doc, "on");
        boolean yearly = Set.of("yes", "true").contains(Docs.words(doc, EACH_YEAR));
        if (on.isEmpty()) {
            fields.put("when", List.of(yearly ? EACH_YEAR : "first"));
        } else if (!yearly && on.get() instanceof Doc.Text day && DAY.matcher(day.value()).matches()) {
            fields.put("when", List.of(THAT_DAY));
            fields.put("when.day", List.of(day.value()));
        } else {
            boolean simple = !yearly && on.get() instanceof Doc.Fields map && map.fields().size() == 1
                    && Optional.ofNullable(vocabulary.facts().get(Docs.words(map, "fact"))).filter(fact -> fact.kind() == Vocabulary.Kind.DATE).isPresent();
            fields.put("when", List.of(simple ? FACT + Docs.words(on.get(), "fact") : RuleForm.KEPT));
        }
    }

    static void relevant(RuleForm form, Map<String, List<String>> fields) {
        if (!form.one("when").equals(THAT_DAY)) {
            fields.remove("when.day");
        }
    }

    static void changes(RuleForm before, RuleForm form, Map<String, Optional<Doc>> changes) {
        Stream.concat(before.beginning("as").keySet().stream(), form.beginning("as").keySet().stream()).distinct()
                .filter(name -> name.startsWith("as.") && !OTHERS.contains(name.substring("as.".length())) && !before.sameIn(form, name))
                .forEach(name -> changes.put(name.substring("as.".length()), Optional.of(form.all(name)).filter(values -> !values.isEmpty()).map(Docs::texts)));
        if (!form.kept("when") && !before.sameIn(form, "when")) {
            String when = form.one("when", "first");
            changes.put(EACH_YEAR, when.equals(EACH_YEAR) ? Optional.of(Docs.text("yes")) : Optional.empty());
            changes.put("on", when.startsWith(FACT) ? Optional.of(Docs.fields(Map.of("fact", Docs.text(when.substring(FACT.length())))))
                    : when.equals(THAT_DAY) ? Optional.of(Docs.text(form.one("when.day"))) : Optional.empty());
        }
    }
}
