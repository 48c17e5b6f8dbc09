package collegium.requirements.engine;

import collegium.kernel.Units;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A scheme in words: how periods follow each other, then the sentence for each requirement, cap, conversion and carry. */
final class Sentences {

    private final Scheme scheme;
    private final Phrases phrases;
    private final Selected selected;

    Sentences(Scheme scheme) {
        this.scheme = scheme;
        phrases = new Phrases(scheme);
        selected = new Selected(phrases);
    }

    List<Sentence> at(LocalDate day) {
        Version version = scheme.versions().stream()
                .filter(v -> v.covers(day))
                .findFirst()
                .orElse(scheme.versions().getLast());
        List<Sentence> sentences = new ArrayList<>();
        requirements(version.requirements(), sentences);
        for (Limit limit : version.limits()) {
            boolean carried = version.carries().stream().map(CarryRule::id).anyMatch(limit.in()::contains);
            add(sentences, Sentence.Kind.LIMIT, limit.id(), limit.title(), limit(limit, carried), limit.clause());
        }
        for (Crediting.Conversion conversion : version.crediting().conversions()) {
            add(sentences, Sentence.Kind.CREDIT, "", conversion.title(), conversion(conversion), conversion.clause());
        }
        for (Crediting.Gate gate : version.crediting().gates()) {
            add(sentences, Sentence.Kind.ELIGIBLE, "", gate.because(),
                    gate.because().equals(Crediting.Gate.UNSAID) ? judged(gate) : ended(gate.because()), gate.clause());
        }
        for (Crediting.Repeats repeats : version.crediting().repeats()) {
            add(sentences, Sentence.Kind.REPEATS, "", repeats.title(),
                    repeats.title().equals(Crediting.Repeats.UNSAID) ? judged(repeats) : ended(repeats.title()), repeats.clause());
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
        sentences.addFirst(new Sentence(Sentence.Kind.PERIOD, 1, "period", "The period", new PeriodWords(scheme, phrases).words(), Optional.empty(),
                Severity.MANDATORY, List.of()));
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
        String units = conversion.into().map(phrases::measure).orElse(scheme.unit().plural());
        String measure = conversion.from().map(phrases::measure).orElse(units);
        String rate = switch (conversion.rate()) {
            case Crediting.Rate.Times times when times.factor().compareTo(BigDecimal.ONE) == 0 && measure.equals(units) ->
                "credited " + one(measure) + " for " + one(measure);
            case Crediting.Rate.Times times -> times.first().map(f -> "each of the first " + plain(f) + " " + measure).orElse("each " + one(measure))
                    + " is credited as " + counted(times.factor(), units);
            case Crediting.Rate.Per per when per.divisor().compareTo(BigDecimal.ONE) == 0 -> counted(BigDecimal.ONE, units) + " for every " + one(measure);
            case Crediting.Rate.Per per -> counted(BigDecimal.ONE, units) + " for every " + plain(per.divisor()) + " " + measure;
            case Crediting.Rate.Award award -> counted(award.units(), units) + ", whatever its length";
            case Crediting.Rate.Stepped stepped -> "credited by its " + measure + ": " + phrases.steps(stepped.steps());
        };
        return conversion.title() + ": " + rate + conversion.atMost().map(a -> ", at most " + phrases.amount(a) + " " + units).orElse("") + ".";
    }

    /** What is judged, whatever words the scheme has for it. */
    String judged(Crediting.Gate gate) {
        String is = gate.require().equals(Condition.ALWAYS) ? "" : " if it is one" + selected.wordsOfOne(gate.require());
        String together = gate.together().map(t -> " if those of the same " + t.by().replace('_', ' ') + " come to "
                + counted(t.atLeast(), scheme.unit().plural()) + " in the period").orElse("");
        String both = is.isEmpty() || together.isEmpty() ? is + together : is + " and" + together;
        return "An activity" + selected.wordsOfOne(gate.of()) + " counts only" + both + ".";
    }

    String judged(Crediting.Repeats repeats) {
        String of = selected.words(repeats.of());
        return "The same " + repeats.by().replace('_', ' ') + " is credited only once" + within(repeats)
                + (of.isEmpty() ? "" : ", for activities" + of) + ".";
    }

    private static String within(Crediting.Repeats repeats) {
        int months = repeats.months();
        if (months == Crediting.Repeats.IN_PERIOD) {
            return " in a period";
        }
        return months == 0 ? "" : " in " + (repeats.byYear() || months == 1 ? Phrases.span(months) : months + " months");
    }

    private static String plain(BigDecimal amount) {
        return Amounts.trim(amount).toPlainString();
    }

    private String counted(BigDecimal amount, String units) {
        return plain(amount) + " " + (amount.compareTo(BigDecimal.ONE) == 0 ? one(units) : units);
    }

    /** The singular of what is counted; measures have no other name than their plural. */
    private String one(String plural) {
        if (plural.equals(scheme.unit().plural())) {
            return scheme.unit().name();
        }
        return Units.of(BigDecimal.ONE, plural);
    }

    private String award(Crediting.Award award) {
        String who = award.who().equals(Condition.ALWAYS) ? "" : ", if " + phrases.condition(award.who());
        return award.title() + ": " + (award.amount() instanceof Amount.Fixed fixed
                ? counted(fixed.value(), scheme.unit().plural()) + " without an activity"
                : scheme.unit().plural() + " without an activity, " + phrases.amount(award.amount())) + who + ".";
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
        String verb = switch (requirement.severity()) {
            case MANDATORY -> "at least ";
            case EXPECTED -> "as a rule at least ";
            case ADVISORY -> "preferably at least ";
        };
        String body = switch (requirement.measured()) {
            case Measured.Credit credit -> credit(requirement, verb, credit);
            case Measured.Entries entries -> quantity(requirement, verb, "entry", "entries", entries.of(), "", "");
            case Measured.Breadth breadth -> quantity(requirement, verb, breadth.kind(), breadth.kind() + "s", breadth.of(), " covered", "");
            case Measured.Concentration concentration -> quantity(requirement, verb, scheme.unit().name(), scheme.unit().plural(),
                    concentration.of(), "", " in a single " + concentration.kind());
            case Measured.Artefacts artefacts -> artefacts(requirement, verb, artefacts);
            case Measured.FactValue fact when phrases.yesNo(fact.name()) -> phrases.fact(fact.name()) + " applies";
            case Measured.FactValue fact -> phrases.fact(fact.name()) + ": " + verb + phrases.amount(requirement.atLeast());
            case Measured.MemberIs is -> phrases.condition(is.condition());
            case Measured.Every every -> "each activity" + selected.wordsOfOne(every.of()) + " has " + phrases.condition(every.has());
            case Measured.Options options -> (requirement.atLeast() instanceof Amount.Fixed fixed && fixed.value().compareTo(BigDecimal.ONE) != 0
                    ? phrases.amount(fixed) : "one") + " of: " + options.options().stream().map(Requirement::title).collect(Collectors.joining("; "));
            case Measured.Together parts -> "all of: " + parts.parts().stream().map(this::sentence)
                    .map(text -> Phrases.inside(text.endsWith(".") ? text.substring(0, text.length() - 1) : text)).collect(Collectors.joining("; "));
        };
        // Behind a clause of its own a comma says that what follows is of the whole.
        String clause = requirement.atLeast() instanceof Amount.Fixed && !body.contains(" that ") ? "" : ",";
        String window = phrases.window(requirement.window());
        String each = each(requirement);
        String text = who(requirement.who()) + body + (each.isEmpty() ? "" : clause + each) + (window.startsWith(" ") ? clause : "") + window;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private String who(Condition who) {
        return who.equals(Condition.ALWAYS) ? "" : who instanceof Condition.Not not ? "Unless " + phrases.condition(not.part()) + ": " : "If " + phrases.condition(who) + ": ";
    }

    private String each(Requirement requirement) {
        return requirement.each().map(e -> e.fact().map(f -> " for each of your " + phrases.fact(f)).orElseGet(() -> " for each of "
                + e.values().stream().map(v -> "“" + scheme.vocabulary().title(e.kind(), v) + "”").collect(Collectors.joining(", ")))).orElse("");
    }

    private String credit(Requirement requirement, String verb, Measured.Credit credit) {
        if (requirement.window() instanceof Window.Either either) {
            return verb + either.options().stream()
                    .map(o -> phrases.amount(o.atLeast()) + " " + scheme.unit().plural() + selected.words(credit.of()) + " in "
                            + (o.years() == 1 ? "one year" : o.years() + " consecutive years"))
                    .collect(Collectors.joining(" or "));
        }
        String units = credit.measure().map(phrases::measure).orElse(scheme.unit().plural());
        return quantity(requirement, verb, one(units), units, credit.of(), "", "");
    }

    /** A number stands before what is counted; what is more than a number behind it, where it can be as long as it has to. */
    private String quantity(Requirement requirement, String verb, String one, String many, Condition of, String before, String after) {
        if (!(requirement.atLeast() instanceof Amount.Fixed fixed)) {
            return many + before + selected.words(of) + after + ": " + verb + phrases.amount(requirement.atLeast());
        }
        boolean single = fixed.value().compareTo(BigDecimal.ONE) == 0;
        return verb + plain(fixed.value()) + " " + (single ? one + before + selected.wordsOfOne(of) : many + before + selected.words(of)) + after;
    }

    private String artefacts(Requirement requirement, String verb, Measured.Artefacts artefacts) {
        String where = artefacts.where().equals(Condition.ALWAYS) ? "" : " (" + phrases.condition(artefacts.where()) + ")";
        String name = phrases.artefacts(artefacts.kinds()) + where + artefacts.distinct().map(kind -> " of different " + kind).orElse("");
        return !(requirement.atLeast() instanceof Amount.Fixed fixed) ? name + ": " + verb + phrases.amount(requirement.atLeast())
                : verb + plain(fixed.value()) + (fixed.value().compareTo(BigDecimal.ONE) == 0 ? " " : " × ") + name;
    }

    private String limit(Limit limit, boolean carried) {
        String per = switch (limit.per()) {
            case ACTIVITY -> " for one activity";
            case DAY -> " a day";
            case MONTH -> " a month";
            case YEAR -> " a year";
            case WINDOW -> "";
        };
        String units = limit.measure().map(phrases::measure).orElse(scheme.unit().plural());
        boolean one = limit.atMost() instanceof Amount.Fixed fixed && fixed.value().compareTo(BigDecimal.ONE) == 0;
        String verb = carried ? one ? " is carried on" : " are carried on" : one ? " counts" : " count";
        String most = limit.atMost() instanceof Amount.Fixed fixed
                ? "no more than " + counted(fixed.value(), units) + verb + per
                : units + verb + " only up to " + phrases.amount(limit.atMost()) + (per.isEmpty() ? "" : "," + per);
        return limit.title() + ": " + most + limit.each().map(e -> ", for each " + e).orElse("") + ".";
    }

    private String carry(CarryRule carry) {
        String units = scheme.unit().plural();
        String of = selected.words(carry.of());
        String late = carry.earnedInLastMonths() == 0 ? "" : ", earned in the last " + carry.earnedInLastMonths() + " months,";
        String start = of.isEmpty() ? "" : "Of the " + units + of + ", ";
        if (carry.atMost() instanceof Amount.Fixed fixed) {
            return start + (of.isEmpty() ? "Up to " : "up to ") + plain(fixed.value()) + (of.isEmpty() ? " " + units : "") + " beyond what is needed" + late
                    + " may be carried on to the next period.";
        }
        return start + (of.isEmpty() ? "What is" : "what is") + " beyond what is needed" + late + " may be carried on to the next period, in " + units + " up to "
                + phrases.amount(carry.atMost()) + ".";
    }
}
