package collegium.web.administrator;

import collegium.compliance.DryRuns;
import collegium.kernel.EnrolmentId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.web.look.PageEnd;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Where a page of those who would stand elsewhere ended. What is no such place begins anew. */
final class MoverCursor {

    private MoverCursor() {}

    static String write(DryRuns.Mover mover) {
        return PageEnd.write(String.valueOf(mover.higher()), mover.member().toString(), mover.enrolment().toString(), mover.sortName(),
                mover.shortBy().orElse(BigDecimal.ZERO).toPlainString());
    }

    static Optional<DryRuns.Mover> read(String cursor) {
        return PageEnd.read(cursor, 5).flatMap(MoverCursor::mover);
    }

    private static Optional<DryRuns.Mover> mover(List<String> parts) {
        try {
            return Optional.of(new DryRuns.Mover(MemberId.of(parts.get(1)), new EnrolmentId(Id.parse(parts.get(2))), "", "", parts.get(3), "", "",
                    Boolean.parseBoolean(parts.getFirst()), Optional.empty(), Optional.of(PageEnd.amount(parts.get(4))), Optional.empty(), Optional.empty(),
                    Optional.empty()));
        } catch (NumberFormatException | Refused _) {
            return Optional.empty();
        }
    }
}
