package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which version judges which window: the one in force at the window's end, or the one pinned by the period's start. */
final class Versions {

    private final List<VersionPlan> candidates;
    private final Optional<VersionPlan> pinned;
    private final Period period;
    private final VersionPlan main;
    /** Of a version that applies to the member or not, the missing facts on which that hangs. */
    private final Map<VersionPlan, Set<String>> doubts = new HashMap<>();

    Versions(Plan plan, Facts facts, Questions questions, Period period) {
        this.period = period;
        facts.takeMissing();
        candidates = new ArrayList<>(plan.versions.size());
        for (VersionPlan candidate : plan.versions) {
            Truth applies = questions.member(candidate.version.who(), period.span());
            Set<String> missing = facts.takeMissing();
            if (applies != Truth.NO) {
                candidates.add(candidate);
            }
            if (applies == Truth.UNKNOWN) {
                doubts.put(candidate, missing);
            }
        }
        if (candidates.isEmpty()) {
            candidates.add(plan.nothing);
        }
        pinned = candidates.stream()
                .filter(v -> v.version.chosenBy() == Version.ChosenBy.PERIOD_START && v.version.covers(period.start()))
                .findFirst();
        main = at(period.end());
    }

    /** The missing facts on which it hangs whether the version applies to the member. */
    Set<String> doubts(VersionPlan version) {
        return doubts.getOrDefault(version, Set.of());
    }

    /** Whether, of the versions that may apply to the member, another one too holds on the day. */
    boolean contested(VersionPlan version, LocalDate day) {
        return candidates.stream().anyMatch(other -> other != version && other.version.covers(day));
    }

    VersionPlan main() {
        return main;
    }

    /** The version that judges a window ending on the day; the earliest, or the latest, where none covers it. */
    VersionPlan at(LocalDate end) {
        if (pinned.isPresent()) {
            return pinned.get();
        }
        VersionPlan latest = candidates.getFirst();
        for (VersionPlan candidate : candidates) {
            boolean byEnd = candidate.version.chosenBy() == Version.ChosenBy.PERIOD_END;
            if (byEnd && candidate.version.covers(end)) {
                return candidate;
            }
            Optional<LocalDate> from = candidate.version.from();
            if (from.isPresent() && !from.get().isAfter(end)) {
                latest = candidate;
            }
        }
        return latest;
    }

    /** Every version that may judge some window. */
    List<VersionPlan> all() {
        return candidates;
    }

    boolean isMain(VersionPlan version) {
        return version == main;
    }

    /** Whether the version judges the window; what lay wholly before the period is for the rules of the period alone. */
    boolean judges(VersionPlan version, Span window) {
        return at(window.to()) == version && (isMain(version) || window.overlaps(period.span()));
    }
}
