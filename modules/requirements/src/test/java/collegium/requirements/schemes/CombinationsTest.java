package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two parts of the language together; each expected number was worked out by hand. */
class CombinationsTest {

    private static void judged(String scheme, String record) {
        ShapesTest.judge(scheme, record);
    }

    /** A window of the last months is so many months long: it begins on a first where the period ends on a last. */
    @ParameterizedTest
    @CsvSource({
        "07-01, 2026-06-30, 3 months, 2026-03-31, 2026-04-01",
        "07-01, 2026-06-30, 12 months, 2025-06-30, 2025-07-01",
        "03-01, 2025-02-28, 12 months, 2024-02-29, 2024-03-01",
        "03-01, 2026-02-28, 1 month, 2026-01-31, 2026-02-01",
        "03-01, 2024-02-29, 1 year, 2023-02-28, 2023-03-01",
        "09-01, 2026-08-31, 6 months, 2026-02-28, 2026-03-01",
        "04-06, 2026-04-05, 3 months, 2026-01-05, 2026-01-06"
    })
    void theLastMonthsOfAPeriod(String starts, String end, String length, String before, String first) {
        String scheme = """
                cycle: {length: 1 year, starts: "%s"}
                requirements:
                  - {id: last, count: all, at-least: 1, window: {last: %s}}
                  - {id: all, count: all, at-least: 1, window: {last: 5 years}}
                carry: [{over: [all], at-most: 100, earned-in-last: %s}]
                """.formatted(starts, length, length);
        judged(scheme, "as-at: %s\nactivities: [{date: %s, hours: 9}, {date: %s, hours: 1}, {date: %s, hours: 1}]\nexpect: {compliant: yes, last: 2 of 1, carry-out: 2}\n"
                .formatted(end, before, first, end));
        judged(scheme, "as-at: %s\nactivities: [{date: %s, hours: 9}]\nexpect: {compliant: no, last: 0 of 1, carry-out: 0}\n".formatted(end, before));
    }

    /** The seven months since a day have an end of their own: credit lives so long, whatever period it is judged in. */
    @Test
    void creditThatExpiresLivesFromItsOwnDay() {
        String scheme = "requirements: [{id: held, count: all, at-least: 1, window: {last: 3 months, until: as-at}}]\n";
        String record = "as-at: %s\nperiod: {from: 2026-01-01, to: 2026-12-31}\nactivities: [{date: 2026-03-31, hours: 1}]\nexpect: {compliant: %s}\n";
        judged(scheme, record.formatted("2026-06-30", "yes"));
        judged(scheme, record.formatted("2026-07-01", "no"));
    }

    @Test
    void creditWithSeveralLivesIsCarriedOnAgain() {
        String scheme = "requirements: [{id: total, count: all, at-least: 20}]\ncarry: [{over: [total], at-most: 10, life: %s}]\n";
        String record = "as-at: 2026-12-31\ncarried: [{amount: 25, earned: %s}]\nexpect: {compliant: yes, total: 25 of 20, carry-out: %s}\n";
        judged(scheme.formatted(3), record.formatted("2025-11-01", "5"));
        judged(scheme.formatted(3), record.formatted("2024-11-01", "5"));
        judged(scheme.formatted(3), record.formatted("2023-11-01", "0"));
        judged(scheme.formatted(1), record.formatted("2025-11-01", "0"));
        judged(scheme.formatted(3), record.formatted("2025-11-01, expires: 2027-12-31", "5"));
        judged(scheme.formatted(3), record.formatted("2025-11-01, expires: 2026-12-31", "0"));
        judged(scheme.formatted("3, again: no"), record.formatted("2025-11-01", "0"));
    }

    @Test
    void aYearThatTheYearBeforeMadeUpIsNotAskedForAgain() {
        String scheme = "requirements: [{id: h, count: all, window: {either: [{years: 1, at-least: 20}, {years: 2, at-least: 40}]}}]\n";
        String record = "as-at: %s\nfacts: {enrolled: 2023-01-01}\nactivities: [{date: 2023-05-01, hours: 20}, {date: 2024-05-01, hours: 35}, "
                + "{date: 2025-05-01, hours: 5}, {date: 2026-05-01, hours: %s}]\nexpect: {compliant: %s, %s}\n";
        judged(scheme, record.formatted("2025-12-31", "0.5", "yes", "h.2024-2025: 40 of 40"));
        judged(scheme, record.formatted("2026-12-31", "20", "yes", "h.2026: 20 of 20"));
        judged(scheme, record.formatted("2026-12-31", "19", "no", "h.2026: 19 of 20"));
    }

    @Test
    void aShareOfWhatIsEarnedThatCrossesAnotherCap() {
        String distance = """
                types: [course, reading]
                modes: [distance]
                requirements: [{id: total, count: all, at-least: %s}]
                limits:
                  - {id: distance, of: {mode: distance}, at-most: {percent: %s, of: {earned: total}}}
                """;
        String reading = distance.formatted(50, 40) + "  - {id: reading, of: {type: reading}, at-most: 10}\n";
        judged(reading, """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-02-01, hours: 30, type: course}
                  - {date: 2026-02-02, hours: 15, type: reading, mode: distance}
                  - {date: 2026-02-03, hours: 40, type: course, mode: distance}
                expect: {compliant: yes, total: 50 of 50}
                """);
        String half = distance.formatted(20, 50) + "  - {id: reading, of: {type: reading}, at-most: 10}\n";
        judged(half, """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-02-01, hours: 20, type: reading}
                  - {date: 2026-02-02, hours: 15, type: reading, mode: distance}
                  - {date: 2026-02-03, hours: 40, type: course, mode: distance}
                expect: {compliant: yes, total: 20 of 20}
                """);
        String day = distance.formatted(16, 50) + "  - {id: day, of: all, at-most: 8, per: day}\n";
        judged(day, """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-01-05, hours: 8, type: course, mode: distance}
                  - {date: 2026-01-05, hours: 8, type: course}
                  - {date: 2026-01-07, hours: 8, mode: distance}
                expect: {compliant: yes, total: 16 of 16}
                """);
    }

    /** On small records in whole hours: the share holds of what counts, and no other choice of whole hours counts more. */
    @Test
    void aShareOfWhatIsEarnedWithOtherCapsLeavesTheMost() {
        Random random = new Random(20261128);
        for (int n = 0; n < 300; n++) {
            int share = List.of(20, 25, 40, 50, 75).get(random.nextInt(5));
            int reading = 1 + random.nextInt(6);
            int day = 3 + random.nextInt(6);
            int size = 2 + random.nextInt(4);
            List<int[]> activities = new ArrayList<>();
            StringBuilder record = new StringBuilder("as-at: 2026-12-31\nactivities:\n");
            for (int i = 0; i < size; i++) {
                int[] one = {1 + random.nextInt(6), random.nextInt(2), random.nextInt(2), 1 + random.nextInt(2)};
                activities.add(one);
                record.append("  - {date: 2026-03-0%d, hours: %d, type: %s%s}\n".formatted(one[3], one[0],
                        one[1] == 1 ? "reading" : "course", one[2] == 1 ? ", mode: distance" : ""));
            }
            String distance = "  - {id: distance, of: {mode: distance}, at-most: {percent: %d, of: {earned: total}}}\n".formatted(share);
            List<String> limits = new ArrayList<>(List.of(distance, "  - {id: reading, of: {type: reading}, at-most: %d}\n".formatted(reading),
                    "  - {id: day, of: all, at-most: %d, per: day}\n".formatted(day)));
            Collections.shuffle(limits, random);
            String scheme = "unit: hour\ntypes: [course, reading]\nmodes: [distance]\nrequirements: [{id: total, count: all, at-least: 1}]\nlimits:\n"
                    + String.join("", limits);
            Judge judge = Judge.of(SchemeDocuments.read(DocumentedExamples.shape(scheme)).orThrow());
            RecordFiles.RecordFile file = RecordFiles.read(record.toString()).orThrow();
            LocalDate end = LocalDate.of(2026, 12, 31);
            Standing standing = judge.judge(file.record(), judge.period(file.record(), end).orElseThrow(), end);
            BigDecimal counted = standing.finding("total").orElseThrow().counted();
            BigDecimal far = BigDecimal.ZERO;
            for (int i = 0; i < size; i++) {
                ActivityCredit credit = standing.activities().get(i);
                far = activities.get(Integer.parseInt(credit.activity().substring(1)) - 1)[2] == 1 ? far.add(credit.counted()) : far;
            }
            String said = scheme + record + StandingText.write(standing);
            assertThat(far).as(said).isLessThanOrEqualTo(counted.multiply(new BigDecimal(share)).movePointLeft(2).add(new BigDecimal("0.0000000001")));
            assertThat(counted.add(new BigDecimal("0.0000000001"))).as(said)
                    .isGreaterThanOrEqualTo(new BigDecimal(most(activities, 0, new int[size], share, reading, day)));
        }
    }

    /** By trying all whole hours: -1 where a cap is broken. */
    private static int most(List<int[]> activities, int next, int[] kept, int share, int reading, int day) {
        if (next < kept.length) {
            int best = -1;
            for (int hours = 0; hours <= activities.get(next)[0]; hours++) {
                kept[next] = hours;
                best = Math.max(best, most(activities, next + 1, kept, share, reading, day));
            }
            return best;
        }
        int all = 0;
        int read = 0;
        int far = 0;
        int[] days = new int[3];
        for (int i = 0; i < kept.length; i++) {
            int[] one = activities.get(i);
            all += kept[i];
            read += one[1] * kept[i];
            far += one[2] * kept[i];
            days[one[3]] += kept[i];
        }
        boolean holds = read <= reading && days[1] <= day && days[2] <= day && far * 100 <= share * all;
        return holds ? all : -1;
    }

    @Test
    void aShareThatNoDecimalSays() {
        judged("""
                types: [course, reading]
                modes: [distance]
                requirements: [{id: total, count: all, at-least: 15}]
                limits:
                  - {id: distance, of: {mode: distance}, at-most: {percent: 30, of: {earned: total}}}
                  - {id: reading, of: {type: reading}, at-most: 10}
                """, """
                as-at: 2026-12-31
                activities:
                  - {date: 2026-02-01, hours: 20, type: reading}
                  - {date: 2026-02-03, hours: 40, type: course, mode: distance}
                expect: {compliant: no, total: 14.285714285714 of 15}
                """);
    }

    @Test
    void theSameCourseOnceInAPeriod() {
        String scheme = """
                cycle: {length: 2 years, starts: "06-01", in-year: 2024}
                repeats: [{same: course, within: period, title: Once in a biennium}]
                requirements: [{id: total, count: all, at-least: 8}]
                """;
        String record = "as-at: 2026-05-31\nactivities: [{date: %s, hours: 4, course: A}, {date: %s, hours: 4, course: A}]\nexpect: {compliant: %s, total: %s of 8}\n";
        judged(scheme, record.formatted("2024-06-01", "2026-05-31", "no", "4"));
        judged(scheme.replace("2 years", "1 year"), record.formatted("2025-05-31", "2025-06-01", "no", "4"));
        String late = "period: {from: 2026-06-01, to: 2028-05-31}\nas-at: 2028-05-31\nactivities: [{date: 2026-05-31, hours: 8, course: A}, "
                + "{date: 2026-06-01, hours: 8, course: A}]\nexpect: {compliant: yes, total: 8 of 8}\n";
        judged(scheme, late);
        Judge judge = Judge.of(SchemeDocuments.read(DocumentedExamples.shape(scheme.replace(", title: Once in a biennium", ""))).orThrow());
        assertThat(judge.sentences(LocalDate.of(2026, 1, 1)).toString()).as("in words").contains("once in a period");
    }

    @Test
    void aPercentageSaysOfWhat() {
        String scheme = """
                scheme: s
                unit: hour
                requirements: [{id: total, count: all, at-least: 20}]
                limits: [{id: c, of: all, at-most: {percent: 50}}]
                """;
        assertThat(SchemeDocuments.read(scheme).faults()).singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("Per cent of what?"));
    }

    /** "Up to 15 hours may be carried over, of which no more than 3 in ethics", as bars of several states of the USA have it. */
    @Test
    void aCapInsideWhatIsCarried() {
        String scheme = """
                topics: [ethics]
                requirements:
                  - {id: total, count: all, at-least: 15}
                  - {id: ethics, count: {topic: ethics}, inside: total, at-least: 3}
                limits: [{id: some_ethics, of: {topic: ethics}, at-most: 3, in: [on]}]
                carry: [{id: on, over: [total, ethics], at-most: 15}]
                """;
        String record = "as-at: 2026-12-31\nactivities: [{date: 2026-01-01, hours: %s, topic: ethics}, {date: 2026-02-01, hours: %s}]\nexpect: {compliant: yes, total: %s of 15, ethics: %s of 3, carry-out: %s}\n";
        judged(scheme, record.formatted(8, 29, 37, 8, 15));
        judged(scheme, record.formatted(20, 0, 20, 20, 3));
        judged(scheme, record.formatted(6.25, 11, "17.25", "6.25", "2.25"));
        judged(scheme, record.formatted(3, 29, 32, 3, 15));
        Judge judge = Judge.of(SchemeDocuments.read(DocumentedExamples.shape(scheme)).orThrow());
        assertThat(judge.sentences(LocalDate.of(2026, 1, 1)).toString()).as("in words").contains("no more than 3 hours are carried on");
    }

    /** One cap on two kinds that are carried on in different ways, the one as it is and the other as general credit. */
    @Test
    void aCapOnAllThatIsCarried() {
        String scheme = """
                topics: [ethics]
                requirements:
                  - {id: total, count: all, at-least: 30}
                  - {id: ethics, count: {topic: ethics}, inside: total, at-least: 6}
                limits: [{id: ten, of: all, at-most: 10, in: [general, as_general], joint: %s}]
                carry:
                  - {id: general, of: {not: {topic: ethics}}, over: [total], at-most: 10}
                  - {id: as_general, of: {topic: ethics}, over: [total, ethics], at-most: 10, retag: {topic: ""}}
                """;
        String record = "as-at: 2026-12-31\nactivities: [{date: 2026-01-01, hours: %s, topic: ethics}, {date: 2026-02-01, hours: %s}]\nexpect: {compliant: yes, carry-out: %s}\n";
        judged(scheme.formatted("yes"), record.formatted(20, 34, 10));
        judged(scheme.formatted("no"), record.formatted(20, 34, 20));
        judged(scheme.formatted("yes"), record.formatted(18, 16, 4));
        judged(scheme.formatted("yes"), record.formatted(13, 28, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "in: [onn]                      | limits[0].in    | \"onn\" is no requirement here.",
        "in: [on], per: year            | limits[0].per   | What is carried has no days or years.",
        "in: [on], each: type           | limits[0].each  | What is carried is capped as a whole.",
        "in: [on], measure: points      | limits[0].measure | Only credit is carried.",
        "in: [on, total], joint: yes    | limits[0].joint | What is carried and what a requirement counts are no one pool.",
        "in: [on, both]                 | limits[0].in    | \"both\" is a requirement and an entry of carry."
    })
    void aCapOnWhatIsCarriedThatCannotBe(String rest, String path, String problem) {
        String scheme = """
                scheme: s
                unit: hour
                types: [course]
                measures: [points]
                cycle: {length: 1 year, starts: "01-01"}
                requirements: [{id: total, count: all, at-least: 20}, {id: both, count: all, at-least: 20}]
                carry: [{id: on, over: [total], at-most: 9}, {id: both, over: [total], at-most: 9}]
                limits: [{id: c, of: all, at-most: 30, %s}]
                """.formatted(rest);
        assertThat(SchemeDocuments.read(scheme).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo(path);
            assertThat(fault.problem()).isEqualTo(problem);
        });
    }

    /** "Since the beginning of the 24th calendar month before the month": pilots, and licences that end with a month of birth. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-30, 2024-06-01, yes, 2026-07-01",
        "2026-06-01, 2024-05-31, no, 2026-06-02",
        "2026-06-01, 2024-06-30, yes, 2026-07-01",
        "2026-03-31, 2024-03-01, yes, 2026-04-01",
        "2026-02-28, 2024-02-01, yes, 2026-03-01",
        "2026-03-01, 2024-02-29, no, "
    })
    void calendarMonths(String today, String done, String met, String next) {
        String scheme = "requirements: [{id: review, entries: all, at-least: 1, window: {from: {day: as-at, minus: 24 months, on: month-start}, to: as-at}}]\n";
        judged(scheme, "as-at: %s\nactivities: [{date: %s}]\nexpect: {compliant: %s%s}\n"
                .formatted(today, done, met, met.equals("yes") ? ", next-change: " + next : ""));
        Judge judge = Judge.of(SchemeDocuments.read(DocumentedExamples.shape(scheme)).orThrow());
        assertThat(judge.sentences(LocalDate.of(2026, 1, 1)).toString()).contains("from the first day of the month 2 years before today to today");
    }

    @Test
    void theEdgesOfMonthsAndYears() {
        String scheme = """
                facts: {born: date, admitted: date}
                requirements:
                  - {id: month, count: all, at-least: 1, window: {from: period-start, to: {fact: born, plus: 30 years, on: month-end}}}
                  - {id: year, count: all, at-least: 1, window: {from: {fact: admitted, on: year-start}, to: {fact: admitted, plus: 1 year, on: year-end}}}
                """;
        String record = """
                as-at: 2026-12-31
                facts: {born: 1996-02-03, admitted: 2024-02-29}
                activities: [{date: %s, hours: 1}]
                expect: {compliant: %s, month: %s of 1, year: %s of 1}
                """;
        judged(scheme, record.formatted("2026-02-28", "no", "1", "0"));
        judged(scheme, record.formatted("2026-03-01", "no", "0", "0"));
        judged(scheme, record.formatted("2025-12-31", "no", "0", "1"));
        judged(scheme, record.formatted("2024-01-01", "no", "0", "1"));
        judged(scheme, record.formatted("2023-12-31", "no", "0", "0"));
        assertThat(SchemeDocuments.read("scheme: s\nunit: hour\n" + scheme.replace("month-end", "end-of-month")).faults()).singleElement()
                .satisfies(fault -> assertThat(fault.remedy()).isEqualTo("One of: month-start, month-end, year-start, year-end."));
    }

    /** "A minimum of ten must be earned in a topic to count": teachers of Massachusetts, and series of which so much must be attended. */
    @Test
    void whatCountsOnlyFromSoMuchOfATopic() {
        String scheme = """
                topics: [algebra, optics, heat]
                types: [course, self]
                cycle: {length: 5 years, starts: "07-01", in-year: 2021}
                eligible: [{of: {type: course}, together: topic, at-least: 10, clause: 44.06(2)}]
                credit: [{of: {type: course}, from: hours, times: 2, title: Courses}]
                requirements: [{id: total, count: all, at-least: 20}]
                """;
        String record = "as-at: 2026-06-30\nactivities: [{date: 2021-07-01, hours: 5, type: course, topic: algebra}, %s]\nexpect: {compliant: %s, total: %s of 20}\n";
        judged(scheme, record.formatted("{date: 2022-02-01, hours: 4.75, type: course, topic: optics}", "no", "10"));
        judged(scheme, record.formatted("{date: 2022-02-01, hours: 4.75, type: course, topic: optics}, {date: 2026-06-30, hours: 0.25, type: course, topic: optics}", "yes", "20"));
        judged(scheme, record.formatted("{date: 2022-02-01, hours: 4, type: course, topic: [optics, algebra]}, {date: 2022-02-01, hours: 0.5, type: course, topic: optics}", "no", "18"));
        judged(scheme, record.formatted("{date: 2021-06-30, hours: 4, type: course, topic: optics}, {date: 2022-02-01, hours: 4.5, type: course, topic: optics}", "no", "10"));
        judged(scheme, record.formatted("{date: 2022-02-01, hours: 3, type: self, topic: optics}, {date: 2022-02-01, hours: 8, type: course}", "no", "13"));
        Judge judge = Judge.of(SchemeDocuments.read(DocumentedExamples.shape(scheme)).orThrow());
        assertThat(judge.sentences(LocalDate.of(2026, 1, 1)).toString()).contains("counts only if those of the same topic come to 10 hours in the period.");
        assertThat(SchemeDocuments.read("scheme: s\nunit: hour\n" + scheme.replace(", at-least: 10", "")).faults()).singleElement()
                .satisfies(fault -> assertThat(fault.problem()).isEqualTo("\"together\" and \"at-least\" go with each other."));
    }
}
