package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One claim on its way to credit: an activity, credit carried in, or credit that the scheme deems. */
final class Entry {

    private static final BigDecimal SIXTY = new BigDecimal(60);

    static final String ACTIVITY = "activity";
    static final String CARRIED = "carried";
    static final String AWARD = "award";

    final String id;
    final LocalDate date;
    final LocalDate earned;
    final String source;
    final Map<String, BigDecimal> measures;
    final Map<String, Set<String>> tags;
    final Span period;
    final List<Reason> why = new ArrayList<>(2);
    final List<ActivityCredit.Use> uses = new ArrayList<>();
    final LocalDate recorded;
    @Nullable BigDecimal unitMinutes;
    BigDecimal claimed = BigDecimal.ZERO;
    BigDecimal credited = BigDecimal.ZERO;
    BigDecimal counted = BigDecimal.ZERO;
    BigDecimal carried = BigDecimal.ZERO;
    boolean refused;
    Optional<LocalDate> expires = Optional.empty();
    int lives;

    Entry(String id, LocalDate date, LocalDate earned, String source, Map<String, BigDecimal> measures,
            Map<String, Set<String>> tags, Span period) {
        this(id, date, earned, date, source, measures, tags, period);
    }

    Entry(String id, LocalDate date, LocalDate earned, LocalDate recorded, String source, Map<String, BigDecimal> measures,
            Map<String, Set<String>> tags, Span period) {
        this.recorded = recorded;
        this.id = id;
        this.date = date;
        this.earned = earned;
        this.source = source;
        this.measures = measures;
        this.tags = tags;
        this.period = period;
    }

    /**
     * A measure as claimed; hours, minutes and the amount in the unit follow from each other where the record has only one of
     * them. Null where it is not known.
     */
    @Nullable BigDecimal measure(String name) {
        BigDecimal stated = measures.get(name);
        if (stated != null) {
            return stated;
        }
        return switch (name) {
            case "amount" -> claimed.signum() > 0 ? claimed : null;
            case "minutes" -> minutes();
            case "hours" -> {
                BigDecimal minutes = minutes();
                yield minutes == null ? null : Amounts.divide(minutes, SIXTY);
            }
            default -> null;
        };
    }

    private @Nullable BigDecimal minutes() {
        BigDecimal hours = measures.get("hours");
        BigDecimal minutes = measures.get("minutes");
        if (minutes == null && hours != null) {
            return hours.multiply(SIXTY);
        }
        return minutes == null && unitMinutes != null && claimed.signum() > 0 ? claimed.multiply(unitMinutes) : minutes;
    }

    /** Adds a reason once. */
    void because(Reason reason) {
        if (!why.contains(reason)) {
            why.add(reason);
        }
    }

    boolean has(String kind, Set<String> values) {
        if (kind.equals("source") && values.contains(source)) {
            return true;
        }
        Set<String> held = tags.get(kind);
        if (held == null) {
            return false;
        }
        for (String value : held) {
            if (values.contains(value)) {
                return true;
            }
        }
        return false;
    }

    Set<String> values(String kind) {
        return tags.getOrDefault(kind, Set.of());
    }
}
