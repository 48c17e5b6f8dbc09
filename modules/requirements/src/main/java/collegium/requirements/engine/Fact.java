package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A stretch of a member fact's timeline: from a day (or always) until a day (or still), with its values as text. */
public record Fact(Optional<LocalDate> from, Optional<LocalDate> to, List<String> values) {

    public Fact {
        values = List.copyOf(values);
    }

    public static Fact always(String... values) {
        return new Fact(Optional.empty(), Optional.empty(), List.of(values));
    }

    boolean covers(LocalDate day) {
        return (from.isEmpty() || !day.isBefore(from.get())) && (to.isEmpty() || !day.isAfter(to.get()));
    }

    boolean overlaps(Span span) {
        return (from.isEmpty() || !from.get().isAfter(span.to())) && (to.isEmpty() || !to.get().isBefore(span.from()));
    }
}
