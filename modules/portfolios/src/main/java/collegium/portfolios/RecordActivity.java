package collegium.portfolios;

import collegium.kernel.ActivityId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a member says of one activity; amending states all of it again.
 *
 * @param key chosen when the form was shown, and the activity's id from then on, so that a form sent twice records once
 * @param planned not done yet; nothing of it is judged
 * @param started first day
 * @param ended last day, and the day to which the activity belongs
 * @param measures claimed amounts by unit in the plural: {@code hours}, {@code minutes}, {@code credits}, {@code entries}…
 * @param type, mode, topics and flags are names of the scheme
 * @param course what is credited once, where a scheme says so
 */
public record RecordActivity(
        Optional<ActivityId> key, boolean planned, String title, LocalDate started, LocalDate ended, List<Session> sessions,
        Map<String, BigDecimal> measures, String type, Optional<String> mode, Optional<Boolean> structured, Set<String> topics,
        Set<String> flags, Optional<String> provider, Optional<String> course, Optional<String> roleTaken,
        Optional<UUID> objective, Texts texts) {

    /** What can be erased: personal, and never judged by its content. */
    public record Texts(Optional<String> notes, Optional<String> reflection, Optional<String> outcome) {
        public static final Texts NONE = new Texts(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public RecordActivity {
        sessions = List.copyOf(sessions);
        measures = Map.copyOf(measures);
        topics = Set.copyOf(topics);
        flags = Set.copyOf(flags);
    }

    /** An activity of one day with one amount; the rest is added by the {@code with…} methods. */
    public static RecordActivity on(LocalDate day, String title, String type, String unit, String amount) {
        return new RecordActivity(Optional.empty(), false, title, day, day, List.of(), Map.of(unit, new BigDecimal(amount)), type,
                Optional.empty(), Optional.empty(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Texts.NONE);
    }

    public RecordActivity withKey(ActivityId chosen) {
        return new RecordActivity(Optional.of(chosen), planned, title, started, ended, sessions, measures, type, mode, structured,
                topics, flags, provider, course, roleTaken, objective, texts);
    }

    public RecordActivity withDays(LocalDate first, LocalDate last) {
        return new RecordActivity(key, planned, title, first, last, sessions, measures, type, mode, structured, topics, flags,
                provider, course, roleTaken, objective, texts);
    }

    public RecordActivity withMeasures(Map<String, BigDecimal> others) {
        return new RecordActivity(key, planned, title, started, ended, sessions, others, type, mode, structured, topics, flags,
                provider, course, roleTaken, objective, texts);
    }

    public RecordActivity withTags(boolean isStructured, Set<String> itsTopics, Set<String> itsFlags) {
        return new RecordActivity(key, planned, title, started, ended, sessions, measures, type, mode, Optional.of(isStructured),
                itsTopics, itsFlags, provider, course, roleTaken, objective, texts);
    }

    public RecordActivity withReflection(String reflection) {
        return new RecordActivity(key, planned, title, started, ended, sessions, measures, type, mode, structured, topics, flags,
                provider, course, roleTaken, objective, new Texts(texts.notes(), Optional.of(reflection), texts.outcome()));
    }

    /** The same on another day, planned, without key and words. */
    RecordActivity again(LocalDate day) {
        return new RecordActivity(Optional.empty(), true, title, day, day.plusDays(started.until(ended, ChronoUnit.DAYS)), List.of(), measures,
                type, mode, structured, topics, flags, provider, course, roleTaken, objective, Texts.NONE);
    }

    /** What was planned, done as it was planned. */
    public RecordActivity done() {
        return new RecordActivity(key, false, title, started, ended, sessions, measures, type, mode, structured, topics, flags,
                provider, course, roleTaken, objective, texts);
    }

    public RecordActivity asPlanned() {
        return new RecordActivity(key, true, title, started, ended, sessions, measures, type, mode, structured, topics, flags,
                provider, course, roleTaken, objective, texts);
    }
}
