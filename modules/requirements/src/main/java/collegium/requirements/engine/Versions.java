package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which version judges which window: the one in force at the window's end, or the one pinned by the period's start. */
final class Versions {

    private final List<Version> candidates = new ArrayList<>();
    private final Optional<Version> pinned;
    private final Period period;

    Versions(Scheme scheme, Questions questions, Period period) {
        this.period = period;
        for (Version version : scheme.versions()) {
            if (questions.member(version.who(), period.span()) != Truth.NO) {
                candidates.add(version);
            }
        }
        if (candidates.isEmpty()) {
            candidates.add(nothing());
        }
        pinned = candidates.stream()
                .filter(v -> v.chosenBy() == Version.ChosenBy.PERIOD_START && v.covers(period.start()))
                .findFirst();
    }

    /** For a member to whom no version applies nothing is asked. */
    private static Version nothing() {
        return new Version("none", Optional.empty(), Optional.empty(), Condition.ALWAYS, Version.ChosenBy.PERIOD_END,
                new Crediting(List.of(), List.of(), List.of(), List.of(), false), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of());
    }

    Version main() {
        return at(period.end());
    }

    /** The version that judges a window ending on the day; the earliest, or the latest, where none covers it. */
    Version at(LocalDate end) {
        if (pinned.isPresent()) {
            return pinned.get();
        }
        Version latest = candidates.getFirst();
        for (Version version : candidates) {
            boolean byEnd = version.chosenBy() == Version.ChosenBy.PERIOD_END;
            if (byEnd && version.covers(end)) {
                return version;
            }
            if (version.from().map(f -> !f.isAfter(end)).orElse(false)) {
                latest = version;
            }
        }
        return latest;
    }

    /** Every version that may judge some window. */
    List<Version> all() {
        return candidates;
    }

    boolean isMain(Version version) {
        return version.id().equals(main().id());
    }

    /** Whether the version judges the window; what lay wholly before the period is for the rules of the period alone. */
    boolean judges(Version version, Span window) {
        return at(window.to()).id().equals(version.id())
                && (isMain(version) || window.overlaps(period.span()));
    }
}
