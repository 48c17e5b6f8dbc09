package collegium.portfolios;

import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.SubmissionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A period's record, frozen and signed by the member. The record itself is read as known at {@code revision}.
 *
 * @param standing the whole standing, as JSON
 * @param digest SHA-256 over the judged facts and the verdict, in hexadecimal digits
 * @param statements what the member answered, by statement
 */
public record Submission(
        SubmissionId id, MemberId member, EnrolmentId enrolment, PeriodId period, long revision, UUID schemeVersion, String engine,
        String standing, String digest, Map<String, String> statements, Instant at, Optional<Reopening> reopened) {

    /** That an officer reopened it: it stays as it was, and another one can follow. */
    public record Reopening(Instant at, String reason) {}
}
