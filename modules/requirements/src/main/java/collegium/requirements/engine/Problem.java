package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The linear programme of one allocation. Variables: how much of each group of alike entries goes to each pot; how much
 * of that each requirement under a cap keeps; and by how much each requirement falls short.
 */
final class Problem {

    /** Past so many branches the search for whole activities is given up. */
    private static final int MOST_NODES = 400;

    private final List<Trial> trials;
    private final List<String> pots;
    private final Exclusive exclusive;
    private final List<List<Entry>> groups;
    private final boolean[][] selected;
    private final List<Limit> limits = new ArrayList<>();
    private final Counter counter;
    private final Questions questions;
    private int nodes;
    private final Map<List<Integer>, Integer> kept = new HashMap<>();
    private final List<Ratio[]> counts = new ArrayList<>();
    private final Simplex base;
    private final int shorts;
    private final int size;

    Problem(Exclusive exclusive, List<Trial> trials, Version version, Counter counter, Questions questions) {
        this.exclusive = exclusive;
        this.trials = trials;
        this.counter = counter;
        this.questions = questions;
        pots = List.copyOf(exclusive.pots().keySet());
        for (Limit limit : version.limits()) {
            if (trials.stream().anyMatch(t -> counter.limits(limit, t.requirement.id(), t.slot.span()))) {
                limits.add(limit);
            }
        }
        groups = Allocation.groups(exclusive.whole(), trials, limits, counter, questions);
        selected = new boolean[trials.size()][groups.size()];
        for (int r = 0; r < trials.size(); r++) {
            Set<Entry> of = new HashSet<>(counter.select(trials.get(r).selection, trials.get(r).slot.span()));
            for (int g = 0; g < groups.size(); g++) {
                selected[r][g] = of.contains(groups.get(g).getFirst());
            }
        }
        int next = groups.size() * pots.size();
        for (int r = 0; r < trials.size(); r++) {
            for (int g = 0; g < groups.size(); g++) {
                if (selected[r][g] && limited(r, g)) {
                    kept.put(List.of(r, g), next++);
                }
            }
        }
        shorts = next;
        size = next + trials.size();
        base = new Simplex(size);
        rows();
    }

    int variables() {
        return size;
    }

    private int variable(int group, int pot) {
        return group * pots.size() + pot;
    }

    private int pot(int trial) {
        return Math.max(0, Allocation.pot(exclusive, trials.get(trial)).map(pots::indexOf).orElse(0));
    }

    private boolean entries(int trial) {
        return trials.get(trial).requirement.measured() instanceof Measured.Entries;
    }

    /** The credit of one unit of a group's variable: of one entry where they stay whole. */
    private Ratio size(int group) {
        return exclusive.whole() ? Ratio.of(Amounts.trim(groups.get(group).getFirst().credited)) : Ratio.ONE;
    }

    private Ratio capacity(int group) {
        return Ratio.of(exclusive.whole() ? new BigDecimal(groups.get(group).size()) : Allocation.sum(groups.get(group)));
    }

    private boolean limited(int trial, int group) {
        Trial t = trials.get(trial);
        if (entries(trial)) {
            return false;
        }
        Entry sample = groups.get(group).getFirst();
        return limits.stream().anyMatch(l -> counter.limits(l, t.requirement.id(), t.slot.span())
                && questions.entry(l.of(), sample) == Truth.YES);
    }

    private void rows() {
        for (int g = 0; g < groups.size(); g++) {
            Ratio[] row = base.row();
            for (int p = 0; p < pots.size(); p++) {
                row[variable(g, p)] = Ratio.ONE;
            }
            base.atMost(row, capacity(g));
        }
        for (int r = 0; r < trials.size(); r++) {
            Ratio[] count = base.row();
            for (int g = 0; g < groups.size(); g++) {
                if (selected[r][g]) {
                    Integer column = kept.get(List.of(r, g));
                    count[column == null ? variable(g, pot(r)) : column] =
                            column != null || entries(r) ? Ratio.ONE : size(g);
                }
            }
            counts.add(count);
        }
        kept.forEach((key, column) -> {
            Ratio[] row = base.row();
            row[column] = Ratio.ONE;
            row[variable(key.get(1), pot(key.get(0)))] = size(key.get(1)).negate();
            base.atMost(row, Ratio.ZERO);
        });
        for (Limit limit : limits) {
            caps(limit);
        }
    }

    /** One pool for each requirement, or for all together where the cap is joint. */
    private void caps(Limit limit) {
        Map<List<Object>, Ratio[]> pools = new LinkedHashMap<>();
        Map<List<Object>, Span> windows = new HashMap<>();
        for (int r = 0; r < trials.size(); r++) {
            Trial trial = trials.get(r);
            if (entries(r) || !counter.limits(limit, trial.requirement.id(), trial.slot.span())) {
                continue;
            }
            for (int g = 0; g < groups.size(); g++) {
                Entry sample = groups.get(g).getFirst();
                if (selected[r][g] && questions.entry(limit.of(), sample) == Truth.YES) {
                    for (Object key : counter.keys(limit, sample)) {
                        List<Object> pool = List.of(limit.joint() ? -1 : r, key);
                        Integer column = limit.joint() ? null : kept.get(List.of(r, g));
                        pools.computeIfAbsent(pool, _ -> base.row())[column == null ? variable(g, pot(r)) : column] =
                                column == null ? size(g) : Ratio.ONE;
                        windows.putIfAbsent(pool, counter.window(limit, sample, trial.slot.span()));
                    }
                }
            }
        }
        pools.forEach((pool, row) -> counter
                .ceiling(limit, BigDecimal.ZERO, List.of(), windows.getOrDefault(pool, trials.getFirst().slot.span()))
                .ifPresent(ceiling -> base.atMost(row, Ratio.of(ceiling))));
    }

    /** Sets of failing requirements, the smallest first; among those of a size the least sum of short ÷ needed. */
    Optional<Ratio[]> best() {
        int n = trials.size();
        List<Integer> sets = new ArrayList<>();
        for (int set = 0; set < 1 << n; set++) {
            sets.add(set);
        }
        sets.sort((a, b) -> {
            int byFailing = Integer.compare(mandatory(a), mandatory(b));
            int bySize = byFailing != 0 ? byFailing : Integer.compare(Integer.bitCount(a), Integer.bitCount(b));
            return bySize != 0 ? bySize : Integer.compare(b, a);
        });
        Optional<Ratio[]> best = Optional.empty();
        Ratio least = Ratio.ZERO;
        int failing = -1;
        for (int set : sets) {
            if (best.isPresent() && mandatory(set) * 100 + Integer.bitCount(set) > failing) {
                break;
            }
            Optional<Ratio[]> point = solve(set);
            if (point.isPresent()) {
                Ratio distance = distance(point.get());
                if (best.isEmpty() || distance.compareTo(least) < 0) {
                    best = point;
                    least = distance;
                    failing = mandatory(set) * 100 + Integer.bitCount(set);
                }
            }
        }
        return best.map(this::spread);
    }

    /** Whether the search for whole activities was given up before its end. */
    boolean gaveUp() {
        return nodes > MOST_NODES;
    }

    /** A split that meets everything, for more requirements than whose failures can be weighed against each other. */
    Optional<Ratio[]> allMet() {
        return solve(0).map(this::spread);
    }

    private int mandatory(int set) {
        int count = 0;
        for (int r = 0; r < trials.size(); r++) {
            if ((set >> r & 1) == 1 && trials.get(r).requirement.severity() == Severity.MANDATORY) {
                count++;
            }
        }
        return count;
    }

    private Simplex constrained(int set, Ratio[] atMostShort) {
        Simplex simplex = new Simplex(base);
        for (int r = 0; r < trials.size(); r++) {
            Ratio[] row = counts.get(r).clone();
            boolean mayFail = (set >> r & 1) == 1;
            if (mayFail) {
                row[shorts + r] = Ratio.ONE;
                if (atMostShort.length > 0) {
                    Ratio[] only = simplex.row();
                    only[shorts + r] = Ratio.ONE;
                    simplex.atMost(only, atMostShort[r]);
                }
            }
            simplex.atLeast(row, Ratio.of(needed(r)));
        }
        return simplex;
    }

    private BigDecimal needed(int trial) {
        return trials.get(trial).needed.orElse(BigDecimal.ZERO);
    }

    private Optional<Ratio[]> solve(int set) {
        Simplex simplex = constrained(set, new Ratio[0]);
        Ratio[] objective = simplex.row();
        for (int r = 0; r < trials.size(); r++) {
            if ((set >> r & 1) == 1 && needed(r).signum() > 0) {
                objective[shorts + r] = Ratio.ONE.dividedBy(Ratio.of(needed(r))).negate();
            }
        }
        return whole(simplex, objective, Optional.empty());
    }

    /** The best point at which every activity that must stay whole does: branch and bound. */
    private Optional<Ratio[]> whole(Simplex simplex, Ratio[] objective, Optional<Ratio> atLeast) {
        Optional<Ratio[]> point = simplex.maximise(objective);
        if (!exclusive.whole() || point.isEmpty()
                || atLeast.filter(bound -> value(objective, point.get()).compareTo(bound) <= 0).isPresent()) {
            return exclusive.whole() && atLeast.isPresent() ? Optional.empty() : point;
        }
        int column = 0;
        while (column < groups.size() * pots.size() && point.get()[column].isWhole()) {
            column++;
        }
        if (column == groups.size() * pots.size()) {
            return point;
        }
        if (++nodes > MOST_NODES) {
            return Optional.empty();
        }
        Ratio floor = Ratio.of(point.get()[column].floor(), BigInteger.ONE);
        Ratio[] only = simplex.row();
        only[column] = Ratio.ONE;
        Simplex less = new Simplex(simplex);
        less.atMost(only, floor);
        Optional<Ratio[]> first = whole(less, objective, atLeast);
        Simplex more = new Simplex(simplex);
        more.atLeast(only, floor.plus(Ratio.ONE));
        Optional<Ratio[]> second = whole(more, objective, first.map(p -> value(objective, p)).or(() -> atLeast));
        return second.isPresent() ? second : first;
    }

    private static Ratio value(Ratio[] objective, Ratio[] point) {
        Ratio sum = Ratio.ZERO;
        for (int i = 0; i < objective.length; i++) {
            if (objective[i].signum() != 0 && point[i].signum() != 0) {
                sum = sum.plus(objective[i].times(point[i]));
            }
        }
        return sum;
    }

    private Ratio distance(Ratio[] point) {
        Ratio sum = Ratio.ZERO;
        for (int r = 0; r < trials.size(); r++) {
            if (point[shorts + r].signum() > 0 && needed(r).signum() > 0) {
                sum = sum.plus(point[shorts + r].dividedBy(Ratio.of(needed(r))));
            }
        }
        return sum;
    }

    /** With the verdict fixed, counts as much as can be counted, the pots declared first before the others. */
    private Ratio[] spread(Ratio[] point) {
        int set = 0;
        Ratio[] atMostShort = new Ratio[trials.size()];
        for (int r = 0; r < trials.size(); r++) {
            atMostShort[r] = point[shorts + r];
            set |= point[shorts + r].signum() > 0 ? 1 << r : 0;
        }
        Simplex simplex = constrained(set, atMostShort);
        Ratio[] objective = simplex.row();
        for (int r = 0; r < trials.size(); r++) {
            Ratio weight = Ratio.of(new BigDecimal(trials.size() + 1 - r + 100 * (pots.size() - pot(r))));
            for (int j = 0; j < objective.length; j++) {
                objective[j] = objective[j].plus(counts.get(r)[j].times(weight));
            }
        }
        return whole(simplex, objective, Optional.empty()).orElse(point);
    }

    void write(Ratio[] point) {
        for (int r = 0; r < trials.size(); r++) {
            Trial trial = trials.get(r);
            List<Entry> entries = new ArrayList<>();
            List<BigDecimal> counted = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                if (selected[r][g]) {
                    Integer column = kept.get(List.of(r, g));
                    Ratio amount = column == null ? point[variable(g, pot(r))].times(size(g)) : point[column];
                    share(g, pot(r), point, amount.decimal(), entries, counted);
                }
            }
            trial.counted = new Counter.Counted(entries, counted);
            trial.value = entries(r) ? number(r, point) : trial.counted.total();
        }
        if (pots.size() > 1) {
            for (Trial trial : trials) {
                if (!trial.met()) {
                    trial.why.add(Reason.of("allocation", "Credit serves one of " + String.join(", ", pots)
                            + "; every other split leaves as much or more short.", exclusive.clause()));
                }
            }
        }
    }

    private BigDecimal number(int trial, Ratio[] point) {
        Ratio number = Ratio.ZERO;
        for (int g = 0; g < groups.size(); g++) {
            number = selected[trial][g] ? number.plus(point[variable(g, pot(trial))]) : number;
        }
        return number.decimal();
    }

    /** A group's amount goes to its entries in order; pots before this one were served by the earlier entries. */
    private void share(int group, int pot, Ratio[] point, BigDecimal amount, List<Entry> entries,
            List<BigDecimal> counted) {
        BigDecimal skip = BigDecimal.ZERO;
        for (int before = 0; before < pot; before++) {
            skip = skip.add(point[variable(group, before)].times(size(group)).decimal());
        }
        BigDecimal left = amount;
        for (Entry entry : groups.get(group)) {
            BigDecimal passed = skip.min(entry.credited);
            skip = skip.subtract(passed);
            BigDecimal used = entry.credited.subtract(passed).min(left);
            left = left.subtract(used);
            if (used.signum() > 0) {
                entries.add(entry);
                counted.add(used);
            }
        }
    }
}
