package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The linear programme of one allocation. Variables: how much of each group of alike entries goes to each pot that has a use
 * for it; how much of what is alike under its caps each requirement keeps; and by how much each requirement falls short.
 * What cannot matter is left out: a cap that all of its entries together do not reach, and the choice for a group that only
 * one pot has a use for. Amounts are whole numbers of the smallest step that occurs, in which exact arithmetic is quick.
 */
final class Problem {

    /** Past so many mandatory requirements, each set of which may fail, or so many variables, the search is not begun. */
    private static final int MOST_MANDATORY = 12;
    private static final int MOST_VARIABLES = 600;
    /** Past so many branches the search for whole activities is given up. */
    private static final int MOST_NODES = 400;

    private static final int NOTHING = -1;
    private static final int EVERYTHING = -2;

    private final Exclusive exclusive;
    private final List<Trial> trials;
    private final Counter counter;
    private final List<String> pots;
    private final int[] potOf;
    private final List<Pool> pools = new ArrayList<>();
    /** What any of the trials selects, as it is used up. */
    private final int[] selected;
    private final int scale;
    private final List<Group> groups;
    private final List<Kind> kinds = new ArrayList<>();
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

    /** A cap that can bind, on one trial or on all for which it is joint: an amount, or a share of what the trial counts. */
    private static final class Pool {
        final BitSet bearing;
        final boolean joint;
        final Ratio ceiling;
        final Ratio share;

        Pool(BitSet bearing, boolean joint, Ratio ceiling, Ratio share) {
            this.bearing = bearing;
            this.joint = joint;
            this.ceiling = ceiling;
            this.share = share;
        }

        /** Whether it limits what this trial keeps, apart from all others. */
        boolean bears(int trial) {
            return !joint && bearing.get(trial);
        }
    }

    /** Entries that are alike for every requirement and cap, in the order in which they are used up. */
    private static final class Group {
        final BitSet selecting;
        final BitSet pools;
        final List<Integer> entries = new ArrayList<>();
        /** The credit of one unit of its variables, of which there are so many: of one entry where they stay whole. */
        Ratio unit = Ratio.ONE;
        Ratio capacity = Ratio.ZERO;
        int[] columns = {};

        Group(BitSet selecting, BitSet pools) {
            this.selecting = selecting;
            this.pools = pools;
        }
    }

    /** The groups of one trial that are alike under its caps; of what its pot has of them it keeps what the caps leave. */
    private record Kind(int trial, BitSet pools, List<Group> groups) {}

    Problem(Exclusive exclusive, List<Trial> trials, VersionPlan version, Counter counter) {
        this.exclusive = exclusive;
        this.trials = trials;
        this.counter = counter;
        pots = List.copyOf(exclusive.pots().keySet());
        potOf = trials.stream()
                .mapToInt(trial -> Math.max(0, Allocation.pot(exclusive, trial).map(pots::indexOf).orElse(0)))
                .toArray();
        Entry[] all = counter.entries.all;
        BitSet[] selecting = new BitSet[all.length];
        for (int r = 0; r < trials.size(); r++) {
            for (int position : counter.entries.select(trials.get(r).selection, trials.get(r).slot.span())) {
                selecting[position] = selecting[position] == null ? new BitSet() : selecting[position];
                selecting[position].set(r);
            }
        }
        selected = IntStream.range(0, all.length).filter(i -> selecting[i] != null).boxed()
                .sorted((a, b) -> Entry.order(all[a], all[b]))
                .mapToInt(i -> i).toArray();
        int places = 0;
        for (int position : selected) {
            places = Math.max(places, all[position].credited.scale());
        }
        for (Trial trial : trials) {
            places = Math.max(places, trial.needed.map(BigDecimal::scale).orElse(0));
        }
        scale = places;
        BitSet[] pooled = new BitSet[all.length];
        Arrays.setAll(pooled, _ -> new BitSet());
        version.caps.forEach(cap -> pools(cap, selecting, pooled));
        groups = groups(selecting, pooled);
        needs = new Ratio[trials.size()];
        sure = new Ratio[trials.size()];
        for (int r = 0; r < trials.size(); r++) {
            BigDecimal needed = trials.get(r).needed.orElse(BigDecimal.ZERO);
            needs[r] = entries(r) ? Ratio.of(needed) : units(needed);
        }
        kept = columns();
        kinds();
        shorts = kept + kinds.size();
        size = shorts + trials.size();
        base = new Simplex(size);
        weights = base.row();
    }

    private Ratio units(BigDecimal amount) {
        return Ratio.units(amount, scale);
    }

    private boolean entries(int trial) {
        return trials.get(trial).requirement.measured() instanceof Measured.Entries;
    }

    /** The pools of the cap that can bind, one for each trial or one for all. */
    private void pools(VersionPlan.Cap cap, BitSet[] selecting, BitSet[] pooled) {
        BitSet bearing = new BitSet();
        for (int r = 0; r < trials.size(); r++) {
            bearing.set(r, !entries(r) && counter.bears(cap, trials.get(r)));
        }
        if (cap.limit().joint() && !bearing.isEmpty()) {
            pools(cap, bearing, selecting, pooled);
        } else {
            bearing.stream().forEach(r -> {
                BitSet one = new BitSet();
                one.set(r);
                pools(cap, one, selecting, pooled);
            });
        }
    }

    private void pools(VersionPlan.Cap cap, BitSet bearing, BitSet[] selecting, BitSet[] pooled) {
        boolean[] capped = counter.entries.picked(cap.of());
        Map<Object, List<Integer>> byKey = new LinkedHashMap<>();
        for (int position : selected) {
            if (capped[position] && selecting[position].intersects(bearing)) {
                for (Object key : counter.keys(cap.limit(), counter.entries.all[position])) {
                    byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(position);
                }
            }
        }
        for (List<Integer> positions : byKey.values()) {
            if (Counter.ofEarned(cap.limit()) && cap.limit().atMost() instanceof Amount.Percent share) {
                bind(positions, pooled, new Pool(bearing, false, Ratio.ZERO, Ratio.of(share.percent().movePointLeft(2))));
                continue;
            }
            Span window = counter.window(cap.limit(), counter.entries.all[positions.getFirst()],
                    trials.get(bearing.nextSetBit(0)).slot.span());
            Optional<BigDecimal> ceiling = counter.ceiling(cap.limit(), BigDecimal.ZERO, Tally.EMPTY.amounts, window);
            if (ceiling.isPresent() && credited(positions).compareTo(ceiling.get()) > 0) {
                bind(positions, pooled, new Pool(bearing, cap.limit().joint(), units(ceiling.get()), Ratio.ZERO));
            }
        }
    }

    private void bind(List<Integer> positions, BitSet[] pooled, Pool pool) {
        positions.forEach(position -> pooled[position].set(pools.size()));
        pools.add(pool);
    }

    private BigDecimal credited(List<Integer> positions) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int position : positions) {
            sum = sum.add(counter.entries.all[position].credited);
        }
        return sum;
    }

    private List<Group> groups(BitSet[] selecting, BitSet[] pooled) {
        Map<List<Object>, Group> alike = new LinkedHashMap<>();
        for (int position : selected) {
            List<Object> signature = exclusive.whole()
                    ? List.of(selecting[position], pooled[position], Amounts.trim(counter.entries.all[position].credited))
                    : List.of(selecting[position], pooled[position]);
            alike.computeIfAbsent(signature, _ -> new Group(selecting[position], pooled[position])).entries.add(position);
        }
        for (Group group : alike.values()) {
            group.unit = exclusive.whole() ? units(counter.entries.all[group.entries.getFirst()].credited) : Ratio.ONE;
            group.capacity = exclusive.whole()
                    ? Ratio.of(new BigDecimal(group.entries.size()))
                    : units(credited(group.entries));
        }
        return List.copyOf(alike.values());
    }

    /** Numbers the variables of the groups; what only one pot has a use for goes there, unless a joint cap may turn it away. */
    private int columns() {
        int next = 0;
        for (Group group : groups) {
            BitSet used = new BitSet();
            group.selecting.stream().forEach(r -> used.set(potOf[r]));
            boolean free = used.cardinality() > 1 || group.pools.stream().anyMatch(p -> pools.get(p).joint);
            group.columns = new int[pots.size()];
            Arrays.fill(group.columns, NOTHING);
            for (int p = used.nextSetBit(0); p >= 0; p = used.nextSetBit(p + 1)) {
                group.columns[p] = free ? next++ : EVERYTHING;
            }
        }
        return next;
    }

    private void kinds() {
        for (int r = 0; r < trials.size(); r++) {
            Map<BitSet, Kind> alike = new LinkedHashMap<>();
            for (Group group : groups) {
                BitSet own = own(r, group);
                if (!own.isEmpty()) {
                    int trial = r;
                    alike.computeIfAbsent(own, _ -> new Kind(trial, own, new ArrayList<>())).groups().add(group);
                }
            }
            kinds.addAll(alike.values());
        }
    }

    private BitSet own(int trial, Group group) {
        BitSet own = new BitSet();
        if (group.selecting.get(trial)) {
            group.pools.stream().filter(p -> pools.get(p).bears(trial)).forEach(own::set);
        }
        return own;
    }

    /** Adds a multiple of what goes to the pot to the row; answers what of that does not hang on the split. */
    private Ratio add(Ratio[] row, Group group, int pot, Ratio times) {
        int column = group.columns[pot];
        if (column >= 0) {
            row[column] = row[column].plus(times);
        }
        return column == EVERYTHING ? times.times(group.capacity) : Ratio.ZERO;
    }

    private void rows() {
        for (Group group : groups) {
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
        for (int k = 0; k < kinds.size(); k++) {
            Kind kind = kinds.get(k);
            Ratio[] row = base.row();
            row[kept + k] = Ratio.ONE;
            Ratio there = Ratio.ZERO;
            for (Group group : kind.groups()) {
                there = there.plus(add(row, group, potOf[kind.trial()], group.unit.negate()).negate());
            }
            base.atMost(row, there);
        }
        for (int r = 0; r < trials.size(); r++) {
            Ratio[] count = base.row();
            sure[r] = Ratio.ZERO;
            for (Group group : groups) {
                if (group.selecting.get(r) && own(r, group).isEmpty()) {
                    sure[r] = sure[r].plus(add(count, group, potOf[r], entries(r) ? Ratio.ONE : group.unit));
                }
            }
            for (int k = 0; k < kinds.size(); k++) {
                count[kept + k] = kinds.get(k).trial() == r ? Ratio.ONE : Ratio.ZERO;
            }
            counts.add(count);
        }
        for (int p = 0; p < pools.size(); p++) {
            if (pools.get(p).joint) {
                joint(p);
            } else {
                own(p);
            }
        }
    }

    /** What the trial keeps of the pool is at most the ceiling, or the share of all that it counts. */
    private void own(int pool) {
        Ratio[] row = base.row();
        for (int k = 0; k < kinds.size(); k++) {
            row[kept + k] = kinds.get(k).pools().get(pool) ? Ratio.ONE : Ratio.ZERO;
        }
        Pool of = pools.get(pool);
        int trial = of.bearing.nextSetBit(0);
        for (int j = 0; of.share.signum() > 0 && j < size; j++) {
            row[j] = row[j].lessTimes(counts.get(trial)[j], of.share);
        }
        base.atMost(row, of.ceiling.plus(sure[trial].times(of.share)));
    }

    private void joint(int pool) {
        Ratio[] row = base.row();
        for (Group group : groups) {
            if (group.pools.get(pool)) {
                BitSet bearing = (BitSet) group.selecting.clone();
                bearing.and(pools.get(pool).bearing);
                bearing.stream().map(r -> potOf[r]).distinct().forEach(pot -> add(row, group, pot, group.unit));
            }
        }
        base.atMost(row, pools.get(pool).ceiling);
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
        Optional<Ratio[]> most = pools.isEmpty() ? most() : Optional.empty();
        return most.isPresent() ? most : solve(mayFail);
    }

    /** Each group where it counts the most, where that meets everything. */
    private Optional<Ratio[]> most() {
        Ratio[] point = base.row();
        for (Group group : groups) {
            int best = NOTHING;
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
                .filter(r -> trials.get(r).requirement.severity() == Severity.MANDATORY).toArray();
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
        Arrays.fill(mayFail, true);
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
                if (!entries(a) && !entries(b) && (a == b || potOf[a] != potOf[b])) {
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
        for (Group group : groups) {
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
        Ratio entry = units(BigDecimal.ONE);
        for (int r = 0; r < trials.size(); r++) {
            if (needs[r].signum() > 0) {
                Ratio[] one = base.row();
                one[shorts + r] = Ratio.MINUS_ONE;
                sum[shorts + r] = Ratio.MINUS_ONE.dividedBy(needs[r]);
                shortfall.add(one);
            }
            Ratio weight = Ratio.of(new BigDecimal(trials.size() + 1 - r + 100 * (pots.size() - potOf[r])));
            Ratio times = entries(r) ? weight.times(entry) : weight;
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
            trial.counted = tally(r, point);
            trial.value = entries(r) ? number(r, point) : trial.counted.total();
        }
        if (pots.size() > 1) {
            for (Trial trial : trials) {
                if (!trial.met()) {
                    trial.why.add(() -> Reason.of("allocation", "Credit serves one of " + String.join(", ", pots)
                            + "; every other split leaves as much or more short.", exclusive.clause()));
                }
            }
        }
    }

    /** What the trial counts, the entries as they are used up: its caps leave the earliest. */
    private Tally tally(int trial, Ratio[] point) {
        Entries entries = counter.entries;
        BigDecimal[] counted = new BigDecimal[entries.all.length];
        Arrays.fill(counted, BigDecimal.ZERO);
        for (Group group : groups) {
            if (group.selecting.get(trial)) {
                share(group, potOf[trial], point, counted);
            }
        }
        for (int k = 0; k < kinds.size(); k++) {
            if (kinds.get(k).trial() == trial) {
                BigDecimal left = point[kept + k].amount(scale);
                for (int position : kinds.get(k).groups().stream().flatMap(group -> group.entries.stream())
                        .sorted(Comparator.comparing(i -> entries.all[i], Entry::order)).toList()) {
                    counted[position] = counted[position].min(left);
                    left = left.subtract(counted[position]);
                }
            }
        }
        int[] positions = Arrays.stream(selected).filter(i -> counted[i].signum() > 0).toArray();
        return new Tally(entries.all, positions,
                Column.of(Arrays.stream(positions).mapToObj(i -> counted[i]).toArray(BigDecimal[]::new)));
    }

    private static Ratio given(Group group, int pot, Ratio[] point) {
        int column = group.columns[pot];
        return column >= 0 ? point[column] : column == EVERYTHING ? group.capacity : Ratio.ZERO;
    }

    private BigDecimal number(int trial, Ratio[] point) {
        Ratio number = Ratio.ZERO;
        for (Group group : groups) {
            number = group.selecting.get(trial) ? number.plus(given(group, potOf[trial], point)) : number;
        }
        return number.decimal();
    }

    /** A group's amount goes to its entries in order; pots before this one were served by the earlier entries. */
    private void share(Group group, int pot, Ratio[] point, BigDecimal[] counted) {
        BigDecimal skip = BigDecimal.ZERO;
        for (int before = 0; before < pot; before++) {
            skip = skip.add(given(group, before, point).times(group.unit).amount(scale));
        }
        BigDecimal left = given(group, pot, point).times(group.unit).amount(scale);
        for (int position : group.entries) {
            BigDecimal credited = counter.entries.all[position].credited;
            BigDecimal passed = skip.min(credited);
            skip = skip.subtract(passed);
            counted[position] = credited.subtract(passed).min(left);
            left = left.subtract(counted[position]);
        }
    }
}
