package collegium.web.administrator;

import collegium.requirements.engine.Condition;
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

/** What can be chosen in the form of a rule, by the names that its scheme declares. */
record RuleChoices(List<Kind> kinds, List<Choice> artefacts, List<Kind> facts, List<Choice> days, List<Choice> measures, List<Choice> requirements) {

    /** One thing to choose. */
    record Choice(String value, String words) {}

    /** A kind of tag, or a fact, with its values. */
    record Kind(String name, String words, List<Choice> values) {}

    static RuleChoices of(Scheme scheme, SchemeText text, RuleKey rule) {
        Vocabulary vocabulary = scheme.vocabulary();
        List<Kind> kinds = new ArrayList<>();
        vocabulary.tags().forEach((kind, values) -> {
            if (!values.isEmpty()) {
                kinds.add(new Kind(kind, kind.replace('_', ' ').replace('-', ' '), choices(values)));
            }
        });
        List<Kind> facts = new ArrayList<>();
        RuleForms.asked(vocabulary).forEach((fact, values) -> {
            Vocabulary.FactKind kind = vocabulary.facts().get(fact);
            List<Choice> all = new ArrayList<>();
            values.forEach(value -> all.add(new Choice(value, kind == null ? value : kind.values().getOrDefault(value, value))));
            facts.add(new Kind(fact, kind == null ? fact : kind.title(), all));
        });
        List<Choice> days = vocabulary.facts().entrySet().stream().filter(fact -> fact.getValue().kind() == Vocabulary.Kind.DATE)
                .map(fact -> new Choice(fact.getKey(), fact.getValue().title())).toList();
        List<Choice> measures = new ArrayList<>(List.of(new Choice("hours", "hours"), new Choice("minutes", "minutes"), new Choice("amount", scheme.unit().plural())));
        measures.addAll(choices(vocabulary.measures()));
        List<Choice> requirements = new ArrayList<>();
        scheme.versions().stream().flatMap(version -> version.requirements().stream())
                .filter(each -> text.top(RulePart.REQUIREMENT).contains(new RuleKey(RulePart.REQUIREMENT, each.id())))
                .filter(each -> !rule.equals(new RuleKey(RulePart.REQUIREMENT, each.id())))
                .forEach(each -> requirements.add(new Choice(each.id(), each.title())));
        return new RuleChoices(kinds, choices(vocabulary.artefacts()), facts, days, measures, requirements.stream().distinct().toList());
    }

    private static List<Choice> choices(Map<String, String> values) {
        return values.entrySet().stream().map(value -> new Choice(value.getKey(), value.getValue())).toList();
    }

    /** The values of the fact that a table is by. */
    public List<Choice> rows(String fact) {
        return facts.stream().filter(kind -> kind.name().equals(fact)).findFirst().map(Kind::values).orElse(List.of());
    }

    /** What the form leaves as the document has it, in words. */
    static Map<String, String> kept(Scheme scheme, LocalDate day, RuleKey rule, RuleForm form) {
        Map<String, String> kept = new LinkedHashMap<>();
        Judge judge = Judge.of(scheme);
        Version version = scheme.versions().stream()
                .filter(each -> each.from().map(from -> !day.isBefore(from)).orElse(true) && each.to().map(to -> !day.isAfter(to)).orElse(true))
                .findFirst().orElse(scheme.versions().getLast());
        if (rule.part() == RulePart.REQUIREMENT) {
            find(version.requirements(), rule.name()).ifPresent(requirement -> {
                put(kept, form, "of", of(requirement).map(judge::inWords).orElse(""));
                put(kept, form, "who", judge.inWords(requirement.who()));
                put(kept, form, "amount.kind", judge.inWords(requirement.atLeast()));
                put(kept, form, "window.kind", judge.inWords(requirement.window()));
            });
        }
        if (rule.part() == RulePart.LIMIT) {
            version.limits().stream().filter(limit -> limit.id().equals(rule.name())).findFirst().ifPresent((Limit limit) -> {
                put(kept, form, "of", judge.inWords(limit.of()));
                put(kept, form, "who", judge.inWords(limit.who()));
                put(kept, form, "amount.kind", judge.inWords(limit.atMost()));
            });
        }
        return kept;
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
        String last = path.substring(path.lastIndexOf(']') + 1);
        String name = last.startsWith(".") ? last.substring(1).replaceAll("\\..*", "") : "";
        return switch (name) {
            case "at-least", "at-most" -> "amount-number";
            case "title", "clause", "says", "inside", "from" -> name;
            case "times", "per", "award" -> "rate-number";
            default -> "";
        };
    }
}
