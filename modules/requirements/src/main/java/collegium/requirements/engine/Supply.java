package collegium.requirements.engine;

import java.math.BigDecimal;
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
 * What one allocation has to give: the entries that any of its requirements selects, grouped by what they can serve and by
 * the caps that can bind. What cannot matter is left out: a cap that all of its entries together do not reach, and the choice
 * for a group that only one pot has a use for. Amounts are whole numbers of the smallest step that occurs, in which exact
 * arithmetic is quick.
 */
final class Supply {

    private static final int NOTHING = -1;
    private static final int EVERYTHING = -2;

    final List<String> pots;
    final int[] potOf;
    final List<Pool> pools = new ArrayList<>();
    final List<Group> groups;
    final List<Kind> kinds = new ArrayList<>();
    /** A point says first, in so many numbers, how much of a group goes to a pot; then how much of each kind is kept. */
    final int choices;
    private final boolean whole;
    private final List<Trial> trials;
    private final Counter counter;
    /** What any of the trials selects, as it is used up. */
    private final int[] selected;
    private final int scale;

    /** A cap that can bind, on one trial or on all for which it is joint: an amount, or a share of what the trial counts. */
    static final class Pool {
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
    static final class Group {
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
    record Kind(int trial, BitSet pools, List<Group> groups) {}

    Supply(Exclusive exclusive, List<Trial> trials, VersionPlan version, Counter counter) {
        whole = exclusive.whole();
        this.trials = trials;
        this.counter = counter;
        pots = List.copyOf(exclusive.pots().keySet());
        potOf = trials.stream()
                .mapToInt(trial -> Math.max(0, Allocation.pot(exclusive, trial).map(pots::indexOf).orElse(0)))
                .toArray();
        Entry[] all = counter.entries.all;
        BitSet[] selecting = new BitSet[all.length];
        for (int r = 0; r < trials.size(); r++) {
            for (int position : counter.entries.select(trials.get(r))) {
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
        choices = columns();
        kinds();
    }

    Ratio units(BigDecimal amount) {
        return Ratio.units(amount, scale);
    }

    boolean entries(int trial) {
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
            Optional<BigDecimal> ceiling = counter.ceiling(cap.limit(), window);
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
            List<Object> signature = whole
                    ? List.of(selecting[position], pooled[position], Amounts.trim(counter.entries.all[position].credited))
                    : List.of(selecting[position], pooled[position]);
            alike.computeIfAbsent(signature, _ -> new Group(selecting[position], pooled[position])).entries.add(position);
        }
        for (Group group : alike.values()) {
            group.unit = whole ? units(counter.entries.all[group.entries.getFirst()].credited) : Ratio.ONE;
            group.capacity = whole
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

    BitSet own(int trial, Group group) {
        BitSet own = new BitSet();
        if (group.selecting.get(trial)) {
            group.pools.stream().filter(p -> pools.get(p).bears(trial)).forEach(own::set);
        }
        return own;
    }

    /** Adds a multiple of what goes to the pot to the row; answers what of that does not hang on the split. */
    Ratio add(Ratio[] row, Group group, int pot, Ratio times) {
        int column = group.columns[pot];
        if (column >= 0) {
            row[column] = row[column].plus(times);
        }
        return column == EVERYTHING ? times.times(group.capacity) : Ratio.ZERO;
    }

    /** What the trial counts, the entries as they are used up: its caps leave the earliest. */
    Tally tally(int trial, Ratio[] point) {
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
                BigDecimal left = point[choices + k].amount(scale);
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

    BigDecimal number(int trial, Ratio[] point) {
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
