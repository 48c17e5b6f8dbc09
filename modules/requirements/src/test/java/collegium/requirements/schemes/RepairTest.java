package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Rule 8: old shortfalls are repaired first, the oldest first, by hours that serve one period only; to the member's best advantage. */
class RepairTest {

    private static final LocalDate END = LocalDate.of(2026, 12, 31);
    private static final String TWO = """
            scheme: s
            unit: hour
            topics: [ethics]
            requirements: [{id: t, count: all, at-least: 20}, {id: e, count: {topic: ethics}, at-least: 2}]
            """;

    private static Standing judge(String scheme, String record) {
        return Judge.of(SchemeDocuments.read(scheme).orThrow()).judge(RecordFiles.read("as-at: 2026-12-31\n" + record).orThrow().record(),
                Period.of(LocalDate.of(2026, 1, 1), END), END);
    }

    private static void counts(Standing standing, String requirement, String counted) {
        Finding finding = standing.finding(requirement).orElseThrow();
        assertThat(finding.counted()).as(requirement).isEqualByComparingTo(counted);
    }

    /** Three hours, two of them ethics, repair both: 23 - 3 = 20, and 5 - 2 = 3. */
    @Test
    void anHourRepairsAllThatItWouldHaveServedInTheClosedPeriod() {
        Standing standing = judge(TWO, """
                owed: [{requirement: t, amount: 3, since: 2025-12-31, until: 2026-12-31}, {requirement: e, amount: 2, since: 2025-12-31, until: 2026-12-31}]
                activities: [{id: b, date: 2026-02-01, hours: 5, topic: ethics}, {id: a, date: 2026-03-01, hours: 18}]
                """);
        counts(standing, "t", "20");
        counts(standing, "e", "3");
        assertThat(standing.compliant()).isTrue();
        assertThat(standing.activity("b").orElseThrow().why()).extracting("text")
                .contains("2 make up the shortfall in \"t\" and \"e\" of the period to 2025-12-31");
    }

    /** The shortfalls of two periods are not repaired by the same hours: 23 - 3 - 2 = 18. */
    @Test
    void noHourRepairsTwoPeriods() {
        Standing standing = judge(TWO, """
                owed: [{requirement: t, amount: 3, since: 2025-12-31, until: 2026-12-31}, {requirement: e, amount: 2, since: 2024-12-31, until: 2026-12-31}]
                activities: [{id: b, date: 2026-02-01, hours: 5, topic: ethics}, {id: a, date: 2026-03-01, hours: 18}]
                """);
        counts(standing, "t", "18");
        counts(standing, "e", "3");
    }

    /** What the present needs is left to it: three of the 25 others repair, 27 - 3 = 24. */
    @Test
    void theHoursThatThePresentNeedsLeastRepair() {
        Standing standing = judge(TWO, """
                owed: [{requirement: t, amount: 3, since: 2025-12-31, until: 2026-12-31}]
                activities: [{id: b, date: 2026-02-01, hours: 2, topic: ethics}, {id: a, date: 2026-03-01, hours: 25}]
                """);
        counts(standing, "t", "24");
        counts(standing, "e", "2");
        assertThat(standing.compliant()).isTrue();
    }

    /** Self-study counts 5, so of 9 hours four are of no use in the present and repair: 20 of 20. */
    @Test
    void hoursAboveACapRepairFirst() {
        Standing standing = judge(TWO.replace("topics:", "limits: [{id: self, of: {type: self}, at-most: 5}]\ntypes: [self]\ntopics:"), """
                owed: [{requirement: t, amount: 4, since: 2025-12-31, until: 2026-12-31}]
                activities: [{date: 2026-02-01, hours: 15, topic: ethics}, {date: 2026-03-01, hours: 9, type: self}]
                """);
        counts(standing, "t", "20");
        assertThat(standing.compliant()).isTrue();
    }

    /** Between pots: 24 others less 3 leave 20 for one, and the 6 leave 5 for the other. */
    @Test
    void betweenPotsToo() {
        Standing standing = judge(TWO.replace("at-least: 2}", "at-least: 5}") + "exclusive: [{pots: {t: [t], e: [e]}}]\n", """
                owed: [{requirement: t, amount: 3, since: 2025-12-31, until: 2026-12-31}]
                activities: [{date: 2026-01-10, hours: 6, topic: ethics}, {date: 2026-03-01, hours: 24}]
                """);
        assertThat(standing.compliant()).isTrue();
    }

    /** A shortfall of 2024: the 4 carried in repair it before the hours of the present do, which need them no less. */
    @Test
    void carriedCreditRepairsFirst() {
        Standing standing = judge(TWO, """
                owed: [{requirement: t, amount: 4, since: 2024-12-31, until: 2026-12-31}]
                carried: [{id: c, amount: 4, earned: 2025-11-01}]
                activities: [{id: a, date: 2026-02-01, hours: 20, topic: ethics}]
                """);
        counts(standing, "t", "20");
        assertThat(standing.activity("c").orElseThrow().credited()).isEqualByComparingTo("0");
    }

    /** Every way to take whole hours is tried: none leaves fewer short, and the order of rows makes no difference. */
    @Property(tries = 150)
    void noOtherWayLeavesThePresentBetter(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        String scheme = """
                scheme: s
                unit: hour
                topics: [a, b]
                requirements: [{id: t, count: all, at-least: %d}, {id: a, count: {topic: a}, at-least: %d}, {id: b, count: {topic: b}, at-least: %d}]
                """.formatted(4 + random.nextInt(6), 1 + random.nextInt(4), 1 + random.nextInt(4))
                + (random.nextBoolean() ? "limits: [{id: l, of: {topic: a}, at-most: %d}]\n".formatted(4 + random.nextInt(2)) : "");
        List<String> rows = new ArrayList<>();
        List<Integer> hours = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            hours.add(1 + random.nextInt(4));
            topics.add(List.of("[]", "[a]", "[b]", "[a, b]").get(random.nextInt(4)));
            rows.add("{id: x%d, date: 2026-0%d-01, hours: %d, topics: %s}".formatted(n, 1 + random.nextInt(9), hours.get(n), topics.get(n)));
        }
        int t = random.nextInt(4);
        int a = random.nextInt(3);
        String owed = "owed: [{requirement: t, amount: %d, since: 2025-12-31, until: 2026-12-31}, {requirement: a, amount: %d, since: 2025-12-31, until: 2026-12-31}]\n"
                .formatted(t, a);
        Judge judge = Judge.of(SchemeDocuments.read(scheme).orThrow());
        Standing repaired = judged(judge, owed + "activities: [" + String.join(", ", rows) + "]\n");
        Collections.shuffle(rows, random);
        assertThat(judged(judge, owed + "activities: [" + String.join(", ", rows) + "]\n").findings()).isEqualTo(repaired.findings());
        int all = hours.stream().mapToInt(h -> h).sum();
        int ofA = 0;
        for (int n = 0; n < 4; n++) {
            ofA += topics.get(n).contains("a") ? hours.get(n) : 0;
        }
        long fewest = Long.MAX_VALUE;
        for (int code = 0; code < 625; code++) {
            int[] taken = {code % 5, code / 5 % 5, code / 25 % 5, code / 125};
            int sum = 0;
            int sumA = 0;
            boolean possible = true;
            List<String> left = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                possible &= taken[n] <= hours.get(n);
                sum += taken[n];
                sumA += topics.get(n).contains("a") ? taken[n] : 0;
                left.add("{id: x%d, date: 2026-01-01, hours: %d, topics: %s}".formatted(n, Math.max(0, hours.get(n) - taken[n]), topics.get(n)));
            }
            if (possible && sum >= Math.min(t, all) && sumA >= Math.min(a, ofA) && sum <= t + a) {
                fewest = Math.min(fewest, failing(judged(judge, "activities: [" + String.join(", ", left) + "]\n")));
            }
        }
        assertThat(failing(repaired)).isEqualTo(fewest);
    }

    private static Standing judged(Judge judge, String record) {
        MemberRecord read = RecordFiles.read(record).orThrow().record();
        return judge.judge(read, Period.of(LocalDate.of(2026, 1, 1), END), END);
    }

    private static long failing(Standing standing) {
        return standing.findings().stream().filter(f -> !f.met() && f.needed().compareTo(BigDecimal.ZERO) > 0).count();
    }
}
