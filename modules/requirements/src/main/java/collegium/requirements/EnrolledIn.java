package collegium.requirements;

import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.requirements.engine.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That a scheme applies to a member, with the period that is open.
 *
 * @param reason why it applies
 * @param period empty where a fact is missing from which the period would follow
 */
public record EnrolledIn(
        EnrolmentId id, MemberId member, SchemeId scheme, String schemeName, LocalDate from, Optional<LocalDate> to, String reason,
        Optional<OpenPeriod> period) {

    /**
     * A span that is judged, with its three last days and the instant of the last of them in the body's zone.
     *
     * @param days as the engine sees them
     * @param open whether it still runs; one that ended stays to be submitted and determined
     */
    public record OpenPeriod(PeriodId id, Period days, LocalDate doBy, LocalDate recordBy, LocalDate declareBy, Instant deadline, boolean open) {}
}
