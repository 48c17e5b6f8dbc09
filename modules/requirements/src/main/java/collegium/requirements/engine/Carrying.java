package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be moved on: as much as can be taken away with every requirement of the rule still met, the most flexible tags
 * and the latest dates first, by the rules in their order. It is a ledger of credit with its tags, not a number.
 */
final class Carrying {

    private final VersionPlan version;
    private final List<Trial> trials;
    private final Entries entries;
    private final Questions questions;
    private final Amounts amounts;
    private final Period period;
    private final Cycle cycle;
    private final Map<Trial, Over> over = new HashMap<>();
    /** What is left of caps on several rules together. */
    private final Map<Limit, Allowance> pools = new HashMap<>();

    Carrying(VersionPlan version, List<Trial> trials, Entries entries, Questions questions, Amounts amounts,
            Period period, Cycle cycle) {
        this.version = version;
        this.trials = trials;
        this.entries = entries;
        this.questions = questions;
        this.amounts = amounts;
        this.period = period;
        this.cycle = cycle;
    }

    List<Carried> out() {
        List<Carried> out = new ArrayList<>();
        for (VersionPlan.Carry carry : version.carries) {
            if (questions.member(carry.rule().who(), period.span()) == Truth.YES) {
                carry(carry, out);
            }
        }
        return out;
    }

    /** A requirement of a rule: what it counts of each entry, and how much may be taken away, by all rules together. */
    private final class Over {
        BigDecimal[] in;
        private final boolean[] selects = new boolean[entries.all.length];
        private BigDecimal surplus;
        private BigDecimal[] savedIn;
        private BigDecimal savedSurplus;

        Over(Trial trial) {
            in = trial.counted.spread(entries.all.length);
            for (int position : entries.select(trial)) {
                selects[position] = !trial.relieved;
            }
            surplus = trial.value.subtract(trial.needed.orElse(trial.value));
            savedIn = in;
            savedSurplus = surplus;
        }

        void save() {
            savedIn = in.clone();
            savedSurplus = surplus;
        }

        void restore() {
            in = savedIn;
            surplus = savedSurplus;
        }

        /** Nothing of what a cap cut: that is no surplus. */
        BigDecimal most(int position) {
            return in[position].min(surplus).max(BigDecimal.ZERO);
        }

        void take(int position, BigDecimal amount) {
            in[position] = in[position].subtract(amount);
            surplus = surplus.subtract(amount);
        }
    }

    /** Requirements that share what they count of an entry, all of which have to do without what is taken. */
    private record Sharing(List<Over> all) {
        BigDecimal most(int position) {
            return all.stream().filter(one -> one.selects[position]).map(one -> one.most(position)).min(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        }

        void take(int position, BigDecimal amount) {
            all.stream().filter(one -> one.selects[position]).forEach(one -> one.take(position, amount));
        }
    }

    /** Pots, each of which counts a part of an entry of its own; without pots it is one. */
    private record Pots(List<Sharing> pots) {
        boolean select(int position) {
            return pots.stream().flatMap(pot -> pot.all.stream()).anyMatch(one -> one.selects[position]);
        }

        BigDecimal most(int position) {
            return pots.stream().map(pot -> pot.most(position)).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        void take(int position, BigDecimal amount) {
            BigDecimal left = amount;
            for (Sharing pot : pots) {
                BigDecimal part = left.min(pot.most(position));
                pot.take(position, part);
                left = left.subtract(part);
            }
        }
    }

    private void carry(VersionPlan.Carry carry, List<Carried> out) {
        CarryRule rule = carry.rule();
        List<Trial> needed = trials.stream().filter(t -> rule.over().contains(t.requirement.id())).toList();
        if (needed.isEmpty() || needed.stream().anyMatch(t -> !t.met())) {
            return;
        }
        List<Pots> over = pots(needed);
        BigDecimal most = amounts.of(rule.atMost(), period.span()).orElse(BigDecimal.ZERO);
        Candidates candidates = candidates(carry, needed);
        List<Allowance> caps = allowances(rule);
        Map<Integer, BigDecimal> taken = taken(candidates.flexible(), over, caps, most);
        if (candidates.differ()) {
            Map<Integer, BigDecimal> sparing = taken(candidates.sparing(), over, caps, most);
            taken = sum(sparing).compareTo(sum(taken)) > 0 ? sparing : taken;
        }
        taken.forEach((position, amount) -> {
            Entry entry = entries.all[position];
            selecting(over, position).forEach(pots -> pots.take(position, amount));
            caps.forEach(cap -> cap.take(position, amount));
            entry.carried = entry.carried.add(amount);
            out.add(carried(rule, entry, amount));
        });
    }

    private static BigDecimal sum(Map<Integer, BigDecimal> taken) {
        return taken.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Pots> selecting(List<Pots> over, int position) {
        return over.stream().filter(pots -> pots.select(position)).toList();
    }

    /** What is left of a cap on what is carried. */
    private static final class Allowance {
        private final boolean[] of;
        private BigDecimal left;
        private BigDecimal saved;

        Allowance(boolean[] of, BigDecimal left) {
            this.of = of;
            this.left = left;
            saved = left;
        }

        BigDecimal most(int position, BigDecimal amount) {
            return of[position] ? amount.min(left) : amount;
        }

        void take(int position, BigDecimal amount) {
            left = of[position] ? left.subtract(amount) : left;
        }
    }

    private List<Allowance> allowances(CarryRule rule) {
        List<Allowance> caps = new ArrayList<>();
        for (VersionPlan.Cap cap : version.caps) {
            Limit limit = cap.limit();
            if (limit.in().contains(rule.id()) && questions.member(limit.who(), period.span()) == Truth.YES) {
                Allowance fresh = new Allowance(entries.picked(cap.of()), amounts.of(limit.atMost(), period.span()).orElse(BigDecimal.ZERO));
                caps.add(limit.joint() ? pools.computeIfAbsent(limit, _ -> fresh) : fresh);
            }
        }
        return caps;
    }

    /** How much of each would be taken in this order; nothing is taken yet. */
    private Map<Integer, BigDecimal> taken(List<Integer> order, List<Pots> over, List<Allowance> caps, BigDecimal most) {
        Map<Integer, BigDecimal> taken = new LinkedHashMap<>();
        BigDecimal left = most;
        this.over.values().forEach(Over::save);
        caps.forEach(cap -> cap.saved = cap.left);
        for (int position : order) {
            List<Pots> selecting = selecting(over, position);
            BigDecimal amount = left.min(entries.all[position].credited.subtract(entries.all[position].carried));
            for (Pots pots : selecting) {
                amount = amount.min(pots.most(position));
            }
            for (Allowance cap : caps) {
                amount = cap.most(position, amount);
            }
            if (!selecting.isEmpty() && amount.signum() > 0) {
                for (Pots pots : selecting) {
                    pots.take(position, amount);
                }
                for (Allowance cap : caps) {
                    cap.take(position, amount);
                }
                left = left.subtract(amount);
                taken.put(position, amount);
            }
        }
        this.over.values().forEach(Over::restore);
        caps.forEach(cap -> cap.left = cap.saved);
        return taken;
    }

    private List<Pots> pots(List<Trial> needed) {
        List<Pots> all = new ArrayList<>();
        List<Trial> alone = new ArrayList<>(needed);
        for (Exclusive exclusive : version.version.exclusives()) {
            Map<String, List<Over>> byPot = new LinkedHashMap<>();
            for (Trial trial : needed) {
                Allocation.pot(exclusive, trial).ifPresent(pot -> {
                    alone.remove(trial);
                    byPot.computeIfAbsent(pot, _ -> new ArrayList<>()).add(over(trial));
                });
            }
            if (!byPot.isEmpty()) {
                all.add(new Pots(byPot.values().stream().map(Sharing::new).toList()));
            }
        }
        alone.forEach(trial -> all.add(new Pots(List.of(new Sharing(List.of(over(trial)))))));
        return all;
    }

    private Over over(Trial trial) {
        return over.computeIfAbsent(trial, Over::new);
    }

    /**
     * What a rule may take, in two orders: the most flexible first, what the most of the requirements count; and sparing, what the fewest
     * count first, by which more can be taken where requirements cross. In both, what the fewest caps will bear on where it is carried to,
     * and the latest, goes first.
     */
    private record Candidates(List<Integer> flexible, List<Integer> sparing, boolean differ) {}

    private Candidates candidates(VersionPlan.Carry carry, List<Trial> needed) {
        CarryRule rule = carry.rule();
        long since = rule.earnedInLastMonths() == 0
                ? Long.MIN_VALUE
                : Months.endingWith(period.span(), rule.earnedInLastMonths()).from().toEpochDay();
        boolean[] picked = entries.picked(carry.of());
        int[] uses = new int[entries.all.length];
        int[] caps = new int[entries.all.length];
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < entries.all.length; i++) {
            Entry entry = entries.all[i];
            boolean again = !entry.isCarried() || (!rule.onlyNew() && entry.lives > 0);
            if (picked[i] && again && !entry.refused && entry.earned >= since && !entry.isAward()) {
                for (Trial trial : needed) {
                    uses[i] += over(trial).in[i].signum() > 0 ? 1 : 0;
                }
                for (VersionPlan.Cap cap : version.caps) {
                    boolean bears = cap.limit().in().isEmpty() || rule.over().stream().anyMatch(cap.limit().in()::contains);
                    caps[i] += bears && entries.picked(cap.of())[i] ? 1 : 0;
                }
                candidates.add(i);
            }
        }
        Comparator<Integer> then = Comparator.<Integer>comparingInt(i -> caps[i]).thenComparing((a, b) -> Entry.order(entries.all[b], entries.all[a]));
        Comparator<Integer> fewest = Comparator.comparingInt(i -> uses[i]);
        return new Candidates(candidates.stream().sorted(fewest.reversed().thenComparing(then)).toList(),
                candidates.stream().sorted(fewest.thenComparing(then)).toList(),
                candidates.stream().mapToInt(i -> uses[i]).distinct().count() > 1);
    }

    private Carried carried(CarryRule rule, Entry entry, BigDecimal amount) {
        Map<String, Set<String>> tags = new HashMap<>(entry.tags());
        rule.retag().forEach((kind, values) -> {
            if (values.isEmpty()) {
                tags.remove(kind);
            } else {
                tags.put(kind, values);
            }
        });
        LocalDate earned = LocalDate.ofEpochDay(entry.earned);
        if (entry.isCarried()) {
            return new Carried(entry.id(), Amounts.trim(amount), earned, entry.expires, entry.lives - 1, tags,
                    "the period " + period.span().label());
        }
        LocalDate expires = Months.last(period.end().plusDays(1), rule.life() * cycle.months());
        return new Carried(entry.id(), Amounts.trim(amount), earned, Optional.of(expires), rule.life() - 1, tags,
                "the period " + period.span().label());
    }
}
