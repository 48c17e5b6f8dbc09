package collegium.compliance;

import java.math.BigDecimal;
import java.util.Optional;

/** Cells of a file that somebody opens in a spreadsheet. */
final class Cells {

    private Cells() {}

    /** Text that begins like a formula gets a quote before it, as spreadsheets themselves mark text. */
    static String safe(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    static String plain(Optional<BigDecimal> number) {
        return number.map(BigDecimal::toPlainString).orElse("");
    }
}
