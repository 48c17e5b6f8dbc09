package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The caps that bear on one count, each as a pool of entries with its ceiling. Pools that lie inside each other are cut one
 * after the other; where they cross, which entry loses the excess decides how much is left, and the split that leaves the most
 * is worked out.
 */
final class Pools {

    /** Past so many kinds of entries the cuts stand as they were made in order. */
    private static final int MOST_KINDS = 150;

    /** A cap over some places in the tally. */
    static final class Pool {
        private final int[] members;
        private final BigDecimal ceiling;
        private final Supplier<Reason> reason;

        Pool(int[] members, BigDecimal ceiling, Supplier<Reason> reason) {
            this.members = members;
            this.ceiling = ceiling;
            this.reason = reason;
        }
    }

    private final Tally before;
    private final List<Pool> pools = new ArrayList<>();
    private final List<Pool> cut = new ArrayList<>();
    private boolean exact = true;

    Pools(Tally before) {
        this.before = before;
    }

    void add(Pool pool, boolean wasCut) {
        pools.add(pool);
        if (wasCut) {
            cut.add(pool);
        }
    }

    /** A cap that is a share of what was earned moves with what is kept: the cuts then stand as made. */
    void moving() {
        exact = false;
    }

    /** Whether two that were cut have members in common, and the earlier one is not inside the later. */
    boolean cross() {
        if (!exact || cut.size() < 2) {
            return false;
        }
        List<List<Integer>> cutting = containing(cut);
        Map<List<Integer>, Integer> common = new HashMap<>();
        for (List<Integer> of : cutting) {
            for (int a = 0; a < of.size(); a++) {
                for (int b = a + 1; b < of.size(); b++) {
                    common.merge(List.of(of.get(a), of.get(b)), 1, Integer::sum);
                }
            }
        }
        return common.entrySet().stream()
                .anyMatch(pair -> pair.getValue() < cut.get(pair.getKey().getFirst()).members.length);
    }

    /** For each place in the tally the pools that it is a member of. */
    private List<List<Integer>> containing(List<Pool> some) {
        List<List<Integer>> containing = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            containing.add(new ArrayList<>());
        }
        for (int p = 0; p < some.size(); p++) {
            for (int i : some.get(p).members) {
                containing.get(i).add(p);
            }
        }
        return containing;
    }

    /** As much of each entry as leaves the most in all; a cap that all of its members together do not reach takes nothing. */
    Optional<Column> most() {
        List<Pool> binding = pools.stream().filter(pool -> before.amounts.sum(pool.members).compareTo(pool.ceiling) > 0).toList();
        List<List<Integer>> containing = containing(binding);
        Map<List<Integer>, List<Integer>> kinds = new LinkedHashMap<>();
        IntStream.range(0, before.size()).filter(i -> !containing.get(i).isEmpty()).boxed()
                .sorted((a, b) -> Entry.order(before.entry(a), before.entry(b)))
                .forEach(i -> kinds.computeIfAbsent(containing.get(i), _ -> new ArrayList<>()).add(i));
        return kinds.size() > MOST_KINDS ? Optional.empty() : Optional.of(solve(binding, kinds));
    }

    private Column solve(List<Pool> binding, Map<List<Integer>, List<Integer>> kinds) {
        int scale = before.amounts.scale();
        Simplex simplex = new Simplex(kinds.size());
        Ratio[] all = simplex.row();
        List<Ratio[]> rows = new ArrayList<>();
        binding.forEach(_ -> rows.add(simplex.row()));
        int k = 0;
        for (Map.Entry<List<Integer>, List<Integer>> kind : kinds.entrySet()) {
            Ratio[] only = simplex.row();
            only[k] = Ratio.ONE;
            all[k] = Ratio.ONE;
            BigDecimal there = kind.getValue().stream().map(before.amounts::get).reduce(BigDecimal.ZERO, BigDecimal::add);
            simplex.atMost(only, Ratio.units(there, scale));
            for (int pool : kind.getKey()) {
                rows.get(pool)[k] = Ratio.ONE;
            }
            k++;
        }
        for (int p = 0; p < binding.size(); p++) {
            simplex.atMost(rows.get(p), Ratio.units(binding.get(p).ceiling, scale));
        }
        Ratio[] point = simplex.maximise(List.<Ratio[]>of(all)).orElseThrow();
        BigDecimal[] kept = before.amounts.all();
        k = 0;
        for (List<Integer> members : kinds.values()) {
            BigDecimal left = point[k++].amount(scale);
            for (int i : members) {
                kept[i] = kept[i].min(left);
                left = left.subtract(kept[i]);
            }
        }
        return Column.of(kept);
    }

    /** Says to each entry that lost something, and to the whole, which caps were full. */
    void explain(Column kept, Why limits) {
        for (Pool pool : cut) {
            boolean lost = false;
            for (int i : pool.members) {
                if (kept.get(i).compareTo(before.amounts.get(i)) < 0) {
                    before.entry(i).limits.add(pool.reason);
                    lost = true;
                }
            }
            if (lost) {
                limits.add(pool.reason);
            }
        }
    }
}
