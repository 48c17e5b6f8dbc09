package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Credit that was moved from one period to the next, with its tags.
 *
 * @param earned the day on which it was earned
 * @param expires the last day on which it may count
 * @param lives for how many more periods it may be carried on; {@link #BY_ITS_DAYS} where that follows from its days
 * @param tags in the order of their names, so that the same credit is always written the same way
 */
public record Carried(
        String id, BigDecimal amount, LocalDate earned, Optional<LocalDate> expires, int lives,
        Map<String, Set<String>> tags, String origin) {

    /** It lives as long as it has not expired or, where no day is stated, for the periods that its rule gives it. */
    public static final int BY_ITS_DAYS = -1;

    /** How many periods of so many months after the one that ends on a day it may yet be carried on into: those that end before it expires. */
    public static int lives(LocalDate expires, LocalDate end, int months) {
        return (int) Math.max(0, Months.between(end.plusDays(1), expires.plusDays(1)) / months);
    }

    public Carried {
        tags = inOrder(tags);
    }

    private static Map<String, Set<String>> inOrder(Map<String, Set<String>> tags) {
        SortedMap<String, Set<String>> sorted = new TreeMap<>();
        tags.forEach((kind, values) -> sorted.put(kind, Collections.unmodifiableSet(new TreeSet<>(values))));
        return Collections.unmodifiableMap(sorted);
    }
}
