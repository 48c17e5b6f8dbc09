package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Works out amounts; an empty answer means that a fact is missing. */
final class Amounts {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Facts facts;
    private final Questions questions;
    private final MemberRecord record;
    private final BiFunction<String, Span, Optional<BigDecimal>> needed;
    private final BiFunction<String, Span, BigDecimal> earned;

    Amounts(Facts facts, Questions questions, MemberRecord record,
            BiFunction<String, Span, Optional<BigDecimal>> needed, BiFunction<String, Span, BigDecimal> earned) {
        this.facts = facts;
        this.questions = questions;
        this.record = record;
        this.needed = needed;
        this.earned = earned;
    }

    Optional<BigDecimal> of(Amount amount, Span window) {
        return switch (amount) {
            case Amount.Fixed fixed -> Optional.of(fixed.value());
            case Amount.Fact fact -> facts.on(fact.name(), window.to())
                    .map(values -> sum(values))
                    .or(() -> fact.otherwise().flatMap(other -> otherwise(other, window)));
            case Amount.NumberOf count -> facts.on(count.fact(), window.to()).map(v -> new BigDecimal(v.size()));
            case Amount.Table table -> table(table, window);
            case Amount.Cases cases -> cases(cases, window);
            case Amount.Steps steps -> of(steps.on(), window).flatMap(on -> steps(steps, on, window));
            case Amount.ByYear years -> {
                Amount year = years.years().get(window.from().getYear());
                yield year != null ? of(year, window) : years.otherwise().flatMap(o -> of(o, window));
            }
            case Amount.Percent percent -> of(percent.of(), window).map(base -> trim(base.multiply(percent.percent())
                    .divide(HUNDRED)));
            case Amount.Needed other -> needed.apply(other.requirement(), window);
            case Amount.Earned other -> Optional.of(earned.apply(other.requirement(), window));
            case Amount.Combined combined -> combined(combined, window);
            case Amount.Rounded rounded -> of(rounded.part(), window).map(rounded.rounding()::apply);
            case Amount.Months months -> months(months, window);
            case Amount.Prorata prorata -> prorata(prorata, window);
            case Amount.Segments segments -> segments(segments, window);
            case Amount.Owed owed -> Optional.of(record.owed().stream()
                    .filter(o -> o.requirement().equals(owed.requirement()) && o.since().isBefore(window.from()))
                    .map(Owed::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
        };
    }

    private Optional<BigDecimal> otherwise(Amount other, Span window) {
        facts.takeMissing();
        return of(other, window);
    }

    private static BigDecimal sum(List<String> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String value : values) {
            sum = sum.add(Facts.parseNumber(value).orElse(BigDecimal.ZERO));
        }
        return sum;
    }

    private Optional<BigDecimal> table(Amount.Table table, Span window) {
        Optional<List<String>> values = facts.on(table.fact(), window.to());
        if (values.isEmpty()) {
            return table.otherwise().flatMap(o -> otherwise(o, window));
        }
        Optional<BigDecimal> found = Optional.empty();
        for (String value : values.get()) {
            Amount row = table.rows().get(value);
            if (row != null) {
                Optional<BigDecimal> next = of(row, window);
                if (next.isEmpty()) {
                    return next;
                }
                found = Optional.of(found.map(f -> combine(table.combine(), f, next.get())).orElse(next.get()));
            }
        }
        return found.or(() -> table.otherwise().flatMap(o -> of(o, window)));
    }

    private static BigDecimal combine(Amount.Combine how, BigDecimal a, BigDecimal b) {
        return switch (how) {
            case HIGHEST -> a.max(b);
            case LOWEST -> a.min(b);
            case SUM -> a.add(b);
        };
    }

    private Optional<BigDecimal> cases(Amount.Cases cases, Span window) {
        for (Amount.Case one : cases.cases()) {
            Truth truth = questions.member(one.who(), window);
            if (truth == Truth.UNKNOWN) {
                return Optional.empty();
            }
            if (truth == Truth.YES) {
                return of(one.value(), window);
            }
        }
        return cases.otherwise().flatMap(o -> of(o, window));
    }

    private Optional<BigDecimal> steps(Amount.Steps steps, BigDecimal on, Span window) {
        for (Amount.Step step : steps.steps()) {
            if (Questions.number(step.bound(), on)) {
                return of(step.value(), window);
            }
        }
        return of(steps.otherwise(), window);
    }

    private Optional<BigDecimal> combined(Amount.Combined combined, Span window) {
        Optional<BigDecimal> result = Optional.empty();
        for (Amount part : combined.parts()) {
            Optional<BigDecimal> next = of(part, window);
            if (next.isEmpty()) {
                return next;
            }
            BigDecimal value = next.get();
            result = Optional.of(result.map(r -> switch (combined.arithmetic()) {
                case SUM -> r.add(value);
                case PRODUCT -> r.multiply(value);
                case DIFFERENCE -> r.subtract(value).max(BigDecimal.ZERO);
                case QUOTIENT -> value.signum() == 0 ? BigDecimal.ZERO : divide(r, value);
                case HIGHEST -> r.max(value);
                case LOWEST -> r.min(value);
            }).orElse(value));
        }
        return result;
    }

    private Optional<BigDecimal> prorata(Amount.Prorata prorata, Span window) {
        Optional<BigDecimal> whole = of(prorata.part(), window);
        Optional<BigDecimal> months = months(prorata.months(), window);
        Optional<BigDecimal> outOf = prorata.outOf().isPresent()
                ? of(prorata.outOf().get(), window)
                : months(Condition.ALWAYS, prorata.months().counting(), window, window);
        if (whole.isEmpty() || months.isEmpty() || outOf.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal share = months.get().min(outOf.get());
        if (share.compareTo(outOf.get()) == 0) {
            return Optional.of(prorata.rounding().apply(whole.get()));
        }
        return Optional.of(prorata.rounding().apply(divide(whole.get().multiply(share), outOf.get())));
    }

    private Optional<BigDecimal> months(Amount.Months months, Span window) {
        Optional<LocalDate> from = months.from().isPresent()
                ? questions.moment(months.from().get(), window)
                : Optional.of(window.from());
        Optional<LocalDate> to = months.to().isPresent()
                ? questions.moment(months.to().get(), window)
                : Optional.of(window.to());
        if (months.from().filter(Moment::hangsOnAsAt).isPresent() || months.to().filter(Moment::hangsOnAsAt).isPresent() || questions.slides(window)) {
            questions.turns(questions.tomorrow());
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (to.get().isBefore(from.get())) {
            return Optional.of(BigDecimal.ZERO);
        }
        return new Span(from.get(), to.get()).intersect(window)
                .map(part -> months(months.when(), months.counting(), part, window))
                .orElse(Optional.of(BigDecimal.ZERO));
    }

    /**
     * Months, or days, of the part of the window in which the condition holds: stretches that touch are counted as one. Months
     * begun are those of the window, each once.
     */
    private Optional<BigDecimal> months(Condition when, Amount.Counting counting, Span part, Span window) {
        List<Span> held = new ArrayList<>();
        @Nullable LocalDate open = null;
        for (LocalDate day : changes(when, part)) {
            Truth truth = questions.member(when, new Span(day, day));
            if (truth == Truth.UNKNOWN) {
                return Optional.empty();
            }
            if (truth == Truth.YES && open == null) {
                open = day;
            }
            if (truth == Truth.NO && open != null) {
                held.add(new Span(open, day.minusDays(1)));
                open = null;
            }
        }
        if (open != null) {
            held.add(new Span(open, part.to()));
        }
        return Optional.of(BigDecimal.valueOf(switch (counting) {
            case STARTED -> Months.started(window, held);
            case COMPLETE -> held.stream().mapToLong(Months::complete).sum();
            case NEAREST -> held.stream().mapToLong(Months::nearest).sum();
            case DAYS -> held.stream().mapToLong(Span::days).sum();
        }));
    }

    /** The days of the window on which the answer can change: its first, and those on which a fact begins or has ended. */
    private NavigableSet<LocalDate> changes(Condition when, Span window) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        days.add(window.from());
        for (String name : Questions.factsOf(when)) {
            for (Fact stretch : facts.timeline(name)) {
                stretch.from().ifPresent(days::add);
                stretch.to().ifPresent(to -> days.add(to.plusDays(1)));
            }
        }
        days.removeIf(day -> !window.contains(day));
        return days;
    }

    private Optional<BigDecimal> segments(Amount.Segments segments, Span window) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Span year : window.years()) {
            Optional<List<String>> values = facts.on(segments.fact(), year.to());
            if (values.isEmpty()) {
                return Optional.empty();
            }
            for (Map.Entry<String, Amount> rate : segments.rates().entrySet()) {
                if (values.get().contains(rate.getKey())) {
                    Optional<BigDecimal> amount = of(rate.getValue(), year);
                    if (amount.isEmpty()) {
                        return amount;
                    }
                    sum = sum.add(amount.get());
                }
            }
        }
        return Optional.of(segments.rounding().apply(sum));
    }

    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        return trim(a.divide(b, MathContext.DECIMAL64));
    }

    static BigDecimal trim(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
