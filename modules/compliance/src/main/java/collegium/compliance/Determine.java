package collegium.compliance;

import collegium.kernel.SubmissionId;
import java.util.Optional;

/**
 * An officer decides for the body on a submitted period.
 *
 * @param against that it is meant although the standing says otherwise
 * @param follows the last determination on the period that the officer saw; refused as {@code changed-meanwhile} where there is another
 */
public record Determine(
        SubmissionId submission, Determination.Outcome outcome, String reasons, boolean against, Optional<DeterminationId> follows) {}
