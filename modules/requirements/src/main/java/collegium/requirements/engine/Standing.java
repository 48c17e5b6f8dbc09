package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A member's position in one period at the end of one day. The verdict is there at once; findings, activities and what may
 * be carried on are put together, and put into words, when they are first read.
 *
 * @param compliant whether every mandatory requirement in play would be met if everything closed now
 * @param nextChange the next day on which time alone can change this standing
 * @param outcome the named result, where the scheme grades
 */
public record Standing(
        String scheme, String version, String engine, LocalDate asAt, Period period, boolean compliant, Status status,
        String unit, List<Finding> findings, List<ActivityCredit> activities, List<Carried> carryOut,
        Optional<LocalDate> nextChange, Optional<Outcome.Reached> outcome) {

    public Standing {
        findings = Lazy.copyOf(findings);
        activities = Lazy.copyOf(activities);
        carryOut = Lazy.copyOf(carryOut);
    }

    /** All that could be carried on, in the scheme's unit. */
    public BigDecimal carriedOut() {
        return carryOut.stream().map(Carried::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The finding that sums the standing up: the first in the scheme's own unit, or the first of all. */
    public Optional<Finding> foremost() {
        return findings.stream().filter(finding -> finding.unit().equals(unit)).findFirst().or(() -> findings.stream().findFirst());
    }

    /**
     * The mandatory requirement that pulls the standing down: of those whose own status is the worst, the one that is furthest from met as
     * a share of what it needs; empty where none is missing. What is still on its way does not stand before what is short, however much
     * of it is missing.
     */
    public Optional<Finding> worst() {
        return findings.stream().filter(Finding::weighs)
                .max(Comparator.<Finding>comparingInt(finding -> -finding.status().rank()).thenComparing(finding -> finding.distance()));
    }

    /** The same position without what single entries, and words about them, would tell. */
    public Standing withoutEntries() {
        return new Standing(scheme, version, engine, asAt, period, compliant, status, unit,
                findings.stream().map(Finding::withoutWhy).toList(), List.of(), List.of(), nextChange, outcome);
    }

    public Optional<Finding> finding(String requirement) {
        return findings.stream().filter(f -> f.requirement().equals(requirement)).findFirst();
    }

    public Optional<ActivityCredit> activity(String id) {
        return activities.stream().filter(a -> a.activity().equals(id)).findFirst();
    }
}
