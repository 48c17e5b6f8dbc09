package collegium.compliance;

import collegium.requirements.engine.Standing;
import java.util.Optional;

/**
 * A member's record judged by a draft, beside what holds. Nothing of it is written.
 *
 * @param holding by the rules in force, on the same day; empty for who is not under this scheme
 * @param tried by the draft, as if it were in force
 */
public record Trial(Optional<Standing> holding, Standing tried) {}
