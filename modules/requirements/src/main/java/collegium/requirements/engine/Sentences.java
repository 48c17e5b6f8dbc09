package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A scheme in words: the sentence for each requirement, cap, conversion and carry. */
final class Sentences {

    private final Scheme scheme;
    private final Phrases phrases;

    Sentences(Scheme scheme) {
        this.scheme = scheme;
        phrases = new Phrases(scheme);
    }

    List<Sentence> at(LocalDate day) {
        Version version = scheme.versions().stream()
                .filter(v -> v.covers(day))
                .findFirst()
                .orElse(scheme.versions().getLast());
        List<Sentence> sentences = new ArrayList<>();
        requirements(version.requirements(), sentences);
        for (Limit limit : version.limits()) {
            add(sentences, Sentence.Kind.LIMIT, limit.id(), limit.title(), limit(limit), limit.clause());
        }
        for (Crediting.Conversion conversion : version.crediting().conversions()) {
            add(sentences, Sentence.Kind.CREDIT, "", conversion.title(), conversion(conversion), conversion.clause());
        }
        for (Crediting.Gate gate : version.crediting().gates()) {
            add(sentences, Sentence.Kind.ELIGIBLE, "", gate.because(), ended(gate.because()), gate.clause());
        }
        for (Crediting.Repeats repeats : version.crediting().repeats()) {
            add(sentences, Sentence.Kind.REPEATS, "", repeats.title(), ended(repeats.title()), repeats.clause());
        }
        for (Crediting.Award award : version.crediting().awards()) {
            add(sentences, Sentence.Kind.AWARD, award.id(), award.title(), award(award), award.clause());
        }
        for (Exclusive exclusive : version.exclusives()) {
            add(sentences, Sentence.Kind.EXCLUSIVE, "", "Spent once", exclusive(version, exclusive), exclusive.clause());
        }
        for (CarryRule carry : version.carries()) {
            add(sentences, Sentence.Kind.CARRY, carry.id(), "Carried on", carry(carry), carry.clause());
        }
        for (Exemption exemption : version.exemptions()) {
            add(sentences, Sentence.Kind.EXEMPTION, exemption.id(), exemption.title(), exemption(version, exemption), exemption.clause());
        }
        return sentences;
    }

    private void requirements(List<Requirement> requirements, List<Sentence> sentences) {
        for (Requirement requirement : requirements) {
            List<Sentence> parts = new ArrayList<>();
            switch (requirement.measured()) {
                case Measured.Options options -> requirements(options.options(), parts);
                case Measured.Together together -> requirements(together.parts(), parts);
                default -> {
                    // A requirement of one piece.
                }
            }
            sentences.add(new Sentence(Sentence.Kind.REQUIREMENT, sentences.size() + 1, requirement.id(), requirement.title(),
                    sentence(requirement), requirement.clause(), requirement.severity(), parts));
        }
    }

    private static void add(List<Sentence> sentences, Sentence.Kind kind, String id, String title, String text, Optional<String> clause) {
        int place = (int) sentences.stream().filter(sentence -> sentence.kind() == kind).count() + 1;
        sentences.add(new Sentence(kind, place, id.isEmpty() ? String.valueOf(place) : id, title, text, clause, Severity.MANDATORY, List.of()));
    }

    private String conversion(Crediting.Conversion conversion) {
        String units = conversion.into().map(m -> m.replace('-', ' ').replace('_', ' ')).orElse(scheme.unit().plural());
        String measure = conversion.from().map(m -> m.replace('-', ' ').replace('_', ' ')).orElse(units);
        String rate = switch (conversion.rate()) {
            case Crediting.Rate.Times times when times.factor().compareTo(java.math.BigDecimal.ONE) == 0 -> "as many " + units + " as " + measure;
            case Crediting.Rate.Times times -> Amounts.trim(times.factor()).toPlainString() + " times the " + measure
                    + times.first().map(f -> ", for the first " + Amounts.trim(f).toPlainString()).orElse("");
            case Crediting.Rate.Per per -> "one " + scheme.unit().name() + " for " + Amounts.trim(per.divisor()).toPlainString() + " " + measure;
            case Crediting.Rate.Award award -> Amounts.trim(award.units()).toPlainString() + " " + units + ", whatever its length";
            case Crediting.Rate.Stepped _ -> "by steps of the " + measure;
        };
        return conversion.title() + ": credited " + rate
                + conversion.atMost().map(a -> ", at most " + phrases.amount(a) + " " + units).orElse("") + ".";
    }

    private String award(Crediting.Award award) {
        String who = award.who().equals(Condition.ALWAYS) ? "" : ", if " + phrases.condition(award.who());
        return award.title() + ": " + phrases.amount(award.amount()) + " " + scheme.unit().plural() + " without an activity" + who + ".";
    }

    private static String exclusive(Version version, Exclusive exclusive) {
        return "Credit counts once: for " + exclusive.pots().values().stream()
                .map(pot -> titles(version, pot))
                .collect(Collectors.joining(", or for ")) + ".";
    }

    private static String titles(Version version, java.util.Collection<String> requirements) {
        return requirements.stream().map(id -> version.requirement(id).map(Requirement::title).orElse(id.replace('_', ' ')))
                .map(title -> "“" + title + "”").collect(Collectors.joining(" and "));
    }

    /** Its title alone is often a sentence; what it removes is said where the title does not. */
    private static String exemption(Version version, Exemption exemption) {
        String which = !exemption.only().isEmpty()
                ? ": not asked for " + titles(version, exemption.only().stream().sorted().toList())
                : !exemption.except().isEmpty() ? ": asked only for " + titles(version, exemption.except().stream().sorted().toList()) : "";
        return ended(exemption.title() + which);
    }

    private static String ended(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    String sentence(Requirement requirement) {
        if (requirement.says().isPresent()) {
            return requirement.says().get();
        }
        String who = requirement.who().equals(Condition.ALWAYS)
                ? ""
                : "If " + phrases.condition(requirement.who()) + ": ";
        String verb = switch (requirement.severity()) {
            case MANDATORY -> "at least ";
            case EXPECTED -> "as a rule at least ";
            case ADVISORY -> "preferably at least ";
        };
        String body = switch (requirement.measured()) {
            case Measured.Credit credit -> verb + units(requirement, credit.measure()) + of(credit.of());
            case Measured.Entries entries -> verb + count(requirement, "entry", "entries") + of(entries.of());
            case Measured.Breadth breadth -> verb + count(requirement, breadth.kind(), breadth.kind() + "s")
                    + " covered" + of(breadth.of());
            case Measured.Concentration concentration -> verb + units(requirement, Optional.empty())
                    + " in a single " + concentration.kind() + of(concentration.of());
            case Measured.Artefacts artefacts -> verb + phrases.amount(requirement.atLeast()) + " × "
                    + artefacts.kinds().stream().sorted()
                            .map(k -> scheme.vocabulary().artefacts().getOrDefault(k, k))
                            .collect(Collectors.joining(" or "))
                    + of(artefacts.where()) + artefacts.distinct().map(kind -> " of different " + kind).orElse("");
            case Measured.FactValue fact -> phrases.fact(fact.name()) + ": " + verb
                    + phrases.amount(requirement.atLeast());
            case Measured.MemberIs is -> phrases.condition(is.condition());
            case Measured.Every every -> "each activity" + of(every.of()) + " has "
                    + phrases.condition(every.has());
            case Measured.Options options -> "one of: " + options.options().stream()
                    .map(Requirement::title).collect(Collectors.joining("; "));
            case Measured.Together parts -> "all of: " + parts.parts().stream()
                    .map(this::sentence).collect(Collectors.joining("; "));
        };
        String each = requirement.each().map(e -> " for each " + e.kind()
                + e.fact().map(f -> " of your " + phrases.fact(f)).orElse(" of " + e.values().stream()
                        .map(v -> scheme.vocabulary().title(e.kind(), v)).collect(Collectors.joining(", "))))
                .orElse("");
        String text = who + body + each + phrases.window(requirement.window());
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private String of(Condition condition) {
        return condition.equals(Condition.ALWAYS) ? "" : " of " + phrases.condition(condition);
    }

    private String units(Requirement requirement, Optional<String> measure) {
        if (requirement.window() instanceof Window.Either either) {
            return either.options().stream()
                    .map(o -> phrases.amount(o.atLeast()) + " " + scheme.unit().plural() + " in "
                            + (o.years() == 1 ? "one year" : o.years() + " consecutive years"))
                    .collect(Collectors.joining(" or "));
        }
        String amount = phrases.amount(requirement.atLeast());
        return amount + " " + measure.orElse(amount.equals("1") ? scheme.unit().name() : scheme.unit().plural());
    }

    private String count(Requirement requirement, String one, String many) {
        String amount = phrases.amount(requirement.atLeast());
        return amount + " " + (amount.equals("1") ? one : many);
    }

    private String limit(Limit limit) {
        String per = switch (limit.per()) {
            case ACTIVITY -> " for one activity";
            case DAY -> " a day";
            case MONTH -> " a month";
            case YEAR -> " a year";
            case WINDOW -> "";
        };
        return limit.title() + ": no more than " + phrases.amount(limit.atMost()) + " " + limit.measure().orElse(scheme.unit().plural())
                + " count" + per + limit.each().map(e -> ", for each " + e).orElse("") + ".";
    }

    private String carry(CarryRule carry) {
        String late = carry.earnedInLastMonths() == 0
                ? ""
                : ", earned in the last " + carry.earnedInLastMonths() + " months";
        return "Up to " + phrases.amount(carry.atMost()) + " " + scheme.unit().plural() + " beyond what is needed"
                + of(carry.of()) + late + " may be carried on to the next period.";
    }
}
