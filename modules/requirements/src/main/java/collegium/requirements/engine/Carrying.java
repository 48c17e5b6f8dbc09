package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be moved on: as much as can be taken away with every requirement of the rule still met, the most flexible tags
 * and the latest dates first. It is a ledger of credit with its tags, not a number.
 */
final class Carrying {

    private final VersionPlan version;
    private final List<Trial> trials;
    private final Entries entries;
    private final Questions questions;
    private final Amounts amounts;
    private final Period period;
    private final Cycle cycle;

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

    /** A requirement of the rule: what it counts of each entry, and how much of that may be taken away. */
    private static final class Over {
        final BigDecimal[] in;
        BigDecimal surplus;

        Over(Trial trial, int entries) {
            in = trial.counted.spread(entries);
            surplus = trial.relieved ? trial.value : trial.value.subtract(trial.needed.orElse(trial.value));
        }

        boolean counts(int position) {
            return in[position].signum() > 0;
        }
    }

    private void carry(VersionPlan.Carry carry, List<Carried> out) {
        CarryRule rule = carry.rule();
        List<Trial> needed = trials.stream().filter(t -> rule.over().contains(t.requirement.id())).toList();
        if (needed.isEmpty() || needed.stream().anyMatch(t -> !t.met())) {
            return;
        }
        List<Over> over = needed.stream().map(t -> new Over(t, entries.all.length)).toList();
        BigDecimal left = amounts.of(rule.atMost(), period.span()).orElse(BigDecimal.ZERO);
        for (int position : candidates(carry, over)) {
            Entry entry = entries.all[position];
            BigDecimal amount = left.min(entry.credited.subtract(entry.carried));
            boolean counts = false;
            for (Over one : over) {
                if (one.counts(position)) {
                    counts = true;
                    amount = amount.min(one.in[position].subtract(entry.carried).max(BigDecimal.ZERO)).min(one.surplus);
                }
            }
            if (counts && amount.signum() > 0) {
                for (Over one : over) {
                    if (one.counts(position)) {
                        one.surplus = one.surplus.subtract(amount);
                    }
                }
                left = left.subtract(amount);
                entry.carried = entry.carried.add(amount);
                out.add(carried(rule, entry, amount));
            }
        }
    }

    /** The most flexible first: what the fewest of the requirements count; then the latest. */
    private List<Integer> candidates(VersionPlan.Carry carry, List<Over> over) {
        CarryRule rule = carry.rule();
        long since = rule.earnedInLastMonths() == 0
                ? Long.MIN_VALUE
                : Months.firstOf(period.end(), rule.earnedInLastMonths()).toEpochDay();
        boolean[] picked = entries.picked(carry.of());
        int[] uses = new int[entries.all.length];
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < entries.all.length; i++) {
            Entry entry = entries.all[i];
            boolean again = !entry.isCarried() || (!rule.onlyNew() && entry.lives > 0);
            if (picked[i] && again && !entry.refused && entry.earned >= since && !entry.isAward()) {
                for (Over one : over) {
                    uses[i] += one.counts(i) ? 1 : 0;
                }
                candidates.add(i);
            }
        }
        candidates.sort(Comparator.<Integer>comparingInt(i -> uses[i])
                .thenComparing((a, b) -> Entry.order(entries.all[b], entries.all[a])));
        return candidates;
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
