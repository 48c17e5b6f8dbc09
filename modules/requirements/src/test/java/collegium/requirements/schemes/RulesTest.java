package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that settle where two good implementers would differ; each test is named after its rule. */
class RulesTest {

    private static Standing judge(String scheme, String record) {
        Judge judge = Judge.of(SchemeDocuments.read("scheme: s\nunit: hour\n" + scheme).orThrow());
        RecordFiles.RecordFile file = RecordFiles.read(record).orThrow();
        LocalDate day = file.asAt().orElseThrow();
        return judge.judge(file.record(),
                file.period().or(() -> judge.period(file.record(), day)).orElseThrow(), day);
    }

    private static void counts(Standing standing, String name, String needed, String counted) {
        Finding finding = standing.findings().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
        assertThat(finding.needed()).as(name + " needed").isEqualByComparingTo(needed);
        assertThat(finding.counted()).as(name + " counted").isEqualByComparingTo(counted);
    }

    private static Status status(Standing standing, String requirement) {
        return standing.finding(requirement).orElseThrow().status();
    }

    private static final String TOTAL = "requirements: [{id: total, count: all, at-least: 20}]\n";

    @Test
    void rule1VersionsAndWindows() {
        String scheme = """
                versions:
                  - {version: old, to: 2025-12-31, requirements: [{id: year, count: all, at-least: 10, window: each-year}]}
                  - {version: new, from: 2026-01-01, requirements: [{id: year, count: all, at-least: 20, window: each-year}]}
                overrides:
                  - {id: waived, from: 2024-01-01, to: 2024-12-31, requirements: [year], waive: yes}
                """;
        Standing standing = judge(scheme, """
                as-at: 2026-12-31
                period: {from: 2024-01-01, to: 2026-12-31}
                activities: [{date: 2025-03-01, hours: 12}, {date: 2026-03-01, hours: 12}]
                """);
        counts(standing, "year.2025", "10", "12");
        counts(standing, "year.2026", "20", "12");
        assertThat(standing.findings().getFirst().status()).isEqualTo(Status.RELIEVED);
    }

    @Test
    void rule2AsOfMeansTheEndOfThatLocalDay() {
        String record = "as-at: %s\nactivities: [{date: 2026-12-30, hours: 19}, {date: 2026-12-31, hours: 1}]\n";
        assertThat(judge(TOTAL, record.formatted("2026-12-30")).compliant()).isFalse();
        assertThat(judge(TOTAL, record.formatted("2026-12-30")).status()).isEqualTo(Status.AT_RISK);
        assertThat(judge(TOTAL, record.formatted("2026-12-31")).compliant()).isTrue();
        assertThat(judge(TOTAL, "as-at: 2026-12-31\n").status()).isEqualTo(Status.SHORT);
    }

    @Test
    void rule3CapsOverMixedTagsLimitEachRequirementSeparately() {
        String scheme = """
                types: [self]
                topics: [a, b]
                requirements:
                  - {id: a, count: {topic: a}, at-least: 5}
                  - {id: b, count: {topic: b}, at-least: 5}
                limits: [{id: cap, of: {type: self}, at-most: 5%s}]
                """;
        String record = """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-01-01, hours: 5, type: self, topic: a}
                  - {date: 2026-01-02, hours: 5, type: self, topic: b}
                """;
        assertThat(judge(scheme.formatted(""), record).compliant()).isTrue();
        assertThat(judge(scheme.formatted(", joint: yes"), record).compliant()).isFalse();
    }

    @Test
    void rule3AShareOfWhatIsEarnedHoldsBesideAJointCapToo() {
        String scheme = """
                types: [self, reading, course]
                requirements: [{id: total, count: all, at-least: 30}]
                limits:
                  - {id: pool, of: {type: self}, at-most: 5%s}
                  - {id: share, of: {type: reading}, at-most: {percent: 50, of: {earned: total}}}
                """;
        String record = """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-01-01, hours: 8, type: course}
                  - {date: 2026-02-01, hours: %s, type: reading}
                  - {date: 2026-03-01, hours: 10, type: self}
                """;
        for (String joint : List.of("", ", joint: yes")) {
            counts(judge(scheme.formatted(joint), record.formatted(12)), "total", "30", "25");
            counts(judge(scheme.formatted(joint), record.formatted(20)), "total", "30", "26");
        }
    }

    @Test
    void rule3AShareOfWhatARequirementEarnedIsOneAmountForAll() {
        String scheme = """
                topics: [ethics]
                modes: [distance]
                requirements:
                  - {id: total, count: all, at-least: 20}
                  - {id: ethics, count: {topic: ethics}, at-least: 6}
                limits: [{id: distance, of: {mode: distance}, at-most: {percent: 50, of: {earned: total}}%s}]
                """;
        String record = """
                as-at: 2026-12-31
                activities: [{date: 2026-01-01, hours: 10}, {date: 2026-02-01, hours: 12, mode: distance, topic: ethics}]
                """;
        Standing both = judge(scheme.formatted(""), record);
        counts(both, "total", "20", "20");
        counts(both, "ethics", "6", "10");
        Standing one = judge(scheme.formatted(", in: [ethics]"), record);
        counts(one, "total", "20", "22");
        counts(one, "ethics", "6", "11");
    }

    @Test
    void rule3AShareOfAPeriodBoundsItsYearsToo() {
        Standing standing = judge("""
                types: [course, distance]
                cycle: {length: 2 years, starts: "01-01", in-year: 2025}
                requirements:
                  - {id: year, count: all, at-least: 10, window: each-year}
                  - {id: total, count: all, at-least: 30}
                limits: [{id: distance, of: {type: distance}, at-most: {percent: 50, of: {earned: total}}}]
                """, """
                as-at: 2026-12-31
                activities: [{date: 2025-01-01, hours: 10, type: distance}, {date: 2026-02-01, hours: 20, type: course}]
                """);
        counts(standing, "year.2025", "10", "10");
        counts(standing, "total", "30", "30");
    }

    @Test
    void rule4NoSplitSatisfiesEverything() {
        String scheme = """
                topics: [a, b]
                requirements:
                  - {id: a, count: {topic: a}, at-least: 10}
                  - {id: b, count: {topic: b}, at-least: 20}
                exclusive: [{pots: {one: [a], two: [b]}}]
                """;
        Standing standing = judge(scheme, """
                as-at: 2026-12-31
                activities: [{date: 2026-01-01, hours: 25, topics: [a, b]}]
                """);
        counts(standing, "a", "10", "10");
        counts(standing, "b", "20", "15");
    }

    @Test
    void rule4OnlyMandatoryRequirementsAreCountedBeforeTheShareIs() {
        String scheme = """
                topics: [a, b]
                requirements:
                  - {id: must, count: {topic: [a, b]}, at-least: 100}
                  - {id: a, count: {topic: a}, at-least: 20, severity: %1$s}
                  - {id: b, count: {topic: b}, at-least: 10, severity: %1$s}
                exclusive: [{pots: {one: [a], two: [b]}}]
                """;
        String record = """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-01-01, hours: 15, topics: [a]}
                  - {date: 2026-02-01, hours: 5, topics: [a, b]}
                """;
        Standing mandatory = judge(scheme.formatted("mandatory"), record);
        counts(mandatory, "a", "20", "20");
        counts(mandatory, "b", "10", "0");
        Standing advisory = judge(scheme.formatted("advisory"), record);
        counts(advisory, "a", "20", "15");
        counts(advisory, "b", "10", "5");
    }

    @Test
    void rule4AmongEqualSplitsTheDeclaredOrderDecidesThenTheEarliestActivity() {
        String scheme = """
                topics: [a, b]
                requirements:
                  - {id: %1$s, count: {topic: %1$s}, at-least: 10}
                  - {id: %2$s, count: {topic: %2$s}, at-least: 10}
                exclusive: [{pots: {one: [a], two: [b]}}]
                """;
        String record = """
                as-at: 2026-12-31
                activities: [{date: 2026-01-01, hours: 6, topics: [a, b]}]
                """;
        counts(judge(scheme.formatted("a", "b"), record), "a", "10", "6");
        counts(judge(scheme.formatted("b", "a"), record), "b", "10", "6");
        Standing met = judge(scheme.formatted("a", "b"), """
                as-at: 2026-12-31
                activities:
                  - {id: late, date: 2026-02-01, hours: 10, topics: [a, b]}
                  - {id: early, date: 2026-01-01, hours: 10, topics: [a, b]}
                """);
        assertThat(met.activity("early").orElseThrow().uses()).singleElement().extracting("requirement").isEqualTo("a");
        assertThat(met.activity("late").orElseThrow().uses()).singleElement().extracting("requirement").isEqualTo("b");
    }

    @Test
    void rule5AnActivityIsSplitOrTheAnswerIsUndecided() {
        String scheme = """
                topics: [a, b]
                requirements:
                  - {id: a, count: {topic: a}, at-least: 10}
                  - {id: b, count: {topic: b}, at-least: 15}
                exclusive: [{pots: {one: [a], two: [b]}}]
                """;
        Standing standing = judge(scheme, """
                as-at: 2026-12-31
                activities: [{date: 2026-01-01, hours: 25, topics: [a, b]}]
                """);
        assertThat(standing.compliant()).isTrue();
        assertThat(standing.activities().getFirst().uses()).hasSize(2);
    }

    @Test
    void rule5PastTheBoundTheAnswerIsUndecidedUnlessASplitIsKnownThatMeetsEverything() {
        StringBuilder scheme = new StringBuilder("topics: [x]\nrequirements:\n");
        StringBuilder pots = new StringBuilder();
        for (int n = 0; n < 13; n++) {
            scheme.append("  - {id: r%1$d, count: {topic: x}, at-least: 1, severity: %%s}\n".formatted(n));
            pots.append("p%1$d: [r%1$d], ".formatted(n));
        }
        String thirteen = scheme.append("exclusive: [{pots: {" + pots + "}}]\n").toString();
        String record = "as-at: 2026-12-31\nactivities: [{date: 2026-01-01, hours: %s, topic: x}]\n";
        Object[] mandatory = Collections.nCopies(13, "mandatory").toArray();
        assertThat(judge(thirteen.formatted(mandatory), record.formatted(13)).compliant()).isTrue();
        Standing undecided = judge(thirteen.formatted(mandatory), record.formatted(12));
        assertThat(undecided.status()).isEqualTo(Status.UNDECIDED);
        assertThat(undecided.findings().getFirst().why()).extracting("code").contains("undecided");
        mandatory[12] = "expected";
        assertThat(judge(thirteen.formatted(mandatory), record.formatted(12)).compliant()).isTrue();
    }

    @Test
    void rule6OverlappingWindowsAYearServesOneUnlessDeclared() {
        String scheme = "requirements: [{id: h, count: all, "
                + "window: {either: [{years: 1, at-least: 20}, {years: 2, at-least: 40}], share-years: %s}}]\n";
        String record = """
                as-at: 2026-12-31
                period: {from: 2024-01-01, to: 2026-12-31}
                activities: [{date: 2024-02-01, hours: 12}, {date: 2025-02-01, hours: 28}, {date: 2026-02-01, hours: 12}]
                """;
        assertThat(judge(scheme.formatted("no"), record).compliant()).isFalse();
        assertThat(judge(scheme.formatted("yes"), record).compliant()).isTrue();
    }

    @Test
    void rule7CarriedCreditIsUsedFirstAndTheMaximumIsCarried() {
        Standing standing = judge(TOTAL + "carry: [{over: [total], at-most: 10}]\n", """
                as-at: 2026-12-31
                activities: [{id: early, date: 2026-01-01, hours: 10}, {id: late, date: 2026-12-01, hours: 12}]
                carried: [{id: old, amount: 6, earned: 2025-12-01}]
                """);
        assertThat(standing.carriedOut()).isEqualByComparingTo("8");
        assertThat(standing.carryOut()).extracting("id").containsExactly("late");
    }

    @Test
    void rule7SeveralRulesTakeFromOneSurplusInTheirOrder() {
        Standing standing = judge("""
                types: [course, reading]
                requirements: [{id: total, count: all, at-least: 20}]
                carry:
                  - {id: courses, of: {type: course}, over: [total], at-most: 2}
                  - {id: readings, of: {type: reading}, over: [total], at-most: 3}
                """, """
                as-at: 2026-12-31
                activities: [{id: c, date: 2026-01-01, hours: 18, type: course}, {id: r, date: 2026-02-01, hours: 5, type: reading}]
                """);
        assertThat(standing.carriedOut()).isEqualByComparingTo("3");
        assertThat(standing.activity("c").orElseThrow().carried()).isEqualByComparingTo("2");
        assertThat(standing.activity("r").orElseThrow().carried()).isEqualByComparingTo("1");
    }

    @Test
    void rule7WhatACapCutIsNoSurplus() {
        String scheme = """
                modes: [self]
                flags: [law]
                requirements:
                  - {id: total, count: all, at-least: 25}
                  - {id: law, count: {flag: law}, inside: total, at-least: 4}
                limits: [{id: self, of: {mode: self}, at-most: 12.5}]
                carry: [{over: [total, law], at-most: 10}]
                """;
        Standing standing = judge(scheme, """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-01-01, hours: 8.5}
                  - {date: 2026-02-01, hours: 4, flag: law}
                  - {date: 2026-03-01, hours: 20, mode: self}
                  - {date: 2026-04-01, hours: 3, mode: self, flag: law}
                """);
        counts(standing, "total", "25", "25");
        assertThat(standing.carriedOut()).isEqualByComparingTo("0");
    }

    @Test
    void rule7WhatNoCapBearsOnIsTheMostFlexible() {
        Standing standing = judge("""
                types: [course, reading]
                limits: [{id: reading, of: {type: reading}, at-most: 3}]
                requirements: [{id: total, count: all, at-least: 10}]
                carry: [{over: [total], at-most: 3}]
                """, """
                as-at: 2026-12-31
                activities: [{id: c, date: 2026-02-01, hours: 10, type: course}, {id: r, date: 2026-05-01, hours: 3, type: reading}]
                """);
        assertThat(standing.carryOut()).extracting("id").containsExactly("c");
    }

    /** Ethics serves the total and ethics again in the next period; the rest only the total. */
    @Test
    void rule7WhatServesTheMostRequirementsIsTheMostFlexible() {
        String scheme = """
                topics: [ethics]
                requirements:
                  - {id: total, count: all, at-least: 15}
                  - {id: ethics, count: {topic: ethics}, inside: total, at-least: 3}
                carry: [{over: [total, ethics], at-most: 15}]
                """;
        Standing standing = judge(scheme, """
                as-at: 2026-12-31
                activities: [{id: e, date: 2026-01-01, hours: 8, topic: ethics}, {id: g, date: 2026-02-01, hours: 29}]
                """);
        assertThat(standing.activity("e").orElseThrow().carried()).isEqualByComparingTo("5");
        assertThat(standing.activity("g").orElseThrow().carried()).isEqualByComparingTo("10");
    }

    /** What two requirements count takes from both, so that what each counts alone carries twice as much. */
    @Test
    void rule7TheMostIsCarriedBeforeTheMostFlexible() {
        Standing standing = judge("""
                topics: [law, tax]
                requirements:
                  - {id: law, count: {topic: law}, at-least: 10}
                  - {id: tax, count: {topic: tax}, at-least: 10}
                carry: [{over: [law, tax], at-most: 10}]
                """, """
                as-at: 2026-12-31
                activities:
                  - {id: l, date: 2026-01-01, hours: 4, topic: law}
                  - {id: t, date: 2026-01-01, hours: 4, topic: tax}
                  - {id: both, date: 2026-02-01, hours: 8, topics: [law, tax]}
                """);
        assertThat(standing.carryOut()).extracting("id").containsExactlyInAnyOrder("l", "t");
        assertThat(standing.carriedOut()).isEqualByComparingTo("4");
    }

    @Test
    void rule7ASurplusOfPotsIsCarriedFromThePotThatHasIt() {
        Standing standing = judge("""
                topics: [law, tax]
                requirements:
                  - {id: law, count: {topic: law}, at-least: 5}
                  - {id: tax, count: {topic: tax}, at-least: 5}
                exclusive: [{pots: {law: [law], tax: [tax]}}]
                carry: [{over: [law, tax], at-most: 100}]
                """, """
                as-at: 2026-12-31
                activities: [{date: 2026-02-01, hours: 12, topics: [law, tax]}]
                """);
        assertThat(standing.compliant()).isTrue();
        assertThat(standing.carriedOut()).isEqualByComparingTo("2");
    }

    @Test
    void rule8RepairingAnOldShortfallOldestFirstAndOnce() {
        Standing standing = judge(TOTAL, """
                as-at: 2026-12-31
                activities: [{id: a, date: 2026-01-10, hours: 5}, {id: b, date: 2026-06-01, hours: 18}]
                owed:
                  - {requirement: total, amount: 1, since: 2025-12-31, until: 2026-09-30}
                  - {requirement: total, amount: 3, since: 2024-12-31, until: 2026-09-30}
                """);
        counts(standing, "total", "20", "19");
        assertThat(standing.activity("a").orElseThrow().claimed()).isEqualByComparingTo("5");
        assertThat(standing.activity("a").orElseThrow().credited()).isEqualByComparingTo("1");
    }

    @Test
    void rule9MonthsEndOnTheDayBeforeTheSameDayNumber() {
        String scheme = "requirements: [{id: held, count: all, at-least: 1, window: {last: 1 months, until: as-at}}]\n";
        String record = """
                as-at: %s
                period: {from: 2025-01-01, to: 2025-12-31}
                activities: [{date: 2025-01-31, hours: 1}]
                """;
        assertThat(judge(scheme, record.formatted("2025-02-28")).compliant()).isTrue();
        assertThat(judge(scheme, record.formatted("2025-03-01")).compliant()).isFalse();
        String march = record.replace("2025-01-31", "2025-03-15");
        assertThat(judge(scheme, march.formatted("2025-04-14")).compliant()).isTrue();
        assertThat(judge(scheme, march.formatted("2025-04-15")).compliant()).isFalse();
    }

    /** 12 a year; off for 16-20 June, 5-8 March and 5-9 August, and for good from November: ten months were begun. */
    @Test
    void rule9StartedMonthsAreThoseOfTheWindowEachOnce() {
        String scheme = """
                facts: {on: {kind: yes-no, default: yes}}
                requirements: [{id: total, count: all, at-least: {prorata: 12, while: {on: yes}, counting: started}}]
                """;
        for (String breaks : List.of("", "{from: 2026-06-16, to: 2026-06-20, is: no}, ",
                "{from: 2026-03-05, to: 2026-03-08, is: no}, {from: 2026-06-16, to: 2026-06-20, is: no}, {from: 2026-08-05, to: 2026-08-09, is: no}, ")) {
            counts(judge(scheme, "as-at: 2026-12-31\nfacts: {on: [" + breaks + "{from: 2026-11-01, is: no}]}\n"), "total", "10", "0");
        }
        counts(judge(scheme, "as-at: 2026-12-31\nfacts: {on: [{from: 2026-03-31, to: 2026-05-01, is: no}]}\n"), "total", "11", "0");
    }

    /** Joined on 10 April and away from September to January: April to August and February to December, 16 months of 36. */
    @Test
    void rule9StartedMonthsAreOfTheWindowAlsoFromADayInside() {
        counts(judge("""
                facts: {joined: date, on: {kind: yes-no, default: yes}}
                requirements: [{id: total, count: all, at-least: {prorata: 36, while: {on: yes}, from: {fact: joined}, counting: started}, window: {last: 3 years}}]
                """, "as-at: 2026-12-31\nfacts: {joined: 2025-04-10, on: [{from: 2025-09-01, to: 2026-01-31, is: no}]}\n"), "total", "16", "0");
    }

    @Test
    void rule10ProRataIsRoundedFirstAndPercentagesAreOfTheRoundedTotal() {
        Standing standing = judge("""
                facts: {active: yes-no}
                requirements:
                  - {id: total, count: all, at-least: {prorata: 50, while: {active: yes}, to: 1, rounding: half-up}}
                  - {id: core, count: all, at-least: {percent: 20, of: total, to: 1}}
                  - {id: floor, count: all, at-least: 5}
                """, """
                as-at: 2026-12-31
                period: {from: 2025-01-01, to: 2026-12-31}
                facts: {active: [{from: 2025-01-01, to: 2026-08-31, is: yes}, {from: 2026-09-01, is: no}]}
                """);
        counts(standing, "total", "42", "0");
        counts(standing, "core", "8", "0");
        counts(standing, "floor", "5", "0");
    }

    @Test
    void rule11TopicsWithTheirOwnClockAreUnknownWithoutHistory() {
        String scheme = """
                topics: [x]
                requirements: [{id: x, entries: {topic: x}, at-least: 1, window: {clock: 3 years}}]
                """;
        assertThat(status(judge(scheme, "as-at: 2026-12-31\n"), "x")).isEqualTo(Status.UNKNOWN);
        String record = "as-at: 2026-12-31\nactivities: [{date: %s, topic: x}]\n";
        assertThat(status(judge(scheme, record.formatted("2024-01-01")), "x")).isEqualTo(Status.MET);
        assertThat(status(judge(scheme, record.formatted("2023-12-31")), "x")).isEqualTo(Status.SHORT);
    }

    @Test
    void rule11AWindowOfTheGridThatWasMissedStaysMissed() {
        String scheme = """
                topics: [safety]
                facts: {joined: date}
                cycle: {length: 1 year, starts: "01-01"}
                requirements: [{id: safety, entries: {topic: safety}, at-least: 1, window: {clock: 3 years, grid-from: {fact: joined}}}]
                """;
        String record = "as-at: %s\nfacts: {joined: 2020-03-01}\nactivities: [{date: %s, topic: safety}]\n";
        assertThat(judge(scheme, record.formatted("2026-02-28", "2022-05-01")).compliant()).isFalse();
        Standing after = judge(scheme, record.formatted("2026-12-31", "2022-05-01"));
        assertThat(after.compliant()).isFalse();
        assertThat(after.findings()).extracting(Finding::status).containsExactly(Status.SHORT, Status.OPEN);
        assertThat(judge(scheme, record.formatted("2026-12-31", "2025-05-01")).compliant()).isTrue();
    }

    @Test
    void rule12AnAbsentArtefactCountsZeroAndAnAbsentFactIsUnknown() {
        Standing standing = judge("""
                artefacts: [plan]
                facts: {grade: text}
                requirements:
                  - {id: plan, artefacts: plan, at-least: 1}
                  - {id: hours, who: {grade: full}, count: all, at-least: 5}
                """, "as-at: 2026-12-31\n");
        counts(standing, "plan", "1", "0");
        assertThat(status(standing, "hours")).isEqualTo(Status.UNKNOWN);
        assertThat(standing.finding("hours").orElseThrow().why().getFirst().text()).isEqualTo("To find out: Grade");
    }

    @Test
    void rule13AnActivityThatIsARepeatCountsNothingAndSaysSo() {
        Standing standing = judge("repeats: [{same: course, within: ever}]\n" + TOTAL, """
                as-at: 2026-12-31
                activities: [{date: 2026-01-01, hours: 5, course: X}, {id: again, date: 2026-02-01, hours: 5, course: X}]
                """);
        counts(standing, "total", "20", "5");
        assertThat(standing.activity("again").orElseThrow().why().getFirst().code()).isEqualTo("repeat");
    }

    @Test
    void rule14TheFirstSoManyAreThoseOfThePeriod() {
        String scheme = """
                types: [improvement]
                credit: [{of: {type: improvement}, times: 2, first: 20, title: Doubled}]
                requirements: [{id: total, count: all, at-least: 50}]
                """;
        counts(judge(scheme, """
                as-at: 2026-12-31
                activities: [{date: 2025-02-01, amount: 30, type: improvement}, {date: 2026-02-01, amount: 30, type: improvement}]
                """), "total", "50", "50");
    }

    @Test
    void rule14CreditingOrderConversionBeforeCapPerActivityBeforeTypeBeforeGroup() {
        Standing standing = judge("""
                types: [teach, write]
                credit: [{of: {type: teach}, from: hours, times: 4, at-most: 12, title: Teaching}]
                requirements: [{id: total, count: all, at-least: 30}]
                limits:
                  - {id: teaching, of: {type: teach}, at-most: 10}
                  - {id: group, of: {type: [teach, write]}, at-most: 15}
                """, """
                as-at: 2026-12-31
                activities: [{id: t, date: 2026-01-01, hours: 5, type: teach}, {date: 2026-02-01, hours: 10, type: write}]
                """);
        assertThat(standing.activity("t").orElseThrow().credited()).isEqualByComparingTo(new BigDecimal(12));
        counts(standing, "total", "30", "15");
    }
}
