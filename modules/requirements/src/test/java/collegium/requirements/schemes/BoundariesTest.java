package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Preview;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of the dates on which something changes. */
class BoundariesTest {

    private static Judge scheme(String text) {
        return Judge.of(SchemeDocuments.read("scheme: s\nunit: hour\n" + text).orThrow());
    }

    private static MemberRecord record(String text) {
        return RecordFiles.read(text).orThrow().record();
    }

    private static Optional<Period> period(String cycle, String facts, String day) {
        Judge judge = scheme("facts: {joined: date}\ncycle: " + cycle
                + "\nrequirements: [{id: total, count: all, at-least: 1}]\n");
        return judge.period(record("facts: " + facts), LocalDate.parse(day));
    }

    private static Period of(String from, String to, int number) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to), number);
    }

    @Test
    void aYearEndsOnTheDayBeforeTheNextBegins() {
        String cycle = "{starts: \"04-01\"}";
        assertThat(period(cycle, "{}", "2026-03-31")).contains(of("2025-04-01", "2026-03-31", 0));
        assertThat(period(cycle, "{}", "2026-04-01")).contains(of("2026-04-01", "2027-03-31", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aYearMayBeginOnEachMonthsFirst(int month) {
        LocalDate start = LocalDate.of(2024, month, 1);
        String cycle = "{starts: \"%02d-01\"}".formatted(month);
        LocalDate last = start.plusYears(1).minusDays(1);
        assertThat(period(cycle, "{}", start.toString())).contains(new Period(start, last, 0));
        assertThat(period(cycle, "{}", last.toString())).contains(new Period(start, last, 0));
        assertThat(period(cycle, "{}", start.minusDays(1).toString()).orElseThrow().end()).isEqualTo(start.minusDays(1));
        Judge judge = scheme("cycle: " + cycle + "\nrequirements: [{id: total, count: all, at-least: 2}]\n");
        MemberRecord record = record("activities: [{date: %s, hours: 9}, {date: %s, hours: 1}, {date: %s, hours: 1}, {date: %s, hours: 9}]"
                .formatted(start.minusDays(1), start, last, last.plusDays(1)));
        assertThat(judge.judge(record, new Period(start, last, 0), last).finding("total").orElseThrow().counted())
                .isEqualByComparingTo("2");
    }

    @Test
    void theLeapDayBelongsToItsYearAndToTheMonthThatItEnds() {
        Judge judge = scheme("requirements: [{id: held, count: all, at-least: 1, window: {last: 12 months, until: as-at}}]\n");
        MemberRecord record = record("activities: [{date: 2024-02-29, hours: 1}]");
        Period year = of("2025-01-01", "2025-12-31", 1);
        assertThat(judge.judge(record, year, LocalDate.of(2025, 2, 28)).compliant()).isTrue();
        assertThat(judge.judge(record, year, LocalDate.of(2025, 3, 1)).compliant()).isFalse();
    }

    /** Who joins, pauses, leaves and changes grade on a day owes for the part before and from that day on. */
    @Test
    void whatChangesInTheMiddleCountsFromItsDay() {
        String scheme = """
                facts: {grade: {values: [full, associate]}, practising: {kind: yes-no, default: no}}
                requirements:
                  - id: total
                    count: all
                    at-least: {sum: [{prorata: 24, while: {grade: full, practising: yes}}, {prorata: 12, while: {grade: associate, practising: yes}}]}
                """;
        String facts = "facts: {grade: [{from: 2020-01-01, to: 2026-06-30, is: full}, {from: 2026-07-01, is: associate}], "
                + "practising: [{from: %s, to: %s, is: yes}]}";
        Period year = of("2026-01-01", "2026-12-31", 1);
        assertThat(needed(scheme, facts.formatted("2026-01-01", "2026-12-31"), year)).isEqualByComparingTo("18");
        assertThat(needed(scheme, facts.formatted("2026-02-01", "2026-12-31"), year)).isEqualByComparingTo("16");
        assertThat(needed(scheme, facts.formatted("2026-02-02", "2026-12-31"), year)).isEqualByComparingTo("14");
        assertThat(needed(scheme, facts.formatted("2026-01-01", "2026-11-30"), year)).isEqualByComparingTo("17");
        assertThat(needed(scheme, facts.formatted("2026-01-01", "2026-11-29"), year)).isEqualByComparingTo("16");
    }

    @Test
    void twoRolesInTheMiddleOfAYearAddWhatEachAsksWhileItIsHeld() {
        String scheme = """
                facts: {roles: {values: [adviser, pensions]}}
                requirements:
                  - {id: total, count: all, at-least: {sum: [{prorata: 24, while: {roles: adviser}}, {prorata: 12, while: {roles: pensions}}]}}
                """;
        String facts = "facts: {roles: [{from: 2020-01-01, is: adviser}, {from: %s, is: pensions}]}";
        Period year = of("2026-01-01", "2026-12-31", 1);
        assertThat(needed(scheme, facts.formatted("2026-07-01"), year)).isEqualByComparingTo("30");
        assertThat(needed(scheme, facts.formatted("2026-07-02"), year)).isEqualByComparingTo("29");
    }

    private static BigDecimal needed(String scheme, String facts, Period period) {
        return scheme(scheme).judge(record(facts), period, period.end()).finding("total").orElseThrow().needed();
    }

    /** A cap over two categories together turns 30 into 20, though each alone lies under it. */
    @Test
    void aCumulativeCapOverTwoCategoriesTurnsThirtyIntoTwenty() {
        Judge judge = scheme("""
                types: [reading, writing]
                requirements: [{id: total, count: all, at-least: 30}]
                limits: [{id: both, of: {type: [reading, writing]}, at-most: 20}]
                """);
        Standing standing = judge.judge(record(
                "activities: [{date: 2026-03-01, hours: 15, type: reading}, {date: 2026-04-01, hours: 15, type: writing}]"),
                of("2026-01-01", "2026-12-31", 1), LocalDate.of(2026, 12, 31));
        assertThat(standing.finding("total").orElseThrow().counted()).isEqualByComparingTo("20");
    }

    @Test
    void anAnchorOnLeapDayFallsOnThe28thInOtherYears() {
        String cycle = "{anniversary-of: joined}";
        assertThat(period(cycle, "{joined: 2024-02-29}", "2025-02-27")).contains(of("2024-02-29", "2025-02-27", 1));
        assertThat(period(cycle, "{joined: 2024-02-29}", "2025-02-28")).contains(of("2025-02-28", "2026-02-27", 2));
        assertThat(period(cycle, "{joined: 2024-02-29}", "2028-02-29")).contains(of("2028-02-29", "2029-02-27", 5));
    }

    @Test
    void whoJoinsByTheCutOffBeginsAtOnceAndWhoJoinsAfterItBeginsNextYear() {
        String cycle = "{length: 3 years, starts: \"01-01\", joining: {fact: joined, until: \"06-30\"}}";
        assertThat(period(cycle, "{joined: 2024-06-30}", "2025-01-01")).contains(of("2024-01-01", "2026-12-31", 1));
        assertThat(period(cycle, "{joined: 2024-07-01}", "2025-01-01")).contains(of("2025-01-01", "2027-12-31", 1));
        assertThat(period(cycle, "{joined: 2024-07-01}", "2024-12-31")).isEmpty();
    }

    @Test
    void creditThatLivesTwoPeriodsIsCarriedOnceMoreAndThenGone() {
        Judge judge = scheme("""
                requirements: [{id: total, count: all, at-least: 1}]
                carry: [{over: [total], at-most: 5, life: 2}]
                """);
        Standing first = judge.judge(record("activities: [{date: 2024-03-01, hours: 9}]"),
                of("2024-01-01", "2024-12-31", 1), LocalDate.of(2024, 12, 31));
        assertThat(first.carriedOut()).isEqualByComparingTo("5");
        Standing second = withOnlyWhatWasCarried(judge, first, 2025);
        assertThat(second.carriedOut()).isEqualByComparingTo("4");
        assertThat(second.carryOut().getFirst().expires()).contains(LocalDate.of(2026, 12, 31));
        Standing third = withOnlyWhatWasCarried(judge, second, 2026);
        assertThat(third.finding("total").orElseThrow().counted()).isEqualByComparingTo("4");
        assertThat(third.carriedOut()).isZero();
    }

    private static Standing withOnlyWhatWasCarried(Judge judge, Standing before, int year) {
        MemberRecord none = MemberRecord.EMPTY;
        MemberRecord with = new MemberRecord(none.facts(), none.activities(), none.artefacts(), none.decisions(),
                none.reliefs(), before.carryOut(), none.owed());
        return judge.judge(with, of(year + "-01-01", year + "-12-31", year - 2023), LocalDate.of(year, 12, 31));
    }

    @Test
    void aStandingFallsFromOnTrackToAtRiskOnTheDayThatItNames() {
        Judge judge = scheme("requirements: [{id: total, count: all, at-least: 40}]\n");
        MemberRecord record = record("activities: [{date: 2026-02-01, hours: 20}]");
        Period year = of("2026-01-01", "2026-12-31", 1);
        LocalDate falls = judge.judge(record, year, LocalDate.of(2026, 3, 1)).nextChange().orElseThrow();
        assertThat(judge.judge(record, year, falls.minusDays(1)).status()).isEqualTo(Status.ON_TRACK);
        assertThat(judge.judge(record, year, falls).status()).isEqualTo(Status.AT_RISK);
    }

    @Test
    void anExpiringBalanceLapsesOnTheDayThatItNames() {
        Judge judge = scheme("requirements: [{id: held, count: all, at-least: 60, window: {last: 24 months, until: as-at}}]\n");
        MemberRecord record = record("activities: [{date: 2023-06-01, hours: 30}, {date: 2024-09-01, hours: 30}]");
        Period year = of("2025-01-01", "2025-12-31", 1);
        LocalDate lapses = judge.judge(record, year, LocalDate.of(2025, 2, 1)).nextChange().orElseThrow();
        assertThat(lapses).isEqualTo(LocalDate.of(2025, 6, 1));
        assertThat(judge.judge(record, year, lapses.minusDays(1)).compliant()).isTrue();
        assertThat(judge.judge(record, year, lapses).compliant()).isFalse();
    }

    @Test
    void oneMoreActivityIsPreviewedWithWhatItWouldCount() {
        Judge judge = scheme("""
                types: [reading]
                requirements: [{id: total, count: all, at-least: 35}]
                limits: [{id: reading, of: {type: reading}, at-most: 10}]
                """);
        MemberRecord record = record("activities: [{date: 2026-02-01, hours: 8.5, type: reading}]");
        Preview preview = judge.preview(record, of("2026-01-01", "2026-12-31", 1), LocalDate.of(2026, 11, 24),
                Activity.on("new", LocalDate.of(2026, 11, 20)).amount("3").type("reading").done());
        assertThat(preview.credit().claimed()).isEqualByComparingTo("3");
        assertThat(preview.credit().counted()).isEqualByComparingTo("1.5");
        assertThat(preview.gains()).hasSize(1);
    }

    /** Nobody is judged again before that day: until then the standing has to stay as it is, whatever moves with the day judged at. */
    @ParameterizedTest
    @ValueSource(strings = {
        "window: {last: 24 months, until: as-at}, count: all, at-least: 3",
        "window: {last: 24 months, until: as-at}, count: all, at-least: 30",
        "window: {last: 24 months, until: as-at}, entries: {topic: law}, at-least: 1",
        "window: {last: 6 months, until: as-at}, entries: all, at-least: 2",
        "window: {from: {day: as-at, minus: 89 days}, to: as-at}, count: all, at-least: 3",
        "window: {from: {day: as-at, minus: 89 days}, to: as-at}, count: all, measure: points, at-least: 3",
        "window: {from: {day: as-at, minus: 1 year}, to: {day: as-at, minus: 2 months}}, count: all, at-least: 3",
        "window: {from: {cases: [{if: {grade: full}, day: as-at, minus: 30 days}], otherwise: period-start}, to: as-at}, count: all, at-least: 3",
        "window: {last: 12 months, until: as-at}, artefacts: certificate, at-least: 1",
        "window: {last: 24 months, until: as-at}, artefacts: certificate, distinct: person, at-least: 2",
        "window: {last: 12 months, until: as-at}, breadth: {of: topic}, at-least: 2",
        "window: {last: 12 months, until: as-at}, most-in: topic, of: all, at-least: 3",
        "window: {last: 12 months, until: as-at}, every: {topic: law}, is: {has: certificate}",
        "window: {last: 12 months, until: as-at}, member: {insured: yes, at: throughout}",
        "window: {last: 12 months, until: as-at}, member: {insured: yes, at: ever}",
        "window: {last: 12 months, until: as-at}, count: all, at-least: {prorata: 12, while: {insured: yes}}",
        "window: {last: 12 months, until: as-at}, options: [{id: o, count: all, at-least: 4}, {id: p, artefacts: certificate, at-least: 1}]",
        "options: [{id: o, window: {last: 12 months, until: as-at}, parts: [{id: q, count: all, at-least: 2}]}, {id: p, artefacts: certificate, at-least: 1, window: {last: 6 months, until: as-at}}]",
        "window: {consecutive-years: 2}, count: all, at-least: 9",
        "window: {consecutive-years: 2}, count: all, at-least: 10",
        "window: lifetime, count: all, at-least: 10",
        "who: {joined: {from: {day: as-at, minus: 2 years}}}, count: all, at-least: 30",
        "who: {joined: {until: {day: as-at, minus: 3 years}}}, count: all, at-least: 30",
        "who: {born: {from: {day: window-end, minus: 65 years}}}, window: {last: 1 year, until: as-at}, count: all, at-least: 30",
        "who: {as-at: {from: {day: period-start, plus: 9 months}}}, count: all, at-least: 30",
        "who: {as-at: {until: 2026-07-15}}, count: all, at-least: 30",
        "count: {dated: {from: {day: as-at, minus: 90 days}}}, at-least: 3",
        "count: {dated: {until: {day: as-at, minus: 90 days}}}, at-least: 3",
        "count: all, at-least: {cases: [{if: {as-at: {until: 2026-09-30}}, then: 3}], otherwise: 12}",
        "count: all, at-least: {prorata: 12, until: as-at}",
        "count: {type: award}, at-least: 2",
        "window: each-year, count: all, at-least: 4",
        "window: {each-year: yes, lend: 5}, count: all, at-least: 4",
        "count: all, window: {either: [{years: 1, at-least: 5}, {years: 2, at-least: 9}]}"
    })
    void nothingChangesBeforeTheDayThatAStandingNames(String rule) {
        Judge judge = scheme("""
                types: [award]
                topics: [law, tax]
                artefacts: [certificate]
                measures: [points]
                facts: {joined: date, born: date, insured: {kind: yes-no, default: no}, grade: {kind: text, default: full}}
                cycle: {length: 5 years, starts: "01-01", in-year: 2026}
                awards: [{id: yearly, amount: 1, each-year: yes, type: award}]
                requirements:
                  - {id: r, title: R, %s}
                  - {id: always, count: all, at-least: 0, window: {from: 2026-01-01, to: 2026-01-02}}
                outcomes: [{id: good, met: [r]}, {id: grace, if: {as-at: {until: 2026-11-30}}}, {id: lapsed}]
                """.formatted(rule));
        MemberRecord record = record("""
                facts:
                  joined: 2024-08-20
                  born: 1961-09-09
                  insured: [{from: 2025-03-01, to: 2026-02-14, is: yes}, {from: 2026-02-20, to: 2027-05-31, is: yes}]
                activities:
                  - {id: a, date: 2025-10-30, hours: 2, points: 2, topic: law}
                  - {id: b, date: 2026-02-28, hours: 2, points: 2, topic: tax}
                  - {id: c, date: 2026-05-31, hours: 3, points: 3, topic: [tax, law]}
                  - {id: d, date: 2027-02-01, hours: 1, points: 1, topic: law}
                artefacts:
                  - {kind: certificate, date: 2025-08-31, person: kim, activity: a}
                  - {kind: certificate, date: 2026-03-31, person: sam}
                """);
        Period period = of("2026-01-01", "2030-12-31", 1);
        LocalDate day = LocalDate.of(2026, 6, 1);
        for (int judged = 0; judged < 40 && day.isBefore(LocalDate.of(2029, 1, 1)); judged++) {
            Standing standing = judge.judge(record, period, day);
            LocalDate until = standing.nextChange().orElse(LocalDate.of(2029, 1, 1));
            assertThat(until).isAfter(day);
            for (LocalDate later = day.plusDays(1); later.isBefore(until); later = later.plusDays(1)) {
                assertThat(said(judge.judge(record, period, later))).as("%s, judged on %s, next on %s", later, day, until).isEqualTo(said(standing));
            }
            day = until;
        }
    }

    /** A window that ends with the day judged at is judged by the version of that day. */
    @Test
    void aBalanceComesUnderTheNextVersionOnTheDayThatItNames() {
        Judge judge = scheme("""
                cycle: {length: 1 year, starts: "01-01"}
                versions:
                  - {version: "1", to: 2026-08-31, requirements: [{id: held, count: all, at-least: 10, window: {last: 24 months, until: as-at}}]}
                  - {version: "2", from: 2026-09-01, requirements: [{id: held, count: all, at-least: 20, window: {last: 24 months, until: as-at}}]}
                """);
        MemberRecord record = record("activities: [{date: 2026-02-01, hours: 10}]");
        Period year = of("2026-01-01", "2026-12-31", 1);
        Standing before = judge.judge(record, year, LocalDate.of(2026, 6, 1));
        assertThat(before.compliant()).isTrue();
        assertThat(before.nextChange()).contains(LocalDate.of(2026, 9, 1));
        assertThat(judge.judge(record, year, LocalDate.of(2026, 8, 31)).compliant()).isTrue();
        assertThat(judge.judge(record, year, LocalDate.of(2026, 9, 1)).compliant()).isFalse();
    }

    private static String said(Standing standing) {
        return standing.compliant() + " " + standing.status() + " " + standing.outcome().map(Object::toString).orElse("") + standing.findings().stream()
                .map(f -> f.requirement() + f.instance() + f.met() + f.status() + f.needed()).toList();
    }
}
