package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** Past so many branches the search for whole activities is given up. */
    private static final int MOST_NODES = 400;

    private final List<Trial> trials;
    private final List<String> pots;
    private final Exclusive exclusive;
    private final Counter counter;
    private final List<VersionPlan.Cap> caps = new ArrayList<>();
    private final List<Group> groups;
    private final int[] potOf;
    private final Map<List<Integer>, Integer> kept = new HashMap<>();
    private final List<Ratio[]> counts = new ArrayList<>();
    private final Ratio[] needs;
    private final Simplex base;
    private final int mandatory;
    private int nodes;
    private final int shorts;
    private final int size;

    /** Entries that are alike for every requirement and cap, with the earliest first. */
    private record Group(List<Integer> selecting, List<Optional<List<Object>>> pools, List<Integer> entries, BigDecimal amount) {}

    Problem(Exclusive exclusive, List<Trial> trials, VersionPlan version, Counter counter) {
        this.exclusive = exclusive;
        this.trials = trials;
        this.counter = counter;
        pots = List.copyOf(exclusive.pots().keySet());
        for (VersionPlan.Cap cap : version.caps) {
            if (trials.stream().anyMatch(trial -> counter.bears(cap, trial))) {
                caps.add(cap);
            }
        }
        groups = groups();
        potOf = trials.stream()
                .mapToInt(trial -> Math.max(0, Allocation.pot(exclusive, trial).map(pots::indexOf).orElse(0)))
                .toArray();
        needs = trials.stream().map(trial -> Ratio.of(trial.needed.orElse(BigDecimal.ZERO))).toArray(Ratio[]::new);
        int weighing = 0;
        for (int r = 0; r < Math.min(trials.size(), Integer.SIZE); r++) {
            weighing |= trials.get(r).requirement.severity() == Severity.MANDATORY ? 1 << r : 0;
        }
        mandatory = weighing;
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

    private List<Group> groups() {
        Entries entries = counter.entries;
        List<List<Integer>> selecting = new ArrayList<>();
        List<Integer> selected = new ArrayList<>();
        for (int i = 0; i < entries.all.length; i++) {
            selecting.add(new ArrayList<>(trials.size()));
        }
        for (int r = 0; r < trials.size(); r++) {
            for (int position : entries.select(trials.get(r).selection, trials.get(r).slot.span())) {
                if (selecting.get(position).isEmpty()) {
                    selected.add(position);
                }
                selecting.get(position).add(r);
            }
        }
        selected.sort((a, b) -> Entry.order(entries.all[a], entries.all[b]));
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        for (int position : selected) {
            List<Optional<List<Object>>> pools = pools(position);
            List<Object> signature = exclusive.whole()
                    ? List.of(selecting.get(position), pools, Amounts.trim(entries.all[position].credited))
                    : List.of(selecting.get(position), pools);
            groups.computeIfAbsent(signature,
                    _ -> new Group(selecting.get(position), pools, new ArrayList<>(), BigDecimal.ZERO)).entries().add(position);
        }
        return groups.values().stream().map(group -> new Group(group.selecting(), group.pools(), group.entries(),
                group.entries().stream().map(i -> entries.all[i].credited).reduce(BigDecimal.ZERO, BigDecimal::add))).toList();
    }

    /** For each cap the pools of it into which the entry falls; empty where it is not capped. */
    private List<Optional<List<Object>>> pools(int position) {
        List<Optional<List<Object>>> pools = new ArrayList<>(caps.size());
        for (VersionPlan.Cap cap : caps) {
            boolean capped = counter.entries.picked(cap.of())[position];
            pools.add(capped ? Optional.of(counter.keys(cap.limit(), counter.entries.all[position])) : Optional.empty());
        }
        return pools;
    }

    private int variable(int group, int pot) {
        return group * pots.size() + pot;
    }

    private boolean selects(int trial, int group) {
        return groups.get(group).selecting().contains(trial);
    }

    private boolean entries(int trial) {
        return trials.get(trial).requirement.measured() instanceof Measured.Entries;
    }

    /** The credit of one unit of a group's variable: of one entry where they stay whole. */
    private Ratio size(int group) {
        return exclusive.whole()
                ? Ratio.of(Amounts.trim(counter.entries.all[groups.get(group).entries().getFirst()].credited))
                : Ratio.ONE;
    }

    private Ratio capacity(int group) {
        Group of = groups.get(group);
        return Ratio.of(exclusive.whole() ? new BigDecimal(of.entries().size()) : of.amount());
    }

    private boolean limited(int trial, int group) {
        if (entries(trial)) {
            return false;
        }
        for (int c = 0; c < caps.size(); c++) {
            if (groups.get(group).pools().get(c).isPresent() && counter.bears(caps.get(c), trials.get(trial))) {
                return true;
            }
        }
        return false;
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
                if (selects(r, g)) {
                    count[column(r, g)] = keeps(r, g) || entries(r) ? Ratio.ONE : size(g);
                }
            }
            counts.add(count);
        }
        kept.forEach((key, column) -> {
            Ratio[] row = base.row();
            row[column] = Ratio.ONE;
            row[variable(key.get(1), potOf[key.get(0)])] = size(key.get(1)).negate();
            base.atMost(row, Ratio.ZERO);
        });
        for (int c = 0; c < caps.size(); c++) {
            cap(c);
        }
    }

    /** How much of the group the requirement counts: all that goes to its pot, or what it keeps of that under its caps. */
    private int column(int trial, int group) {
        return kept.isEmpty()
                ? variable(group, potOf[trial])
                : kept.getOrDefault(List.of(trial, group), variable(group, potOf[trial]));
    }

    private boolean keeps(int trial, int group) {
        return !kept.isEmpty() && kept.containsKey(List.of(trial, group));
    }

    /** One pool for each requirement, or for all together where the cap is joint. */
    private void cap(int c) {
        Limit limit = caps.get(c).limit();
        Map<List<Object>, Ratio[]> pools = new LinkedHashMap<>();
        Map<List<Object>, Span> windows = new HashMap<>();
        for (int r = 0; r < trials.size(); r++) {
            if (entries(r) || !counter.bears(caps.get(c), trials.get(r))) {
                continue;
            }
            for (int g = 0; g < groups.size(); g++) {
                if (selects(r, g)) {
                    boolean own = !limit.joint() && keeps(r, g);
                    Entry sample = counter.entries.all[groups.get(g).entries().getFirst()];
                    for (Object key : groups.get(g).pools().get(c).orElse(List.of())) {
                        List<Object> pool = List.of(limit.joint() ? -1 : r, key);
                        pools.computeIfAbsent(pool, _ -> base.row())[own ? column(r, g) : variable(g, potOf[r])] =
                                own ? Ratio.ONE : size(g);
                        windows.putIfAbsent(pool, counter.window(limit, sample, trials.get(r).slot.span()));
                    }
                }
            }
        }
        pools.forEach((pool, row) -> counter.ceiling(limit, BigDecimal.ZERO, Tally.EMPTY.amounts,
                        windows.getOrDefault(pool, trials.getFirst().slot.span()))
                .ifPresent(ceiling -> base.atMost(row, Ratio.of(ceiling))));
    }

    /**
     * That nothing falls short is tried first, then sets of failing requirements, the smallest first; among those of a size
     * the least sum of short ÷ needed.
     */
    Optional<Ratio[]> best() {
        Optional<Ratio[]> all = allMet();
        return all.isPresent() ? all : leastFailing();
    }

    /** A split that meets everything; also for more requirements than whose failures can be weighed against each other. */
    Optional<Ratio[]> allMet() {
        return exclusive.whole() ? solve(0).map(this::spread) : spread(0, new Ratio[0]);
    }

    /** Whether the search for whole activities was given up before its end. */
    boolean gaveUp() {
        return nodes > MOST_NODES;
    }

    private Optional<Ratio[]> leastFailing() {
        int hopeless = hopeless();
        List<Integer> sets = new ArrayList<>();
        for (int set = 1; set < 1 << trials.size(); set++) {
            if ((set & hopeless) == hopeless) {
                sets.add(set);
            }
        }
        sets.sort(Comparator.<Integer>comparingInt(set -> failing(set)).thenComparing(Comparator.reverseOrder()));
        Optional<Ratio[]> best = Optional.empty();
        Ratio least = Ratio.ZERO;
        int failing = -1;
        for (int set : sets) {
            if (best.isPresent() && failing(set) > failing) {
                break;
            }
            Optional<Ratio[]> point = rivals(set) ? Optional.empty() : solve(set);
            if (point.isPresent()) {
                Ratio distance = distance(point.get());
                if (best.isEmpty() || distance.compareTo(least) < 0) {
                    best = point;
                    least = distance;
                    failing = failing(set);
                }
            }
        }
        return best.map(this::spread);
    }

    /** Mandatory ones weigh most, then how many. */
    private int failing(int set) {
        return Integer.bitCount(set & mandatory) * 100 + Integer.bitCount(set);
    }

    /** Requirements that fall short even with all that they select. */
    private int hopeless() {
        int hopeless = 0;
        for (int r = 0; r < trials.size(); r++) {
            hopeless |= !entries(r) && reach(r, r).compareTo(needs[r]) < 0 ? 1 << r : 0;
        }
        return hopeless;
    }

    /** Whether two that are not to fail spend from different pots, and need more than there is for both of them. */
    private boolean rivals(int set) {
        for (int a = 0; a < trials.size(); a++) {
            for (int b = a + 1; b < trials.size(); b++) {
                boolean bothMet = (set >> a & 1) == 0 && (set >> b & 1) == 0 && !entries(a) && !entries(b);
                if (bothMet && potOf[a] != potOf[b] && reach(a, b).compareTo(needs[a].plus(needs[b])) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All that either of the two selects, before caps. */
    private Ratio reach(int a, int b) {
        BigDecimal reach = BigDecimal.ZERO;
        for (int g = 0; g < groups.size(); g++) {
            if (selects(a, g) || selects(b, g)) {
                reach = reach.add(groups.get(g).amount());
            }
        }
        return Ratio.of(reach);
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
            simplex.atLeast(row, needs[r]);
        }
        return simplex;
    }

    private Optional<Ratio[]> solve(int set) {
        Simplex simplex = constrained(set, new Ratio[0]);
        Ratio[] objective = simplex.row();
        for (int r = 0; r < trials.size(); r++) {
            if ((set >> r & 1) == 1 && needs[r].signum() > 0) {
                objective[shorts + r] = Ratio.ONE.dividedBy(needs[r]).negate();
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
            if (point[shorts + r].signum() > 0 && needs[r].signum() > 0) {
                sum = sum.plus(point[shorts + r].dividedBy(needs[r]));
            }
        }
        return sum;
    }

    private Ratio[] spread(Ratio[] point) {
        int set = 0;
        Ratio[] atMostShort = new Ratio[trials.size()];
        for (int r = 0; r < trials.size(); r++) {
            atMostShort[r] = point[shorts + r];
            set |= point[shorts + r].signum() > 0 ? 1 << r : 0;
        }
        return spread(set, atMostShort).orElse(point);
    }

    /** With the verdict fixed, counts as much as can be counted, the pots declared first before the others. */
    private Optional<Ratio[]> spread(int set, Ratio[] atMostShort) {
        Simplex simplex = constrained(set, atMostShort);
        Ratio[] objective = simplex.row();
        for (int r = 0; r < trials.size(); r++) {
            Ratio weight = Ratio.of(new BigDecimal(trials.size() + 1 - r + 100 * (pots.size() - potOf[r])));
            for (int j = 0; j < objective.length; j++) {
                if (counts.get(r)[j].signum() != 0) {
                    objective[j] = objective[j].plus(counts.get(r)[j].times(weight));
                }
            }
        }
        return whole(simplex, objective, Optional.empty());
    }

    void write(Ratio[] point) {
        for (int r = 0; r < trials.size(); r++) {
            Trial trial = trials.get(r);
            List<Integer> positions = new ArrayList<>();
            List<BigDecimal> counted = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                if (selects(r, g)) {
                    Ratio share = point[column(r, g)];
                    Ratio amount = keeps(r, g) ? share : share.times(size(g));
                    share(g, potOf[r], point, amount.decimal(), positions, counted);
                }
            }
            trial.counted = new Tally(counter.entries.all, positions.stream().mapToInt(i -> i).toArray(),
                    Column.of(counted.toArray(BigDecimal[]::new)));
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

    private BigDecimal number(int trial, Ratio[] point) {
        Ratio number = Ratio.ZERO;
        for (int g = 0; g < groups.size(); g++) {
            number = selects(trial, g) ? number.plus(point[variable(g, potOf[trial])]) : number;
        }
        return number.decimal();
    }

    /** A group's amount goes to its entries in order; pots before this one were served by the earlier entries. */
    private void share(int group, int pot, Ratio[] point, BigDecimal amount, List<Integer> positions,
            List<BigDecimal> counted) {
        BigDecimal skip = BigDecimal.ZERO;
        for (int before = 0; before < pot; before++) {
            skip = skip.add(point[variable(group, before)].times(size(group)).decimal());
        }
        BigDecimal left = amount;
        for (int position : groups.get(group).entries()) {
            BigDecimal credited = counter.entries.all[position].credited;
            BigDecimal passed = skip.min(credited);
            skip = skip.subtract(passed);
            BigDecimal used = credited.subtract(passed).min(left);
            left = left.subtract(used);
            if (used.signum() > 0) {
                positions.add(position);
                counted.add(used);
            }
        }
    }
}
