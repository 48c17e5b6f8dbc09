package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which activities or which members, between the form and the document: lines that all hold. A line is a choice of values
 * ({@code of.topic}; named in {@code of-not}, none of them), bounds of a number ({@code of.measure.hours.low} and {@code
 * .low.number}, {@code .high}…), of a day ({@code of.dated.from} and {@code .from.day}, {@code .until}…), or how soon it was recorded.
 * Beside them one of several has to hold, or none of them may ({@code of.any.which}), each of such lines again: {@code of.any.1.topic},
 * {@code of.any.2.type}…
 */
final class ConditionForm {

    private static final Pattern BOUND = Pattern.compile("(.+)\\.(low|high|from|until|within)(?:\\.(number|day|unit))?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern LENGTH = Pattern.compile("([0-9]+) (day|month|year)s?");
    private static final String MEASURE = "measure";
    private static final String CARRIED = "carried";
    private static final String THAT_DAY = "day";
    private static final Set<String> YES_NO = Set.of("yes", "no");
    /** Stands before the name of a fact that is a day. */
    private static final String FACT = "fact:";
    private static final String ANY = "any";
    /** Whether one of several has to hold, or none of them may. */
    private static final String WHICH = "any.which";
    private static final String ONE = "one";
    private static final String NONE = "none";
    private static final String AT = "at";
    private static final String AT_END = "at-end";

    private final String name;
    private final Vocabulary vocabulary;
    private final Map<String, Set<String>> values = new LinkedHashMap<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Set<String> days = new LinkedHashSet<>();
    private final Set<String> dayFacts = new LinkedHashSet<>();
    private final boolean selection;

    private ConditionForm(String name, boolean selection, Vocabulary vocabulary) {
        this.name = name;
        this.selection = selection;
        this.vocabulary = vocabulary;
        vocabulary.facts().forEach((fact, kind) -> {
            if (kind.kind() == Vocabulary.Kind.DATE) {
                dayFacts.add(fact);
            } else if (!selection && kind.kind() == Vocabulary.Kind.NUMBER) {
                numbers.add(fact);
            }
        });
        values.put("has", vocabulary.artefacts().keySet());
    }

    /** Of activities. */
    static ConditionForm selection(String name, Vocabulary vocabulary) {
        ConditionForm form = new ConditionForm(name, true, vocabulary);
        vocabulary.tags().forEach((kind, values) -> form.values.put(kind, values.keySet()));
        form.values.put(CARRIED, YES_NO);
        form.days.add("dated");
        return form;
    }

    /** Of members. */
    static ConditionForm member(String name, Vocabulary vocabulary) {
        ConditionForm form = new ConditionForm(name, false, vocabulary);
        RuleForms.asked(vocabulary).forEach((fact, values) -> form.values.put(fact, Set.copyOf(values)));
        form.days.addAll(form.dayFacts);
        form.days.addAll(List.of("period-start", "period-end"));
        return form;
    }

    /** All of it is kept where a form cannot say one of its lines. */
    void read(Optional<Doc> doc, Map<String, List<String>> fields) {
        if (doc.isEmpty() || (doc.get() instanceof Doc.Text text && Set.of("all", "everyone").contains(text.value()))) {
            return;
        }
        Map<String, List<String>> own = new LinkedHashMap<>();
        boolean simple = doc.get() instanceof Doc.Fields map && !map.fields().isEmpty()
                && map.fields().entrySet().stream().allMatch(line -> line(line.getKey(), line.getValue(), own));
        fields.putAll(simple ? own : Map.of(name, List.of(RuleForm.KEPT)));
    }

    private boolean line(String line, Doc doc, Map<String, List<String>> own) {
        String field = name + "." + line;
        if (line.equals("not")) {
            Map<String, List<String>> none = new LinkedHashMap<>(own);
            boolean simple = none(doc, none);
            own.putAll(simple ? none : Map.of());
            boolean alone = doc instanceof Doc.Fields map && map.fields().size() == 1;
            return simple || any(Docs.field(doc, ANY).isEmpty() ? List.of(doc) : alone ? each(doc) : List.of(), NONE, own);
        }
        if (line.equals(ANY)) {
            return any(doc instanceof Doc.Items items ? items.items() : List.of(), ONE, own);
        }
        if (line.equals(AT) && !selection) {
            own.put(field, Docs.values(doc));
            return Set.of(AT_END, "at-start", "ever", "throughout").containsAll(Docs.values(doc));
        }
        if (values.containsKey(line)) {
            return chosen(line, doc, own);
        }
        if (numbers.contains(line)) {
            return bounds(field, doc, own);
        }
        if (days.contains(line)) {
            return days(field, doc, own);
        }
        return selection && doc instanceof Doc.Fields map && switch (line) {
            case MEASURE -> map.fields().entrySet().stream().allMatch(each -> bounds(field + "." + each.getKey(), each.getValue(), own));
            case "recorded" -> soon(field + ".within", map, own);
            default -> false;
        };
    }

    /** One of several: none of them is of several again. */
    private boolean any(List<Doc> each, String which, Map<String, List<String>> own) {
        boolean simple = !each.isEmpty() && each.size() <= RuleForms.MOST && !inner(name) && own.putIfAbsent(name + "." + WHICH, List.of(which)) == null;
        for (int n = 0; simple && n < each.size(); n++) {
            String inner = name + "." + ANY + "." + (n + 1);
            ConditionForm form = selection ? selection(inner, vocabulary) : member(inner, vocabulary);
            Map<String, List<String>> lines = new LinkedHashMap<>();
            form.read(Optional.of(each.get(n)), lines);
            simple = !lines.isEmpty() && !lines.containsKey(inner);
            own.putAll(lines);
        }
        return simple;
    }

    /** A document may also say true and false. */
    private static String said(String value) {
        return switch (value) {
            case "true" -> "yes";
            case "false" -> "no";
            default -> value;
        };
    }

    private static boolean inner(String name) {
        return name.contains("." + ANY + ".");
    }

    private boolean chosen(String line, Doc doc, Map<String, List<String>> own) {
        List<String> chosen = Docs.values(doc).stream().map(value -> values.getOrDefault(line, Set.of()).equals(YES_NO) ? said(value) : value).toList();
        boolean plain = !(doc instanceof Doc.Items items) || items.items().size() == chosen.size();
        return plain && !chosen.isEmpty() && values.getOrDefault(line, Set.of()).containsAll(chosen) && own.putIfAbsent(name + "." + line, chosen) == null;
    }

    private static List<Doc> each(Doc doc) {
        return Docs.field(doc, ANY).filter(Doc.Items.class::isInstance).map(any -> ((Doc.Items) any).items()).orElse(List.of());
    }

    /** Not this, or none of these. */
    private boolean none(Doc doc, Map<String, List<String>> own) {
        List<Doc> each = Docs.field(doc, ANY).isEmpty() ? List.of(doc) : each(doc);
        List<String> none = new ArrayList<>();
        boolean simple = !each.isEmpty() && each.stream().allMatch(one -> one instanceof Doc.Fields map && map.fields().size() == 1
                && map.fields().entrySet().stream().allMatch(line -> !line.getKey().equals(CARRIED) && none.add(line.getKey()) && chosen(line.getKey(), line.getValue(), own)));
        own.put(name + "-not", none);
        return simple;
    }

    private static boolean bounds(String field, Doc doc, Map<String, List<String>> own) {
        Map<String, Doc> bounds = doc instanceof Doc.Fields map ? map.fields() : Map.of();
        boolean simple = !bounds.isEmpty() && Set.of("at-least", "above", "at-most", "below").containsAll(bounds.keySet())
                && !bounds.keySet().containsAll(Set.of("at-least", "above")) && !bounds.keySet().containsAll(Set.of("at-most", "below"))
                && bounds.values().stream().allMatch(Doc.Text.class::isInstance);
        bounds.forEach((bound, number) -> {
            String end = field + (bound.equals("at-least") || bound.equals("above") ? ".low" : ".high");
            own.put(end, List.of(bound));
            own.put(end + ".number", Docs.values(number));
        });
        return simple;
    }

    private boolean days(String field, Doc doc, Map<String, List<String>> own) {
        Map<String, Doc> ends = doc instanceof Doc.Fields map ? map.fields() : Map.of();
        return !ends.isEmpty() && Set.of("from", "until").containsAll(ends.keySet())
                && ends.entrySet().stream().allMatch(end -> day(field + "." + end.getKey(), end.getValue(), own));
    }

    private boolean day(String field, Doc doc, Map<String, List<String>> own) {
        if (doc instanceof Doc.Text text) {
            boolean day = DAY.matcher(text.value()).matches();
            own.put(field, List.of(day ? THAT_DAY : text.value()));
            own.put(field + ".day", day ? List.of(text.value()) : List.of());
            return day || Set.of("period-start", "period-end").contains(text.value());
        }
        own.put(field, List.of(FACT + Docs.words(doc, "fact")));
        return doc instanceof Doc.Fields map && map.fields().size() == 1 && dayFacts.contains(Docs.words(doc, "fact"));
    }

    private static boolean soon(String field, Doc.Fields map, Map<String, List<String>> own) {
        Matcher length = LENGTH.matcher(Docs.words(map, "within"));
        if (map.fields().size() != 1 || !length.matches()) {
            return false;
        }
        own.put(field + ".number", List.of(length.group(1)));
        own.put(field + ".unit", List.of(length.group(2) + "s"));
        return true;
    }

    /** Without ends that are left open, and units and words of them. */
    static void relevant(String name, Map<String, List<String>> fields) {
        for (String field : List.copyOf(fields.keySet())) {
            Matcher bound = BOUND.matcher(field.startsWith(name + ".") ? field.substring(name.length() + 1) : "");
            if (!bound.matches()) {
                continue;
            }
            String end = name + "." + bound.group(1) + "." + bound.group(2);
            switch (bound.group(2)) {
                case "from", "until" -> {
                    if (fields.containsKey(end + ".day")) {
                        fields.putIfAbsent(end, List.of(THAT_DAY));
                    }
                    if (!List.of(THAT_DAY).equals(fields.get(end))) {
                        fields.remove(end + ".day");
                    } else if (!fields.containsKey(end + ".day")) {
                        fields.remove(end);
                    }
                }
                default -> {
                    if (!fields.containsKey(end + ".number")) {
                        fields.remove(field);
                    } else {
                        fields.putIfAbsent(bound.group(2).equals("within") ? end + ".unit" : end, List.of(otherwise(bound.group(2))));
                    }
                }
            }
        }
        for (String field : List.copyOf(fields.keySet())) {
            String of = field.replaceFirst("-not$", "");
            if (field.equals(name + "-not") || (field.startsWith(name + "." + ANY + ".") && field.endsWith("-not"))) {
                fields.computeIfPresent(field, (_, lines) -> lines.stream().filter(line -> fields.containsKey(of + "." + line)).toList());
                fields.remove(field, List.of());
            }
        }
        if (List.of(ONE).equals(fields.get(name + "." + WHICH)) || fields.keySet().stream().noneMatch(field -> field.startsWith(name + "." + ANY + "."))) {
            fields.remove(name + "." + WHICH);
        }
        for (int n = 0; n <= RuleForms.MOST; n++) {
            String at = (n == 0 ? name : name + "." + ANY + "." + n) + "." + AT;
            // When facts are looked at says nothing where no fact is asked for.
            if (List.of(AT_END).equals(fields.get(at)) || lines(at.substring(0, at.length() - AT.length() - 1), fields).allMatch(at::equals)) {
                fields.remove(at);
            }
        }
    }

    /** The fields that say something of its own lines, not of those of which one has to hold. */
    private static Stream<String> lines(String name, Map<String, List<String>> fields) {
        return fields.keySet().stream().filter(field -> field.startsWith(name + ".") && !field.startsWith(name + "." + ANY + "."));
    }

    private static String otherwise(String bound) {
        return switch (bound) {
            case "low" -> "at-least";
            case "high" -> "at-most";
            default -> "months";
        };
    }

    /** Empty where nothing is asked. */
    static Optional<Doc> write(RuleForm form, String name) {
        Map<String, Doc> lines = new LinkedHashMap<>();
        List<Doc> none = new ArrayList<>();
        Set<String> bounded = new LinkedHashSet<>();
        form.beginning(name).forEach((field, values) -> {
            if (field.equals(name) || field.startsWith(name + "." + ANY + ".")) {
                return;
            }
            String line = field.substring(name.length() + 1);
            Matcher bound = BOUND.matcher(line);
            if (bound.matches()) {
                bounded.add(bound.group(1));
            } else if (form.has(name + "-not", line)) {
                none.add(Docs.fields(Map.of(line, Docs.texts(values))));
            } else {
                lines.put(line, Docs.texts(values));
            }
        });
        Map<String, Doc> measures = new LinkedHashMap<>();
        bounded.forEach(line -> {
            boolean measure = line.startsWith(MEASURE + ".");
            (measure ? measures : lines).put(measure ? line.substring(MEASURE.length() + 1) : line, Docs.fields(ends(form, name + "." + line)));
        });
        if (!measures.isEmpty()) {
            lines.put(MEASURE, Docs.fields(measures));
        }
        List<Doc> any = inner(name) ? List.of() : IntStream.rangeClosed(1, RuleForms.MOST).mapToObj(n -> write(form, name + "." + ANY + "." + n)).flatMap(Optional::stream).toList();
        if (form.one(name + "." + WHICH).equals(NONE)) {
            none.addAll(any);
        } else if (!any.isEmpty()) {
            lines.put(ANY, Docs.items(any));
        }
        if (!none.isEmpty()) {
            lines.put("not", none.size() == 1 ? none.getFirst() : Docs.fields(Map.of(ANY, Docs.items(none))));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(Docs.fields(lines));
    }

    private static Map<String, Doc> ends(RuleForm form, String line) {
        Map<String, Doc> ends = new LinkedHashMap<>();
        for (String end : List.of("low", "high")) {
            if (!form.one(line + "." + end).isEmpty()) {
                ends.put(form.one(line + "." + end), Docs.text(form.one(line + "." + end + ".number")));
            }
        }
        for (String end : List.of("from", "until")) {
            if (!form.one(line + "." + end).isEmpty()) {
                ends.put(end, day(form, line + "." + end));
            }
        }
        String within = form.one(line + ".within.number");
        if (!within.isEmpty()) {
            ends.put("within", Docs.text(length(within, form.one(line + ".within.unit"))));
        }
        return ends;
    }

    static String length(String number, String unit) {
        return number + " " + (number.equals("1") ? unit.replaceAll("s$", "") : unit);
    }

    private static Doc day(RuleForm form, String end) {
        String day = form.one(end);
        return day.startsWith(FACT) ? Docs.fields(Map.of("fact", Docs.text(day.substring(FACT.length()))))
                : Docs.text(day.equals(THAT_DAY) ? form.one(end + ".day") : day);
    }
}
