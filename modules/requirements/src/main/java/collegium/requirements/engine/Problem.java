package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The linear programme of one allocation. Variables: how much of each group of alike entries goes to each pot that has a use
 * for it; how much of what is alike under its caps each requirement keeps; and by how much each requirement falls short.
 */
final class Problem {

    /** Past so many mandatory requirements, each set of which may fail, or so many variables, the search is not begun. */
    private static final int MOST_MANDATORY = 12;
    private static final int MOST_VARIABLES = 600;
    /** Past so many branches the search for whole activities is given up. */
    private static final int MOST_NODES = 400;

    private final Exclusive exclusive;
    private final List<Trial> trials;
    private final Supply supply;
    private final Ratio[] needs;
    /** What each trial counts however the credit is split. */
    private final Ratio[] sure;
    private final int kept;
    private final int shorts;
    private final int size;
    private final List<Ratio[]> counts = new ArrayList<>();
    private final Simplex base;
    /** The least sum of short ÷ needed, then the least short of each in the declared order. */
    private final List<Ratio[]> shortfall = new ArrayList<>();
    /** With the verdict fixed, the most counted: in the pots declared first, then for the requirements declared first. */
    private final Ratio[] weights;
    private int nodes;

    Problem(Exclusive exclusive, List<Trial> trials, VersionPlan version, Counter counter) {
        this.exclusive = exclusive;
        this.trials = trials;
        supply = new Supply(exclusive, trials, version, counter);
        needs = new Ratio[trials.size()];
        sure = new Ratio[trials.size()];
        for (int r = 0; r < trials.size(); r++) {
            BigDecimal needed = trials.get(r).needed.orElse(BigDecimal.ZERO);
            needs[r] = supply.entries(r) ? Ratio.of(needed) : supply.units(needed);
        }
        kept = supply.choices;
        shorts = kept + supply.kinds.size();
        size = shorts + trials.size();
        base = new Simplex(size);
        weights = base.row();
    }

    private void rows() {
        for (Supply.Group group : supply.groups) {
            Ratio[] row = base.row();
            boolean free = false;
            for (int column : group.columns) {
                if (column >= 0) {
                    row[column] = Ratio.ONE;
                    free = true;
                }
            }
            if (free) {
                base.atMost(row, group.capacity);
            }
        }
        for (int k = 0; k < supply.kinds.size(); k++) {
            Supply.Kind kind = supply.kinds.get(k);
            Ratio[] row = base.row();
            row[kept + k] = Ratio.ONE;
            Ratio there = Ratio.ZERO;
            for (Supply.Group group : kind.groups()) {
                there = there.plus(supply.add(row, group, supply.potOf[kind.trial()], group.unit.negate()).negate());
            }
            base.atMost(row, there);
        }
        for (int r = 0; r < trials.size(); r++) {
            Ratio[] count = base.row();
            sure[r] = Ratio.ZERO;
            for (Supply.Group group : supply.groups) {
                if (group.selecting.get(r) && supply.own(r, group).isEmpty()) {
                    sure[r] = sure[r].plus(supply.add(count, group, supply.potOf[r], supply.entries(r) ? Ratio.ONE : group.unit));
                }
            }
            for (int k = 0; k < supply.kinds.size(); k++) {
                count[kept + k] = supply.kinds.get(k).trial() == r ? Ratio.ONE : Ratio.ZERO;
            }
            counts.add(count);
        }
        for (int p = 0; p < supply.pools.size(); p++) {
            if (supply.pools.get(p).joint) {
                joint(p);
            } else {
                own(p);
            }
        }
    }

    /** What the trial keeps of the pool is at most the ceiling, or the share of all that it counts. */
    private void own(int pool) {
        Ratio[] row = base.row();
        for (int k = 0; k < supply.kinds.size(); k++) {
            row[kept + k] = supply.kinds.get(k).pools().get(pool) ? Ratio.ONE : Ratio.ZERO;
        }
        Supply.Pool of = supply.pools.get(pool);
        int trial = of.bearing.nextSetBit(0);
        for (int j = 0; of.share.signum() > 0 && j < size; j++) {
            row[j] = row[j].lessTimes(counts.get(trial)[j], of.share);
        }
        base.atMost(row, of.ceiling.plus(sure[trial].times(of.share)));
    }

    private void joint(int pool) {
        Ratio[] row = base.row();
        for (Supply.Group group : supply.groups) {
            if (group.pools.get(pool)) {
                BitSet bearing = (BitSet) group.selecting.clone();
                bearing.and(supply.pools.get(pool).bearing);
                bearing.stream().map(r -> supply.potOf[r]).distinct().forEach(pot -> supply.add(row, group, pot, group.unit));
            }
        }
        base.atMost(row, supply.pools.get(pool).ceiling);
    }

    /**
     * The best split: one that meets everything, otherwise the one with the fewest failing mandatory requirements, then the
     * least sum of short ÷ needed, then what serves the requirements in the order in which they are declared. Nothing where
     * the search is too large.
     */
    Optional<Ratio[]> best() {
        if (size > MOST_VARIABLES) {
            return Optional.empty();
        }
        rows();
        objectives();
        boolean[][] rivals = rivals();
        Optional<Ratio[]> all = allMet(rivals);
        return all.isPresent() ? all : leastFailing(rivals);
    }

    private Optional<Ratio[]> allMet(boolean[][] rivals) {
        boolean[] mayFail = new boolean[trials.size()];
        if (hopeless(mayFail, rivals)) {
            return Optional.empty();
        }
        Optional<Ratio[]> most = supply.pools.isEmpty() ? most() : Optional.empty();
        return most.isPresent() ? most : solve(mayFail);
    }

    /** Each group where it counts the most, where that meets everything. */
    private Optional<Ratio[]> most() {
        Ratio[] point = base.row();
        for (Supply.Group group : supply.groups) {
            int best = -1;
            for (int column : group.columns) {
                best = column >= 0 && (best < 0 || weights[column].compareTo(weights[best]) > 0) ? column : best;
            }
            if (best >= 0) {
                point[best] = group.capacity;
            }
        }
        for (int r = 0; r < trials.size(); r++) {
            if (sure[r].plus(product(counts.get(r), point)).compareTo(needs[r]) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(point);
    }

    /** Sets of mandatory requirements that may fail, the smallest first; the others may always. */
    private Optional<Ratio[]> leastFailing(boolean[][] rivals) {
        int[] mandatory = IntStream.range(0, trials.size())
                .filter(r -> trials.get(r).requirement.severity() == Severity.MANDATORY && !trials.get(r).past).toArray();
        if (mandatory.length > MOST_MANDATORY) {
            return Optional.empty();
        }
        Optional<Ratio[]> best = Optional.empty();
        for (int failing = 0; failing <= mandatory.length && best.isEmpty(); failing++) {
            for (int set = (1 << mandatory.length) - 1; set >= 0; set--) {
                boolean[] mayFail = mayFail(mandatory, set);
                if (Integer.bitCount(set) == failing && !hopeless(mayFail, rivals)) {
                    Optional<Ratio[]> point = solve(mayFail);
                    best = best.isEmpty() || (point.isPresent() && compare(shortfall, point.get(), best.get()) > 0) ? point : best;
                }
            }
        }
        return nodes > MOST_NODES ? Optional.empty() : best;
    }

    private boolean[] mayFail(int[] mandatory, int set) {
        boolean[] mayFail = new boolean[trials.size()];
        for (int r = 0; r < mayFail.length; r++) {
            mayFail[r] = !trials.get(r).past;
        }
        for (int m = 0; m < mandatory.length; m++) {
            mayFail[mandatory[m]] = (set >> m & 1) == 1;
        }
        return mayFail;
    }

    /** Whether one that must not fail cannot be met, or two of them not at once. */
    private boolean hopeless(boolean[] mayFail, boolean[][] rivals) {
        for (int a = 0; a < mayFail.length; a++) {
            for (int b = a; b < mayFail.length; b++) {
                if (rivals[a][b] && !mayFail[a] && !mayFail[b]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Which two spend from different pots and need more than there is for both; and which by itself needs more. */
    private boolean[][] rivals() {
        boolean[][] rivals = new boolean[trials.size()][trials.size()];
        for (int a = 0; a < trials.size(); a++) {
            for (int b = a; b < trials.size(); b++) {
                if (!supply.entries(a) && !supply.entries(b) && (a == b || supply.potOf[a] != supply.potOf[b])) {
                    Ratio needed = a == b ? needs[a] : needs[a].plus(needs[b]);
                    rivals[a][b] = reach(a, b).compareTo(needed) < 0;
                }
            }
        }
        return rivals;
    }

    /** All that either of the two selects, before caps. */
    private Ratio reach(int a, int b) {
        Ratio reach = Ratio.ZERO;
        for (Supply.Group group : supply.groups) {
            if (group.selecting.get(a) || group.selecting.get(b)) {
                reach = reach.plus(group.unit.times(group.capacity));
            }
        }
        return reach;
    }

    /** The best split of those in which no other requirement fails. */
    private Optional<Ratio[]> solve(boolean[] mayFail) {
        Simplex simplex = new Simplex(base);
        for (int r = 0; r < trials.size(); r++) {
            Ratio open = needs[r].plus(sure[r].negate());
            if (open.signum() > 0) {
                Ratio[] row = counts.get(r).clone();
                row[shorts + r] = mayFail[r] ? Ratio.ONE : Ratio.ZERO;
                simplex.atLeast(row, open);
            }
        }
        List<Ratio[]> objectives = new ArrayList<>(shortfall);
        objectives.add(weights);
        return whole(simplex, objectives, Optional.empty());
    }

    /** What is best; see the fields. */
    private void objectives() {
        Ratio[] sum = base.row();
        shortfall.add(sum);
        Ratio entry = supply.units(BigDecimal.ONE);
        for (int r = 0; r < trials.size(); r++) {
            if (needs[r].signum() > 0) {
                Ratio[] one = base.row();
                one[shorts + r] = Ratio.MINUS_ONE;
                sum[shorts + r] = Ratio.MINUS_ONE.dividedBy(needs[r]);
                shortfall.add(one);
            }
            Ratio weight = trials.get(r).past
                    ? Ratio.ZERO
                    : Ratio.of(new BigDecimal(trials.size() + 1 - r + 100 * (supply.pots.size() - supply.potOf[r])));
            Ratio times = supply.entries(r) ? weight.times(entry) : weight;
            for (int j = 0; j < size; j++) {
                weights[j] = weights[j].plus(counts.get(r)[j].times(times));
            }
        }
    }

    /** The best point at which every activity that must stay whole does: branch and bound. */
    private Optional<Ratio[]> whole(Simplex simplex, List<Ratio[]> objectives, Optional<Ratio[]> better) {
        Optional<Ratio[]> point = simplex.maximise(objectives);
        if (!exclusive.whole() || point.isEmpty()) {
            return point;
        }
        if (better.isPresent() && compare(objectives, point.get(), better.get()) <= 0) {
            return Optional.empty();
        }
        int column = 0;
        while (column < kept && point.get()[column].isWhole()) {
            column++;
        }
        if (column == kept) {
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
        Optional<Ratio[]> first = whole(less, objectives, better);
        Simplex more = new Simplex(simplex);
        more.atLeast(only, floor.plus(Ratio.ONE));
        Optional<Ratio[]> second = whole(more, objectives, first.or(() -> better));
        return second.isPresent() ? second : first;
    }

    private static int compare(List<Ratio[]> objectives, Ratio[] a, Ratio[] b) {
        return objectives.stream().map(objective -> product(objective, a).compareTo(product(objective, b)))
                .filter(order -> order != 0).findFirst().orElse(0);
    }

    private static Ratio product(Ratio[] a, Ratio[] b) {
        Ratio sum = Ratio.ZERO;
        for (int i = 0; i < a.length; i++) {
            if (a[i].signum() != 0 && b[i].signum() != 0) {
                sum = sum.plus(a[i].times(b[i]));
            }
        }
        return sum;
    }

    void write(Ratio[] point) {
        for (int r = 0; r < trials.size(); r++) {
            Trial trial = trials.get(r);
            trial.counted = supply.tally(r, point);
            trial.value = supply.entries(r) ? supply.number(r, point) : trial.counted.total();
        }
        if (supply.pots.size() > 1) {
            for (Trial trial : trials) {
                if (!trial.met()) {
                    trial.why.add(() -> Reason.of("allocation", "Credit serves one of " + String.join(", ", supply.pots)
                            + "; every other split leaves as much or more short.", exclusive.clause()));
                }
            }
        }
    }
}
