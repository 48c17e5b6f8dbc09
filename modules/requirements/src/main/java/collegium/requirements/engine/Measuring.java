package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Measures one trial: how much there is of what its requirement counts. */
final class Measuring {

    private final Counter counter;
    private final Questions questions;
    private final Facts facts;
    private final MemberRecord record;
    private final Vocabulary vocabulary;
    private final LocalDate asOf;

    Measuring(Counter counter, Questions questions, Facts facts, MemberRecord record, Vocabulary vocabulary,
            LocalDate asOf) {
        this.counter = counter;
        this.questions = questions;
        this.facts = facts;
        this.record = record;
        this.vocabulary = vocabulary;
        this.asOf = asOf;
    }

    void measure(Trial trial) {
        Span span = trial.slot.span();
        switch (trial.requirement.measured()) {
            case Measured.Credit credit -> {
                trial.counted = counter.count(trial.plan, trial.selection, credit.measure(), span);
                trial.limits = trial.counted.limits;
                trial.value = trial.counted.total();
                trial.unknown = trial.counted.unknown && trial.needed.filter(n -> trial.value.compareTo(n) >= 0).isPresent();
            }
            case Measured.Entries _ -> {
                Entries entries = counter.entries;
                int[] selected = entries.select(trial);
                trial.value = new BigDecimal(selected.length);
                trial.counted = new Tally(entries.all, selected, entries.credited().at(selected));
            }
            case Measured.Breadth breadth -> breadth(trial, breadth);
            case Measured.Concentration concentration -> concentration(trial, concentration);
            case Measured.Artefacts artefacts -> artefacts(trial, artefacts);
            case Measured.FactValue fact -> fact(trial, fact);
            case Measured.MemberIs is -> {
                Truth truth = questions.member(is.condition(), span);
                trial.value = truth == Truth.YES ? BigDecimal.ONE : BigDecimal.ZERO;
                trial.unknown = truth == Truth.UNKNOWN;
            }
            case Measured.Every _ -> every(trial);
            case Measured.Options _, Measured.Together _ -> {
                int met = 0;
                for (Trial part : trial.parts) {
                    met += part.met() ? 1 : 0;
                }
                trial.value = new BigDecimal(met);
                trial.unknown = trial.parts.stream().anyMatch(p -> p.unknown)
                        && trial.needed.filter(n -> trial.value.compareTo(n) < 0).isPresent();
            }
        }
    }

    /** What each value counts by itself: caps bear on each apart, so that one value cannot crowd out another. */
    private Map<String, Tally> byValue(Trial trial, String kind) {
        Map<String, List<Integer>> positions = new TreeMap<>();
        for (int position : counter.entries.select(trial)) {
            for (String value : values(counter.entries.all[position], kind)) {
                positions.computeIfAbsent(value, _ -> new ArrayList<>()).add(position);
            }
        }
        Map<String, Tally> counts = new TreeMap<>();
        positions.forEach((value, of) -> counts.put(value, counter.count(
                trial.plan, of.stream().mapToInt(i -> i).toArray(), Optional.empty(), trial.slot.span())));
        return counts;
    }

    /** The days and months on which something was done are kinds of their own. */
    private static Set<String> values(Entry entry, String kind) {
        return switch (kind) {
            case "day" -> Set.of(entry.date().toString());
            case "month" -> Set.of(YearMonth.from(entry.date()).toString());
            default -> entry.values(kind);
        };
    }

    private void breadth(Trial trial, Measured.Breadth breadth) {
        trial.counted = counter.count(trial.plan, trial.selection, Optional.empty(), trial.slot.span());
        Set<String> reached = new TreeSet<>();
        byValue(trial, breadth.kind()).forEach((value, counted) -> {
            BigDecimal sum = counted.total();
            boolean asked = breadth.among().isEmpty() || breadth.among().contains(value);
            boolean enough = breadth.each().signum() == 0 ? sum.signum() > 0 : sum.compareTo(breadth.each()) >= 0;
            if (asked && enough) {
                reached.add(value);
            }
        });
        trial.value = new BigDecimal(reached.size());
        trial.why.add(() -> Reason.of("breadth", reached.isEmpty()
                ? "None is covered yet."
                : "Covered: " + words(breadth.kind(), reached)));
    }

    private void concentration(Trial trial, Measured.Concentration concentration) {
        String most = "";
        for (Map.Entry<String, Tally> one : byValue(trial, concentration.kind()).entrySet()) {
            BigDecimal sum = one.getValue().total();
            if (sum.compareTo(trial.value) > 0) {
                trial.value = sum;
                trial.counted = one.getValue();
                most = one.getKey();
            }
        }
        if (!most.isEmpty()) {
            String value = most;
            trial.why.add(() -> Reason.of("concentration", "Most is in "
                    + vocabulary.title(concentration.kind(), value)));
        }
    }

    private void artefacts(Trial trial, Measured.Artefacts wanted) {
        int count = 0;
        Set<String> different = new HashSet<>();
        for (Artefact artefact : record.artefacts()) {
            if (!within(trial, wanted, artefact)) {
                continue;
            }
            Truth truth = questions.artefact(wanted.where(), artefact, trial.slot.span());
            if (truth == Truth.YES) {
                count++;
                wanted.distinct().ifPresent(kind -> different.addAll(artefact.tags().getOrDefault(kind, Set.of())));
            } else if (truth == Truth.NO) {
                trial.why.add(() -> Reason.of("artefact-not-eligible",
                        vocabulary.artefacts().getOrDefault(artefact.kind(), artefact.kind()) + " of "
                                + artefact.date() + " does not meet the condition", trial.requirement.clause()));
            }
        }
        trial.value = new BigDecimal(wanted.distinct().isPresent() ? different.size() : count);
    }

    /** The missing facts that could turn what the trial comes to; none where it is so whatever they are. */
    Set<String> doubts(Trial trial) {
        Set<String> missing = new LinkedHashSet<>();
        facts.takeMissing();
        if (turns(trial)) {
            missing.addAll(facts.takeMissing());
            for (int position : counter.entries.most(trial)) {
                missing.addAll(counter.entries.all[position].doubts);
            }
        }
        facts.takeMissing();
        return missing;
    }

    /** By the most that it may reach with what is perhaps selected, and the least without what is perhaps credited otherwise. */
    private boolean turns(Trial trial) {
        BigDecimal needed = trial.needed.orElse(BigDecimal.ZERO);
        boolean met = trial.value.compareTo(needed) >= 0;
        return switch (trial.requirement.measured()) {
            case Measured.Credit _ when met -> trial.value.subtract(doubted(trial.counted)).compareTo(needed) < 0;
            case Measured.Credit credit -> reaches(trial, needed, most ->
                    counter.count(trial.plan, most, credit.measure(), trial.slot.span()).total());
            case Measured.Entries _ -> !met && reaches(trial, needed, most -> new BigDecimal(most.length));
            case Measured.Breadth _, Measured.Concentration _ -> !met && reaches(trial, needed, _ -> needed);
            case Measured.Every _ -> everyInDoubt(trial);
            case Measured.Artefacts artefacts -> !met && reaches(trial, artefacts, needed);
            case Measured.FactValue _, Measured.MemberIs _, Measured.Options _, Measured.Together _ -> false;
        };
    }

    private static BigDecimal doubted(Tally counted) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < counted.size(); i++) {
            sum = counted.entry(i).doubts.isEmpty() ? sum : sum.add(counted.amounts.get(i));
        }
        return sum;
    }

    private boolean reaches(Trial trial, BigDecimal needed, Function<int[], BigDecimal> total) {
        Entries entries = counter.entries;
        if (!entries.inDoubt(trial.selection)) {
            return false;
        }
        int[] most = entries.most(trial);
        return Arrays.stream(most).anyMatch(position -> !entries.all[position].doubts.isEmpty())
                || (most.length > entries.select(trial).length && total.apply(most).compareTo(needed) >= 0);
    }

    private boolean reaches(Trial trial, Measured.Artefacts wanted, BigDecimal needed) {
        int most = 0;
        boolean perhaps = false;
        for (Artefact artefact : record.artefacts()) {
            if (within(trial, wanted, artefact)) {
                Truth truth = questions.artefact(wanted.where(), artefact, trial.slot.span());
                most += truth == Truth.NO ? 0 : 1;
                perhaps |= truth == Truth.UNKNOWN;
            }
        }
        return perhaps && needed.compareTo(new BigDecimal(most)) <= 0;
    }

    /** One that is not so settles it; otherwise it hangs on those that perhaps are not, or perhaps are not asked. */
    private boolean everyInDoubt(Trial trial) {
        Entries entries = counter.entries;
        boolean[] is = entries.picked(trial.plan.further);
        boolean[] perhaps = entries.perhaps(trial.plan.further);
        if (Arrays.stream(entries.select(trial)).anyMatch(i -> !is[i] && !(perhaps.length > 0 && perhaps[i]))) {
            return false;
        }
        return (perhaps.length > 0 || entries.perhaps(trial.selection).length > 0)
                && Arrays.stream(entries.most(trial)).anyMatch(i -> !is[i]);
    }

    /** Whether an artefact is of the kinds that are wanted, and of the window. */
    private boolean within(Trial trial, Measured.Artefacts wanted, Artefact artefact) {
        return wanted.kinds().contains(artefact.kind()) && !artefact.date().isAfter(asOf) && trial.slot.span().contains(artefact.date());
    }

    private void fact(Trial trial, Measured.FactValue fact) {
        Optional<List<String>> values = facts.on(fact.name(), trial.slot.span().to());
        if (values.isEmpty()) {
            trial.unknown = true;
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (String value : values.get()) {
            sum = sum.add(Facts.parseNumber(value).orElse(BigDecimal.ZERO));
        }
        trial.value = sum;
    }

    private void every(Trial trial) {
        int[] selected = counter.entries.select(trial);
        boolean[] has = counter.entries.picked(trial.plan.further);
        int with = 0;
        for (int position : selected) {
            if (has[position]) {
                with++;
            }
        }
        trial.value = new BigDecimal(with);
        trial.needed = Optional.of(new BigDecimal(selected.length));
    }

    private String words(String kind, Set<String> values) {
        return String.join(", ", values.stream().map(v -> vocabulary.title(kind, v)).toList());
    }
}
