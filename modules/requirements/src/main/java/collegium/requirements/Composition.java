package collegium.requirements;

import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the published documents of a scheme together into the one that is judged by. Each holds from its own day until the day
 * before the next one's; within that, a document that states versions of its own keeps their days.
 */
final class Composition {

    private Composition() {}

    /** A document with the day from which it holds. */
    record Part(int number, LocalDate from, Scheme scheme) {}

    /** The parts are in the order of their days; the first also judges what lies before it. */
    static Scheme of(List<Part> parts) {
        Scheme whole = bounded(parts, 0);
        for (int i = 1; i < parts.size(); i++) {
            whole = whole.then(bounded(parts, i));
        }
        return whole;
    }

    /** A document as it would be if it were in force: what it states as one version holds on every day. */
    static Scheme alone(Scheme scheme) {
        if (scheme.versions().size() > 1) {
            return scheme;
        }
        Version only = scheme.versions().getFirst();
        Version always = only.holding(only.id(), Optional.empty(), Optional.empty());
        return new Scheme(scheme.id(), scheme.title(), scheme.body(), scheme.provenance(), scheme.sources(), scheme.unit(),
                scheme.vocabulary(), scheme.cycle(), List.of(always), scheme.overrides());
    }

    private static Scheme bounded(List<Part> parts, int index) {
        if (parts.size() == 1) {
            return parts.getFirst().scheme();
        }
        Part part = parts.get(index);
        Optional<LocalDate> first = index == 0 ? Optional.empty() : Optional.of(part.from());
        Optional<LocalDate> last = index + 1 < parts.size() ? Optional.of(parts.get(index + 1).from().minusDays(1)) : Optional.empty();
        List<Version> kept = new ArrayList<>();
        for (Version version : part.scheme().versions()) {
            Optional<LocalDate> from = later(version.from(), first);
            Optional<LocalDate> to = earlier(version.to(), last);
            if (from.isEmpty() || to.isEmpty() || !from.get().isAfter(to.get())) {
                kept.add(version.holding(part.number() + "/" + version.id(), from, to));
            }
        }
        Scheme scheme = part.scheme();
        return new Scheme(scheme.id(), scheme.title(), scheme.body(), scheme.provenance(), scheme.sources(), scheme.unit(),
                scheme.vocabulary(), scheme.cycle(), kept, scheme.overrides());
    }

    private static Optional<LocalDate> later(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isPresent() && b.isPresent() ? Optional.of(a.get().isAfter(b.get()) ? a.get() : b.get()) : a.or(() -> b);
    }

    private static Optional<LocalDate> earlier(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isPresent() && b.isPresent() ? Optional.of(a.get().isBefore(b.get()) ? a.get() : b.get()) : a.or(() -> b);
    }
}
