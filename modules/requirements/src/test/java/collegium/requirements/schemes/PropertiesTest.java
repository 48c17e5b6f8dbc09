package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.ActivityCredit;
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
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds whatever the record and the scheme: over many random ones, each named by its seed. */
class PropertiesTest {

    private static final LocalDate END = LocalDate.of(2026, 12, 31);
    private static final Period YEAR = Period.of(LocalDate.of(2026, 1, 1), END);
    private static final String POTS = "exclusive: [{pots: {a: [one], b: [two]}}]";

    private static Judge scheme(Random random, boolean exclusive) {
        return Judge.of(SchemeDocuments.read("""
                scheme: random
                unit: hour
                types: [t0, t1, t2]
                topics: [p0, p1, p2]
                requirements:
                  - {id: total, count: all, at-least: %d}
                  - {id: one, count: {topic: p0}, at-least: %d}
                  - {id: two, count: {topic: p1}, at-least: %d}
                  - {id: quarter, count: {type: t1}, at-least: {percent: 25, of: total}}
                limits:
                  - {id: cap, of: {type: t2}, at-most: %d}
                  - {id: days, of: all, at-most: 9, per: day}
                carry: [{over: [total, one], at-most: 7, of: {type: [t0, t1]}}]
                %s
                """.formatted(10 + random.nextInt(20), 1 + random.nextInt(12),
                1 + random.nextInt(12), 1 + random.nextInt(8), exclusive ? POTS : "")).orThrow());
    }

    private static Activity activity(Random random, int n) {
        Activity.Draft draft = Activity.on("a" + n, YEAR.start().plusDays(random.nextInt(20)))
                .measure("amount", new BigDecimal(1 + random.nextInt(12)).divide(new BigDecimal(2)))
                .type("t" + random.nextInt(3));
        for (int p = 0; p < 3; p++) {
            if (random.nextBoolean()) {
                draft.topic("p" + p);
            }
        }
        return draft.done();
    }

    private static List<Activity> activities(Random random) {
        List<Activity> activities = new ArrayList<>();
        for (int n = random.nextInt(9); n >= 0; n--) {
            activities.add(activity(random, n));
        }
        return activities;
    }

    @Test
    void orderNeverMattersAndJudgingTwiceIsTheSame() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Judge judge = scheme(random, seed % 2 == 0);
            List<Activity> activities = activities(random);
            Standing first = judge.judge(MemberRecord.EMPTY.withActivities(activities), YEAR, END);
            assertThat(judge.judge(MemberRecord.EMPTY.withActivities(activities), YEAR, END)).isEqualTo(first);
            Collections.shuffle(activities, random);
            assertThat(judge.judge(MemberRecord.EMPTY.withActivities(activities), YEAR, END)).as("seed " + seed)
                    .isEqualTo(first);
        }
    }

    @Test
    void oneMoreActivityNeverWorsensAStanding() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Judge judge = scheme(random, seed % 2 == 0);
            MemberRecord record = MemberRecord.EMPTY.withActivities(activities(random));
            Standing before = judge.judge(record, YEAR, END);
            Standing after = judge.judge(record.with(activity(random, 99)), YEAR, END);
            assertThat(failing(after)).as("seed " + seed).isLessThanOrEqualTo(failing(before));
        }
    }

    private static long failing(Standing standing) {
        return standing.findings().stream().filter(f -> !f.met()).count();
    }

    @Test
    void countedIsAtMostCreditedAndUsesSumToWhatIsCounted() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Standing standing = scheme(random, seed % 2 == 0)
                    .judge(MemberRecord.EMPTY.withActivities(activities(random)), YEAR, END);
            for (ActivityCredit credit : standing.activities()) {
                assertThat(credit.counted()).isLessThanOrEqualTo(credit.credited());
                assertThat(credit.carried()).isLessThanOrEqualTo(credit.counted());
            }
            for (Finding finding : standing.findings()) {
                BigDecimal used = standing.activities().stream().flatMap(a -> a.uses().stream())
                        .filter(u -> u.requirement().equals(finding.requirement()))
                        .map(ActivityCredit.Use::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(used).isEqualByComparingTo(finding.counted());
            }
        }
    }

    /** Two floors that share no credit: each half hour of what serves both goes to one of them; every split is tried. */
    @Test
    void allocationIsAsGoodAsEverySplitTriedByForce() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            int needOne = 1 + random.nextInt(12);
            int needTwo = 1 + random.nextInt(12);
            Judge judge = Judge.of(SchemeDocuments.read("""
                    scheme: pots
                    unit: hour
                    topics: [p0, p1, p2]
                    requirements:
                      - {id: one, count: {topic: p0}, at-least: %d}
                      - {id: two, count: {topic: p1}, at-least: %d}
                    exclusive: [{pots: {a: [one], b: [two]}}]
                    """.formatted(needOne, needTwo)).orThrow());
            List<Activity> activities = activities(random);
            Standing standing = judge.judge(MemberRecord.EMPTY.withActivities(activities), YEAR, END);
            assertThat(failing(standing)).as("seed " + seed).isEqualTo(force(activities, needOne, needTwo));
        }
    }

    private static long force(List<Activity> activities, int needOne, int needTwo) {
        int onlyOne = 0;
        int onlyTwo = 0;
        int both = 0;
        for (Activity activity : activities) {
            int halves = activity.measures().getOrDefault("amount", BigDecimal.ZERO).multiply(new BigDecimal(2)).intValueExact();
            boolean one = activity.tags().getOrDefault("topic", Set.of()).contains("p0");
            boolean two = activity.tags().getOrDefault("topic", Set.of()).contains("p1");
            onlyOne += one && !two ? halves : 0;
            onlyTwo += two && !one ? halves : 0;
            both += one && two ? halves : 0;
        }
        int least = 2;
        for (int given = 0; given <= both; given++) {
            int failing = (onlyOne + given < 2 * needOne ? 1 : 0) + (onlyTwo + both - given < 2 * needTwo ? 1 : 0);
            least = Math.min(least, failing);
        }
        return least;
    }
}
