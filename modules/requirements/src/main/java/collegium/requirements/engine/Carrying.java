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

    private final Version version;
    private final List<Trial> trials;
    private final List<Entry> entries;
    private final Questions questions;
    private final Amounts amounts;
    private final Period period;
    private final Cycle cycle;

    Carrying(Version version, List<Trial> trials, List<Entry> entries, Questions questions, Amounts amounts,
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
        for (CarryRule rule : version.carries()) {
            if (questions.member(rule.who(), period.span()) == Truth.YES) {
                carry(rule, out);
            }
        }
        return out;
    }

    private void carry(CarryRule rule, List<Carried> out) {
        List<Trial> over = trials.stream().filter(t -> rule.over().contains(t.requirement.id())).toList();
        if (over.isEmpty() || over.stream().anyMatch(t -> !t.met())) {
            return;
        }
        Map<Trial, BigDecimal> surplus = new HashMap<>();
        over.forEach(t -> surplus.put(t, t.relieved ? t.value : t.value.subtract(t.needed.orElse(t.value))));
        BigDecimal left = amounts.of(rule.atMost(), period.span()).orElse(BigDecimal.ZERO);
        LocalDate since = rule.earnedInLastMonths() == 0
                ? LocalDate.MIN
                : Months.firstOf(period.end(), rule.earnedInLastMonths());
        for (Entry entry : candidates(rule, over, since)) {
            BigDecimal amount = left.min(entry.credited.subtract(entry.carried));
            boolean counts = false;
            for (Trial trial : over) {
                BigDecimal in = in(trial, entry);
                if (in.signum() > 0) {
                    counts = true;
                    amount = amount.min(in.subtract(entry.carried).max(BigDecimal.ZERO))
                            .min(surplus.getOrDefault(trial, BigDecimal.ZERO));
                }
            }
            if (counts && amount.signum() > 0) {
                BigDecimal taken = amount;
                over.stream().filter(t -> in(t, entry).signum() > 0)
                        .forEach(t -> surplus.merge(t, taken.negate(), BigDecimal::add));
                left = left.subtract(taken);
                entry.carried = entry.carried.add(taken);
                out.add(carried(rule, entry, taken));
            }
        }
    }

    private List<Entry> candidates(CarryRule rule, List<Trial> over, LocalDate since) {
        Map<String, Integer> lives = new HashMap<>();
        List<Entry> candidates = new ArrayList<>();
        for (Entry entry : entries) {
            boolean again = !entry.source.equals(Entry.CARRIED) || (!rule.onlyNew() && entry.lives > 0);
            if (again && !entry.refused && !entry.earned.isBefore(since) && !entry.source.equals(Entry.AWARD)
                    && questions.entry(rule.of(), entry) == Truth.YES) {
                candidates.add(entry);
                lives.put(entry.id, (int) over.stream().filter(t -> in(t, entry).signum() > 0).count());
            }
        }
        candidates.sort(Comparator.<Entry>comparingInt(e -> lives.getOrDefault(e.id, 0))
                .thenComparing((a, b) -> Counter.order(b, a)));
        return candidates;
    }

    private static BigDecimal in(Trial trial, Entry entry) {
        int at = trial.counted.entries.indexOf(entry);
        return at < 0 ? BigDecimal.ZERO : trial.counted.amounts.get(at);
    }

    private Carried carried(CarryRule rule, Entry entry, BigDecimal amount) {
        Map<String, Set<String>> tags = new HashMap<>(entry.tags);
        rule.retag().forEach((kind, values) -> {
            if (values.isEmpty()) {
                tags.remove(kind);
            } else {
                tags.put(kind, values);
            }
        });
        if (entry.source.equals(Entry.CARRIED)) {
            return new Carried(entry.id, Amounts.trim(amount), entry.earned, entry.expires, entry.lives - 1, tags,
                    "the period " + period.span().label());
        }
        LocalDate expires = Months.last(period.end().plusDays(1), rule.life() * cycle.months());
        return new Carried(entry.id, Amounts.trim(amount), entry.earned, Optional.of(expires), rule.life() - 1, tags,
                "the period " + period.span().label());
    }
}
