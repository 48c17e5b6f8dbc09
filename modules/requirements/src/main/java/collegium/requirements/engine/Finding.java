package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One requirement's part of a standing.
 *
 * @param instance which topic, year or field of the requirement, where it has several
 * @param window the days over which it was judged
 * @param shortBy what is missing, never below zero
 * @param unit in what needed, counted and short are
 * @param inPlay whether it bears on the verdict now; a window that has not begun does not
 * @param by the last day on which it can still be met; empty where it cannot
 * @param nearest the nearest way to meet it, in words; empty where it is met
 * @param options the findings of its alternatives or parts
 */
public record Finding(
        String requirement, Optional<String> instance, String title, Optional<String> clause, Severity severity,
        Span window, BigDecimal needed, BigDecimal counted, BigDecimal shortBy, String unit, boolean met,
        Status status, boolean inPlay, Optional<LocalDate> by, String nearest, List<Reason> why,
        List<Finding> options) {

    public Finding {
        why = Lazy.copyOf(why);
        options = List.copyOf(options);
    }

    /** Whether it is a mandatory one that is missing something now. */
    boolean weighs() {
        return severity == Severity.MANDATORY && inPlay && !met && shortBy.signum() > 0;
    }

    /** What is missing as a share of what is needed. */
    BigDecimal distance() {
        return distance(shortBy, needed);
    }

    static BigDecimal distance(BigDecimal shortBy, BigDecimal needed) {
        return shortBy.divide(needed.max(BigDecimal.ONE), MathContext.DECIMAL32);
    }

    /** The requirement with its instance, as {@code topics.ethics} or {@code year_total.2022}. */
    public String name() {
        return instance.map(i -> requirement + "." + i).orElse(requirement);
    }

    Finding withoutWhy() {
        return new Finding(requirement, instance, title, clause, severity, window, needed, counted, shortBy, unit, met, status, inPlay, by,
                nearest, List.of(), options.stream().map(Finding::withoutWhy).toList());
    }
}
