package collegium.web.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * From claimed to counted, as on a bank statement. Template {@code why}, attribute {@code view}.
 *
 * @param amounts none where the scheme counts no amounts as a whole; then only {@code findings} explain
 * @param judged the day of the standing
 * @param version the scheme's version, as people call it
 */
public record WhyView(
        StandingView standing, Optional<Statement> amounts, LocalDate judged, String version, List<Finding> findings, List<Way> nearest, List<Entry> entries) {

    /**
     * One statement.
     *
     * @param lines claimed, what took off, credited, what took off, counted, needed, to go, carried
     * @param scale what fills the picture's whole width
     */
    public record Statement(BigDecimal claimed, BigDecimal credited, BigDecimal counted, BigDecimal carried, String unit, List<Line> lines, BigDecimal scale) {}

    /**
     * One line.
     *
     * @param sum a number that stands by itself, in bold; else it was taken off or is compared
     * @param from where its bar begins, in the statement's unit
     * @param drawn how long its bar is; zero draws none
     * @param paint counted, claimed, less, needed or missing
     */
    public record Line(String words, Optional<String> clause, BigDecimal amount, boolean sum, BigDecimal from, BigDecimal drawn, String paint) {}

    /** One requirement: what it says of this member and why, with its clause. */
    public record Finding(String name, String status, String words, Optional<String> clause) {}

    /**
     * A way to meet what is missing.
     *
     * @param gain what it would add, with its mark: +9.0 h
     */
    public record Way(String title, String note, Optional<String> gain) {}

    /**
     * One activity with what it counts.
     *
     * @param why each reason why a number differs from the one before it
     */
    public record Entry(
            String path, LocalDate on, String title, BigDecimal claimed, BigDecimal credited, BigDecimal counted, BigDecimal carried, List<String> why) {}
}
