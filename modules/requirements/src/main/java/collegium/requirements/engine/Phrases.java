package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions, amounts and windows in words. */
final class Phrases {

    private final Scheme scheme;

    Phrases(Scheme scheme) {
        this.scheme = scheme;
    }

    String fact(String name) {
        Vocabulary.FactKind kind = scheme.vocabulary().facts().get(name);
        return kind == null ? name.replace('_', ' ') : kind.title();
    }

    String condition(Condition condition) {
        return switch (condition) {
            case Condition.All all -> join(all.parts(), " and ");
            case Condition.Any any -> join(any.parts(), " or ");
            case Condition.Not not -> "not " + condition(not.part());
            case Condition.Tag tag -> words(tag.kind(), tag.values());
            case Condition.TagInFact in -> "your " + fact(in.fact());
            case Condition.Measure measure -> measure.name() + " " + match(measure.match(), measure.name());
            case Condition.Dated dated -> "dated " + match(dated.match(), "");
            case Condition.Recorded recorded -> ("recorded " + match(recorded.match(), "")
                    + recorded.within().map(p -> "within " + period(p)).orElse("")).trim();
            case Condition.Held held -> held.kinds().stream().sorted()
                    .map(k -> scheme.vocabulary().artefacts().getOrDefault(k, k)).collect(Collectors.joining(" or "))
                    + (held.where().equals(Condition.ALWAYS) ? "" : " of " + condition(held.where()));
            case Condition.Linked linked -> linked.kinds().stream().sorted()
                    .map(k -> scheme.vocabulary().artefacts().getOrDefault(k, k)).collect(Collectors.joining(" or "));
            case Condition.Fact fact -> fact(fact.name()) + " " + match(fact.match(), fact.name());
        };
    }

    private String join(List<Condition> parts, String with) {
        return parts.stream().map(this::condition).filter(s -> !s.isEmpty()).collect(Collectors.joining(with));
    }

    private String words(String kind, Set<String> values) {
        return values.stream().sorted().map(v -> scheme.vocabulary().title(kind, v).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    private String match(Match match, String fact) {
        return switch (match) {
            case Match.OneOf one -> "is " + one.values().stream().sorted().map(v -> value(fact, v))
                    .collect(Collectors.joining(" or "));
            case Match.Bounds number -> List.of(
                            number.atLeast().map(n -> "at least " + plain(n)).orElse(""),
                            number.above().map(n -> "above " + plain(n)).orElse(""),
                            number.atMost().map(n -> "at most " + plain(n)).orElse(""),
                            number.below().map(n -> "below " + plain(n)).orElse(""),
                            number.multipleOf().map(n -> "a multiple of " + plain(n)).orElse(""))
                    .stream().filter(s -> !s.isEmpty()).collect(Collectors.joining(" and "));
            case Match.Day day -> (day.from().map(d -> "from " + moment(d)).orElse("")
                    + day.until().map(d -> " until " + moment(d)).orElse("")).trim();
            case Match.Known known -> known.known() ? "is known" : "is not known";
        };
    }

    private String value(String fact, String value) {
        if (value.equals("true")) {
            return "yes";
        }
        if (value.equals("false")) {
            return "no";
        }
        Vocabulary.FactKind kind = scheme.vocabulary().facts().get(fact);
        return kind == null ? value : kind.values().getOrDefault(value, value);
    }

    String amount(Amount amount) {
        return switch (amount) {
            case Amount.Fixed fixed -> plain(fixed.value());
            case Amount.Fact fact -> "your " + fact(fact.name());
            case Amount.NumberOf count -> "the number of your " + fact(count.fact());
            case Amount.Table table -> table.rows().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .map(e -> amount(e.getValue()) + " (" + value(table.fact(), e.getKey()) + ")")
                    .collect(Collectors.joining(", "))
                    + table.otherwise().map(o -> ", otherwise " + amount(o)).orElse("");
            case Amount.Cases cases -> cases.cases().stream()
                    .map(c -> amount(c.value()) + " (if " + condition(c.who()) + ")").collect(Collectors.joining(", "))
                    + cases.otherwise().map(o -> ", otherwise " + amount(o)).orElse("");
            case Amount.Steps steps -> "by steps of " + amount(steps.on());
            case Amount.ByYear years -> "by the year: " + new java.util.TreeMap<>(years.years()).entrySet().stream()
                    .map(e -> e.getKey() + " " + amount(e.getValue())).collect(Collectors.joining(", "));
            case Amount.Percent percent -> plain(percent.percent()) + "% of " + amount(percent.of());
            case Amount.Needed needed -> "what \"" + title(needed.requirement()) + "\" needs";
            case Amount.Earned earned -> "what is earned for \"" + title(earned.requirement()) + "\"";
            case Amount.Combined combined -> combined.parts().stream().map(this::amount)
                    .collect(Collectors.joining(switch (combined.arithmetic()) {
                        case SUM -> " + ";
                        case PRODUCT -> " × ";
                        case DIFFERENCE -> " − ";
                        case QUOTIENT -> " ÷ ";
                        case HIGHEST -> " or, if more, ";
                        case LOWEST -> " or, if less, ";
                    }));
            case Amount.Rounded rounded -> amount(rounded.part());
            case Amount.Months months -> "the months" + months(months);
            case Amount.Prorata prorata -> amount(prorata.part()) + ", pro rata for the time" + months(prorata.months());
            case Amount.Segments segments -> segments.rates().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .map(e -> amount(e.getValue()) + " a year (" + value(segments.fact(), e.getKey()) + ")")
                    .collect(Collectors.joining(" + "));
            case Amount.Owed owed -> "what is owed for \"" + title(owed.requirement()) + "\"";
        };
    }

    private String months(Amount.Months months) {
        return (months.when().equals(Condition.ALWAYS) ? "" : " in which " + condition(months.when()))
                + months.from().map(m -> " from " + moment(m)).orElse("")
                + months.to().map(m -> " until " + moment(m)).orElse("");
    }

    private String title(String requirement) {
        return scheme.versions().stream().flatMap(v -> v.requirement(requirement).stream()).findFirst()
                .map(Requirement::title).orElse(requirement);
    }

    String window(Window window) {
        return switch (window) {
            case Window.WholePeriod _, Window.Either _ -> "";
            case Window.EachYear each -> " in each year" + each.lending().map(l -> ", up to " + amount(l.atMost())
                    + " of a surplus serving " + switch (l.to()) {
                        case EITHER -> "the year before or after";
                        case NEXT -> "the year after";
                        case PREVIOUS -> "the year before";
                    }).orElse("");
            case Window.EachMonths each -> " in each " + span(each.months());
            case Window.Last last -> " in the last " + span(last.months());
            case Window.Consecutive consecutive -> " in any " + consecutive.years() + " consecutive years";
            case Window.Between between -> " from " + moment(between.from()) + " to " + moment(between.to());
            case Window.Lifetime _ -> ", once";
            case Window.Clock clock -> " every " + span(clock.months());
            case Window.EveryPeriods every -> " in every " + every.every() + ". period";
        };
    }

    private static String span(int months) {
        return months % 12 == 0 ? (months == 12 ? "year" : months / 12 + " years") : months + " months";
    }

    private String moment(Moment moment) {
        String day = switch (moment) {
            case Moment.PeriodStart _ -> "the period's first day";
            case Moment.PeriodEnd _ -> "the period's last day";
            case Moment.AsAt _ -> "today";
            case Moment.WindowStart _ -> "the first day";
            case Moment.WindowEnd _ -> "the last day";
            case Moment.On on -> on.day().toString();
            case Moment.OfFact fact -> fact(fact.fact());
            case Moment.Cases cases -> cases.cases().stream()
                    .map(c -> moment(c.day()) + " (if " + condition(c.who()) + ")").collect(Collectors.joining(", "))
                    + ", otherwise " + moment(cases.otherwise());
        };
        java.time.Period plus = moment.plus();
        if (plus.isZero()) {
            return day;
        }
        return plus.isNegative() ? period(plus.negated()) + " before " + day : period(plus) + " after " + day;
    }

    private static String period(java.time.Period period) {
        String months = period.toTotalMonths() == 0 ? "" : span((int) period.toTotalMonths());
        long rest = period.get(ChronoUnit.DAYS);
        String days = rest == 0 ? "" : rest + (rest == 1 ? " day" : " days");
        return months.isEmpty() || days.isEmpty() ? months + days : months + " and " + days;
    }

    private static String plain(BigDecimal value) {
        return Amounts.trim(value).toPlainString();
    }
}
