package collegium.compliance;

import collegium.kernel.Call;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Made-up members and what they did, worked out from numbers alone, so that nothing of it is held in memory. */
final class FilledMembers {

    static final long REVISION = 1;

    private static final int YEARS_AGO = 3;
    /** Round by round every member does one thing; each round begins with somebody else. */
    private static final int TURN = 7_919;

    private final Scheme scheme;
    private final int members;
    private final int activities;
    private final LocalDate today;
    private final LocalDate joined;
    private final ZoneId zone;
    private final List<String> types;
    private final List<String> topics;
    private final List<String> flags;
    private final String unit;
    private LocalDate start;
    private long days = 1;

    /** One thing that a member did. */
    record Did(UUID id, UUID member, LocalDate on, Instant recorded, String type, List<String> topics, List<String> flags, boolean structured,
            String unit, BigDecimal amount) {}

    FilledMembers(Call call, Scheme scheme, int members, int activities) {
        this.scheme = scheme;
        this.members = members;
        this.activities = activities;
        this.today = call.today();
        this.zone = call.zone();
        this.joined = today.minusYears(YEARS_AGO).withDayOfYear(1);
        this.start = today.withDayOfYear(1);
        this.types = values("type", "course");
        this.topics = values("topic", "practice");
        this.flags = List.copyOf(scheme.vocabulary().tags().getOrDefault("flag", Map.of()).keySet());
        this.unit = scheme.unit().minutes().isPresent() ? "hours" : scheme.unit().plural();
    }

    private List<String> values(String kind, String otherwise) {
        Map<String, String> declared = scheme.vocabulary().tags().getOrDefault(kind, Map.of());
        return declared.isEmpty() ? List.of(otherwise) : List.copyOf(declared.keySet());
    }

    /** Activities lie between the period's first day and today. */
    void within(Period period) {
        start = period.start();
        days = Math.max(1, ChronoUnit.DAYS.between(start, today) + 1);
    }

    LocalDate joined() {
        return joined;
    }

    long total() {
        return (long) members * activities;
    }

    void each(IntConsumer member) {
        for (int number = 0; number < members; number++) {
            member.accept(number);
        }
    }

    /** What was done, from one place in the order of dates to another. */
    void each(long from, long to, Consumer<Did> each) {
        for (long place = from; place < to; place++) {
            each.accept(did(place));
        }
    }

    private Did did(long place) {
        int round = (int) (place / members);
        int member = (int) ((place % members + (long) round * TURN) % members);
        SplittableRandom random = new SplittableRandom(place * 0x9E3779B97F4A7C15L);
        LocalDate on = start.plusDays(place * days / total());
        Instant recorded = on.atStartOfDay(zone).plusHours(12).toInstant();
        boolean structured = random.nextInt(4) > 0;
        List<String> held = new ArrayList<>();
        flags.stream().sorted().filter(flag -> !flag.endsWith("structured") && random.nextInt(3) > 0).forEach(held::add);
        return new Did(id(recorded.toEpochMilli(), place, 3), id(member), on, recorded, types.get(random.nextInt(types.size())),
                List.of(topics.get(random.nextInt(topics.size()))), held, structured, unit, BigDecimal.valueOf(1 + random.nextInt(6)).divide(BigDecimal.TWO));
    }

    UUID id(int member) {
        return id(joined.toEpochDay() * 86_400_000L, member, 0);
    }

    UUID enrolment(int member) {
        return id(joined.toEpochDay() * 86_400_000L, member, 1);
    }

    UUID period(int member) {
        return id(joined.toEpochDay() * 86_400_000L, member, 2);
    }

    private static UUID id(long millis, long number, int kind) {
        return new UUID((millis << 16) | 0x7000L | kind, (number & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /** The facts of every one of them: what the scheme asks and has no answer for by itself. */
    MemberRecord facts() {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        scheme.vocabulary().facts().forEach((name, kind) -> {
            if (kind.otherwise().isEmpty()) {
                facts.put(name, List.of(new Fact(Optional.of(joined), Optional.empty(), List.of(value(kind)))));
            }
        });
        MemberRecord none = MemberRecord.EMPTY;
        return new MemberRecord(facts, none.activities(), none.artefacts(), none.decisions(), none.reliefs(), none.carried(), none.owed());
    }

    private String value(Vocabulary.FactKind kind) {
        return switch (kind.kind()) {
            case TEXT -> kind.values().keySet().stream().findFirst().orElse("some");
            case NUMBER -> "1000";
            case DATE -> joined.toString();
            case YES_NO -> "yes";
        };
    }

    /** What is judged of one of them. */
    KnownRecord known(int member) {
        List<Activity> done = new ArrayList<>();
        for (int round = 0; round < activities; round++) {
            long within = Math.floorMod(member - (long) round * TURN, members);
            Did did = did((long) round * members + within);
            Activity.Draft draft = Activity.on(did.id().toString(), did.on()).type(did.type()).tag("source", "member")
                    .flag(did.structured() ? "structured" : "unstructured").measure(did.unit(), did.amount()).recorded(did.on());
            did.topics().forEach(draft::topic);
            did.flags().forEach(draft::flag);
            done.add(draft.done());
        }
        return new KnownRecord(facts().facts(), done, List.of(), List.of(), List.of(), Map.of(), Map.of());
    }
}
