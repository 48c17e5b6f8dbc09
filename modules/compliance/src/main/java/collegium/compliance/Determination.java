package collegium.compliance;

import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.SubmissionId;
import collegium.requirements.engine.Standing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The body's decision on a submitted period, never overwritten: another one follows it.
 *
 * @param inputs what it was judged from, by reference
 * @param schemeVersion the version that was in force at the period's end
 * @param standing the whole standing as it was judged
 * @param digest SHA-256 over the judged facts and the verdict
 * @param by the officer's name
 * @param follows the determination before it on the same period
 */
public record Determination(
        DeterminationId id, SubmissionId submission, MemberId member, PeriodId period, Outcome outcome, String reasons, Inputs inputs,
        UUID schemeVersion, Standing standing, String digest, Instant at, String by, Optional<DeterminationId> follows) {

    /** What was decided. */
    public enum Outcome {
        MET,
        NOT_MET,
        RELIEVED;

        /** In kebab case, as kept. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Outcome of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
