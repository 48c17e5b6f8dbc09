package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Preview;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
