package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The linear programme of one allocation. Variables: how much of each group of alike entries goes to each pot; how much
 * of that each requirement under a cap keeps; and by how much each requirement falls short.
 */
final class Problem {

    private final List<Trial> trials;
    private final List<String> pots;
    private final Exclusive exclusive;
    private final List<List<Entry>> groups = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final Counter counter;
    private final Questions questions;
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
        groups.addAll(Allocation.groups(trials, limits, counter, questions).values());
        int next = groups.size() * pots.size();
        for (int r = 0; r < trials.size(); r++) {
            for (int g = 0; g < groups.size(); g++) {
                if (selects(r, g) && limited(r, g)) {
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

    private boolean selects(int trial, int group) {
        Trial t = trials.get(trial);
        Entry sample = groups.get(group).getFirst();
        return questions.entry(t.selection, sample) == Truth.YES;
    }

    private boolean limited(int trial, int group) {
        Trial t = trials.get(trial);
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
            base.atMost(row, Ratio.of(Allocation.sum(groups.get(g))));
        }
        for (int r = 0; r < trials.size(); r++) {
            Ratio[] count = base.row();
            for (int g = 0; g < groups.size(); g++) {
                if (selects(r, g)) {
                    count[kept.getOrDefault(List.of(r, g), variable(g, pot(r)))] = Ratio.ONE;
                }
            }
            counts.add(count);
        }
        kept.forEach((key, column) -> {
            Ratio[] row = base.row();
            row[column] = Ratio.ONE;
            row[variable(key.get(1), pot(key.get(0)))] = Ratio.ONE.negate();
            base.atMost(row, Ratio.ZERO);
        });
        for (Limit limit : limits) {
            caps(limit);
        }
    }

    /** One pool for each requirement, or for all together where the cap is joint. */
    private void caps(Limit limit) {
        Map<List<Object>, Ratio[]> pools = new LinkedHashMap<>();
        for (int r = 0; r < trials.size(); r++) {
            Trial trial = trials.get(r);
            if (!counter.limits(limit, trial.requirement.id(), trial.slot.span())) {
                continue;
            }
            for (int g = 0; g < groups.size(); g++) {
                Entry sample = groups.get(g).getFirst();
                if (selects(r, g) && questions.entry(limit.of(), sample) == Truth.YES) {
                    for (Object key : counter.keys(limit, sample)) {
                        int column = limit.joint()
                                ? variable(g, pot(r))
                                : kept.getOrDefault(List.of(r, g), variable(g, pot(r)));
                        pools.computeIfAbsent(List.of(limit.joint() ? -1 : r, key), _ -> base.row())[column] =
                                Ratio.ONE;
                    }
                }
            }
        }
        Span window = trials.getFirst().slot.span();
        pools.values().forEach(row -> counter.ceiling(limit, BigDecimal.ZERO, List.of(), window)
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
        return simplex.maximise(objective);
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
        return simplex.maximise(objective).orElse(point);
    }

    void write(Ratio[] point) {
        for (int r = 0; r < trials.size(); r++) {
            Trial trial = trials.get(r);
            List<Entry> entries = new ArrayList<>();
            List<BigDecimal> counted = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                if (selects(r, g)) {
                    int column = kept.getOrDefault(List.of(r, g), variable(g, pot(r)));
                    share(g, pot(r), point, point[column].decimal(), entries, counted);
                }
            }
            trial.counted = new Counter.Counted(entries, counted);
            trial.value = trial.counted.total();
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

    /** A group's amount goes to its entries in order; pots before this one were served by the earlier entries. */
    private void share(int group, int pot, Ratio[] point, BigDecimal amount, List<Entry> entries,
            List<BigDecimal> counted) {
        BigDecimal skip = BigDecimal.ZERO;
        for (int before = 0; before < pot; before++) {
            skip = skip.add(point[variable(group, before)].decimal());
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
