package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
            if (!wanted.kinds().contains(artefact.kind()) || artefact.date().isAfter(asOf)
                    || !trial.slot.span().contains(artefact.date())) {
                continue;
            }
            if (questions.artefact(wanted.where(), artefact, trial.slot.span()) == Truth.YES) {
                count++;
                wanted.distinct().ifPresent(kind -> different.addAll(artefact.tags().getOrDefault(kind, Set.of())));
            } else {
                trial.why.add(() -> Reason.of("artefact-not-eligible",
                        vocabulary.artefacts().getOrDefault(artefact.kind(), artefact.kind()) + " of "
                                + artefact.date() + " does not meet the condition", trial.requirement.clause()));
            }
        }
        trial.value = new BigDecimal(wanted.distinct().isPresent() ? different.size() : count);
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
