package collegium.membership;

import java.util.Map;
import java.util.Optional;

/**
 * Why a row is left out.
 *
 * @param column the kind's column at fault, or empty where it is the row
 * @param code stable, in kebab case, with a message of its own
 * @param facts what the message shows
 * @param hint a value that would do, where one is likely meant
 */
public record ImportFault(String column, String code, Map<String, String> facts, Optional<String> hint) {
    public ImportFault {
        facts = Map.copyOf(facts);
    }

    public static ImportFault of(String column, String code) {
        return new ImportFault(column, code, Map.of(), Optional.empty());
    }

    public static ImportFault of(String column, String code, Map<String, String> facts) {
        return new ImportFault(column, code, facts, Optional.empty());
    }
}
