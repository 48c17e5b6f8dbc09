package collegium.web.administrator;

import collegium.compliance.DryRuns;
import collegium.kernel.EnrolmentId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page of those who would stand elsewhere ended, as it stands in the address of the next. What is no such place begins anew. */
final class MoverCursor {

    /** No amount has so many; one that somebody made up must not become a number that fills the memory. */
    private static final int MOST_DIGITS = 50;

    private MoverCursor() {}

    static String write(DryRuns.Mover mover) {
        String text = String.join("\n", String.valueOf(mover.higher()), mover.member().toString(), mover.enrolment().toString(), mover.sortName(),
                mover.shortBy().orElse(BigDecimal.ZERO).toPlainString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<DryRuns.Mover> read(String cursor) {
        try {
            List<String> parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).lines().toList();
            if (parts.size() != 5 || parts.get(3).indexOf('\0') >= 0) {
                return Optional.empty();
            }
            BigDecimal by = new BigDecimal(parts.get(4));
            if (Math.abs(by.scale()) > MOST_DIGITS || by.precision() > MOST_DIGITS) {
                return Optional.empty();
            }
            return Optional.of(new DryRuns.Mover(MemberId.of(parts.get(1)), new EnrolmentId(Id.parse(parts.get(2))), "", "", parts.get(3), "", "",
                    Boolean.parseBoolean(parts.getFirst()), Optional.empty(), Optional.of(by), Optional.empty(), Optional.empty(), Optional.empty()));
        } catch (IllegalArgumentException | Refused _) {
            return Optional.empty();
        }
    }
}
