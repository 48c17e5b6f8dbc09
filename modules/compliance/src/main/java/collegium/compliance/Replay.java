package collegium.compliance;

import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import java.util.List;
import java.util.Optional;

/**
 * A standing judged again as something was known.
 *
 * @param against the determination that it was compared with, by what differs; empty where it was compared with none
 */
public record Replay(Inputs inputs, int version, Period period, Standing standing, String digest, Optional<Comparison> against) {

    /**
     * Whether a determination's replay still gives the same.
     *
     * @param sameDigest the judged facts and the verdict are the same
     * @param sameStanding every word and number is the same
     */
    public record Comparison(boolean sameDigest, boolean sameStanding, boolean sameEngine, List<Difference> differences) {
        public Comparison {
            differences = List.copyOf(differences);
        }

        public boolean same() {
            return sameDigest && sameStanding;
        }
    }

    /** One number or word that is not what it was; {@code before} and {@code now} are empty where there was none. */
    public record Difference(String what, String before, String now) {}
}
