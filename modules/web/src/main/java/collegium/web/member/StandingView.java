package collegium.web.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A position in one enrolment's period, as a page draws it.
 *
 * @param scheme the scheme's name
 * @param period as people call it: 2026, or 2025 to 2027
 * @param daysLeft days until the period's last day; none once it is over
 * @param status a status's name in lower case with hyphens: met, on-track, at-risk, short, open, provisional, relieved, unknown, undecided
 * @param total the amount asked for as a whole, where the scheme asks for one
 * @param pace what there is to do in one sentence, where there is something: "10.5 hours to go, which is 1.9 a week."
 * @param why the address that explains the numbers
 */
public record StandingView(
        String scheme, String period, LocalDate from, LocalDate to, Optional<Long> daysLeft, String status, Optional<Total> total,
        List<Asked> asked, Optional<String> pace, String why) {

    /**
     * The whole amount.
     *
     * @param unit as it follows a number: hours
     * @param mark as it stands in a column: h
     */
    public record Total(BigDecimal counted, BigDecimal planned, BigDecimal needed, String unit, String mark) {

        /** What is neither counted nor planned yet. */
        public BigDecimal toFind() {
            return needed.subtract(counted).subtract(planned).max(BigDecimal.ZERO);
        }

        /** Planned as far as it is needed, for the bar. */
        public BigDecimal plannedDrawn() {
            return planned.min(needed.subtract(counted)).max(BigDecimal.ZERO);
        }
    }

    /**
     * One requirement's part of it.
     *
     * @param amounts how much of how much, where it is counted
     * @param rest what is missing, or since when it is met, in one sentence
     * @param add where one can be added, where it counts artefacts and some are missing
     */
    public record Asked(String name, String status, Optional<Amounts> amounts, String rest, Optional<String> add) {}

    public record Amounts(BigDecimal counted, BigDecimal needed, String mark) {}
}
