package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Conditions, amounts and windows in words. */
final class Phrases {

    /** What the engine knows of the period without being told. */
    private static final Map<String, String> OWN = Map.of("period-start", "the period's first day", "period-end", "the period's last day",
            "period-number", "the period's number");
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Scheme scheme;

    Phrases(Scheme scheme) {
        this.scheme = scheme;
    }

    /** A fact by its title, marked off: titles are whole phrases, with "or" and commas in them. */
    String fact(String name) {
        String own = OWN.get(name);
        if (own != null) {
            return own;
        }
        Vocabulary.FactKind kind = scheme.vocabulary().facts().get(name);
        return "“" + (kind == null ? name.replace('_', ' ') : kind.title()) + "”";
    }

    /** A title inside a sentence: an abbreviation at its beginning stays as it is. */
    static String inside(String title) {
        boolean word = title.length() > 1 && Character.isUpperCase(title.charAt(0)) && Character.isLowerCase(title.charAt(1));
        return word ? Character.toLowerCase(title.charAt(0)) + title.substring(1) : title;
    }

    /** The plural that a measure of activities goes by. */
    String measure(String name) {
        return inside(scheme.vocabulary().measures().getOrDefault(name, name.replace('-', ' ').replace('_', ' ')));
    }

    String artefacts(Set<String> kinds) {
        return kinds.stream().sorted().map(k -> inside(scheme.vocabulary().artefacts().getOrDefault(k, k))).collect(Collectors.joining(" or "));
    }

    String condition(Condition condition) {
        return switch (condition) {
            case Condition.All all -> join(all.parts(), " and ");
            case Condition.Any any -> join(any.parts(), " or ");
            case Condition.Not not -> several(not.part()) ? "not (" + condition(not.part()) + ")" : "not " + condition(not.part());
            case Condition.Tag tag -> words(tag.kind(), tag.values());
            case Condition.TagInFact in -> "your " + fact(in.fact());
            case Condition.Measure measure -> measure(measure.name()) + " " + match(measure.match(), measure.name());
            case Condition.Dated dated -> "dated " + match(dated.match(), "");
            case Condition.Recorded recorded -> ("recorded " + match(recorded.match(), "")
                    + recorded.within().map(p -> "within " + period(p)).orElse("")).trim();
            case Condition.Held held -> artefacts(held.kinds())
                    + (held.where().equals(Condition.ALWAYS) ? "" : " (" + condition(held.where()) + ")");
            case Condition.Linked linked -> artefacts(linked.kinds());
            case Condition.Fact fact -> fact(fact.name()) + " " + is(fact) + when(fact.when());
        };
    }

    /** What is itself of several parts stands in brackets, so that nobody has to know which of "and" and "or" binds closer. */
    private String join(List<Condition> parts, String with) {
        return parts.stream()
                .map(part -> parts.size() > 1 && several(part) ? "(" + condition(part) + ")" : condition(part))
                .filter(s -> !s.isEmpty()).collect(Collectors.joining(with));
    }

    private static boolean several(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.parts().size() > 1;
            case Condition.Any any -> any.parts().size() > 1;
            default -> false;
        };
    }

    private static String when(Condition.When when) {
        return switch (when) {
            case AT_END, AT_ACTIVITY -> "";
            case AT_START -> " on the first day";
            case EVER -> " at any time";
            case THROUGHOUT -> " throughout";
        };
    }

    private String is(Condition.Fact fact) {
        return switch (fact.match()) {
            case Match.OneOf one when one.values().equals(Set.of("true")) -> "applies";
            case Match.OneOf one when one.values().equals(Set.of("false")) -> "does not apply";
            case Match.OneOf _, Match.Known _ -> match(fact.match(), fact.name());
            case Match.Bounds _, Match.Day _ -> "is " + match(fact.match(), fact.name());
        };
    }

    private String words(String kind, Set<String> values) {
        return values.stream().sorted().map(v -> inside(scheme.vocabulary().title(kind, v)))
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
            case Match.Day day when day.from().isPresent() && day.until().isPresent() ->
                "from " + moment(day.from().get()) + " to " + moment(day.until().get());
            case Match.Day day -> day.from().map(d -> "on or after " + moment(d)).or(() -> day.until().map(d -> "on or before " + moment(d))).orElse("");
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
            case Amount.Table table when yesNo(table.fact()) ->
                rows(table.rows(), table.fact(), v -> " (" + fact(table.fact()) + (v.equals("true") ? " applies" : " does not apply") + ")") + otherwise(table.otherwise());
            case Amount.Table table -> listed(table.fact())
                    ? rows(table.rows(), table.fact(), v -> " (" + value(table.fact(), v) + ")") + otherwise(table.otherwise())
                    : rows(table.rows(), table.fact(), v -> " for " + v) + otherwise(table.otherwise()) + ", by " + fact(table.fact());
            case Amount.Cases cases -> cases.cases().stream()
                    .map(c -> amount(c.value()) + " (if " + condition(c.who()) + ")").collect(Collectors.joining(", "))
                    + otherwise(cases.otherwise());
            case Amount.Steps steps -> steps(steps.steps()) + "; otherwise " + amount(steps.otherwise()) + "; by " + amount(steps.on());
            case Amount.ByYear years -> "by the year: " + new java.util.TreeMap<>(years.years()).entrySet().stream()
                    .map(e -> e.getKey() + " " + amount(e.getValue())).collect(Collectors.joining(", "));
            case Amount.Percent percent -> plain(percent.percent()) + "% of " + amount(percent.of());
            case Amount.Needed needed -> "what “" + title(needed.requirement()) + "” asks for";
            case Amount.Earned earned -> "what is earned for “" + title(earned.requirement()) + "”";
            case Amount.Combined combined -> combined.parts().stream().map(this::bracketed)
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
            case Amount.Prorata prorata -> amount(prorata.part()) + ", in proportion to the time" + months(prorata.months());
            case Amount.Segments segments -> segments.rates().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(e -> amount(e.getValue()) + " a year (" + value(segments.fact(), e.getKey()) + ")")
                    .collect(Collectors.joining(" + "));
            case Amount.Owed owed -> "what is owed for “" + title(owed.requirement()) + "”";
        };
    }

    private String bracketed(Amount part) {
        return part instanceof Amount.Table || part instanceof Amount.Cases || part instanceof Amount.Steps ? "(" + amount(part) + ")" : amount(part);
    }

    boolean yesNo(String fact) {
        return Optional.ofNullable(scheme.vocabulary().facts().get(fact)).filter(kind -> kind.kind() == Vocabulary.Kind.YES_NO).isPresent();
    }

    private boolean listed(String fact) {
        return Optional.ofNullable(scheme.vocabulary().facts().get(fact)).filter(kind -> !kind.values().isEmpty()).isPresent();
    }

    /** In the order in which the scheme lists the values, else by size. */
    private String rows(Map<String, Amount> rows, String fact, UnaryOperator<String> of) {
        List<String> order = Optional.ofNullable(scheme.vocabulary().facts().get(fact)).map(kind -> List.copyOf(kind.values().keySet())).orElse(List.of());
        return rows.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Amount> row) -> order.indexOf(row.getKey()))
                        .thenComparingInt(row -> row.getKey().length()).thenComparing(Map.Entry::getKey))
                .map(row -> amount(row.getValue()) + of.apply(row.getKey())).collect(Collectors.joining(", "));
    }

    String steps(List<Amount.Step> steps) {
        return steps.stream().map(step -> amount(step.value()) + " if " + match(step.bound(), "")).collect(Collectors.joining("; "));
    }

    private String otherwise(Optional<Amount> amount) {
        return amount.map(value -> ", otherwise " + amount(value)).orElse("");
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
            case Window.Between(Moment.PeriodStart from, Moment.PeriodStart to) when from.plus().isZero() && to.plus().get(ChronoUnit.DAYS) == -1 && to.plus().toTotalMonths() > 0 ->
                " in the first " + span(Math.toIntExact(to.plus().toTotalMonths())) + " of the period";
            case Window.Between between -> ", from " + moment(between.from()) + " to " + moment(between.to());
            case Window.Lifetime _ -> ", once";
            case Window.Clock clock -> " every " + span(clock.months());
            case Window.EveryPeriods every -> " in every " + every.every() + ". period";
        };
    }

    static String span(int months) {
        return months % 12 == 0 ? (months == 12 ? "year" : months / 12 + " years") : months == 1 ? "month" : months + " months";
    }

    private String moment(Moment moment) {
        String day = switch (moment) {
            case Moment.PeriodStart _ -> "the period's first day";
            case Moment.PeriodEnd _ -> "the period's last day";
            case Moment.AsAt _ -> "today";
            case Moment.WindowStart _ -> "the first day";
            case Moment.WindowEnd _ -> "the last day";
            case Moment.On on -> DAY.format(on.day());
            case Moment.OfFact fact -> fact(fact.fact());
            case Moment.Edge edge -> edge.on().words + (edge.of().plus().isZero() ? " of " : " ") + moment(edge.of());
            case Moment.Cases cases -> cases.cases().stream()
                    .map(c -> moment(c.day()) + " (if " + condition(c.who()) + ")").collect(Collectors.joining(", "))
                    + ", otherwise " + moment(cases.otherwise());
        };
        java.time.Period plus = moment.plus();
        if (plus.isZero()) {
            return day;
        }
        long months = plus.toTotalMonths();
        boolean before = months < 0 || (months == 0 && plus.get(ChronoUnit.DAYS) < 0);
        return period(before ? plus.negated() : plus) + (before ? " before " : " after ") + day;
    }

    private static String period(java.time.Period period) {
        int months = Math.toIntExact(period.toTotalMonths());
        long days = period.get(ChronoUnit.DAYS);
        String whole = months == 0 ? "" : months == 12 ? "1 year" : months == 1 ? "1 month" : span(months);
        String rest = days == 0 ? "" : Math.abs(days) + (Math.abs(days) == 1 ? " day" : " days");
        return whole.isEmpty() || rest.isEmpty() ? whole + rest : whole + (days < 0 ? " less " : " and ") + rest;
    }

    private static String plain(BigDecimal value) {
        return Amounts.trim(value).toPlainString();
    }
}
