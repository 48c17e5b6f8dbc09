package collegium.compliance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a standing was judged from, by reference: with these it is judged again exactly.
 *
 * @param versions the published versions of the scheme that there were
 * @param engine the engine's version
 * @param record the member's revision up to which the record is known: activities, artefacts, evidence
 * @param decided the member's revision up to which is known what the body says: facts, decisions on entries, relief, carried credit
 * @param asAt the day at whose end it is judged
 */
public record Inputs(List<UUID> versions, String engine, long record, long decided, LocalDate asAt) {
    public Inputs {
        versions = List.copyOf(versions);
    }
}
