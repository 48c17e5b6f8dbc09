package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
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
    static final long[] NO_BITS = {};

    final Claim claim;
    /** The attributing date, and the day on which it was earned, as days since 1970. */
    final long day;
    final long earned;
    final String source;
    final Span period;
    /** What became of it before any requirement counted it, and which caps cut it where one did. */
    final Why why = new Why();
    final Why limits = new Why();
    /** The tags that the scheme's conditions ask for, one bit each; see {@link TagIndex}. */
    long bits;
    long[] moreBits = NO_BITS;
    BigDecimal claimed = BigDecimal.ZERO;
    BigDecimal credited = BigDecimal.ZERO;
    BigDecimal carried = BigDecimal.ZERO;
    boolean refused;
    /** The missing facts on which it hangs what it is credited, and whether at all. */
    Set<String> doubts = Set.of();
    Optional<LocalDate> expires = Optional.empty();
    int lives;
    /** The length of the scheme's unit, by which an amount follows from time and time from it. */
    @Nullable BigDecimal unitMinutes;
    private final @Nullable Map<String, Set<String>> reclassified;
    private Map<String, BigDecimal> ledgers = Map.of();

    Entry(Claim claim, long day, long earned, String source, @Nullable Map<String, Set<String>> reclassified, Span period) {
        this.claim = claim;
        this.day = day;
        this.earned = earned;
        this.source = source;
        this.reclassified = reclassified;
        this.period = period;
    }

    String id() {
        return claim.id();
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(day);
    }

    boolean isActivity() {
        return source.equals(ACTIVITY);
    }

    boolean isCarried() {
        return source.equals(CARRIED);
    }

    boolean isAward() {
        return source.equals(AWARD);
    }

    Map<String, Set<String>> tags() {
        return reclassified == null ? claim.tags() : reclassified;
    }

    /** A measure as recorded, or what was converted into the ledger of that name. */
    @Nullable BigDecimal stated(String name) {
        BigDecimal converted = ledgers.get(name);
        return converted == null ? claim.measure(name) : converted;
    }

    /** What is converted into a ledger of its own stands in the place of a measure of that name. */
    void into(String ledger, BigDecimal amount) {
        if (ledgers.isEmpty()) {
            ledgers = new HashMap<>();
        }
        ledgers.put(ledger, amount);
    }

    /**
     * A measure as claimed; hours, minutes and the amount in the unit follow from each other where the record has only one of
     * them. Null where it is not known.
     */
    @Nullable BigDecimal measure(String name) {
        BigDecimal stated = stated(name);
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
        BigDecimal hours = stated("hours");
        BigDecimal minutes = stated("minutes");
        if (minutes == null && hours != null) {
            return hours.multiply(SIXTY);
        }
        return minutes == null && unitMinutes != null && claimed.signum() > 0 ? claimed.multiply(unitMinutes) : minutes;
    }

    boolean has(String kind, Collection<String> values) {
        if (kind.equals("source") && values.contains(source)) {
            return true;
        }
        for (String value : values(kind)) {
            if (values.contains(value)) {
                return true;
            }
        }
        return false;
    }

    Set<String> values(String kind) {
        return tags().getOrDefault(kind, Set.of());
    }

    /** Carried credit is used first, the oldest first; then by date. */
    static int order(Entry a, Entry b) {
        if (a.isCarried() != b.isCarried()) {
            return a.isCarried() ? -1 : 1;
        }
        int byDay = Long.compare(a.earned, b.earned);
        return byDay != 0 ? byDay : a.id().compareTo(b.id());
    }
}
