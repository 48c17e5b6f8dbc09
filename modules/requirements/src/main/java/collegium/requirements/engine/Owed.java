package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A shortfall of a closed period that later credit repairs.
 *
 * @param requirement what fell short
 * @param since the last day of the period in which it arose
 * @param until the last day on which credit may repair it
 */
public record Owed(String requirement, BigDecimal amount, LocalDate since, Optional<LocalDate> until) {}
