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
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What holds whatever the record and the scheme. Schemes and records are drawn from the seed that jqwik varies and names. */
class PropertiesTest {

    private static final LocalDate END = LocalDate.of(2026, 12, 31);
    private static final Period TWO_YEARS = Period.of(LocalDate.of(2025, 1, 1), END);
    private static final Set<String> EXCEPTIONS = Set.of("limit", "repeat", "conversion");

    /** A scheme of random parts: kinds of window, caps that cross, pots, ledgers; without what rule 13 excepts. */
    private static String scheme(Random random) {
        StringBuilder text = new StringBuilder("""
                scheme: random
                unit: hour
                types: [t0, t1, t2]
                topics: [p0, p1, p2]
                cycle: {length: 2 years, starts: "01-01", in-year: 2025}
                requirements:
                """);
        text.append("  - {id: total, count: all, at-least: %d}\n".formatted(10 + random.nextInt(20)));
        List<String> windows = List.of("period", "each-year", "{consecutive-years: 2}", "{each: 6 months}", "{last: 18 months}",
                "{each-year: yes, lend: 3}");
        for (int r = 0; r < 3; r++) {
            text.append("  - {id: r%d, count: {topic: p%d}, at-least: %d, window: %s}\n".formatted(r, r,
                    1 + random.nextInt(10), r == 2 ? windows.get(random.nextInt(windows.size())) : "period"));
        }
        text.append("  - {id: quarter, count: {type: t1}, at-least: {percent: 25, of: total}}\n");
        text.append("  - {id: breadth, breadth: {of: topic, each-at-least: 2}, at-least: 2}\n");
        text.append("  - {id: most, most-in: topic, of: all, at-least: 5}\n");
        text.append("  - {id: points, count: all, measure: points, at-least: 20}\n");
        text.append("credit: [{of: {type: t1}, from: hours, times: 2, into: points}]\nlimits:\n");
        List<String> limits = List.of("{id: l0, of: {type: t2}, at-most: 6}", "{id: l1, of: all, at-most: 5, per: day}",
                "{id: l2, of: all, each: topic, at-most: 8}", "{id: l3, of: {topic: p1}, at-most: 3, in: [r0, r2]}",
                "{id: l4, of: {type: t1}, at-most: 4, per: year}", "{id: l5, of: {type: t0}, at-most: {percent: 40, of: total}}",
                "{id: l6, of: {type: t1}, measure: points, at-most: 9, per: month}");
        text.append("  - {id: last, of: {type: t2}, at-most: 9}\n");
        for (String limit : limits) {
            text.append(random.nextInt(3) == 0 ? "  - " + limit + "\n" : "");
        }
        if (random.nextInt(2) == 0) {
            text.append("exclusive: [{pots: {a: [r0], b: [r1]}}]\n");
        }
        text.append("carry: [{over: [total, r0], at-most: 7, of: {type: [t0, t1]}}]\n");
        return text.toString();
    }

    private static Activity activity(Random random, int n) {
        Activity.Draft draft = Activity.on("a" + n, TWO_YEARS.start().plusDays(random.nextInt(24) * 30L + random.nextInt(3)))
                .measure("hours", new BigDecimal(1 + random.nextInt(12)).divide(new BigDecimal(2)))
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
        for (int n = random.nextInt(12); n >= 0; n--) {
            activities.add(activity(random, n));
        }
        return activities;
    }

    private static Judge judge(String scheme) {
        return Judge.of(SchemeDocuments.read(scheme).orThrow());
    }

    private static Standing judged(Judge judge, List<Activity> activities) {
        return judge.judge(MemberRecord.EMPTY.withActivities(activities), TWO_YEARS, END);
    }

    private static Stream<Finding> short_(Standing standing) {
        return standing.findings().stream().filter(f -> !f.met());
    }

    @Property
    void theOrderOfActivitiesNeverChangesAVerdictAndJudgingTwiceIsTheSame(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        Judge judge = judge(scheme(random));
        List<Activity> activities = activities(random);
        Standing first = judged(judge, activities);
        assertThat(judged(judge, activities)).isEqualTo(first);
        Collections.shuffle(activities, random);
        assertThat(judged(judge, activities)).isEqualTo(first);
    }

    @Property
    void oneMoreEligibleActivityNeverWorsensAStanding(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        Judge judge = judge(scheme(random));
        List<Activity> activities = activities(random);
        Standing before = judged(judge, activities);
        activities.add(activity(random, 99));
        Standing after = judged(judge, activities);
        assertThat(short_(after).count()).isLessThanOrEqualTo(short_(before).count());
        assertThat(!before.compliant() || after.compliant()).isTrue();
    }

    /** Shares of what was earned, repeats and multipliers may take away: then a reason of theirs stands in the standing. */
    @Property
    void whereOneMoreActivityWorsensAStandingItSaysWhy(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        Judge judge = judge("""
                scheme: excepted
                unit: hour
                types: [t0, t1, t2]
                topics: [p0, p1, p2]
                credit: [{of: {type: t1}, times: 2, first: 6, title: The first six}]
                repeats: [{same: topic, within: 1 years}]
                requirements:
                  - {id: total, count: all, at-least: %d}
                  - {id: share, count: {topic: p0}, at-least: 4}
                limits: [{id: cap, of: {type: t2}, at-most: {percent: 30, of: {earned: total}}}]
                """.formatted(5 + random.nextInt(15)));
        List<Activity> activities = activities(random);
        Standing before = judged(judge, activities);
        activities.add(activity(random, 99));
        Standing after = judged(judge, activities);
        if (short_(after).count() > short_(before).count()) {
            assertThat(Stream.concat(after.activities().stream().flatMap(a -> a.why().stream()),
                    after.findings().stream().flatMap(f -> f.why().stream())).anyMatch(r -> EXCEPTIONS.contains(r.code()))).isTrue();
        }
    }

    @Property
    void countedIsAtMostCreditedAndUsesSumToWhatIsCounted(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        Standing standing = judged(judge(scheme(random)), activities(random));
        for (ActivityCredit credit : standing.activities()) {
            assertThat(credit.counted()).isLessThanOrEqualTo(credit.credited());
            assertThat(credit.carried()).isLessThanOrEqualTo(credit.counted());
        }
        for (Finding finding : standing.findings()) {
            if (!finding.requirement().equals("breadth")) {
                BigDecimal used = standing.activities().stream().flatMap(a -> a.uses().stream())
                        .filter(u -> u.requirement().equals(finding.name()) && u.window().equals(finding.window()))
                        .map(ActivityCredit.Use::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(used).as(finding.name()).isEqualByComparingTo(finding.counted());
            }
        }
    }

    @Property
    void judgingAfterEveryChangeEndsWhereJudgingAfreshDoes(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        Judge judge = judge(scheme(random));
        MemberRecord record = MemberRecord.EMPTY;
        List<Activity> current = new ArrayList<>();
        for (int change = 0; change < 12; change++) {
            Activity changed = activity(random, random.nextInt(6));
            current.removeIf(a -> a.id().equals(changed.id()));
            current.add(changed);
            record = record.with(changed);
            judge.judge(record, TWO_YEARS, END);
        }
        Collections.shuffle(current, random);
        assertThat(judge.judge(record, TWO_YEARS, END)).isEqualTo(judged(judge(scheme(new Random(seed))), current));
    }

    @Property(tries = 100)
    void aSchemeWrittenReadAndWrittenAgainIsTheSame(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        List<String> ids = ShippedSchemes.ids();
        String text = random.nextBoolean()
                ? scheme(random)
                : ShippedSchemes.document(ids.get(random.nextInt(ids.size()))).orElseThrow();
        String written = SchemeDocuments.json(text).orThrow();
        assertThat(SchemeDocuments.read(written).orThrow()).isEqualTo(SchemeDocuments.read(text).orThrow());
        assertThat(SchemeDocuments.json(written).orThrow()).isEqualTo(written);
    }
}
