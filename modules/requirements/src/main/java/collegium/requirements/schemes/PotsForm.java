package collegium.requirements.schemes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Between which requirements credit is not shared, between the form and the document: in {@code pot.1}, {@code pot.2}… the
 * requirements that share it, and in {@code pot.1.name}… what the document calls them, which nobody sees.
 */
final class PotsForm {

    private PotsForm() {}

    static void read(Optional<Doc> doc, Map<String, List<String>> fields) {
        Map<String, Doc> pots = doc.filter(Doc.Fields.class::isInstance).map(map -> ((Doc.Fields) map).fields()).orElse(Map.of());
        if (pots.size() > RuleForms.MOST) {
            fields.put("pot", List.of(RuleForm.KEPT));
            return;
        }
        int n = 0;
        for (Map.Entry<String, Doc> pot : pots.entrySet()) {
            n++;
            fields.put("pot." + n, Docs.values(pot.getValue()));
            fields.put("pot." + n + ".name", List.of(pot.getKey()));
        }
    }

    /** Without the names of pots that hold nothing. */
    static void relevant(Map<String, List<String>> fields) {
        fields.keySet().removeIf(name -> name.endsWith(".name") && !fields.containsKey(name.substring(0, name.length() - ".name".length())));
    }

    static Doc write(RuleForm form) {
        Map<String, Doc> pots = new LinkedHashMap<>();
        IntStream.rangeClosed(1, RuleForms.MOST).mapToObj(n -> "pot." + n).filter(pot -> !form.all(pot).isEmpty())
                .forEach(pot -> pots.put(RuleForms.unique(form.one(pot + ".name", form.one(pot)), pots.keySet()), Docs.items(form.all(pot).stream().map(Docs::text).toList())));
        return Docs.fields(pots);
    }
}
