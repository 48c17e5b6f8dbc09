package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers conditions about the member and about entries. */
final class Questions {

    private final Facts facts;
    private final Map<String, Set<String>> linked = new HashMap<>();

    Questions(Facts facts, List<Artefact> artefacts, LocalDate asOf) {
        this.facts = facts;
        for (Artefact artefact : artefacts) {
            if (artefact.activity().isPresent() && !artefact.date().isAfter(asOf)) {
                linked.computeIfAbsent(artefact.activity().get(), _ -> new HashSet<>()).add(artefact.kind());
            }
        }
    }

    Truth member(Condition condition, Span window) {
        return switch (condition) {
            case Condition.All all -> {
                Truth truth = Truth.YES;
                for (Condition part : all.parts()) {
                    truth = least(truth, member(part, window));
                    if (truth == Truth.NO) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Any any -> {
                Truth truth = Truth.NO;
                for (Condition part : any.parts()) {
                    truth = most(truth, member(part, window));
                    if (truth == Truth.YES) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Not not -> member(not.part(), window).not();
            case Condition.Fact fact -> fact(fact, window);
            case Condition.Tag _, Condition.TagInFact _, Condition.Measure _, Condition.Dated _, Condition.Linked _ ->
                Truth.NO;
        };
    }

    Truth entry(Condition condition, Entry entry) {
        return switch (condition) {
            case Condition.All all -> {
                Truth truth = Truth.YES;
                for (Condition part : all.parts()) {
                    truth = least(truth, entry(part, entry));
                    if (truth == Truth.NO) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Any any -> {
                Truth truth = Truth.NO;
                for (Condition part : any.parts()) {
                    truth = most(truth, entry(part, entry));
                    if (truth == Truth.YES) {
                        break;
                    }
                }
                yield truth;
            }
            case Condition.Not not -> entry(not.part(), entry).not();
            case Condition.Tag tag -> Truth.of(entry.has(tag.kind(), tag.values()));
            case Condition.TagInFact in -> {
                Optional<List<String>> values = facts.on(in.fact(), entry.date);
                yield values.isEmpty() ? Truth.UNKNOWN : Truth.of(entry.has(in.kind(), new HashSet<>(values.get())));
            }
            case Condition.Measure measure -> {
                BigDecimal amount = entry.measures.get(measure.name());
                yield amount == null
                        ? Truth.of(measure.match() instanceof Match.Known known && !known.known())
                        : Truth.of(number(measure.match(), amount));
            }
            case Condition.Dated dated -> Truth.of(day(dated.match(), entry.date));
            case Condition.Linked kinds -> {
                Set<String> held = linked.get(entry.id);
                yield Truth.of(held != null && held.stream().anyMatch(kinds.kinds()::contains));
            }
            case Condition.Fact fact ->
                fact(fact, fact.when() == Condition.When.AT_ACTIVITY ? new Span(entry.date, entry.date) : entry.period);
        };
    }

    private Truth fact(Condition.Fact fact, Span window) {
        return switch (fact.when()) {
            case AT_END, AT_ACTIVITY -> on(fact, window.to());
            case AT_START -> on(fact, window.from());
            case EVER -> across(fact, window, false);
            case THROUGHOUT -> across(fact, window, true);
        };
    }

    private Truth on(Condition.Fact fact, LocalDate day) {
        Optional<List<String>> values = facts.on(fact.name(), day);
        if (fact.match() instanceof Match.Known known) {
            facts.takeMissing();
            return Truth.of(values.isPresent() == known.known());
        }
        return values.map(v -> Truth.of(matches(fact.match(), v))).orElse(Truth.UNKNOWN);
    }

    private Truth across(Condition.Fact fact, Span window, boolean throughout) {
        boolean any = false;
        boolean all = true;
        boolean covered = false;
        for (Fact stretch : facts.timeline(fact.name())) {
            if (stretch.overlaps(window)) {
                covered = true;
                boolean matches = matches(fact.match(), stretch.values());
                any |= matches;
                all &= matches;
            }
        }
        if (!covered) {
            return on(fact, window.to());
        }
        return Truth.of(throughout ? all && on(fact, window.from()) == Truth.YES : any);
    }

    /** The facts that a condition asks for. */
    static Set<String> factsOf(Condition condition) {
        Set<String> names = new HashSet<>();
        switch (condition) {
            case Condition.All all -> all.parts().forEach(p -> names.addAll(factsOf(p)));
            case Condition.Any any -> any.parts().forEach(p -> names.addAll(factsOf(p)));
            case Condition.Not not -> names.addAll(factsOf(not.part()));
            case Condition.Fact fact -> names.add(fact.name());
            case Condition.TagInFact in -> names.add(in.fact());
            case Condition.Tag _, Condition.Measure _, Condition.Dated _, Condition.Linked _ -> {}
        }
        return names;
    }

    static boolean matches(Match match, List<String> values) {
        for (String value : values) {
            boolean holds = switch (match) {
                case Match.OneOf one -> one.values().contains(value);
                case Match.Bounds number -> Facts.parseNumber(value).map(n -> number(number, n)).orElse(false);
                case Match.Day day -> Facts.parseDay(value).map(d -> day(day, d)).orElse(false);
                case Match.Known known -> known.known();
            };
            if (holds) {
                return true;
            }
        }
        return false;
    }

    static boolean number(Match match, BigDecimal value) {
        return switch (match) {
            case Match.Bounds bounds -> (bounds.atLeast().isEmpty() || value.compareTo(bounds.atLeast().get()) >= 0)
                    && (bounds.above().isEmpty() || value.compareTo(bounds.above().get()) > 0)
                    && (bounds.atMost().isEmpty() || value.compareTo(bounds.atMost().get()) <= 0)
                    && (bounds.below().isEmpty() || value.compareTo(bounds.below().get()) < 0)
                    && (bounds.multipleOf().isEmpty() || value.remainder(bounds.multipleOf().get()).signum() == 0);
            case Match.OneOf one -> one.values().contains(value.stripTrailingZeros().toPlainString());
            case Match.Known known -> known.known();
            case Match.Day _ -> false;
        };
    }

    private static boolean day(Match.Day match, LocalDate day) {
        return (match.from().isEmpty() || !day.isBefore(match.from().get()))
                && (match.until().isEmpty() || !day.isAfter(match.until().get()));
    }

    private static Truth least(Truth a, Truth b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Truth most(Truth a, Truth b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
