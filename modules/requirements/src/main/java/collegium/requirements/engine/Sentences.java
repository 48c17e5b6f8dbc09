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
        for (Requirement requirement : version.requirements()) {
            sentences.add(new Sentence(requirement.id(), requirement.title(), sentence(requirement),
                    requirement.clause(), requirement.severity()));
        }
        for (Limit limit : version.limits()) {
            sentences.add(new Sentence(limit.id(), limit.title(), limit(limit), limit.clause(), Severity.MANDATORY));
        }
        for (CarryRule carry : version.carries()) {
            sentences.add(new Sentence(carry.id(), "Carried on", carry(carry), carry.clause(), Severity.MANDATORY));
        }
        for (Exemption exemption : version.exemptions()) {
            sentences.add(new Sentence(exemption.id(), exemption.title(), exemption.title() + ".",
                    exemption.clause(), Severity.MANDATORY));
        }
        return sentences;
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
