package collegium.compliance;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers in cells of a file that somebody opens in a spreadsheet. */
final class Cells {

    private Cells() {}

    static String plain(Optional<BigDecimal> number) {
        return number.map(BigDecimal::toPlainString).orElse("");
    }
}
