package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A dated override laid over versions, published as a document of its own: a transition or an emergency relaxation. It
 * touches the windows that start inside its days.
 */
public record Change(
        String id, String title, Optional<String> clause, LocalDate from, LocalDate to, Condition who,
        Set<String> requirements, Effect effect) {
    public Change {
        requirements = Set.copyOf(requirements);
    }

    /** Whether it is laid over the requirement in the window, for whom it holds. */
    boolean covers(String requirement, Span window) {
        return (requirements.isEmpty() || requirements.contains(requirement)) && !window.from().isBefore(from) && !window.from().isAfter(to);
    }

    public sealed interface Effect {

        record Waive() implements Effect {}

        record Need(Amount atLeast) implements Effect {}

        record Scale(BigDecimal factor) implements Effect {}

        /** Each period that has a day of the change in it is so many months longer, for every requirement. */
        record Extend(int months) implements Effect {}
    }
}
