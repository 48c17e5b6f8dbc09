package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The member's facts on a day. What is missing is noted, to be named as what to find out. */
final class Facts {

    private final MemberRecord record;
    private final Vocabulary vocabulary;
    private final Period period;
    private final LocalDate asOf;
    private final Set<String> missing = new LinkedHashSet<>();

    Facts(MemberRecord record, Vocabulary vocabulary, Period period, LocalDate asOf) {
        this.record = record;
        this.vocabulary = vocabulary;
        this.period = period;
        this.asOf = asOf;
    }

    Period period() {
        return period;
    }

    LocalDate asOf() {
        return asOf;
    }

    /** What was looked for and not found since the last call. */
    Set<String> takeMissing() {
        if (missing.isEmpty()) {
            return Set.of();
        }
        Set<String> taken = new LinkedHashSet<>(missing);
        missing.clear();
        return taken;
    }

    /** Notes again what was found missing before. */
    void missing(Set<String> names) {
        if (!names.isEmpty()) {
            missing.addAll(names);
        }
    }

    Optional<List<String>> on(String name, LocalDate day) {
        List<Fact> timeline = timeline(name);
        if (timeline.size() == 1 && timeline.getFirst().covers(day)) {
            return Optional.of(timeline.getFirst().values());
        }
        List<String> values = new ArrayList<>();
        boolean covered = false;
        for (Fact stretch : timeline) {
            if (stretch.covers(day)) {
                covered = true;
                values.addAll(stretch.values());
            }
        }
        if (covered) {
            return Optional.of(values);
        }
        Optional<String> otherwise = otherwise(name);
        if (otherwise.isPresent()) {
            return Optional.of(List.of(otherwise.get()));
        }
        missing.add(name);
        return Optional.empty();
    }

    List<Fact> timeline(String name) {
        List<Fact> known = record.facts().get(name);
        if (known != null) {
            return known;
        }
        return switch (name) {
            case "period-start" -> List.of(Fact.always(period.start().toString()));
            case "period-end" -> List.of(Fact.always(period.end().toString()));
            case "as-at" -> List.of(Fact.always(asOf.toString()));
            case "period-number" ->
                period.number() > 0 ? List.of(Fact.always(Integer.toString(period.number()))) : List.of();
            default -> List.of();
        };
    }

    Optional<LocalDate> day(String name) {
        return on(name, period.end()).filter(v -> !v.isEmpty()).flatMap(v -> parseDay(v.getFirst()));
    }

    Optional<String> otherwise(String name) {
        Vocabulary.FactKind kind = vocabulary.facts().get(name);
        return kind == null ? Optional.empty() : kind.otherwise();
    }

    static Optional<LocalDate> parseDay(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (java.time.format.DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<BigDecimal> parseNumber(String text) {
        if (text.equals("true")) {
            return Optional.of(BigDecimal.ONE);
        }
        if (text.equals("false")) {
            return Optional.of(BigDecimal.ZERO);
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
