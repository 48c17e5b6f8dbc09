package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where relief extends one year, or part of a period, into the next of the same requirement, credit of the days in both serves
 * one of them: the earlier as far as it needs it, its first hours first, then the later.
 */
final class Extensions {

    private final Counter counter;

    Extensions(Counter counter) {
        this.counter = counter;
    }

    void once(List<Trial> trials) {
        for (Trial trial : trials) {
            boolean parts = trial.requirement.window() instanceof Window.EachYear || trial.requirement.window() instanceof Window.EachMonths;
            LocalDate due = trial.due;
            if (parts && trial.slot.span().to().isAfter(due) && !trial.relieved && trial.needed.isPresent()
                    && trial.requirement.measured() instanceof Measured.Credit credit) {
                Map<Integer, BigDecimal> used = used(trial, due, trial.needed.get());
                for (Trial next : trials) {
                    if (next.requirement.id().equals(trial.requirement.id()) && next.selection.equals(trial.selection)
                            && next.slot.span().from().isAfter(due) && !next.relieved) {
                        next.counted = counter.count(next.plan, next.selection, credit.measure(), next.slot.span(), used);
                        next.limits = next.counted.limits;
                        next.value = next.counted.total();
                    }
                }
            }
        }
    }

    /** What it needs of the days after its own; it counts no more of them than that. */
    private Map<Integer, BigDecimal> used(Trial trial, LocalDate due, BigDecimal needed) {
        Tally all = trial.counted;
        BigDecimal[] kept = all.amounts.all();
        BigDecimal left = needed;
        for (int i = 0; i < kept.length; i++) {
            left = all.entry(i).date().isAfter(due) ? left : left.subtract(kept[i]);
        }
        Map<Integer, BigDecimal> used = new HashMap<>();
        for (int i = 0; i < kept.length; i++) {
            if (all.entry(i).date().isAfter(due)) {
                kept[i] = kept[i].min(left.max(BigDecimal.ZERO));
                left = left.subtract(kept[i]);
                used.put(all.positions[i], kept[i]);
            }
        }
        trial.counted = new Tally(counter.entries.all, all.positions, Column.of(kept));
        trial.value = trial.counted.total();
        BigDecimal later = used.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (later.signum() > 0) {
            trial.why.add(Reason.of("extended", Amounts.trim(later).toPlainString() + " of the days after " + due + " make up what was missing"));
        }
        return used;
    }
}
