package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A standing in short: what lists are sorted and filtered by, for judging a whole body.
 *
 * @param version the scheme version that judges the period
 * @param foremost as {@link Standing#foremost()}
 * @param worst as {@link Standing#worst()}
 * @param nextChange the next day on which time alone can change it
 */
public record Verdict(
        String version, LocalDate asAt, boolean compliant, Status status, Optional<Finding> foremost,
        Optional<Finding> worst, Optional<LocalDate> nextChange) {}
