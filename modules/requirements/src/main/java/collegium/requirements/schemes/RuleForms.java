package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules between the form and the document: only the fields that were changed in the form are changed in the document. */
public final class RuleForms {

    /** So many lines of one sort a form tells apart: steps, possibilities, groups. */
    public static final int MOST = 20;
    /** The most that a name, which other rules refer to, is long. */
    private static final int LONGEST_NAME = 40;

    private RuleForms() {}

    /** The form of a rule as it is; empty where there is no such rule. */
    public static Optional<RuleForm> read(SchemeText text, RuleKey key, Vocabulary vocabulary) {
        return text.find(key).map(doc -> read(key.part(), doc, vocabulary));
    }

    /** What a field says where it is not there. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(Map.entry("severity", "mandatory"), Map.entry("per", "window"),
            Map.entry("prorata.counting", "complete"), Map.entry("prorata.rounding", "half-up"), Map.entry("window.kind", "period"),
            Map.entry("amount.combine", "highest"), Map.entry("same", "course"), Map.entry("within", "ever"), Map.entry("whole", "no"), Map.entry("when", "first"));
    /** The conditions of a rule, by the names of their fields. */
    private static final List<String> CONDITIONS = List.of("of", "require", "who");
    private static final List<String> RATES = List.of("times", "per", "award", "steps");
    /** A requirement of which nothing is said yet. */
    private static final RuleForm NOTHING = new RuleForm(RulePart.REQUIREMENT, Map.of());

    /** Without the fields that the choices made in it leave out of sight, and without those that say what holds anyway. */
    static RuleForm relevant(RuleForm form) {
        Map<String, List<String>> fields = new LinkedHashMap<>(form.fields());
        DEFAULTS.forEach((name, value) -> fields.remove(name, List.of(value)));
        Set<String> amount = switch (form.one("amount.kind")) {
            case "table" -> Set.of("amount.kind", "amount.fact", "amount.row", "amount.otherwise", "amount.combine");
            case "steps" -> Set.of("amount.kind", "amount.on", "amount.step", "amount.otherwise");
            case "percent" -> Set.of("amount.kind", "amount.percent", "amount.of");
            case "fixed" -> Set.of("amount.kind", "amount.number");
            default -> Set.of("amount.kind");
        };
        Set<String> window = switch (form.one("window.kind", "period")) {
            case "last" -> Set.of("window.kind", "window.number", "window.unit", "window.until");
            case "clock", "first" -> Set.of("window.kind", "window.number", "window.unit");
            case "consecutive-years" -> Set.of("window.kind", "window.number");
            default -> Set.of("window.kind");
        };
        CONDITIONS.forEach(name -> ConditionForm.relevant(name, fields));
        StepsForm.relevant("amount.step", fields);
        StepsForm.relevant("rate.step", fields);
        boolean whole = form.one("prorata.while").isEmpty() || form.one("amount.kind").equals("percent");
        fields.keySet().removeIf(name -> outside(name, "amount", amount) || outside(name, "window", window)
                || (whole && name.startsWith("prorata."))
                || (name.startsWith("within.") && form.one("within", "ever").equals("ever"))
                || (name.equals("rate.number") && !Set.of("times", "per", "award").contains(form.one("rate")))
                || (name.equals("rate.first") && !form.one("rate").equals("times"))
                || (name.startsWith("rate.step.") && !form.one("rate").equals("steps")));
        switch (form.part()) {
            case REQUIREMENT -> RequirementForm.relevant(form, fields);
            case EXCLUSIVE -> PotsForm.relevant(fields);
            case AWARD -> AwardForm.relevant(form, fields);
            case LIMIT, CREDIT, ELIGIBLE, REPEATS, CARRY, EXEMPTION -> {
                // All that they show is of them.
            }
        }
        return new RuleForm(form.part(), fields);
    }

    private static boolean outside(String name, String group, Set<String> inside) {
        return name.startsWith(group + ".") && inside.stream().noneMatch(kept -> name.equals(kept) || name.startsWith(kept + "."));
    }

    private static RuleForm read(RulePart part, Doc doc, Vocabulary vocabulary) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        words(part).forEach(name -> Docs.field(doc, name).ifPresent(value -> fields.put(name, Docs.values(value))));
        lists(part).forEach(name -> Docs.field(doc, name).ifPresent(value -> fields.put(name, Docs.values(value))));
        ConditionForm.member("who", vocabulary).read(Docs.field(doc, "who"), fields);
        switch (part) {
            case REQUIREMENT -> requirement(doc, vocabulary, fields);
            case LIMIT, CARRY -> {
                selection("of", Docs.field(doc, "of"), vocabulary, fields);
                Docs.field(doc, "at-most").ifPresent(amount -> AmountForm.read(amount, vocabulary, fields));
            }
            case CREDIT -> credit(doc, vocabulary, fields);
            case ELIGIBLE -> {
                selection("of", Docs.field(doc, "of"), vocabulary, fields);
                selection("require", Docs.field(doc, "require"), vocabulary, fields);
            }
            case REPEATS -> {
                selection("of", Docs.field(doc, "of"), vocabulary, fields);
                within(Docs.words(doc, "within"), fields);
            }
            case AWARD -> {
                AwardForm.read(doc, vocabulary, fields);
                Docs.field(doc, "amount").ifPresent(amount -> AmountForm.read(amount, vocabulary, fields));
            }
            case EXCLUSIVE -> {
                PotsForm.read(Docs.field(doc, "pots"), fields);
                fields.computeIfPresent("whole", (_, is) -> List.of(Set.of("yes", "true").contains(is.getFirst()) ? "yes" : "no"));
            }
            case EXEMPTION -> {
                // Words, names and a condition are all that its form edits.
            }
        }
        return new RuleForm(part, fields);
    }

    private static void requirement(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        RequirementForm.read(doc, vocabulary, fields);
        Docs.field(doc, "at-least").ifPresent(amount -> AmountForm.read(amount, vocabulary, fields));
        WindowForm.read(Docs.field(doc, "window"), fields);
    }

    private static void credit(Doc doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        selection("of", Docs.field(doc, "of"), vocabulary, fields);
        String rate = RATES.stream().filter(((Doc.Fields) doc).fields()::containsKey).findFirst().orElse("same");
        boolean kept = rate.equals("steps") && !StepsForm.read("rate.step", Docs.field(doc, "steps"), fields);
        if (kept) {
            fields.keySet().removeIf(name -> name.startsWith("rate.step."));
        }
        fields.put("rate", List.of(kept ? RuleForm.KEPT : rate));
        fields.put("rate.number", List.of(Docs.words(doc, rate)));
        fields.put("rate.first", List.of(Docs.words(doc, "first")));
        Docs.field(doc, "at-most").ifPresent(amount -> AmountForm.read(amount, vocabulary, fields));
    }

    private static void within(String length, Map<String, List<String>> fields) {
        if (!length.isEmpty() && !length.equals("ever")) {
            WindowForm.length(length, "within", "span", fields);
        }
    }

    /** The fields of one value that the form of a kind of rule shows; all others of the rule are the document's. */
    private static List<String> words(RulePart part) {
        return switch (part) {
            case REQUIREMENT -> List.of("title", "clause", "severity", "says", "inside");
            case LIMIT -> List.of("title", "clause", "per");
            case CREDIT -> List.of("title", "clause", "from");
            case CARRY -> List.of("title", "clause", "life", "earned-in-last");
            case ELIGIBLE -> List.of("because", "clause");
            case REPEATS -> List.of("title", "clause", "same");
            case EXEMPTION, AWARD -> List.of("title", "clause");
            case EXCLUSIVE -> List.of("clause", "whole");
        };
    }

    /** The same with several values. */
    private static List<String> lists(RulePart part) {
        return switch (part) {
            case LIMIT -> List.of("in");
            case CARRY -> List.of("over");
            case EXEMPTION -> List.of("only", "except");
            case REQUIREMENT, CREDIT, ELIGIBLE, REPEATS, AWARD, EXCLUSIVE -> List.of();
        };
    }

    private static void selection(String name, Optional<Doc> doc, Vocabulary vocabulary, Map<String, List<String>> fields) {
        ConditionForm.selection(name, vocabulary).read(doc, fields);
    }

    /** The facts that a form can ask for, with the values that they can have. */
    public static Map<String, List<String>> asked(Vocabulary vocabulary) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        vocabulary.facts().forEach((name, kind) -> {
            if (!kind.values().isEmpty()) {
                asked.put(name, List.copyOf(kind.values().keySet()));
            } else if (kind.kind() == Vocabulary.Kind.YES_NO) {
                asked.put(name, List.of("yes", "no"));
            }
        });
        return asked;
    }

    /** The document with the rule as the form has it; empty where that cannot be done without changing something else. */
    public static Optional<SchemeText> write(SchemeText text, RuleKey key, RuleForm form, Vocabulary vocabulary) {
        Optional<RuleForm> was = read(text, key, vocabulary);
        return was.flatMap(before -> {
            Map<String, Optional<Doc>> changes = changes(relevant(before), relevant(form));
            RequirementForm.nested(before, form).ifPresent(what ->
                    changes.put(what, Optional.of(Docs.items(RequirementForm.parts(form, key.name(), 0, taken(text))))));
            return text.with(key, changes);
        });
    }

    /** The document with a new rule; its name is made of its title. */
    public static Optional<SchemeText> add(SchemeText text, RuleForm form) {
        Map<String, Doc> fields = new LinkedHashMap<>();
        String id = freshName(text, form);
        if (named(form.part())) {
            fields.put("id", Docs.text(id));
        }
        changes(new RuleForm(form.part(), Map.of()), relevant(form)).forEach((name, value) -> value.ifPresent(set -> fields.put(name, set)));
        if (form.part() == RulePart.REQUIREMENT) {
            RequirementForm.nested(NOTHING, form).ifPresent(what -> fields.put(what, Docs.items(RequirementForm.parts(form, id, 0, taken(text)))));
        }
        return text.plus(form.part(), Docs.fields(fields));
    }

    /** Whether rules of the kind have a name of their own; others go by their place. */
    private static boolean named(RulePart part) {
        return switch (part) {
            case CREDIT, ELIGIBLE, REPEATS, EXCLUSIVE -> false;
            case REQUIREMENT, LIMIT, AWARD, CARRY, EXEMPTION -> true;
        };
    }

    /** The document with one more alternative in a menu, or one more part of several together. */
    public static Optional<SchemeText> addOption(SchemeText text, RuleKey menu, RuleForm form) {
        return RequirementForm.parts(form, menu.name(), text.rules().size(), taken(text)).stream().findFirst().flatMap(option -> text.plusOption(menu, option));
    }

    private static String freshName(SchemeText text, RuleForm form) {
        return unique(name(form.one("title")), taken(text));
    }

    private static Set<String> taken(SchemeText text) {
        return text.rules().stream().map(RuleKey::name).collect(Collectors.toSet());
    }

    static String unique(String name, Set<String> taken) {
        String fresh = name;
        for (int n = 2; taken.contains(fresh); n++) {
            fresh = name + "_" + n;
        }
        return fresh;
    }

    /** A name that other rules can refer to, made of words. */
    public static String name(String title) {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String some = name.isEmpty() ? "rule" : name;
        return some.length() > LONGEST_NAME ? some.substring(0, LONGEST_NAME).replaceAll("_+$", "") : some;
    }

    /** The document with one more name of a kind ({@code topics}, {@code types}, {@code flags}, {@code artefacts}), made of its words. */
    public static Optional<SchemeText> addName(SchemeText text, String kind, String words) {
        return text.at(List.of(kind)).filter(Doc.Items.class::isInstance).isPresent()
                ? text.plus(kind, Docs.text(name(words)))
                : text.set(List.of(kind), name(words), Optional.of(Docs.text(words.strip())));
    }

    /** The document with one more thing to know of members. */
    public static Optional<SchemeText> addFact(SchemeText text, NewFact fact) {
        return fact.addedTo(text);
    }

    private static Map<String, Optional<Doc>> changes(RuleForm before, RuleForm form) {
        Map<String, Optional<Doc>> changes = new LinkedHashMap<>();
        for (String name : words(form.part())) {
            if (!before.one(name).equals(form.one(name))) {
                changes.put(name, Optional.of(form.one(name)).filter(value -> !value.isEmpty()).map(Docs::text));
            }
        }
        for (String name : lists(form.part())) {
            if (!Set.copyOf(before.all(name)).equals(Set.copyOf(form.all(name)))) {
                changes.put(name, Optional.of(form.all(name)).filter(values -> !values.isEmpty()).map(Docs::texts));
            }
        }
        condition(before, form, "who").ifPresent(who -> changes.put("who", who));
        switch (form.part()) {
            case REQUIREMENT -> requirement(before, form, changes);
            case LIMIT, CARRY -> {
                of(before, form, changes);
                amount(before, form, "at-most", changes);
            }
            case CREDIT -> {
                of(before, form, changes);
                rate(before, form, changes);
                amount(before, form, "at-most", changes);
            }
            case ELIGIBLE -> {
                of(before, form, changes);
                condition(before, form, "require").ifPresent(require -> changes.put("require", require));
            }
            case REPEATS -> {
                of(before, form, changes);
                if (!form.kept("within") && !before.sameIn(form, "within")) {
                    changes.put("within", Optional.of(form).filter(span -> !span.one("within").isEmpty())
                            .map(span -> Docs.text(ConditionForm.length(span.one("within.number", "1"), span.one("within.unit", "years")))));
                }
            }
            case AWARD -> {
                AwardForm.changes(before, form, changes);
                amount(before, form, "amount", changes);
            }
            case EXCLUSIVE -> {
                if (!form.kept("pot") && (before.fields().isEmpty() || !before.sameIn(form, "pot"))) {
                    changes.put("pots", Optional.of(PotsForm.write(form)));
                }
            }
            case EXEMPTION -> {
                // Nothing beside what is above.
            }
        }
        return changes;
    }

    private static void requirement(RuleForm before, RuleForm form, Map<String, Optional<Doc>> changes) {
        RequirementForm.changes(before, form, changes);
        amount(before, form, "at-least", changes);
        if (!form.kept("window.kind") && !before.sameIn(form, "window")) {
            changes.put("window", WindowForm.write(form));
        }
    }

    private static void of(RuleForm before, RuleForm form, Map<String, Optional<Doc>> changes) {
        if (before.fields().isEmpty()) {
            changes.put("of", Optional.of(ConditionForm.write(form, "of").orElse(Docs.text("all"))));
        } else {
            condition(before, form, "of").ifPresent(of -> changes.put("of", Optional.of(of.orElse(Docs.text("all")))));
        }
    }

    /** What the condition is to be; empty where it is as it was, or the document's. */
    private static Optional<Optional<Doc>> condition(RuleForm before, RuleForm form, String name) {
        return form.kept(name) || before.kept(name) || before.sameIn(form, name, name + "-not") ? Optional.empty() : Optional.of(ConditionForm.write(form, name));
    }

    private static void amount(RuleForm before, RuleForm form, String field, Map<String, Optional<Doc>> changes) {
        // Not every rule asks for an amount: a number that is not given is none.
        boolean none = form.one("amount.kind", "fixed").equals("fixed") && form.one("amount.number").isEmpty();
        if (!form.kept("amount.kind") && !before.sameIn(form, "amount", "prorata")) {
            changes.put(field, none ? Optional.empty() : AmountForm.write(form));
        }
    }

    private static void rate(RuleForm before, RuleForm form, Map<String, Optional<Doc>> changes) {
        if (form.kept("rate") || before.sameIn(form, "rate")) {
            return;
        }
        for (String rate : RATES) {
            if (form.one("rate").equals(rate)) {
                changes.put(rate, Optional.of(rate.equals("steps") ? StepsForm.write(form, "rate.step") : Docs.text(form.one("rate.number"))));
            } else if (before.one("rate").equals(rate)) {
                changes.put(rate, Optional.empty());
            }
        }
        if (!before.one("rate.first").equals(form.one("rate.first"))) {
            changes.put("first", Optional.of(form.one("rate.first")).filter(first -> !first.isEmpty()).map(Docs::text));
        }
    }
}
