package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page of the list ended, as it stands in the address of the next. What is no such place begins anew. */
final class Cursor {

    private Cursor() {}

    static String write(Cohort.Line line) {
        String text = String.join("\n", String.valueOf(line.statusOrder()), line.member().toString(), line.scheme(), line.sortName(),
                line.since().toString(), line.shortBy().orElse(BigDecimal.ZERO).toPlainString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Cohort.Line> read(String cursor) {
        try {
            List<String> parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).lines().toList();
            if (parts.size() != 6) {
                return Optional.empty();
            }
            return Optional.of(new Cohort.Line(MemberId.of(parts.get(1)), "", "", parts.get(3), parts.get(2), "", Integer.parseInt(parts.getFirst()),
                    LocalDate.parse(parts.get(4)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.of(new BigDecimal(parts.get(5))), Optional.empty(), Optional.empty(), LocalDate.EPOCH, Optional.empty()));
        } catch (IllegalArgumentException | DateTimeException | Refused _) {
            return Optional.empty();
        }
    }
}
