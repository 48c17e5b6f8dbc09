package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Counts credit towards one requirement, after the caps that bear on it: inner ones first, in the declared order. */
final class Counter {

    private final Version version;
    private final List<Entry> entries;
    private final Questions questions;
    private final Amounts amounts;
    private final Unit unit;
    private final Period period;

    Counter(Version version, List<Entry> entries, Questions questions, Amounts amounts, Unit unit, Period period) {
        this.version = version;
        this.entries = entries;
        this.questions = questions;
        this.amounts = amounts;
        this.unit = unit;
        this.period = period;
    }

    /** What is counted of each entry. */
    static final class Counted {
        final List<Entry> entries;
        final List<BigDecimal> amounts;
        final boolean unknown;

        Counted(List<Entry> entries, List<BigDecimal> amounts) {
            this(entries, amounts, false);
        }

        /** @param unknown whether a cap could not be worked out, so that less may count */
        Counted(List<Entry> entries, List<BigDecimal> amounts, boolean unknown) {
            this.unknown = unknown;
            this.entries = entries;
            this.amounts = amounts;
        }

        BigDecimal total() {
            BigDecimal total = BigDecimal.ZERO;
            for (BigDecimal amount : amounts) {
                total = total.add(amount);
            }
            return total;
        }
    }

    /** The entries of the window that the condition selects. Carried credit serves windows of this period only. */
    List<Entry> select(Condition of, Span window) {
        List<Entry> selected = new ArrayList<>();
        for (Entry entry : entries) {
            if (placed(entry, window) && !entry.refused && questions.entry(of, entry) == Truth.YES) {
                selected.add(entry);
            }
        }
        return selected;
    }

    boolean placed(Entry entry, Span window) {
        return window.contains(entry.date)
                && (entry.source.equals(Entry.ACTIVITY) || !window.from().isBefore(period.start()));
    }

    /** Credit of the selection before caps. */
    BigDecimal earned(Condition of, Span window) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Entry entry : select(of, window)) {
            sum = sum.add(entry.credited);
        }
        return sum;
    }

    Counted count(String requirement, Condition of, Optional<String> measure, Span window) {
        return count(requirement, select(of, window), measure, window);
    }

    Counted count(String requirement, List<Entry> selected, Optional<String> measure, Span window) {
        List<BigDecimal> counted = new ArrayList<>(selected.size());
        for (Entry entry : selected) {
            counted.add(measure.isPresent() ? Objects.requireNonNullElse(entry.measure(measure.get()), BigDecimal.ZERO) : entry.credited);
        }
        List<BigDecimal> before = List.copyOf(counted);
        Pools pools = new Pools();
        boolean unknown = false;
        for (Limit limit : version.limits()) {
            if (limit.measure().equals(measure) && bears(limit, requirement)) {
                Truth who = questions.member(limit.who(), window);
                unknown |= who == Truth.UNKNOWN;
                unknown |= who == Truth.YES && !apply(limit, selected, counted, window, pools);
            }
        }
        List<BigDecimal> kept = pools.cross() ? pools.most(selected, before).orElse(counted) : counted;
        pools.explain(selected, before, kept);
        return new Counted(selected, kept, unknown);
    }

    private static boolean bears(Limit limit, String requirement) {
        return limit.in().isEmpty() || limit.in().contains(requirement);
    }

    boolean limits(Limit limit, String requirement, Span window) {
        return bears(limit, requirement)
                && questions.member(limit.who(), window) == Truth.YES;
    }

    /** False where it is not known how much counts. */
    private boolean apply(Limit limit, List<Entry> selected, List<BigDecimal> counted, Span window, Pools pools) {
        Map<Object, List<Integer>> groups = new HashMap<>();
        for (int i = 0; i < selected.size(); i++) {
            Entry entry = selected.get(i);
            if (questions.entry(limit.of(), entry) == Truth.YES) {
                for (Object key : keys(limit, entry)) {
                    groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
                }
            }
        }
        boolean known = true;
        for (List<Integer> group : groups.values()) {
            known &= cut(limit, group, selected, counted, window(limit, selected.get(group.getFirst()), window), pools);
        }
        return known;
    }

    /** A cap for each year is worked out for the year of the enrolment in which the entry lies. */
    Span window(Limit limit, Entry entry, Span otherwise) {
        if (limit.per() != Limit.Per.YEAR) {
            return otherwise;
        }
        int year = Months.year(period.start(), entry.date);
        return new Span(period.start().plusYears(year), period.start().plusYears(year + 1L).minusDays(1));
    }

    /** Which pools of the cap the entry falls into: several where it carries several of the tags that have their own. */
    List<Object> keys(Limit limit, Entry entry) {
        Object when = switch (limit.per()) {
            case ACTIVITY -> entry.id;
            case DAY -> entry.date;
            case MONTH -> YearMonth.from(entry.date);
            case YEAR -> Months.year(period.start(), entry.date);
            case WINDOW -> "";
        };
        if (limit.each().isEmpty()) {
            return List.of(when);
        }
        Set<String> values = entry.values(limit.each().get());
        List<Object> keys = new ArrayList<>(values.size());
        for (String value : values) {
            keys.add(List.of(value, when));
        }
        return keys;
    }

    private boolean cut(Limit limit, List<Integer> group, List<Entry> selected, List<BigDecimal> counted, Span window,
            Pools pools) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i : group) {
            sum = sum.add(counted.get(i));
        }
        Optional<BigDecimal> ceiling = ceiling(limit, sum, counted, window);
        if (ofEarned(limit)) {
            pools.moving();
        }
        if (ceiling.isEmpty()) {
            return ofEarned(limit);
        }
        boolean over = sum.compareTo(ceiling.get()) > 0;
        pools.add(new Pools.Pool(group, ceiling.get(), Reason.of("limit",
                limit.title() + " count up to " + of(limit, ceiling.get()) + per(limit), limit.clause())), over);
        if (!over) {
            return true;
        }
        group.sort((a, b) -> order(selected.get(a), selected.get(b)));
        BigDecimal left = ceiling.get();
        for (int i : group) {
            BigDecimal amount = counted.get(i);
            BigDecimal kept = amount.min(left);
            left = left.subtract(kept);
            if (kept.compareTo(amount) < 0) {
                counted.set(i, kept);
            }
        }
        return true;
    }

    private static boolean ofEarned(Limit limit) {
        return limit.atMost() instanceof Amount.Percent percent && percent.of() instanceof Amount.Earned;
    }

    private String of(Limit limit, BigDecimal amount) {
        return limit.measure().map(m -> Amounts.trim(amount).toPlainString() + " " + m).orElseGet(() -> unit.of(amount));
    }

    private static String per(Limit limit) {
        return switch (limit.per()) {
            case ACTIVITY -> " for one activity";
            case DAY -> " a day";
            case MONTH -> " a month";
            case YEAR -> " a year";
            case WINDOW -> limit.each().isPresent() ? " for each " + limit.each().get() : "";
        };
    }

    /** A share of what was earned refers to itself: x may be at most p of x and the rest together. */
    Optional<BigDecimal> ceiling(Limit limit, BigDecimal capped, List<BigDecimal> counted, Span window) {
        if (limit.atMost() instanceof Amount.Percent percent && ofEarned(limit)) {
            BigDecimal all = BigDecimal.ZERO;
            for (BigDecimal amount : counted) {
                all = all.add(amount);
            }
            BigDecimal rest = all.subtract(capped);
            BigDecimal others = new BigDecimal(100).subtract(percent.percent());
            return others.signum() <= 0
                    ? Optional.empty()
                    : Optional.of(Amounts.divide(rest.multiply(percent.percent()), others));
        }
        return amounts.of(limit.atMost(), window);
    }

    /** Carried credit is used first, the oldest first; then by date. */
    static int order(Entry a, Entry b) {
        boolean carriedA = a.source.equals(Entry.CARRIED);
        boolean carriedB = b.source.equals(Entry.CARRIED);
        if (carriedA != carriedB) {
            return carriedA ? -1 : 1;
        }
        LocalDate dayA = a.earned;
        int byDay = dayA.compareTo(b.earned);
        return byDay != 0 ? byDay : a.id.compareTo(b.id);
    }
}
