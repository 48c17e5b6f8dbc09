package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One activity as it is judged: dates, measures, tags; nothing personal.
 *
 * @param date the attributing date
 * @param recorded the day on which it was recorded, where a scheme asks for it
 * @param measures claimed amounts by name; {@code amount} is already in the counting unit
 * @param tags kind of tag (type, topic, flag, mode, provider, course, role, source…) to values
 */
public record Activity(
        String id, LocalDate date, Optional<LocalDate> recorded, Map<String, BigDecimal> measures,
        Map<String, Set<String>> tags)
        implements Claim {

    public Activity {
        measures = Map.copyOf(measures);
        tags = Map.copyOf(tags);
    }

    public static Draft on(String id, LocalDate date) {
        return new Draft(id, date);
    }

    @Override
    public @Nullable BigDecimal measure(String name) {
        return measures.get(name);
    }

    /** Builds one tag after the other. */
    public static final class Draft {
        private final String id;
        private final LocalDate date;
        private Optional<LocalDate> recorded = Optional.empty();
        private final Map<String, BigDecimal> measures = new LinkedHashMap<>();
        private final Map<String, Set<String>> tags = new LinkedHashMap<>();

        private Draft(String id, LocalDate date) {
            this.id = id;
            this.date = date;
        }

        public Draft measure(String name, BigDecimal amount) {
            measures.put(name, amount);
            return this;
        }

        public Draft amount(String amount) {
            return measure("amount", new BigDecimal(amount));
        }

        public Draft tag(String kind, String value) {
            tags.computeIfAbsent(kind, _ -> new LinkedHashSet<>()).add(value);
            return this;
        }

        public Draft type(String type) {
            return tag("type", type);
        }

        public Draft topic(String topic) {
            return tag("topic", topic);
        }

        public Draft flag(String flag) {
            return tag("flag", flag);
        }

        public Draft recorded(LocalDate day) {
            recorded = Optional.of(day);
            return this;
        }

        public Activity done() {
            return new Activity(id, date, recorded, measures, tags);
        }
    }
}
