package collegium.requirements.schemes;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps between the form and the document: from so much on, so much. The highest step that is reached holds, in whichever order they are typed. */
final class StepsForm {

    private record Step(Optional<BigDecimal> from, boolean above, Doc doc) {}

    private StepsForm() {}

    static boolean read(String name, Optional<Doc> doc, Map<String, List<String>> fields) {
        List<Doc> steps = doc.filter(Doc.Items.class::isInstance).map(list -> ((Doc.Items) list).items()).orElse(List.of());
        List<Step> read = new ArrayList<>();
        for (Doc step : steps) {
            Map<String, Doc> map = step instanceof Doc.Fields some ? some.fields() : Map.of();
            String bound = map.containsKey("above") ? "above" : "at-least";
            if (!map.keySet().equals(Set.of(bound, "value")) || !map.values().stream().allMatch(Doc.Text.class::isInstance)) {
                return false;
            }
            read.add(step(bound, Docs.words(step, bound), step));
            String each = name + "." + read.size() + ".";
            fields.put(each + "bound", List.of(bound));
            fields.put(each + "from", List.of(Docs.words(step, bound)));
            fields.put(each + "value", List.of(Docs.words(step, "value")));
        }
        // In another order some of them never hold: whoever wrote that is to see it in the document.
        return !read.isEmpty() && read.size() <= RuleForms.MOST && sorted(read).equals(read);
    }

    private static Step step(String bound, String from, Doc doc) {
        try {
            return new Step(Optional.of(new BigDecimal(from)), bound.equals("above"), doc);
        } catch (NumberFormatException _) {
            return new Step(Optional.empty(), false, doc);
        }
    }

    private static List<Step> sorted(List<Step> steps) {
        return steps.stream().anyMatch(step -> step.from().isEmpty()) ? steps : steps.stream()
                .sorted(Comparator.comparing((Step step) -> step.from().orElseThrow()).thenComparing(Step::above).reversed()).toList();
    }

    static Doc write(RuleForm form, String name) {
        List<Step> steps = new ArrayList<>();
        for (int n = 1; n <= RuleForms.MOST; n++) {
            String each = name + "." + n + ".";
            String bound = form.one(each + "bound", "at-least");
            if (!form.one(each + "from").isEmpty() || !form.one(each + "value").isEmpty()) {
                Map<String, Doc> step = new LinkedHashMap<>();
                step.put(bound, Docs.text(form.one(each + "from")));
                step.put("value", Docs.text(form.one(each + "value")));
                steps.add(step(bound, form.one(each + "from"), Docs.fields(step)));
            }
        }
        return Docs.items(sorted(steps).stream().map(Step::doc).toList());
    }

    /** Without the words between numbers that are not there. */
    static void relevant(String name, Map<String, List<String>> fields) {
        for (int n = 1; n <= RuleForms.MOST; n++) {
            String each = name + "." + n + ".";
            if (!fields.containsKey(each + "from") && !fields.containsKey(each + "value")) {
                fields.remove(each + "bound");
            } else {
                fields.putIfAbsent(each + "bound", List.of("at-least"));
            }
        }
    }
}
