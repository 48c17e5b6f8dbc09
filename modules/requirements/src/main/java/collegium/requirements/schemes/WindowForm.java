package collegium.requirements.schemes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In which span, between the form and the document. */
final class WindowForm {

    private static final String START = "period-start";
    private static final String LAST = "1 day";

    private WindowForm() {}

    static void read(Optional<Doc> doc, Map<String, List<String>> fields) {
        if (doc.isEmpty()) {
            fields.put("window.kind", List.of("period"));
            return;
        }
        switch (doc.get()) {
            case Doc.Text text -> fields.put("window.kind", List.of(Set.of("period", "each-year", "lifetime").contains(text.value()) ? text.value() : RuleForm.KEPT));
            case Doc.Fields map -> map(map, fields);
            case Doc.Items _ -> fields.put("window.kind", List.of(RuleForm.KEPT));
        }
    }

    private static void map(Doc.Fields map, Map<String, List<String>> fields) {
        Set<String> names = map.fields().keySet();
        if (names.contains("last") && Set.of("last", "until").containsAll(names)) {
            length(Docs.words(map, "last"), "window", "last", fields);
            fields.put("window.until", List.of(Docs.words(map, "until").isEmpty() ? "period-end" : Docs.words(map, "until")));
        } else if (names.equals(Set.of("consecutive-years"))) {
            fields.put("window.kind", List.of("consecutive-years"));
            fields.put("window.number", List.of(Docs.words(map, "consecutive-years")));
        } else if (names.equals(Set.of("clock"))) {
            length(Docs.words(map, "clock"), "window", "clock", fields);
        } else if (first(map)) {
            length(Docs.words(Docs.fields(Docs.each(map, "to")), "plus"), "window", "first", fields);
        } else {
            fields.put("window.kind", List.of(RuleForm.KEPT));
        }
    }

    /** From the period's first day on, for so long. */
    private static boolean first(Doc.Fields map) {
        Map<String, Doc> to = Docs.each(map, "to");
        return map.fields().keySet().equals(Set.of("from", "to")) && Docs.words(map, "from").equals(START)
                && to.keySet().equals(Set.of("day", "plus", "minus")) && Docs.words(Docs.fields(to), "day").equals(START) && Docs.words(Docs.fields(to), "minus").equals(LAST);
    }

    /** A length as a number and its unit, in the fields that begin so. */
    static void length(String length, String name, String kind, Map<String, List<String>> fields) {
        String[] words = length.strip().split(" +", -1);
        boolean readable = words.length == 2 && Set.of("year", "years", "month", "months").contains(words[1]);
        fields.put(name.equals("window") ? "window.kind" : name, List.of(readable ? kind : RuleForm.KEPT));
        if (readable) {
            fields.put(name + ".number", List.of(words[0]));
            fields.put(name + ".unit", List.of(words[1].startsWith("year") ? "years" : "months"));
        }
    }

    static Optional<Doc> write(RuleForm form) {
        String length = form.one("window.number", "1") + " " + form.one("window.unit", "years");
        return switch (form.one("window.kind", "period")) {
            case "period" -> Optional.empty();
            case "last" -> Optional.of(Docs.fields(form.one("window.until").equals("as-at")
                    ? Map.of("last", Docs.text(length), "until", Docs.text("as-at"))
                    : Map.of("last", Docs.text(length))));
            case "consecutive-years" -> Optional.of(Docs.fields(Map.of("consecutive-years", Docs.text(form.one("window.number", "2")))));
            case "first" -> Optional.of(first(length));
            case "clock" -> Optional.of(Docs.fields(Map.of("clock", Docs.text(length))));
            default -> Optional.of(Docs.text(form.one("window.kind")));
        };
    }

    private static Doc first(String length) {
        Map<String, Doc> last = new LinkedHashMap<>();
        last.put("day", Docs.text(START));
        last.put("plus", Docs.text(length));
        last.put("minus", Docs.text(LAST));
        Map<String, Doc> first = new LinkedHashMap<>();
        first.put("from", Docs.text(START));
        first.put("to", Docs.fields(last));
        return Docs.fields(first);
    }
}
