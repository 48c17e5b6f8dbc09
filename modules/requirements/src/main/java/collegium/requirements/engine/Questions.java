package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers conditions about the member and about entries. */
final class Questions {

    /** How many days are looked ahead for a day on which an answer turns: a century. */
    private static final int FAR = 36_525;

    private final Facts facts;
    private final List<Artefact> artefacts;
    private final LocalDate asOf;
    private final Map<String, Set<String>> linked = new HashMap<>();
    private @Nullable LocalDate turns;

    Questions(Facts facts, List<Artefact> artefacts, LocalDate asOf) {
        this.facts = facts;
        this.artefacts = artefacts;
        this.asOf = asOf;
        for (Artefact artefact : artefacts) {
            if (artefact.activity().isPresent() && !artefact.date().isAfter(asOf)) {
                linked.computeIfAbsent(artefact.activity().get(), _ -> new HashSet<>()).add(artefact.kind());
            }
        }
    }

    /** The next day on which time alone turns one of the answers given so far. */
    Optional<LocalDate> turns() {
        return Optional.ofNullable(turns);
    }

    LocalDate tomorrow() {
        return asOf.plusDays(1);
    }

    /** Notes that time alone may turn an answer on a day. */
    void turns(LocalDate day) {
        if (day.isAfter(asOf) && (turns == null || day.isBefore(turns))) {
            turns = day;
        }
    }

    Truth member(Condition condition, Span window) {
        return switch (condition) {
            case Condition.All all -> {
                Truth truth = Truth.YES;
                for (Condition part : all.parts()) {
                    truth = truth.and(member(part, window));
                    if (truth == Truth.NO) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Any any -> {
                Truth truth = Truth.NO;
                for (Condition part : any.parts()) {
                    truth = truth.or(member(part, window));
                    if (truth == Truth.YES) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Not not -> member(not.part(), window).not();
            case Condition.Fact fact -> fact(fact, window);
            case Condition.Held held -> artefacts.stream()
                    .filter(a -> held.kinds().contains(a.kind()) && !a.date().isAfter(asOf) && !a.date().isAfter(window.to()))
                    .map(a -> artefact(held.where(), a, window))
                    .reduce(Truth.NO, Truth::or);
            case Condition.Tag _, Condition.TagInFact _, Condition.Measure _, Condition.Dated _, Condition.Recorded _,
                    Condition.Linked _ -> Truth.NO;
        };
    }

    Truth entry(Condition condition, Entry entry) {
        return switch (condition) {
            case Condition.All all -> {
                Truth truth = Truth.YES;
                for (Condition part : all.parts()) {
                    truth = truth.and(entry(part, entry));
                    if (truth == Truth.NO) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Any any -> {
                Truth truth = Truth.NO;
                for (Condition part : any.parts()) {
                    truth = truth.or(entry(part, entry));
                    if (truth == Truth.YES) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Not not -> entry(not.part(), entry).not();
            case Condition.Tag tag -> Truth.of(entry.has(tag.kind(), tag.values()));
            case Condition.TagInFact in -> {
                Optional<List<String>> values = facts.on(in.fact(), entry.date());
                yield values.isEmpty() ? Truth.UNKNOWN : Truth.of(entry.has(in.kind(), values.get()));
            }
            case Condition.Measure measure -> {
                BigDecimal amount = entry.measure(measure.name());
                yield amount == null
                        ? Truth.of(measure.match() instanceof Match.Known known && !known.known())
                        : Truth.of(number(measure.match(), amount));
            }
            case Condition.Dated dated -> day(dated.match(), entry.date(), false, entry.period);
            case Condition.Recorded recorded -> recorded(recorded, entry);
            case Condition.Held held -> member(held, new Span(entry.period.from(), entry.date()));
            case Condition.Linked kinds -> {
                Set<String> held = linked.isEmpty() ? null : linked.get(entry.id());
                yield Truth.of(held != null && held.stream().anyMatch(kinds.kinds()::contains));
            }
            case Condition.Fact fact ->
                fact(fact, fact.when() == Condition.When.AT_ACTIVITY ? new Span(entry.date(), entry.date()) : entry.period);
        };
    }

    private Truth fact(Condition.Fact fact, Span window) {
        return switch (fact.when()) {
            case AT_END, AT_ACTIVITY -> on(fact, window.to(), window);
            case AT_START -> on(fact, window.from(), window);
            case EVER -> across(fact, window, false);
            case THROUGHOUT -> across(fact, window, true);
        };
    }

    private Truth on(Condition.Fact fact, LocalDate day, Span window) {
        Optional<List<String>> values = facts.on(fact.name(), day);
        if (fact.match() instanceof Match.Known known) {
            facts.takeMissing();
            return Truth.of(values.isPresent() == known.known());
        }
        return values.map(v -> matches(fact, v, window)).orElse(Truth.UNKNOWN);
    }

    private Truth across(Condition.Fact fact, Span window, boolean throughout) {
        boolean any = false;
        boolean all = true;
        boolean covered = false;
        for (Fact stretch : facts.timeline(fact.name())) {
            if (stretch.overlaps(window)) {
                covered = true;
                boolean matches = matches(fact, stretch.values(), window) == Truth.YES;
                any |= matches;
                all &= matches;
            }
        }
        if (!covered) {
            return on(fact, window.to(), window);
        }
        return Truth.of(throughout ? all && on(fact, window.from(), window) == Truth.YES : any);
    }

    /** The facts that a condition asks for. */
    static Set<String> factsOf(Condition condition) {
        Set<String> names = new HashSet<>();
        switch (condition) {
            case Condition.All all -> all.parts().forEach(p -> names.addAll(factsOf(p)));
            case Condition.Any any -> any.parts().forEach(p -> names.addAll(factsOf(p)));
            case Condition.Not not -> names.addAll(factsOf(not.part()));
            case Condition.Fact fact -> names.add(fact.name());
            case Condition.TagInFact in -> names.add(in.fact());
            case Condition.Tag _, Condition.Measure _, Condition.Dated _, Condition.Recorded _, Condition.Linked _,
                    Condition.Held _ -> {}
        }
        return names;
    }

    private Truth matches(Condition.Fact fact, List<String> values, Span window) {
        boolean today = fact.name().equals("as-at");
        Truth truth = Truth.NO;
        for (String value : values) {
            truth = truth.or(switch (fact.match()) {
                case Match.OneOf one -> Truth.of(one.values().contains(value));
                case Match.Bounds number -> Truth.of(Facts.parseNumber(value).map(n -> number(number, n)).orElse(false));
                case Match.Day day -> Facts.parseDay(value).map(d -> day(day, d, today, window)).orElse(Truth.NO);
                case Match.Known known -> Truth.of(known.known());
            });
            if (truth == Truth.YES) {
                break;
            }
        }
        return truth;
    }

    /** Whether an artefact meets a condition. */
    Truth artefact(Condition where, Artefact artefact, Span window) {
        long day = artefact.date().toEpochDay();
        return entry(where, new Entry(new Claim.Plain(artefact.id(), Map.of(), artefact.tags()), day, day, Entry.ACTIVITY, null,
                window));
    }

    static boolean number(Match match, BigDecimal value) {
        return switch (match) {
            case Match.Bounds bounds -> (bounds.atLeast().isEmpty() || value.compareTo(bounds.atLeast().get()) >= 0)
                    && (bounds.above().isEmpty() || value.compareTo(bounds.above().get()) > 0)
                    && (bounds.atMost().isEmpty() || value.compareTo(bounds.atMost().get()) <= 0)
                    && (bounds.below().isEmpty() || value.compareTo(bounds.below().get()) < 0)
                    && (bounds.multipleOf().isEmpty() || value.remainder(bounds.multipleOf().get()).signum() == 0);
            case Match.OneOf one -> one.values().contains(value.stripTrailingZeros().toPlainString());
            case Match.Known known -> known.known();
            case Match.Day _ -> false;
        };
    }

    /** Unknown where a bound hangs on a fact that is missing. */
    private Truth day(Match.Day match, LocalDate day, boolean today, Span window) {
        Truth truth = Truth.YES;
        if (match.from().isPresent()) {
            truth = bounded(match.from().get(), day, today, window, true);
        }
        if (truth != Truth.NO && match.until().isPresent()) {
            truth = truth.and(bounded(match.until().get(), day, today, window, false));
        }
        return truth;
    }

    /** Whether a day lies on the right side of a bound; where one of them moves with time, when that turns is noted. */
    private Truth bounded(Moment moment, LocalDate day, boolean today, Span window, boolean from) {
        Optional<LocalDate> bound = moment(moment, window);
        if (bound.isEmpty()) {
            return Truth.UNKNOWN;
        }
        boolean moves = moves(moment, window);
        if (today && !moves) {
            turns(from ? bound.get() : bound.get().plusDays(1));
        } else if (!today && moves) {
            first(at -> moment(moment, window, at).filter(b -> from ? b.isAfter(day) : !b.isBefore(day)).isPresent()).ifPresent(this::turns);
        }
        return Truth.of(from ? !day.isBefore(bound.get()) : !day.isAfter(bound.get()));
    }

    /** The first day after the one judged at for which it holds, where once it does it holds for all later ones. */
    Optional<LocalDate> first(Predicate<LocalDate> holds) {
        if (holds.test(asOf) || !holds.test(asOf.plusDays(FAR))) {
            return Optional.empty();
        }
        int before = 0;
        int after = FAR;
        while (after - before > 1) {
            int middle = (before + after) / 2;
            if (holds.test(asOf.plusDays(middle))) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return Optional.of(asOf.plusDays(after));
    }

    /** Whether the day moves with the day judged at. */
    private boolean moves(Moment moment, Span window) {
        return moment instanceof Moment.Edge edge ? moves(edge.of(), window) : moment.hangsOnAsAt() || ((moment instanceof Moment.WindowStart || moment instanceof Moment.WindowEnd) && slides(window));
    }

    boolean slides(Span window) {
        return window.to().equals(asOf) && !window.equals(facts.period().span());
    }

    /** What carries no day of recording was recorded when it was done. */
    private Truth recorded(Condition.Recorded recorded, Entry entry) {
        LocalDate day = entry.claim.recorded().orElseGet(entry::date);
        boolean soon = recorded.within().map(p -> !day.isAfter(entry.date().plus(p))).orElse(true);
        return soon ? day(recorded.match(), day, false, entry.period) : Truth.NO;
    }

    /** The day; empty where a fact that it hangs on is missing. The last day of a span stays the last of so many months. */
    Optional<LocalDate> moment(Moment moment, Span window) {
        return moment(moment, window, asOf);
    }

    /** The same where it is judged at another day; a window that ends with the day judged at ends with that one. */
    Optional<LocalDate> moment(Moment moment, Span window, LocalDate at) {
        return switch (moment) {
            case Moment.PeriodStart _ -> Optional.of(facts.period().start().plus(moment.plus()));
            case Moment.PeriodEnd _ -> Optional.of(end(facts.period().end(), moment));
            case Moment.WindowStart _ -> Optional.of(moved(window.from(), window, at).plus(moment.plus()));
            case Moment.WindowEnd _ -> Optional.of(end(moved(window.to(), window, at), moment));
            case Moment.AsAt _ -> Optional.of(at.plus(moment.plus()));
            case Moment.On on -> Optional.of(on.day().plus(moment.plus()));
            case Moment.OfFact fact -> facts.day(fact.fact()).map(day -> day.plus(moment.plus()));
            case Moment.Edge edge -> moment(edge.of(), window, at).map(edge.on()::of);
            case Moment.Cases cases -> cases(cases, window, at).map(day -> day.plus(moment.plus()));
        };
    }

    private LocalDate moved(LocalDate day, Span window, LocalDate at) {
        return slides(window) ? day.plusDays(at.toEpochDay() - asOf.toEpochDay()) : day;
    }

    private static LocalDate end(LocalDate last, Moment moment) {
        return last.plusDays(1).plus(moment.plus()).minusDays(1);
    }

    private Optional<LocalDate> cases(Moment.Cases cases, Span window, LocalDate at) {
        for (Moment.Case one : cases.cases()) {
            switch (member(one.who(), window)) {
                case YES -> {
                    return moment(one.day(), window, at);
                }
                case UNKNOWN -> {
                    return Optional.empty();
                }
                case NO -> {}
            }
        }
        return moment(cases.otherwise(), window, at);
    }
}
