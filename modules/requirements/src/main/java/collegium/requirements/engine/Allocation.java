package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spends credit between requirements that may not share it, to the member's best advantage: the fewest failing mandatory
 * requirements, then the least sum of short ÷ needed, then the declared order, then the earliest activity. Exact; past
 * its bound the answer is undecided.
 */
final class Allocation {

    /** Past so many requirements (each set of which may fail), or so many variables, the search is not begun. */
    static final int MOST_REQUIREMENTS = 12;
    static final int MOST_VARIABLES = 600;

    private final Version version;
    private final Counter counter;
    private final Questions questions;

    Allocation(Version version, Counter counter, Questions questions) {
        this.version = version;
        this.counter = counter;
        this.questions = questions;
    }

    void apply(List<Trial> trials) {
        for (Exclusive exclusive : version.exclusives()) {
            Map<Span, List<Trial>> byWindow = new LinkedHashMap<>();
            for (Trial trial : trials) {
                boolean credit = trial.requirement.measured() instanceof Measured.Credit measured
                        && measured.measure().isEmpty();
                if (credit && !trial.unknown && !trial.relieved && pot(exclusive, trial).isPresent()) {
                    byWindow.computeIfAbsent(trial.slot.span(), _ -> new ArrayList<>()).add(trial);
                }
            }
            byWindow.values().forEach(same -> spend(exclusive, same));
        }
        joint(trials);
    }

    static Optional<String> pot(Exclusive exclusive, Trial trial) {
        for (Map.Entry<String, List<String>> pot : exclusive.pots().entrySet()) {
            if (pot.getValue().contains(trial.requirement.id())) {
                return Optional.of(pot.getKey());
            }
        }
        return Optional.empty();
    }

    private void joint(List<Trial> trials) {
        for (Limit limit : version.limits()) {
            if (limit.joint()) {
                Map<Span, List<Trial>> byWindow = new LinkedHashMap<>();
                for (Trial trial : trials) {
                    boolean credit = trial.requirement.measured() instanceof Measured.Credit;
                    if (credit && !trial.unknown && !trial.relieved
                            && counter.limits(limit, trial.requirement.id(), trial.slot.span())) {
                        byWindow.computeIfAbsent(trial.slot.span(), _ -> new ArrayList<>()).add(trial);
                    }
                }
                Exclusive one = new Exclusive(Map.of("", List.of()), limit.clause());
                byWindow.values().forEach(same -> spend(one, same));
            }
        }
    }

    private void spend(Exclusive exclusive, List<Trial> trials) {
        Problem problem = new Problem(exclusive, trials, version, counter, questions);
        if (problem.variables() > MOST_VARIABLES || trials.size() > MOST_REQUIREMENTS) {
            for (Trial trial : trials) {
                trial.undecided = true;
                trial.why.add(Reason.of("undecided", "Too many ways to spend the credit to search them all.",
                        exclusive.clause()));
            }
            return;
        }
        Optional<Ratio[]> best = problem.best();
        if (best.isEmpty()) {
            return;
        }
        problem.write(best.get());
    }

    /** The groups of entries that are alike for every requirement and cap, with the earliest first. */
    static Map<List<Object>, List<Entry>> groups(List<Trial> trials, List<Limit> limits, Counter counter,
            Questions questions) {
        Map<Entry, List<Object>> signatures = new LinkedHashMap<>();
        for (Trial trial : trials) {
            for (Entry entry : counter.select(trial.selection, trial.slot.span())) {
                signatures.computeIfAbsent(entry, _ -> new ArrayList<>()).add(trial.name());
            }
        }
        List<Entry> sorted = new ArrayList<>(signatures.keySet());
        sorted.sort(Counter::order);
        Map<List<Object>, List<Entry>> groups = new LinkedHashMap<>();
        for (Entry entry : sorted) {
            List<Object> signature = signatures.getOrDefault(entry, new ArrayList<>());
            for (Limit limit : limits) {
                if (questions.entry(limit.of(), entry) == Truth.YES) {
                    signature.add(limit.id());
                    signature.addAll(counter.keys(limit, entry));
                }
            }
            groups.computeIfAbsent(signature, _ -> new ArrayList<>()).add(entry);
        }
        return groups;
    }

    static BigDecimal sum(List<Entry> entries) {
        return entries.stream().map(e -> e.credited).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
