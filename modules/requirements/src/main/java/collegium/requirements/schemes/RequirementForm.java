package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a requirement counts or asks, between the form and the document. */
final class RequirementForm {

    /** What can be counted or asked, by its word in the document. */
    private static final List<String> WHATS = List.of("count", "entries", "artefacts", "breadth", "most-in", "fact", "member", "every", "options", "parts");
    private static final Set<String> OF_ACTIVITIES = Set.of("count", "entries", "breadth", "most-in", "every");
    /** Where all of it must hold, so that nobody asks how much. */
    private static final Set<String> WHOLE = Set.of("member", "every", "parts");
    /** Requirements inside a requirement: they are edited one by one, and are not thrown away with a choice. */
    private static final Set<String> NESTED = Set.of("options", "parts");
    private static final Set<String> BREADTH = Set.of("of", "among", "each-at-least", "count");
    /** The fields of a form that belong to one choice alone, by their beginnings. */
    private static final Map<String, List<String>> OWN = Map.of("breadth", List.of("breadth"), "most-in", List.of("most-in"), "fact", List.of("fact"),
            "member", List.of("member"), "every", List.of("is"), "artefacts", List.of("artefacts", "distinct"));
    /** The fields of the document that stand beside the word of a choice. */
    private static final Map<String, List<String>> BESIDE = Map.of("count", List.of("measure"), "most-in", List.of("of"), "artefacts", List.of("where", "distinct"),
            "every", List.of("is"));

    private RequirementForm() {}

    static void read(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        Map<String, List<String>> own = new LinkedHashMap<>();
        List<String> found = WHATS.stream().filter(what -> Docs.field(doc, what).isPresent()).toList();
        boolean simple = found.size() == 1 && Docs.field(doc, "measure").isEmpty() && what(found.getFirst(), doc, vocabulary, own);
        fields.put("what", List.of(simple ? found.getFirst() : RuleForm.KEPT));
        fields.putAll(simple ? own : Map.of());
        Docs.field(doc, "each").ifPresent(each -> each(each, vocabulary, fields));
    }

    private static boolean what(String what, Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        switch (what) {
            case "count", "entries", "every" -> ConditionForm.selection("of", vocabulary).read(Docs.field(doc, what), fields);
            case "most-in" -> ConditionForm.selection("of", vocabulary).read(Docs.field(doc, "of"), fields);
            default -> {
                // The others are not of activities, or say themselves of which.
            }
        }
        return switch (what) {
            case "breadth" -> breadth(Docs.field(doc, what).orElseThrow(), vocabulary, fields);
            case "most-in" -> word(doc, "most-in", fields);
            case "fact" -> word(doc, "fact", fields);
            case "artefacts" -> {
                fields.put("artefacts", Docs.values(Docs.field(doc, what).orElseThrow()));
                yield Docs.field(doc, "distinct").isEmpty() || word(doc, "distinct", fields);
            }
            case "member" -> {
                ConditionForm.member("member", vocabulary).read(Docs.field(doc, what), fields);
                yield true;
            }
            case "every" -> {
                ConditionForm.selection("is", vocabulary).read(Docs.field(doc, "is"), fields);
                yield true;
            }
            default -> true;
        };
    }

    private static boolean word(Doc doc, String name, Map<String, List<String>> fields) {
        fields.put(name, List.of(Docs.words(doc, name)));
        return !Docs.words(doc, name).isEmpty();
    }

    private static boolean breadth(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        String kind = Docs.words(doc, "of");
        ConditionForm.selection("of", vocabulary).read(Docs.field(doc, "count"), fields);
        fields.put("breadth", List.of(kind));
        fields.put("breadth.each", List.of(Docs.words(doc, "each-at-least")));
        Docs.field(doc, "among").ifPresent(among -> fields.put("breadth.among." + kind, Docs.values(among)));
        return doc instanceof Doc.Fields map && BREADTH.containsAll(map.fields().keySet()) && !kind.isEmpty() && !fields.containsKey("of")
                && known(kind, fields.getOrDefault("breadth.among." + kind, List.of()), vocabulary);
    }

    private static boolean known(String kind, List<String> values, Vocabulary vocabulary) {
        return vocabulary.tags().getOrDefault(kind, Map.of()).keySet().containsAll(values);
    }

    /** For each of the values listed, or of those that a fact has. */
    private static void each(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        String kind = doc instanceof Doc.Fields map && map.fields().size() == 1 ? map.fields().keySet().iterator().next() : "";
        Doc which = Docs.field(doc, kind).orElse(Docs.text(""));
        boolean listed = !(which instanceof Doc.Fields);
        List<String> values = Docs.values(which);
        String fact = Docs.words(which, "fact");
        boolean simple = vocabulary.tags().containsKey(kind) && (listed ? known(kind, values, vocabulary)
                : Docs.each(doc, kind).size() == 1 && vocabulary.facts().containsKey(fact));
        fields.put("each", List.of(simple ? kind : RuleForm.KEPT));
        if (simple) {
            fields.put("each.among." + kind, values);
            fields.put("each.fact", List.of(fact));
        }
    }

    /** Without the fields that what is chosen leaves out of sight. */
    static void relevant(RuleForm form, Map<String, List<String>> fields) {
        String what = form.one("what", "count");
        boolean kept = form.kept("what");
        OWN.forEach((choice, names) -> fields.keySet().removeIf(name -> !choice.equals(what) && names.stream().anyMatch(own -> in(name, own))));
        fields.keySet().removeIf(name -> (!kept && !OF_ACTIVITIES.contains(what) && (in(name, "of") || name.equals("of-not")))
                || (!what.equals("every") && name.equals("is-not")) || (!what.equals("member") && name.equals("member-not"))
                || (WHOLE.contains(what) && (in(name, "amount") || in(name, "prorata")))
                || (in(name, "breadth.among") && !name.equals("breadth.among." + form.one("breadth")))
                || (in(name, "each.among") && (!name.equals("each.among." + form.one("each")) || !form.one("each.fact").isEmpty()))
                || (name.equals("each.fact") && form.one("each").isEmpty()));
        for (String condition : List.of("is", "member")) {
            ConditionForm.relevant(condition, fields);
        }
    }

    private static boolean in(String name, String group) {
        return name.equals(group) || name.startsWith(group + ".");
    }

    static void changes(RuleForm before, RuleForm form, Map<String, Optional<Doc>> changes) {
        String what = form.one("what", "count");
        boolean moved = !before.one("what").equals(what);
        if (!form.kept("what") && !before.kept("what") && (!moved || !NESTED.contains(before.one("what")))) {
            if (moved && !before.one("what").isEmpty()) {
                Stream.concat(Stream.of(before.one("what")), BESIDE.getOrDefault(before.one("what"), List.of()).stream())
                        .forEach(gone -> changes.put(gone, Optional.empty()));
            }
            what(before, form, what, moved, changes);
        }
        if (!form.kept("each") && !before.sameIn(form, "each")) {
            changes.put("each", Optional.of(form.one("each")).filter(kind -> !kind.isEmpty()).map(kind -> Docs.fields(Map.of(kind, each(form, kind)))));
        }
    }

    private static Doc each(RuleForm form, String kind) {
        return form.one("each.fact").isEmpty() ? Docs.texts(form.all("each.among." + kind)) : Docs.fields(Map.of("fact", Docs.text(form.one("each.fact"))));
    }

    /** The word of what is chosen is written even where nothing is said of it: without it all credit would be counted. */
    private static void what(RuleForm before, RuleForm form, String what, boolean moved, Map<String, Optional<Doc>> changes) {
        switch (what) {
            case "count", "entries" -> condition(before, form, "of", what, moved, changes);
            case "most-in" -> {
                changed(before, form, what, moved, changes);
                condition(before, form, "of", "of", moved, changes);
            }
            case "every" -> {
                condition(before, form, "of", what, moved, changes);
                condition(before, form, "is", "is", moved, changes);
            }
            case "member" -> condition(before, form, what, what, moved, changes);
            case "fact" -> changed(before, form, what, moved, changes);
            case "artefacts" -> {
                if (moved || !before.sameIn(form, what)) {
                    changes.put(what, Optional.of(Docs.texts(form.all(what))));
                }
                if (!before.one("distinct").equals(form.one("distinct"))) {
                    changes.put("distinct", Optional.of(form.one("distinct")).filter(kind -> !kind.isEmpty()).map(Docs::text));
                }
            }
            case "breadth" -> {
                if (moved || !before.sameIn(form, "breadth", "of", "of-not")) {
                    changes.put(what, Optional.of(breadth(form)));
                }
            }
            default -> {
                // The requirements inside have forms of their own.
            }
        }
    }

    private static void changed(RuleForm before, RuleForm form, String name, boolean moved, Map<String, Optional<Doc>> changes) {
        if (moved || !before.one(name).equals(form.one(name))) {
            changes.put(name, Optional.of(Docs.text(form.one(name))));
        }
    }

    private static void condition(RuleForm before, RuleForm form, String name, String field, boolean moved, Map<String, Optional<Doc>> changes) {
        if (!form.kept(name) && !before.kept(name) && (moved || !before.sameIn(form, name, name + "-not"))) {
            changes.put(field, Optional.of(ConditionForm.write(form, name).orElse(Docs.text("all"))));
        }
    }

    private static Doc breadth(RuleForm form) {
        Map<String, Doc> breadth = new LinkedHashMap<>();
        String kind = form.one("breadth");
        breadth.put("of", Docs.text(kind));
        if (!form.all("breadth.among." + kind).isEmpty()) {
            breadth.put("among", Docs.items(form.all("breadth.among." + kind).stream().map(Docs::text).toList()));
        }
        if (!form.one("breadth.each").isEmpty()) {
            breadth.put("each-at-least", Docs.text(form.one("breadth.each")));
        }
        ConditionForm.write(form, "of").ifPresent(of -> breadth.put("count", of));
        return Docs.fields(breadth);
    }

    /** Whether the form asks for requirements inside, which the rule before did not have. */
    static Optional<String> nested(RuleForm before, RuleForm form) {
        return Optional.of(form.one("what")).filter(NESTED::contains).filter(what -> !before.one("what").equals(what) && !before.kept("what") && !NESTED.contains(before.one("what")));
    }

    /** The alternatives or parts that are typed as a title and a number, each to be edited in its own form afterwards. */
    static List<Doc> parts(RuleForm form, String within, int from, Set<String> taken) {
        List<Doc> parts = new ArrayList<>();
        for (int n = 0; n < form.all("option.title").size(); n++) {
            String title = form.all("option.title").get(n);
            Map<String, Doc> part = new LinkedHashMap<>();
            String name = RuleForms.unique(RuleForms.name(title.isEmpty() ? within + " " + (from + n) : title), taken);
            taken.add(name);
            part.put("id", Docs.text(name));
            part.put("title", Docs.text(title));
            part.put("count", Docs.text("all"));
            part.put("at-least", Docs.text(n < form.all("option.number").size() ? form.all("option.number").get(n) : ""));
            parts.add(Docs.fields(part));
        }
        return parts;
    }
}
