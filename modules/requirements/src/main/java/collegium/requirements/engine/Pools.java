package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The caps that bear on one count, each as a pool of entries with its ceiling. Pools that lie inside each other are cut one
 * after the other; where they cross, which entry loses the excess decides how much is left, and the split that leaves the most
 * is worked out.
 */
final class Pools {

    /** Past so many kinds of entries the cuts stand as they were made in order. */
    private static final int MOST_KINDS = 150;

    record Pool(List<Integer> members, BigDecimal ceiling, Reason reason) {}

    private final List<Pool> pools = new ArrayList<>();
    private final List<Pool> cut = new ArrayList<>();
    private boolean exact = true;

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

    boolean cross() {
        for (int a = 0; exact && a < cut.size(); a++) {
            for (int b = a + 1; b < cut.size(); b++) {
                boolean inside = cut.get(b).members.containsAll(cut.get(a).members);
                if (!inside && cut.get(a).members.stream().anyMatch(cut.get(b).members::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** As much of each entry as leaves the most in all. */
    Optional<List<BigDecimal>> most(List<Entry> entries, List<BigDecimal> before) {
        Map<List<Integer>, List<Integer>> kinds = new LinkedHashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> Counter.order(entries.get(a), entries.get(b)));
        for (int i : order) {
            List<Integer> in = new ArrayList<>();
            for (int p = 0; p < pools.size(); p++) {
                if (pools.get(p).members.contains(i)) {
                    in.add(p);
                }
            }
            kinds.computeIfAbsent(in, _ -> new ArrayList<>()).add(i);
        }
        return kinds.size() > MOST_KINDS ? Optional.empty() : Optional.of(solve(kinds, before));
    }

    private List<BigDecimal> solve(Map<List<Integer>, List<Integer>> kinds, List<BigDecimal> before) {
        Simplex simplex = new Simplex(kinds.size());
        Ratio[] all = simplex.row();
        List<Ratio[]> rows = new ArrayList<>();
        pools.forEach(_ -> rows.add(simplex.row()));
        int k = 0;
        for (Map.Entry<List<Integer>, List<Integer>> kind : kinds.entrySet()) {
            Ratio[] only = simplex.row();
            only[k] = Ratio.ONE;
            all[k] = Ratio.ONE;
            BigDecimal there = kind.getValue().stream().map(before::get).reduce(BigDecimal.ZERO, BigDecimal::add);
            simplex.atMost(only, Ratio.of(there));
            for (int pool : kind.getKey()) {
                rows.get(pool)[k] = Ratio.ONE;
            }
            k++;
        }
        for (int p = 0; p < pools.size(); p++) {
            simplex.atMost(rows.get(p), Ratio.of(pools.get(p).ceiling));
        }
        Ratio[] point = simplex.maximise(all).orElseThrow();
        List<BigDecimal> kept = new ArrayList<>(before);
        k = 0;
        for (List<Integer> members : kinds.values()) {
            BigDecimal left = point[k++].decimal();
            for (int i : members) {
                BigDecimal of = before.get(i).min(left);
                left = left.subtract(of);
                kept.set(i, of);
            }
        }
        return kept;
    }

    /** Says to each entry that lost something which caps were full. */
    void explain(List<Entry> entries, List<BigDecimal> before, List<BigDecimal> kept) {
        for (Pool pool : cut) {
            for (int i : pool.members) {
                if (kept.get(i).compareTo(before.get(i)) < 0) {
                    entries.get(i).because(pool.reason);
                }
            }
        }
    }
}
