package collegium.portfolios;

import java.math.BigDecimal;
import java.time.LocalDate;

/** One day of an activity that lasted several, with its hours. */
public record Session(LocalDate day, BigDecimal hours) {}
