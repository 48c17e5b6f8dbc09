package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What overrides of a scheme and reliefs of a record do to what is needed, and to until when. */
class ReliefTest {

    private static final String SHARE = """
            scheme: s
            unit: hour
            flags: [structured]
            modes: [distance]
            requirements:
              - {id: total, count: all, at-least: 40}
              - {id: half, count: {flag: structured}, at-least: {percent: 50, of: total}}
              - {id: more, count: {flag: structured}, at-least: {sum: [4, {percent: 50, of: total}]}}
            """;

    private static Standing judge(String scheme, String record) {
        RecordFiles.RecordFile file = RecordFiles.read(record).orThrow();
        Judge judge = Judge.of(SchemeDocuments.read(scheme).orThrow());
        LocalDate day = file.asAt().orElseThrow();
        return judge.judge(file.record(), file.period().or(() -> judge.period(file.record(), day)).orElseThrow(), day);
    }

    private static Finding finding(Standing standing, String name) {
        return standing.findings().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private static void needs(Standing standing, String... amounts) {
        assertThat(standing.findings().stream().map(f -> f.needed().toPlainString())).containsExactly(amounts);
    }

    private static List<String> problems(String scheme) {
        return SchemeDocuments.read(scheme).faults().stream().map(Fault::problem).toList();
    }

    /** 25 of a hundred less: 30, of which a half is 15, and 4 with a half of 40 less a quarter is 18. */
    @Test
    void aReductionOfAllLowersAShareOnce() {
        needs(judge(SHARE, "as-at: 2026-12-31\nrelief: [{kind: reduction, percent: 25, reason: x}]\n"), "30", "15", "18");
        needs(judge(SHARE, "as-at: 2026-12-31\nrelief: [{kind: reduction, requirements: [half], percent: 20, reason: x}]\n"), "40", "16", "24");
        needs(judge(SHARE, "as-at: 2026-12-31\nrelief: [{kind: reduction, requirements: [total], amount: 10, reason: x}]\n"), "30", "15", "19");
    }

    @Test
    void anOverrideOfAllLowersAShareOnce() {
        needs(judge(SHARE + "overrides: [{id: o, from: 2026-01-01, to: 2026-12-31, times: 0.5}]\n", "as-at: 2026-12-31\n"), "20", "10", "12");
    }

    /** Each is of the same 40: 40 - 10 - 10 = 20; with 4 off as well 16, in whichever order they stand. */
    @Test
    void severalReductionsAreEachOfTheSameNeed() {
        String quarter = "{kind: reduction, requirements: [total], percent: 25, reason: x}";
        String four = "{kind: reduction, requirements: [total], amount: 4, reason: y}";
        for (String rows : List.of(quarter + ", " + four + ", " + quarter, four + ", " + quarter + ", " + quarter)) {
            assertThat(finding(judge(SHARE, "as-at: 2026-12-31\nrelief: [" + rows + "]\n"), "total").needed()).isEqualByComparingTo("16");
        }
        assertThat(finding(judge(SHARE, "as-at: 2026-12-31\nrelief: [" + quarter + ", " + quarter + "]\n"), "total").needed())
                .isEqualByComparingTo("20");
    }

    /** 20 in the year or 40 over two: a quarter less is 15 in the year that the relief is for. */
    @Test
    void aReductionReachesAlternativesOfWindows() {
        String scheme = """
                scheme: s
                unit: hour
                requirements: [{id: y, count: all, window: {either: [{years: 1, at-least: 20}, {years: 2, at-least: 40}]}}]
                """;
        String record = """
                as-at: 2026-12-31
                activities: [{date: 2026-02-01, hours: 15}]
                """;
        assertThat(judge(scheme, record).compliant()).isFalse();
        assertThat(judge(scheme, record + "relief: [{kind: reduction, requirements: [y], from: 2026-01-01, to: 2026-12-31, percent: 25, reason: x}]\n").compliant()).isTrue();
    }

    private static final String YEARS = """
            scheme: s
            unit: hour
            cycle: {length: 2 years, starts: "01-01", in-year: 2025}
            requirements: [{id: y, count: all, at-least: 20, window: each-year}]
            """;

    /** 2025 has 15 and lacks 5, which are done in February: 2026 has 15 of its own. */
    @Test
    void hoursOfAnExtensionServeOneYear() {
        String record = """
                as-at: 2026-12-31
                relief: [{kind: extension, requirements: [y], from: 2025-01-01, to: 2025-12-31, until: 2026-03-31, reason: ill}]
                activities: [{date: 2025-02-01, hours: %d}, {date: 2026-02-01, hours: 5}, {date: 2026-06-01, hours: 15}]
                """;
        Standing standing = judge(YEARS, record.formatted(15));
        assertThat(finding(standing, "y.2025").counted()).isEqualByComparingTo("20");
        assertThat(finding(standing, "y.2026").counted()).isEqualByComparingTo("15");
        assertThat(standing.compliant()).isFalse();
        Standing whole = judge(YEARS, record.formatted(20));
        assertThat(finding(whole, "y.2025").counted()).isEqualByComparingTo("20");
        assertThat(finding(whole, "y.2026").counted()).isEqualByComparingTo("20");
        Standing part = judge(YEARS, record.formatted(18));
        assertThat(finding(part, "y.2026").counted()).isEqualByComparingTo("18");
    }

    /** A quarter off and three months more: 15 of the year are asked, until the later of the days granted. */
    @Test
    void anExtensionLeavesWhatIsAskedAsItIs() {
        Standing standing = judge(YEARS.replace("at-least: 20", "at-least: {prorata: 20, while: {on: yes}}") + "facts: {on: {kind: yes-no, default: yes}}\n", """
                as-at: 2026-12-31
                facts: {on: [{from: 2026-01-01, is: no}]}
                relief:
                  - {kind: extension, requirements: [y], from: 2025-01-01, to: 2025-12-31, until: 2026-02-28, reason: ill}
                  - {kind: extension, requirements: [y], from: 2025-01-01, to: 2025-12-31, until: 2026-03-31, reason: ill}
                  - {kind: extension, requirements: [y], from: 2025-01-01, to: 2025-12-31, until: 2026-01-31, reason: ill}
                  - {kind: reduction, requirements: [y], from: 2025-01-01, to: 2025-12-31, percent: 25, reason: ill}
                activities: [{date: 2026-03-31, hours: 15}]
                """);
        assertThat(finding(standing, "y.2025").needed()).isEqualByComparingTo("15");
        assertThat(finding(standing, "y.2025").counted()).isEqualByComparingTo("15");
        assertThat(finding(standing, "y.2026").counted()).isEqualByComparingTo("0");
    }

    private static final String LONGER = """
            scheme: s
            unit: hour
            facts: {ill: {kind: yes-no, default: no}}
            cycle: {length: 2 years, starts: "01-01", in-year: 2020}
            requirements: [{id: y, count: all, at-least: 20, window: each-year}]
            overrides: [{id: o, from: 2021-01-01, to: 2021-12-31, %s extend: 1 year}]
            """;

    @Test
    void extendLengthensThePeriodThatItsDaysTouchForThoseWhomItConcerns() {
        Judge all = Judge.of(SchemeDocuments.read(LONGER.formatted("")).orThrow());
        LocalDate day = LocalDate.of(2022, 6, 30);
        assertThat(all.period(MemberRecord.EMPTY, day)).contains(new Period(LocalDate.of(2020, 1, 1), LocalDate.of(2022, 12, 31), 1));
        assertThat(judge(LONGER.formatted(""), "as-at: 2022-06-30\n").findings()).hasSize(3);
        Judge some = Judge.of(SchemeDocuments.read(LONGER.formatted("who: {ill: yes},")).orThrow());
        assertThat(some.period(MemberRecord.EMPTY, day)).contains(new Period(LocalDate.of(2022, 1, 1), LocalDate.of(2023, 12, 31), 2));
        assertThat(some.period(RecordFiles.read("facts: {ill: yes}").orThrow().record(), day).orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void extendThatCanMeanNothingIsRefused() {
        assertThat(problems(LONGER.formatted("requirements: [y],"))).containsExactly("\"extend\" lengthens the period, and with it every requirement.");
        assertThat(problems(LONGER.formatted("").replace("extend: 1 year", "extend: 12"))).containsExactly("\"12\" is no length of time.");
        assertThat(problems(LONGER.formatted("").replace("cycle: {length: 2 years, starts: \"01-01\", in-year: 2020}",
                "cycle: {length: 2 years, blocks: [{from: 2020-01-01, to: 2021-12-31}]}"))).containsExactly("Blocks end as they are listed.");
    }

    /** In place of the whole amount, its pro rata too, unless it says so itself. */
    @Test
    void theAmountOfAnOverrideScalesWhereItSaysSo() {
        String scheme = """
                scheme: s
                unit: hour
                facts: {joined: date}
                requirements: [{id: t, count: all, at-least: {prorata: 20, from: {fact: joined}}}]
                overrides: [{id: o, from: 2026-01-01, to: 2026-12-31, requirements: [t], at-least: %s}]
                """;
        needs(judge(scheme.formatted("18"), "as-at: 2026-12-31\nfacts: {joined: 2026-07-01}\n"), "18");
        needs(judge(scheme.formatted("{prorata: 18, from: {fact: joined}}"), "as-at: 2026-12-31\nfacts: {joined: 2026-07-01}\n"), "9");
    }

    /** Who is exempt from the total alone still owes the share of it: 60 of a hundred of 20. */
    @Test
    void aShareOfAnExemptTotalStays() {
        Standing standing = judge(SHARE + "facts: {senior: yes-no}\nexemptions: [{id: x, who: {senior: yes}, only: [total]}]\n",
                "as-at: 2026-12-31\nfacts: {senior: yes}\n");
        assertThat(finding(standing, "total").met()).isTrue();
        assertThat(finding(standing, "half").needed()).isEqualByComparingTo("20");
    }
}
