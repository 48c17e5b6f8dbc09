package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

    /** Decimal places of an amount that is worked out as a share. */
    private static final int PLACES = 12;

    /** A cap over some places in the tally: up to an amount, or up to a share of all that is kept. */
    static final class Pool {
        private final int[] members;
        private final Optional<BigDecimal> share;
        private BigDecimal ceiling;
        private final Supplier<Reason> reason;

        /** @param reason says the ceiling that it is given */
        Pool(int[] members, Optional<BigDecimal> share, BigDecimal ceiling, Function<BigDecimal, Reason> reason) {
            this.members = members;
            this.share = share;
            this.ceiling = ceiling;
            this.reason = new Why.Shared(() -> reason.apply(this.ceiling));
        }
    }

    private final Tally before;
    private final List<Pool> pools = new ArrayList<>();
    private final List<Pool> cut = new ArrayList<>();
    /** Whether something was cut after a share of all had been worked out, which then is a share of less. */
    private boolean moved;

    Pools(Tally before) {
        this.before = before;
    }

    void add(Pool pool, boolean wasCut) {
        if (wasCut) {
            moved |= pools.stream().anyMatch(earlier -> earlier.share.isPresent());
            cut.add(pool);
        }
        pools.add(pool);
    }

    /**
     * Whether one cut hangs on another: two that were cut have members in common, and the earlier one is not inside the later; or
     * a share was worked out too early.
     */
    boolean cross() {
        if (moved || cut.size() < 2) {
            return moved;
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
        List<Pool> binding = pools.stream()
                .filter(pool -> pool.share.isPresent() || before.amounts.sum(pool.members).compareTo(pool.ceiling) > 0).toList();
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
        Ratio beside = Ratio.units(beside(kinds), scale);
        for (int p = 0; p < binding.size(); p++) {
            Ratio[] members = rows.get(p);
            Optional<Ratio> share = binding.get(p).share.map(Ratio::of);
            simplex.atMost(share.isPresent() ? less(members, all, share.get()) : members,
                    share.isPresent() ? share.get().times(beside) : Ratio.units(binding.get(p).ceiling, scale));
        }
        Ratio[] point = simplex.maximise(List.<Ratio[]>of(all)).orElseThrow();
        BigDecimal[] kept = before.amounts.all();
        Ratio total = beside;
        int places = Math.max(scale, PLACES);
        int broken = -1;
        k = 0;
        for (List<Integer> members : kinds.values()) {
            total = total.plus(point[k]);
            BigDecimal exact = point[k++].amount(scale);
            BigDecimal left = exact.scale() > places ? exact.setScale(places, RoundingMode.DOWN) : exact;
            for (int i : members) {
                kept[i] = kept[i].min(left);
                left = left.subtract(kept[i]);
                broken = kept[i].signum() > 0 && exact.scale() > places ? i : broken;
            }
        }
        if (broken >= 0) {
            // Parts that no decimal says are written downwards; what they come to together is said exactly where it can be.
            BigDecimal sum = Arrays.stream(kept).reduce(BigDecimal.ZERO, BigDecimal::add);
            kept[broken] = kept[broken].add(total.amount(scale).setScale(places, RoundingMode.HALF_UP).subtract(sum));
        }
        Column column = Column.of(kept);
        for (Pool pool : binding) {
            pool.share.ifPresent(share -> pool.ceiling = Amounts.trim(column.sum().multiply(share)));
        }
        return column;
    }

    /** What no binding pool has among its members. */
    private BigDecimal beside(Map<List<Integer>, List<Integer>> kinds) {
        BigDecimal sum = before.total();
        for (List<Integer> members : kinds.values()) {
            for (int i : members) {
                sum = sum.subtract(before.amounts.get(i));
            }
        }
        return sum;
    }

    /** The members less their share of all. */
    private static Ratio[] less(Ratio[] members, Ratio[] all, Ratio share) {
        Ratio[] row = members.clone();
        for (int k = 0; k < all.length; k++) {
            row[k] = row[k].lessTimes(share, all[k]);
        }
        return row;
    }

    /** Says to each entry that lost something, and to the whole, which caps were full. */
    void explain(Column kept, Why limits) {
        for (Pool pool : pools) {
            boolean full = moved ? kept.sum(pool.members).compareTo(pool.ceiling) >= 0 : cut.contains(pool);
            if (!full) {
                continue;
            }
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
