package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.web.look.PageEnd;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where a page of the list ended. What is no such place begins anew. */
final class Cursor {

    private Cursor() {}

    static String write(Cohort.Line line) {
        return PageEnd.write(String.valueOf(line.statusOrder()), line.member().toString(), line.scheme(), line.sortName(), line.since().toString(),
                line.shortBy().orElse(BigDecimal.ZERO).toPlainString());
    }

    static Optional<Cohort.Line> read(String cursor) {
        return PageEnd.read(cursor, 6).flatMap(Cursor::line);
    }

    private static Optional<Cohort.Line> line(List<String> parts) {
        try {
            return Optional.of(new Cohort.Line(MemberId.of(parts.get(1)), "", "", parts.get(3), parts.get(2), "", Integer.parseInt(parts.getFirst()),
                    LocalDate.parse(parts.get(4)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.of(PageEnd.amount(parts.get(5))), Optional.empty(), Optional.empty(), LocalDate.EPOCH, Optional.empty()));
        } catch (NumberFormatException | DateTimeException | Refused _) {
            return Optional.empty();
        }
    }
}
