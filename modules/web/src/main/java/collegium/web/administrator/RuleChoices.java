package collegium.web.administrator;

import collegium.requirements.engine.CarryRule;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Crediting;
import collegium.requirements.engine.Exemption;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Limit;
import collegium.requirements.engine.Measured;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Version;
import collegium.requirements.engine.Vocabulary;
import collegium.requirements.schemes.RuleForm;
import collegium.requirements.schemes.RuleForms;
import collegium.requirements.schemes.RuleKey;
import collegium.requirements.schemes.RulePart;
import collegium.requirements.schemes.SchemeText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be chosen in the form of a rule, by the names that its scheme declares. */
record RuleChoices(List<Kind> kinds, List<Choice> artefacts, List<Kind> facts, List<Choice> numbers, List<Choice> days, List<Choice> measures,
        List<Choice> tags, List<Choice> dates, List<Choice> counted, List<Choice> texts, List<Choice> requirements) {

    /** A rule's place in a document, and the name of what stands in it. */
    private static final Pattern IN_RULE = Pattern.compile("(?:versions\\[\\d+]\\.)?[a-z]+\\[\\d+](?:\\.(?:options|parts)\\[\\d+])*\\.?([a-z-]*).*");
    /** Fields of a condition that have a value only where somebody gave them one. */
    private static final Pattern VALUED = Pattern.compile(".*\\.(low|high|within)\\.number|.*\\.(from|until)(\\.day)?");
    private static final Pattern SOME = Pattern.compile(VALUED + "|.*\\.any\\.[0-9]+\\.(?!(?:.*\\.)?(?:low|high|unit|at)$).*");
    private static final Pattern MEASURED = Pattern.compile("(?:of|require|is)(?:\\.any\\.[0-9]+)?\\.measure\\.(.+)\\.(?:low|high)");
    /** Kinds of tag that every scheme has, whose values nobody lists. */
    private static final List<String> OPEN = List.of("course", "provider");
    /** What the language calls a property. */
    private static final String FLAG = "flag";
    /** What documents can be told apart by. */
    private static final String PERSON = "person";
    /** What activities can be told apart by without carrying it. */
    private static final List<String> DATES = List.of("month", "day");
    /** So many steps a form shows at least, and so many of which one has to hold, or that share no credit. */
    private static final int STEPS = 3;
    private static final int SEVERAL = 2;

    /** One thing to choose. */
    record Choice(String value, String words) {}

    /** A kind of tag, or a fact, with its values. */
    record Kind(String name, String words, List<Choice> values) {}

    /**
     * What the form says already can be chosen as well, wherever it comes from.
     *
     * @param property the word for what the language calls a flag
     */
    static RuleChoices of(Scheme scheme, SchemeText text, RuleKey rule, RuleForm form, String property) {
        Vocabulary vocabulary = scheme.vocabulary();
        List<Kind> kinds = new ArrayList<>();
        vocabulary.tags().forEach((kind, values) -> {
            if (!values.isEmpty()) {
                kinds.add(new Kind(kind, kind.equals(FLAG) ? property : kind.replace('_', ' ').replace('-', ' '), choices(values)));
            }
        });
        List<Kind> facts = new ArrayList<>();
        RuleForms.asked(vocabulary).forEach((fact, values) -> {
            Vocabulary.FactKind kind = vocabulary.facts().get(fact);
            List<Choice> all = new ArrayList<>();
            values.forEach(value -> all.add(new Choice(value, kind == null ? value : kind.values().getOrDefault(value, value))));
            facts.add(new Kind(fact, kind == null ? fact : kind.title(), all));
        });
        List<Choice> measures = new ArrayList<>(List.of(new Choice("amount", scheme.unit().plural())));
        // What is counted in hours is claimed in them.
        Stream.of("hours", "minutes").filter(measure -> !measure.equals(scheme.unit().plural())).forEach(measure -> add(measures, measure, measure));
        measures.addAll(choices(vocabulary.measures()));
        form.all("from").forEach(measure -> add(measures, measure, measure));
        form.fields().keySet().stream().map(MEASURED::matcher).filter(Matcher::matches).forEach(measured -> add(measures, measured.group(1), measured.group(1)));
        List<Choice> requirements = new ArrayList<>();
        List<Requirement> all = scheme.versions().stream().flatMap(version -> version.requirements().stream()).toList();
        all.stream().filter(each -> text.top(RulePart.REQUIREMENT).contains(new RuleKey(RulePart.REQUIREMENT, each.id())))
                .filter(each -> !rule.equals(new RuleKey(RulePart.REQUIREMENT, each.id()))).forEach(each -> add(requirements, each.id(), each.title()));
        Stream<String> pots = form.beginning("pot").keySet().stream().filter(name -> name.startsWith("pot.") && !name.endsWith(".name"));
        for (String name : Stream.concat(Stream.of("amount.of", "inside", "in", "over", "only", "except"), pots).toList()) {
            form.all(name).stream().map(id -> id.replaceFirst("^earned:", "")).forEach(id ->
                    add(requirements, id, find(all, id).map(Requirement::title).orElse(id)));
        }
        List<Choice> tags = new ArrayList<>(kinds.stream().map(kind -> new Choice(kind.name(), kind.words())).toList());
        OPEN.forEach(kind -> add(tags, kind, kind));
        Stream.of("same", "most-in", "breadth", "distinct").flatMap(name -> form.all(name).stream()).filter(kind -> !DATES.contains(kind) && !kind.equals(PERSON))
                .forEach(kind -> add(tags, kind, kind));
        List<Choice> numbers = of(vocabulary, Vocabulary.Kind.NUMBER);
        return new RuleChoices(kinds, choices(vocabulary.artefacts()), facts, numbers, of(vocabulary, Vocabulary.Kind.DATE), measures, tags,
                DATES.stream().map(date -> new Choice(date, date)).toList(), Stream.concat(numbers.stream(), of(vocabulary, Vocabulary.Kind.YES_NO).stream()).toList(),
                of(vocabulary, Vocabulary.Kind.TEXT), requirements);
    }

    private static void add(List<Choice> choices, String value, String words) {
        if (choices.stream().noneMatch(choice -> choice.value().equals(value))) {
            choices.add(new Choice(value, words));
        }
    }

    private static List<Choice> of(Vocabulary vocabulary, Vocabulary.Kind kind) {
        return vocabulary.facts().entrySet().stream().filter(fact -> fact.getValue().kind() == kind)
                .map(fact -> new Choice(fact.getKey(), fact.getValue().title())).toList();
    }

    private static List<Choice> choices(Map<String, String> values) {
        return values.entrySet().stream().map(value -> new Choice(value.getKey(), value.getValue())).toList();
    }

    /** The steps of a form, and one more to go on with. */
    public List<Integer> steps(RuleForm form, String name) {
        int last = (int) IntStream.iterate(1, n -> !form.one(name + "." + n + ".from").isEmpty() || !form.one(name + "." + n + ".value").isEmpty(), n -> n + 1).count();
        return IntStream.rangeClosed(1, Math.min(RuleForms.MOST, Math.max(STEPS, last + 1))).boxed().toList();
    }

    /** Those of which one has to hold, and one more to go on with. */
    public List<Integer> several(RuleForm form, String name) {
        return counted(form.fields().keySet().stream().filter(field -> SOME.matcher(field).matches()), name + ".any.");
    }

    /** Those that share no credit, and one more to go on with. */
    public List<Integer> pots(RuleForm form) {
        return counted(form.fields().keySet().stream(), "pot.");
    }

    private static List<Integer> counted(Stream<String> fields, String beginning) {
        int last = fields.filter(field -> field.startsWith(beginning)).map(field -> field.substring(beginning.length()).replaceFirst("[.-].*", ""))
                .filter(n -> n.matches("[1-9][0-9]?")).mapToInt(Integer::parseInt).max().orElse(0);
        return IntStream.rangeClosed(1, Math.min(RuleForms.MOST, Math.max(SEVERAL, last + 1))).boxed().toList();
    }

    /** Whether a form says that one of several has to hold. */
    public boolean anyOf(RuleForm form, String name) {
        return form.beginning(name + ".any").keySet().stream().anyMatch(field -> SOME.matcher(field).matches());
    }

    /** Whether a form says anything of numbers or days in a condition. */
    public boolean bounded(RuleForm form, String name) {
        return form.fields().keySet().stream().filter(field -> field.startsWith(name + ".") && !field.startsWith(name + ".any."))
                .anyMatch(field -> VALUED.matcher(field).matches()) || !form.one(name + ".carried").isEmpty();
    }

    /** Whether a form asks anything in a condition, or leaves what the document asks. */
    public boolean asks(RuleForm form, String name) {
        return form.kept(name) || bounded(form, name) || anyOf(form, name)
                || form.beginning(name).keySet().stream().anyMatch(field -> !field.contains(".any.") && !field.matches(".*\\.(low|high|unit|at)"));
    }

    /** Whether nobody lists the values of a kind. */
    public boolean open(String kind) {
        return kinds.stream().noneMatch(listed -> listed.name().equals(kind));
    }

    /** What a requirement is called; empty where there is none of that name. */
    public String called(String requirement) {
        return requirements.stream().filter(choice -> choice.value().equals(requirement)).map(Choice::words).findFirst().orElse("");
    }

    /** The values of the fact that a table is by. */
    public List<Choice> rows(String fact) {
        return facts.stream().filter(kind -> kind.name().equals(fact)).findFirst().map(Kind::values).orElse(List.of());
    }

    /** What the form leaves as the document has it, in words. */
    static Map<String, String> kept(Scheme scheme, LocalDate day, RuleKey rule, RuleForm form) {
        Map<String, String> kept = new LinkedHashMap<>();
        Judge judge = Judge.of(scheme);
        Version version = version(scheme, day);
        switch (rule.part()) {
            case REQUIREMENT -> find(version.requirements(), rule.name()).ifPresent(requirement -> {
                put(kept, form, "of", of(requirement).map(judge::inWords).orElse(""));
                put(kept, form, "member", of(requirement).map(judge::inWords).orElse(""));
                put(kept, form, "is", requirement.measured() instanceof Measured.Every every ? judge.inWords(every.has()) : "");
                put(kept, form, "who", judge.inWords(requirement.who()));
                put(kept, form, "amount.kind", judge.inWords(requirement.atLeast()));
                put(kept, form, "window.kind", judge.inWords(requirement.window()).replaceFirst("^[, ]+", ""));
            });
            case LIMIT -> version.limits().stream().filter(limit -> limit.id().equals(rule.name())).findFirst().ifPresent((Limit limit) -> {
                put(kept, form, "of", judge.inWords(limit.of()));
                put(kept, form, "who", judge.inWords(limit.who()));
                put(kept, form, "amount.kind", judge.inWords(limit.atMost()));
            });
            case CREDIT -> placed(version.crediting().conversions(), rule).ifPresent((Crediting.Conversion conversion) -> {
                put(kept, form, "of", judge.inWords(conversion.of()));
                conversion.atMost().ifPresent(most -> put(kept, form, "amount.kind", judge.inWords(most)));
            });
            case ELIGIBLE -> placed(version.crediting().gates(), rule).ifPresent((Crediting.Gate gate) -> {
                put(kept, form, "of", judge.inWords(gate.of()));
                put(kept, form, "require", judge.inWords(gate.require()));
            });
            case REPEATS -> placed(version.crediting().repeats(), rule).ifPresent((Crediting.Repeats repeats) -> put(kept, form, "of", judge.inWords(repeats.of())));
            case CARRY -> version.carries().stream().filter(carry -> carry.id().equals(rule.name())).findFirst().ifPresent((CarryRule carry) -> {
                put(kept, form, "of", judge.inWords(carry.of()));
                put(kept, form, "who", judge.inWords(carry.who()));
                put(kept, form, "amount.kind", judge.inWords(carry.atMost()));
            });
            case EXEMPTION -> version.exemptions().stream().filter(exemption -> exemption.id().equals(rule.name())).findFirst()
                    .ifPresent((Exemption exemption) -> put(kept, form, "who", judge.inWords(exemption.who())));
            case AWARD -> version.crediting().awards().stream().filter(award -> award.id().equals(rule.name())).findFirst().ifPresent((Crediting.Award award) -> {
                put(kept, form, "who", judge.inWords(award.who()));
                put(kept, form, "amount.kind", judge.inWords(award.amount()));
            });
            case EXCLUSIVE -> {
                // Its form says all of it.
            }
        }
        return kept;
    }

    /** The version that holds on the day; without one the last, as in the sentences. */
    static Version version(Scheme scheme, LocalDate day) {
        return scheme.versions().stream()
                .filter(each -> each.from().map(from -> !day.isBefore(from)).orElse(true) && each.to().map(to -> !day.isAfter(to)).orElse(true))
                .findFirst().orElse(scheme.versions().getLast());
    }

    /** Of rules that go by their place. */
    static <T> Optional<T> placed(List<T> rules, RuleKey rule) {
        return rule.name().matches("[1-9][0-9]{0,3}") ? rules.stream().skip(Long.parseLong(rule.name()) - 1).findFirst() : Optional.empty();
    }

    private static void put(Map<String, String> kept, RuleForm form, String name, String words) {
        if (form.kept(name)) {
            kept.put(name, words);
        }
    }

    private static Optional<Condition> of(Requirement requirement) {
        return switch (requirement.measured()) {
            case Measured.Credit credit -> Optional.of(credit.of());
            case Measured.Entries entries -> Optional.of(entries.of());
            case Measured.Breadth breadth -> Optional.of(breadth.of());
            case Measured.Concentration most -> Optional.of(most.of());
            case Measured.Every every -> Optional.of(every.of());
            case Measured.Artefacts artefacts -> Optional.of(artefacts.where());
            case Measured.MemberIs is -> Optional.of(is.condition());
            case Measured.FactValue _, Measured.Options _, Measured.Together _ -> Optional.empty();
        };
    }

    private static Optional<Requirement> find(List<Requirement> requirements, String id) {
        for (Requirement requirement : requirements) {
            List<Requirement> parts = switch (requirement.measured()) {
                case Measured.Options options -> options.options();
                case Measured.Together together -> together.parts();
                default -> List.of();
            };
            Optional<Requirement> found = requirement.id().equals(id) ? Optional.of(requirement) : find(parts, id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The field of the form that says what stands at a path of the document; none for what is another rule's. */
    static String field(String path) {
        Matcher in = IN_RULE.matcher(path);
        String name = in.matches() ? in.group(1) : "";
        return switch (name) {
            case "at-least", "at-most", "amount" -> "amount-number";
            case "title", "clause", "says", "inside", "from", "because", "require", "within", "pots", "who", "over", "is", "member", "fact", "artefacts",
                    "breadth", "each" -> name;
            case "of", "count", "entries", "every", "most-in" -> "of";
            case "times", "per", "award", "first" -> "rate-number";
            // That something is missing is said of the rule.
            case "" -> path.matches(".*\\beligible\\[\\d+]") ? "require" : path.matches(".*\\bexclusive\\[\\d+]") ? "pots" : "";
            default -> "";
        };
    }
}
