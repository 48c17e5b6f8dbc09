package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.CarryRule;
import collegium.requirements.engine.Crediting;
import collegium.requirements.engine.Exemption;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Limit;
import collegium.requirements.engine.Measured;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import collegium.requirements.engine.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two statements of a scheme compared rule by rule, by what they say and not by how they are written. */
public final class Differences {

    private Differences() {}

    /** What came of comparing: what differs, and the rules that are the same. */
    public record Compared(List<Difference> differences, List<Sentence> same) {
        public Compared {
            differences = List.copyOf(differences);
            same = List.copyOf(same);
        }
    }

    /** One rule, with all that bears on a verdict, and how members read it. */
    private record Rule(Object meaning, Optional<Amount> amount, Sentence sentence) {}

    /** The rules of the earlier statement on a day, and those of the later one on a day. */
    public static Compared between(Scheme earlier, LocalDate then, Scheme later, LocalDate now) {
        Map<String, Rule> before = rules(earlier, then);
        Map<String, Rule> after = rules(later, now);
        List<Difference> differences = new ArrayList<>();
        List<Sentence> same = new ArrayList<>();
        after.forEach((name, rule) -> {
            Rule was = before.get(name);
            if (was == null) {
                differences.add(new Difference(Difference.Effect.NEW, Optional.empty(), Optional.of(rule.sentence()), List.of()));
            } else if (was.meaning().equals(rule.meaning()) && words(was).equals(words(rule))) {
                same.add(rule.sentence());
            } else {
                differences.add(changed(was, rule, later));
            }
        });
        before.forEach((name, rule) -> {
            if (!after.containsKey(name)) {
                differences.add(new Difference(Difference.Effect.GONE, Optional.of(rule.sentence()), Optional.empty(), List.of()));
            }
        });
        return new Compared(differences, same);
    }

    private static List<Object> words(Rule rule) {
        return List.of(rule.sentence().text(), rule.sentence().title(), rule.sentence().clause(), rule.sentence().severity());
    }

    private static Difference changed(Rule was, Rule is, Scheme scheme) {
        List<Difference.Step> steps = steps(was, is, scheme);
        return new Difference(effect(was, is, steps), Optional.of(was.sentence()), Optional.of(is.sentence()), steps);
    }

    private static Difference.Effect effect(Rule was, Rule is, List<Difference.Step> steps) {
        if (was.meaning().equals(is.meaning())) {
            return Difference.Effect.WORDS;
        }
        int severity = was.sentence().severity().compareTo(is.sentence().severity());
        if (severity != 0) {
            return severity > 0 ? Difference.Effect.STRICTER : Difference.Effect.MILDER;
        }
        boolean rises = !steps.isEmpty() && steps.stream().allMatch(step -> step.to().compareTo(step.from()) > 0);
        boolean falls = !steps.isEmpty() && steps.stream().allMatch(step -> step.to().compareTo(step.from()) < 0);
        return switch (is.sentence().kind()) {
            case REQUIREMENT -> rises ? Difference.Effect.MORE_ASKED : falls ? Difference.Effect.LESS_ASKED : Difference.Effect.OTHERWISE;
            case LIMIT, CREDIT, CARRY, AWARD -> rises ? Difference.Effect.MORE_COUNTS : falls ? Difference.Effect.LESS_COUNTS : Difference.Effect.OTHERWISE;
            case PERIOD, ELIGIBLE, REPEATS, EXCLUSIVE, EXEMPTION -> Difference.Effect.OTHERWISE;
        };
    }

    private static List<Difference.Step> steps(Rule was, Rule is, Scheme scheme) {
        if (was.amount().isEmpty() || is.amount().isEmpty()) {
            return List.of();
        }
        Map<String, BigDecimal> before = numbers(was.amount().get());
        List<Difference.Step> steps = new ArrayList<>();
        String unit = unit(is, scheme);
        numbers(is.amount().get()).forEach((row, number) -> {
            BigDecimal from = before.get(row);
            if (from != null && from.compareTo(number) != 0) {
                steps.add(new Difference.Step(from, number, row.startsWith("%") ? "%" : unit,
                        row.isEmpty() || row.startsWith("%") ? Optional.empty() : Optional.of(title(scheme, row))));
            }
        });
        return steps;
    }

    private static String unit(Rule rule, Scheme scheme) {
        return rule.meaning() instanceof Requirement requirement && !(requirement.measured() instanceof Measured.Credit credit && credit.measure().isEmpty())
                ? "" : scheme.unit().plural();
    }

    private static String title(Scheme scheme, String row) {
        int equals = row.indexOf('=');
        return Optional.ofNullable(scheme.vocabulary().facts().get(row.substring(0, equals)))
                .map(kind -> kind.values().get(row.substring(equals + 1))).orElse(row.substring(equals + 1));
    }

    /** The numbers of an amount by where they stand in it: a single one, one a row, a share. */
    private static Map<String, BigDecimal> numbers(Amount amount) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        switch (amount) {
            case Amount.Fixed fixed -> numbers.put("", fixed.value());
            case Amount.Percent percent -> numbers.put("%" + percent.of(), percent.percent());
            case Amount.Prorata prorata -> numbers.putAll(numbers(prorata.part()));
            case Amount.Rounded rounded -> numbers.putAll(numbers(rounded.part()));
            case Amount.Table table -> {
                table.rows().forEach((row, value) -> {
                    if (value instanceof Amount.Fixed fixed) {
                        numbers.put(table.fact() + "=" + row, fixed.value());
                    }
                });
                table.otherwise().filter(Amount.Fixed.class::isInstance).ifPresent(value ->
                        numbers.put(table.fact() + "=otherwise", ((Amount.Fixed) value).value()));
            }
            default -> {
                // Worked out in a way that has no one number to compare; the sentences are shown beside each other.
            }
        }
        return numbers;
    }

    private static Map<String, Rule> rules(Scheme scheme, LocalDate day) {
        Version version = scheme.versions().stream()
                .filter(each -> each.from().map(from -> !day.isBefore(from)).orElse(true) && each.to().map(to -> !day.isAfter(to)).orElse(true))
                .findFirst().orElse(scheme.versions().getLast());
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Sentence sentence : Judge.of(scheme).sentences(day)) {
            int n = sentence.place() - 1;
            Rule rule = switch (sentence.kind()) {
                case PERIOD -> new Rule(scheme.cycle(), Optional.empty(), sentence);
                case REQUIREMENT -> {
                    Requirement requirement = version.requirements().get(n);
                    yield new Rule(requirement, Optional.of(requirement.atLeast()), sentence);
                }
                case LIMIT -> {
                    Limit limit = version.limits().get(n);
                    yield new Rule(limit, Optional.of(limit.atMost()), sentence);
                }
                case CREDIT -> {
                    Crediting.Conversion conversion = version.crediting().conversions().get(n);
                    yield new Rule(conversion, rate(conversion), sentence);
                }
                case ELIGIBLE -> new Rule(version.crediting().gates().get(n), Optional.empty(), sentence);
                case REPEATS -> new Rule(version.crediting().repeats().get(n), Optional.empty(), sentence);
                case AWARD -> new Rule(version.crediting().awards().get(n), Optional.of(version.crediting().awards().get(n).amount()), sentence);
                case EXCLUSIVE -> new Rule(version.exclusives().get(n), Optional.empty(), sentence);
                case CARRY -> {
                    CarryRule carry = version.carries().get(n);
                    yield new Rule(carry, Optional.of(carry.atMost()), sentence);
                }
                case EXEMPTION -> {
                    Exemption exemption = version.exemptions().get(n);
                    yield new Rule(exemption, Optional.empty(), sentence);
                }
            };
            rules.put(sentence.kind() + ":" + (sentence.kind() == Sentence.Kind.CREDIT ? sentence.title() : sentence.id()), rule);
        }
        return rules;
    }

    private static Optional<Amount> rate(Crediting.Conversion conversion) {
        return switch (conversion.rate()) {
            case Crediting.Rate.Times times -> Optional.of(new Amount.Fixed(times.factor()));
            case Crediting.Rate.Award award -> Optional.of(new Amount.Fixed(award.units()));
            case Crediting.Rate.Per _, Crediting.Rate.Stepped _ -> Optional.empty();
        };
    }
}
