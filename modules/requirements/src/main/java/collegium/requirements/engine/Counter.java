package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
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
    /** The requirements whose counting is under way because a share of it was asked for. */
    private final Deque<String> sharing = new ArrayDeque<>();

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
        return count(plan, selected, counted(selected, measure), window);
    }

    /** @param used how much of which entries serves another window */
    Tally count(RequirementPlan plan, Selection of, Optional<String> measure, Span window, Map<Integer, BigDecimal> used) {
        int[] selected = entries.select(of, window);
        BigDecimal[] counted = counted(selected, measure).all();
        for (int i = 0; i < selected.length; i++) {
            counted[i] = counted[i].subtract(used.getOrDefault(selected[i], BigDecimal.ZERO)).max(BigDecimal.ZERO);
        }
        return count(plan, selected, Column.of(counted), window);
    }

    private Column counted(int[] selected, Optional<String> measure) {
        return measure.isPresent() ? ledger(selected, measure.get()) : entries.credited().at(selected);
    }

    private Tally count(RequirementPlan plan, int[] selected, Column counted, Span window) {
        if (plan.caps.isEmpty()) {
            return new Tally(entries.all, selected, counted);
        }
        Tally before = new Tally(entries.all, selected, counted.copy());
        Pools pools = new Pools(before);
        boolean unknown = false;
        for (VersionPlan.Cap cap : plan.caps) {
            Truth who = questions.member(cap.limit().who(), window);
            unknown |= who == Truth.UNKNOWN;
            unknown |= who == Truth.YES && (!apply(plan, cap, before, counted, window, pools) || perhaps(cap, selected));
        }
        Column kept = pools.cross() ? pools.most().orElse(counted) : counted;
        Tally tally = new Tally(entries.all, selected, kept, unknown);
        pools.explain(kept, tally.limits);
        return tally;
    }

    /** Whether it hangs on a missing fact which of the entries the cap bears on. */
    private boolean perhaps(VersionPlan.Cap cap, int[] selected) {
        boolean[] perhaps = entries.perhaps(cap.of());
        return perhaps.length > 0 && Arrays.stream(selected).anyMatch(position -> perhaps[position]);
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
        return !trial.past && trial.plan.caps.contains(cap) && questions.member(cap.limit().who(), trial.slot.span()) == Truth.YES;
    }

    /** False where it is not known how much counts. */
    private boolean apply(RequirementPlan plan, VersionPlan.Cap cap, Tally tally, Column counted, Span window, Pools pools) {
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
            return size == 0 || cut(plan, cap, Arrays.copyOf(members, size), tally, counted, window, pools);
        }
        boolean known = true;
        for (List<Integer> pool : pools(limit, capped, tally)) {
            int[] members = pool.stream().mapToInt(i -> i).toArray();
            known &= cut(plan, cap, members, tally, counted, window(limit, tally.entry(members[0]), window), pools);
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

    private boolean cut(RequirementPlan plan, VersionPlan.Cap cap, int[] members, Tally tally, Column counted, Span window, Pools pools) {
        Limit limit = cap.limit();
        BigDecimal sum = counted.sum(members);
        Optional<BigDecimal> ceiling;
        if (ofEarned(limit)) {
            ceiling = share(plan, cap, tally.entry(members[0]), counted.sum().subtract(sum), window);
            if (ceiling.isEmpty()) {
                return true;
            }
        } else {
            ceiling = ceiling(limit, window);
            if (ceiling.isEmpty()) {
                return false;
            }
        }
        boolean over = sum.compareTo(ceiling.get()) > 0;
        pools.add(new Pools.Pool(members, ofItself(plan, limit), ceiling.get(), most -> Reason.of("limit",
                limit.title() + " count up to " + of(limit, most) + per(limit), limit.clause())), over);
        if (over) {
            counted.cut(inOrder(members, tally), ceiling.get());
        }
        return true;
    }

    /** The share that a cap leaves of all that the requirement itself counts, which moves with what is kept. */
    private static Optional<BigDecimal> ofItself(RequirementPlan plan, Limit limit) {
        return limit.atMost() instanceof Amount.Percent percent && percent.of() instanceof Amount.Earned earned
                        && earned.requirement().equals(plan.requirement.id())
                ? Optional.of(percent.percent().movePointLeft(2))
                : Optional.empty();
    }

    static boolean ofEarned(Limit limit) {
        return limit.atMost() instanceof Amount.Percent percent && percent.of() instanceof Amount.Earned;
    }

    private String of(Limit limit, BigDecimal amount) {
        BigDecimal shown = amount.setScale(Math.min(amount.scale(), 4), RoundingMode.DOWN);
        return limit.measure().map(m -> Amounts.trim(shown).toPlainString() + " " + m).orElseGet(() -> unit.of(shown));
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

    /** A cap of a stated amount, or of one that is worked out; empty where it is not known. */
    Optional<BigDecimal> ceiling(Limit limit, Span window) {
        return amounts.of(limit.atMost(), window);
    }

    /**
     * The same amount for every requirement that the cap bears on: so much of what the named one counts. There the share refers to
     * itself: x may be at most p of x and the rest together. Empty where it bounds nothing.
     *
     * @param rest what the requirement counts beside the entry's pool
     */
    private Optional<BigDecimal> share(RequirementPlan plan, VersionPlan.Cap cap, Entry entry, BigDecimal rest, Span window) {
        Amount.Percent percent = (Amount.Percent) cap.limit().atMost();
        String name = ((Amount.Earned) percent.of()).requirement();
        if (plan.requirement.id().equals(name)) {
            return ofAll(rest, percent.percent());
        }
        Optional<RequirementPlan> named = plan.version.requirement(name);
        if (named.isEmpty() || sharing.contains(name)) {
            return Optional.empty();
        }
        RequirementPlan of = named.get();
        sharing.push(name);
        try {
            Optional<String> ledger = of.requirement.measured() instanceof Measured.Credit credit ? credit.measure() : Optional.empty();
            Tally all = count(of, of.selection, ledger, Windows.over(of.requirement, period, window));
            return of.caps.contains(cap)
                    ? ofAll(all.total().subtract(pooled(cap, entry, all)), percent.percent())
                    : Optional.of(all.total().multiply(percent.percent()).movePointLeft(2));
        } finally {
            sharing.pop();
        }
    }

    private static Optional<BigDecimal> ofAll(BigDecimal rest, BigDecimal percent) {
        BigDecimal others = new BigDecimal(100).subtract(percent);
        return others.signum() <= 0 ? Optional.empty() : Optional.of(Amounts.divide(rest.multiply(percent), others));
    }

    /** What is counted of the cap's pool in which the entry lies. */
    private BigDecimal pooled(VersionPlan.Cap cap, Entry entry, Tally tally) {
        boolean[] capped = entries.picked(cap.of());
        List<Object> keys = keys(cap.limit(), entry);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < tally.size(); i++) {
            if (capped[tally.positions[i]] && keys(cap.limit(), tally.entry(i)).stream().anyMatch(keys::contains)) {
                sum = sum.add(tally.amounts.get(i));
            }
        }
        return sum;
    }
}
