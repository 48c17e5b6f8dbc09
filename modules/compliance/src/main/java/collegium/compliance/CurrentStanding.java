package collegium.compliance;

import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Standing;
import java.time.Instant;
import java.util.Optional;

/**
 * A member's position in one enrolment.
 *
 * @param judged the standing in the open period with the record's revision that it was judged on; empty where a fact is missing
 *     from which the period would follow, or nothing of the scheme is published
 */
public record CurrentStanding(EnrolledIn enrolment, Optional<Judged> judged) {

    /** A standing as it was judged. */
    public record Judged(Standing standing, long revision, Instant at) {

        Judged withoutEntries() {
            return new Judged(standing.withoutEntries(), revision, at);
        }
    }

    /** The numbers of each requirement, and nothing of single entries. */
    CurrentStanding withoutEntries() {
        return new CurrentStanding(enrolment, judged.map(Judged::withoutEntries));
    }
}
