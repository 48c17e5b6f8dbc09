package collegium.compliance;

import collegium.kernel.PeriodId;
import java.util.List;
import java.util.Optional;

/**
 * A member submits a period.
 *
 * @param seen the member's revision that the page was filled from: what was looked at is what is frozen, or it is refused as
 *     {@code changed-meanwhile}
 * @param answers one for each statement, with the words as the member read them
 * @param although that it is submitted although something is missing
 * @param signature the member's own name, as typed
 */
public record SubmitPeriod(PeriodId period, long seen, List<Answer> answers, Optional<String> note, boolean although, String signature) {
    public SubmitPeriod {
        answers = List.copyOf(answers);
    }

    /** What was answered to one statement. */
    public record Answer(String statement, String asked, String answer) {}
}
