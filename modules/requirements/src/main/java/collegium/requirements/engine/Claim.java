package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is claimed, in whatever form it is kept: an activity, or credit that has none. */
interface Claim {

    String id();

    /** The amount of that name as claimed; none where the claim does not bring it. */
    @Nullable BigDecimal measure(String name);

    /** The day on which it was recorded, where that is known. */
    Optional<LocalDate> recorded();

    /** Kind of tag to values. */
    Map<String, Set<String>> tags();

    /** A claim that is no activity: carried credit, an award, an artefact that is asked a question. */
    record Plain(String id, Map<String, BigDecimal> measures, Map<String, Set<String>> tags) implements Claim {
        @Override
        public Optional<LocalDate> recorded() {
            return Optional.empty();
        }

        @Override
        public @Nullable BigDecimal measure(String name) {
            return measures.get(name);
        }
    }
}
