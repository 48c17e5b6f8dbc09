package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A dated, immutable statement of the rules. */
public record Version(
        String id, Optional<LocalDate> from, Optional<LocalDate> to, Condition who, ChosenBy chosenBy,
        Crediting crediting, List<Limit> limits, List<Requirement> requirements, List<Exclusive> exclusives,
        List<CarryRule> carries, List<Exemption> exemptions, List<Outcome> outcomes) {

    public Version {
        limits = List.copyOf(limits);
        requirements = List.copyOf(requirements);
        exclusives = List.copyOf(exclusives);
        carries = List.copyOf(carries);
        exemptions = List.copyOf(exemptions);
        outcomes = List.copyOf(outcomes);
    }

    /** Which date picks the version. */
    public enum ChosenBy {
        PERIOD_END,
        PERIOD_START
    }

    /** The same rules under another name and for other days. */
    public Version holding(String name, Optional<LocalDate> first, Optional<LocalDate> last) {
        return new Version(name, first, last, who, chosenBy, crediting, limits, requirements, exclusives, carries, exemptions,
                outcomes);
    }

    boolean covers(LocalDate day) {
        return (from.isEmpty() || !day.isBefore(from.get())) && (to.isEmpty() || !day.isAfter(to.get()));
    }

    Optional<Requirement> requirement(String id) {
        return requirements.stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
