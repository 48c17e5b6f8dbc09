package collegium.requirements.schemes;

import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worked example that belongs to a scheme: a record, and what the rules make of it.
 *
 * @param period empty for the one in which the day lies
 */
public record Example(String id, String title, MemberRecord record, Optional<Period> period, LocalDate asAt, Expected expected) {

    /**
     * What is expected.
     *
     * @param fails every mandatory requirement that is not met, with how much is short where it is said; empty to leave that open
     * @param counted what is counted for some requirements
     */
    public record Expected(
            boolean compliant, Optional<Map<String, Optional<BigDecimal>>> fails, Map<String, BigDecimal> counted, Optional<BigDecimal> carried) {}

    /** What the rules made of it; as expected where there are no faults. */
    public record Outcome(Example example, List<Fault> faults) {
        public Outcome {
            faults = List.copyOf(faults);
        }
    }
}
