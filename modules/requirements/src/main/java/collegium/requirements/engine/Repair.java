package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Lets credit make up shortfalls of closed periods first: those of the oldest period first, and no credit for two periods.
 * Inside one closed period an hour repairs all that it would have served there. Of the hours that can repair, those are
 * taken that leave the present as well off as possible; among equals the earliest.
 */
final class Repair {

    private static final String PAST = "closed periods";
    private static final String PRESENT = "present";

    private final List<Owed> owed;
    private final VersionPlan version;
    private final Entries entries;

    Repair(List<Owed> owed, VersionPlan version, Entries entries) {
        this.owed = owed;
        this.version = version;
        this.entries = entries;
    }

    /** What is owed and may still be repaired, of each closed period, the oldest first. */
    Collection<List<Owed>> debts() {
        Map<LocalDate, List<Owed>> byPeriod = new TreeMap<>();
        for (Owed debt : owed) {
            if (debt.until().isPresent() && !debt.until().get().isBefore(debt.since().plusDays(1)) && plan(debt).isPresent()) {
                byPeriod.computeIfAbsent(debt.since(), _ -> new ArrayList<>()).add(debt);
            }
        }
        return byPeriod.values();
    }

    private Optional<RequirementPlan> plan(Owed debt) {
        return version.requirement(debt.requirement())
                .filter(plan -> plan.requirement.measured() instanceof Measured.Credit credit && credit.measure().isEmpty());
    }

    /** A debt as something to be met out of what was done since: as far as what there is reaches. */
    private Trial past(Owed debt) {
        RequirementPlan plan = plan(debt).orElseThrow();
        Span span = new Span(debt.since().plusDays(1), debt.until().orElseThrow());
        Trial past = new Trial(plan, Optional.empty(), new Slot(span, Optional.empty(), true), plan.selection);
        past.pot = PAST;
        past.past = true;
        past.needed = Optional.of(debt.amount().min(entries.credited().at(entries.select(past)).sum()));
        return past;
    }

    /**
     * The ways to repair the debts of one period that may be best, each as what is taken of every entry: by the linear
     * programme over the debts and the present, and the same between the pots of the present where it has some. Where the
     * programme is too large, the earliest hours are taken.
     *
     * @param counter counts the present as it is before this repair
     * @param present the trials of the present
     */
    List<BigDecimal[]> ways(List<Owed> debts, Counter counter, List<Trial> present) {
        List<Trial> past = debts.stream().map(this::past).toList();
        List<Trial> asked = new ArrayList<>();
        asked(present, asked);
        List<BigDecimal[]> ways = new ArrayList<>();
        Map<String, List<String>> pots = new LinkedHashMap<>();
        pots.put(PAST, List.of());
        pots.put(PRESENT, List.of());
        asked.forEach(trial -> trial.pot = PRESENT);
        solve(new Exclusive(pots, false, Optional.empty()), past, asked, counter).ifPresent(ways::add);
        for (Exclusive exclusive : version.version.exclusives()) {
            List<Trial> spending = new ArrayList<>();
            for (Trial trial : asked) {
                trial.pot = null;
                if (Allocation.pot(exclusive, trial).isPresent()) {
                    spending.add(trial);
                }
            }
            Map<String, List<String>> all = new LinkedHashMap<>();
            all.put(PAST, List.of());
            all.putAll(exclusive.pots());
            solve(new Exclusive(all, false, Optional.empty()), past, spending, counter).ifPresent(ways::add);
        }
        if (ways.isEmpty() || !version.version.exclusives().isEmpty()) {
            ways.add(exactly(past, earliest(past)));
        }
        return ways;
    }

    /** What counts credit in the present, the parts of what is asked together too. */
    private static void asked(List<Trial> trials, List<Trial> asked) {
        for (Trial trial : trials) {
            boolean credit = trial.requirement.measured() instanceof Measured.Credit of && of.measure().isEmpty();
            if (credit && !trial.unknown && !trial.relieved && trial.needed.isPresent()) {
                asked.add(trial);
            } else if (trial.requirement.measured() instanceof Measured.Together) {
                asked(trial.parts, asked);
            }
        }
    }

    private Optional<BigDecimal[]> solve(Exclusive exclusive, List<Trial> past, List<Trial> present, Counter counter) {
        List<Trial> trials = new ArrayList<>(past);
        trials.addAll(present);
        Problem problem = new Problem(exclusive, trials, version, counter);
        Optional<Ratio[]> best = problem.best();
        best.ifPresent(problem::write);
        return best.map(_ -> {
            BigDecimal[] taken = none();
            for (Trial debt : past) {
                for (int i = 0; i < debt.counted.size(); i++) {
                    int position = debt.counted.positions[i];
                    taken[position] = taken[position].max(debt.counted.amounts.get(i));
                }
            }
            return exactly(past, taken);
        });
    }

    private BigDecimal[] none() {
        BigDecimal[] none = new BigDecimal[entries.all.length];
        Arrays.fill(none, BigDecimal.ZERO);
        return none;
    }

    private BigDecimal[] earliest(List<Trial> past) {
        BigDecimal[] taken = none();
        for (Trial debt : past) {
            for (int position : entries.select(debt)) {
                taken[position] = entries.all[position].credited;
            }
        }
        return taken;
    }

    /** No more than is owed: the latest are given back as far as every debt stays repaired. */
    private BigDecimal[] exactly(List<Trial> past, BigDecimal[] taken) {
        List<boolean[]> picked = new ArrayList<>();
        List<BigDecimal> over = new ArrayList<>();
        for (Trial debt : past) {
            boolean[] picks = new boolean[taken.length];
            BigDecimal sum = BigDecimal.ZERO;
            for (int position : entries.select(debt)) {
                picks[position] = true;
                sum = sum.add(taken[position]);
            }
            picked.add(picks);
            over.add(sum.subtract(debt.needed.orElseThrow()));
        }
        List<Integer> latest = new ArrayList<>(IntStream.range(0, taken.length).boxed().toList());
        latest.sort((a, b) -> Entry.order(entries.all[b], entries.all[a]));
        for (int position : latest) {
            BigDecimal back = taken[position];
            for (int d = 0; d < past.size(); d++) {
                back = picked.get(d)[position] ? back.min(over.get(d)) : back;
            }
            if (back.signum() > 0) {
                taken[position] = taken[position].subtract(back);
                for (int d = 0; d < past.size(); d++) {
                    over.set(d, picked.get(d)[position] ? over.get(d).subtract(back) : over.get(d));
                }
            }
        }
        return taken;
    }

    /** Takes it from the present, and says so. */
    void take(List<Owed> debts, BigDecimal[] taken) {
        for (int position = 0; position < taken.length; position++) {
            Entry entry = entries.all[position];
            if (taken[position].signum() > 0) {
                List<String> titles = new ArrayList<>();
                Optional<String> clause = Optional.empty();
                for (Owed debt : debts) {
                    Trial past = past(debt);
                    if (entries.picked(past.selection)[position] && past.slot.span().contains(entry.date())) {
                        titles.add("\"" + past.requirement.title() + "\"");
                        clause = clause.or(past.requirement::clause);
                    }
                }
                entry.why.add(Reason.of("repair", Amounts.trim(taken[position]).toPlainString() + " make up the shortfall in "
                        + String.join(" and ", titles) + " of the period to " + debts.getFirst().since(),
                        clause));
            }
        }
        entries.take(taken);
    }
}
