package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Relief granted to one member.
 *
 * @param requirements those it is for; empty for all
 * @param within the windows that end in these days
 * @param amount units taken off, for a reduction by an amount
 * @param percent of what is needed taken off, for a reduction by a share
 * @param until the new last day, for an extension
 */
public record Relief(
        String id, Kind kind, Set<String> requirements, Span within, Optional<BigDecimal> amount,
        Optional<BigDecimal> percent, Optional<LocalDate> until, String reason) {

    public Relief {
        requirements = Set.copyOf(requirements);
    }

    public enum Kind {
        EXEMPTION,
        REDUCTION,
        EXTENSION
    }

    boolean touches(String requirement, Span window) {
        return (requirements.isEmpty() || requirements.contains(requirement)) && within.contains(window.to());
    }
}
