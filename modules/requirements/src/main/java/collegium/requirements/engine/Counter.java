package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Counts credit towards one requirement, after the caps that bear on it: inner ones first, in the declared order. */
final class Counter {

    final Entries entries;
    private final Questions questions;
    private final Amounts amounts;
    private final Unit unit;
    private final Period period;

    Counter(Entries entries, Questions questions, Amounts amounts, Unit unit, Period period) {
        this.entries = entries;
        this.questions = questions;
        this.amounts = amounts;
        this.unit = unit;
        this.period = period;
    }

    /** Credit of the selection before caps. */
    BigDecimal earned(Selection of, Span window) {
        return entries.credited().at(entries.select(of, window)).sum();
    }

    /** @param measure the ledger that is counted; empty for credit */
    Tally count(RequirementPlan plan, Selection of, Optional<String> measure, Span window) {
        return count(plan, entries.select(of, window), measure, window);
    }

    /** The same of entries already selected, in their order. */
    Tally count(RequirementPlan plan, int[] selected, Optional<String> measure, Span window) {
        Column counted = measure.isPresent() ? ledger(selected, measure.get()) : entries.credited().at(selected);
        if (plan.caps.isEmpty()) {
            return new Tally(entries.all, selected, counted);
        }
        Tally before = new Tally(entries.all, selected, counted.copy());
        Pools pools = new Pools(before);
        boolean unknown = false;
        for (VersionPlan.Cap cap : plan.caps) {
            Truth who = questions.member(cap.limit().who(), window);
            unknown |= who == Truth.UNKNOWN;
            unknown |= who == Truth.YES && !apply(cap, before, counted, window, pools);
        }
        Column kept = pools.cross() ? pools.most().orElse(counted) : counted;
        pools.explain(kept);
        return new Tally(entries.all, selected, kept, unknown);
    }

    private Column ledger(int[] selected, String measure) {
        BigDecimal[] measured = new BigDecimal[selected.length];
        for (int i = 0; i < selected.length; i++) {
            measured[i] = Objects.requireNonNullElse(entries.all[selected[i]].measure(measure), BigDecimal.ZERO);
        }
        return Column.of(measured);
    }

    /** Whether the cap bears on what the trial counts. */
    boolean bears(VersionPlan.Cap cap, Trial trial) {
        return trial.plan.caps.contains(cap) && questions.member(cap.limit().who(), trial.slot.span()) == Truth.YES;
    }

    /** False where it is not known how much counts. */
    private boolean apply(VersionPlan.Cap cap, Tally tally, Column counted, Span window, Pools pools) {
        boolean[] capped = entries.picked(cap.of());
        Limit limit = cap.limit();
        if (limit.per() == Limit.Per.WINDOW && limit.each().isEmpty()) {
            int[] members = new int[tally.size()];
            int size = 0;
            for (int i = 0; i < members.length; i++) {
                if (capped[tally.positions[i]]) {
                    members[size++] = i;
                }
            }
            return size == 0 || cut(limit, Arrays.copyOf(members, size), tally, counted, window, pools);
        }
        boolean known = true;
        for (List<Integer> pool : pools(limit, capped, tally)) {
            int[] members = pool.stream().mapToInt(i -> i).toArray();
            known &= cut(limit, members, tally, counted, window(limit, tally.entry(members[0]), window), pools);
        }
        return known;
    }

    private Collection<List<Integer>> pools(Limit limit, boolean[] capped, Tally tally) {
        Map<Object, List<Integer>> pools = new HashMap<>();
        for (int i = 0; i < tally.size(); i++) {
            if (capped[tally.positions[i]]) {
                for (Object key : keys(limit, tally.entry(i))) {
                    pools.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
                }
            }
        }
        return pools.values();
    }

    /** A cap for each year is worked out for the year of the enrolment in which the entry lies. */
    Span window(Limit limit, Entry entry, Span otherwise) {
        if (limit.per() != Limit.Per.YEAR) {
            return otherwise;
        }
        int year = Months.year(period.start(), entry.date());
        return new Span(period.start().plusYears(year), period.start().plusYears(year + 1L).minusDays(1));
    }

    /** Which pools of the cap the entry falls into: several where it carries several of the tags that have their own. */
    List<Object> keys(Limit limit, Entry entry) {
        Object when = switch (limit.per()) {
            case ACTIVITY -> entry.id();
            case DAY -> entry.date();
            case MONTH -> YearMonth.from(entry.date());
            case YEAR -> Months.year(period.start(), entry.date());
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

    private boolean cut(Limit limit, int[] members, Tally tally, Column counted, Span window, Pools pools) {
        BigDecimal sum = counted.sum(members);
        Optional<BigDecimal> ceiling = ceiling(limit, sum, counted, window);
        if (ofEarned(limit)) {
            pools.moving();
        }
        if (ceiling.isEmpty()) {
            return ofEarned(limit);
        }
        boolean over = sum.compareTo(ceiling.get()) > 0;
        pools.add(new Pools.Pool(members, ceiling.get(), new Why.Shared(() -> Reason.of("limit",
                limit.title() + " count up to " + of(limit, ceiling.get()) + per(limit), limit.clause()))), over);
        if (over) {
            counted.cut(inOrder(members, tally), ceiling.get());
        }
        return true;
    }

    static boolean ofEarned(Limit limit) {
        return limit.atMost() instanceof Amount.Percent percent && percent.of() instanceof Amount.Earned;
    }

    private String of(Limit limit, BigDecimal amount) {
        return limit.measure().map(m -> Amounts.trim(amount).toPlainString() + " " + m).orElseGet(() -> unit.of(amount));
    }

    /** As they are used up. Activities stand so already; carried credit goes before them. */
    private int[] inOrder(int[] members, Tally tally) {
        if (tally.entry(members[members.length - 1]).isActivity()) {
            return members;
        }
        return Arrays.stream(members).boxed()
                .sorted((a, b) -> Entry.order(tally.entry(a), tally.entry(b)))
                .mapToInt(i -> i).toArray();
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
    Optional<BigDecimal> ceiling(Limit limit, BigDecimal capped, Column counted, Span window) {
        if (limit.atMost() instanceof Amount.Percent percent && ofEarned(limit)) {
            BigDecimal rest = counted.sum().subtract(capped);
            BigDecimal others = new BigDecimal(100).subtract(percent.percent());
            return others.signum() <= 0
                    ? Optional.empty()
                    : Optional.of(Amounts.divide(rest.multiply(percent.percent()), others));
        }
        return amounts.of(limit.atMost(), window);
    }
}
