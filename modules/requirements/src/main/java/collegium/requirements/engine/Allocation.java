package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Spends credit between requirements that may not share it, to the member's best advantage: the fewest failing mandatory
 * requirements, then the least sum of short ÷ needed, then the declared order, then the earliest activity. Exact; past
 * its bound the answer is undecided.
 */
final class Allocation {

    private final VersionPlan version;
    private final Counter counter;

    Allocation(VersionPlan version, Counter counter) {
        this.version = version;
        this.counter = counter;
    }

    void apply(List<Trial> trials) {
        Set<Trial> spent = new HashSet<>();
        for (Exclusive exclusive : version.version.exclusives()) {
            List<Trial> asked = new ArrayList<>();
            for (Trial trial : trials) {
                if (spendable(exclusive, trial) && !trial.unknown && !trial.relieved && pot(exclusive, trial).isPresent()) {
                    asked.add(trial);
                }
            }
            spent.addAll(asked);
            together(asked).forEach(some -> spend(exclusive, some));
        }
        if (version.caps.stream().anyMatch(cap -> cap.limit().joint())) {
            joint(trials, spent);
        }
    }

    private static boolean spendable(Exclusive exclusive, Trial trial) {
        return switch (trial.requirement.measured()) {
            case Measured.Credit credit -> credit.measure().isEmpty();
            case Measured.Entries _ -> exclusive.whole();
            default -> false;
        };
    }

    /** Trials whose windows overlap, directly or through others, spend the same credit; others do not. */
    private static List<List<Trial>> together(List<Trial> trials) {
        List<Trial> sorted = new ArrayList<>(trials);
        sorted.sort(Comparator.comparing(t -> t.slot.span().from()));
        List<List<Trial>> all = new ArrayList<>();
        LocalDate end = LocalDate.MIN;
        for (Trial trial : sorted) {
            if (all.isEmpty() || trial.slot.span().from().isAfter(end)) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(trial);
            end = trial.slot.span().to().isAfter(end) ? trial.slot.span().to() : end;
        }
        all.forEach(some -> some.sort(Comparator.comparingInt(trials::indexOf)));
        return all;
    }

    static Optional<String> pot(Exclusive exclusive, Trial trial) {
        if (trial.pot != null) {
            return Optional.of(trial.pot);
        }
        for (Map.Entry<String, List<String>> pot : exclusive.pots().entrySet()) {
            if (pot.getValue().contains(trial.requirement.id())) {
                return Optional.of(pot.getKey());
            }
        }
        return Optional.empty();
    }

    /** Requirements that a joint cap ties to each other, directly or through another joint cap, are solved at once. */
    private void joint(List<Trial> trials, Set<Trial> spent) {
        Map<Span, List<Set<Trial>>> tied = new LinkedHashMap<>();
        for (VersionPlan.Cap cap : version.caps) {
            if (!cap.limit().joint()) {
                continue;
            }
            Map<Span, Set<Trial>> byWindow = new LinkedHashMap<>();
            for (Trial trial : trials) {
                boolean credit = trial.requirement.measured() instanceof Measured.Credit of && of.measure().isEmpty();
                if (credit && !trial.unknown && !trial.relieved && !spent.contains(trial) && counter.bears(cap, trial)) {
                    byWindow.computeIfAbsent(trial.slot.span(), _ -> new LinkedHashSet<>()).add(trial);
                }
            }
            byWindow.forEach((span, more) -> {
                List<Set<Trial>> sets = tied.computeIfAbsent(span, _ -> new ArrayList<>());
                sets.removeIf(set -> {
                    boolean shares = set.stream().anyMatch(more::contains);
                    if (shares) {
                        more.addAll(set);
                    }
                    return shares;
                });
                sets.add(more);
            });
        }
        tied.values().forEach(sets -> sets.forEach(set -> {
            List<Trial> ordered = new ArrayList<>(set);
            ordered.sort(Comparator.comparingInt(trials::indexOf));
            spend(new Exclusive(Map.of("", List.of()), false, Optional.empty()), ordered);
        }));
    }

    private void spend(Exclusive exclusive, List<Trial> trials) {
        Problem problem = new Problem(exclusive, trials, version, counter);
        problem.best().ifPresentOrElse(problem::write, () -> undecided(exclusive, trials));
    }

    private static void undecided(Exclusive exclusive, List<Trial> trials) {
        for (Trial trial : trials) {
            trial.undecided = true;
            trial.why.add(() -> Reason.of("undecided", "Too many ways to spend the credit to search them all.",
                    exclusive.clause()));
        }
    }
}
