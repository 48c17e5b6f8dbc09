package collegium.compliance;

import static collegium.database.tenant.Tables.STANDING_TALLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.ChangeFact;
import collegium.membership.MemberFact;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Span;
import collegium.testing.TestBodies;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A small body over two years, of which each day that is over is counted. */
class TrendsTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started(Rejudging.class);
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final String YEARLY = """
            scheme: yearly
            unit: hour
            types: {course: Course}
            facts: {grade: {title: Grade, values: {full: Full, retired: Retired}}, registered: {title: Registered, kind: date}}
            cycle: {length: 1 year, starts: "01-01"}
            requirements:
              - {id: total, title: CPD in the year, count: all, at-least: 10}
            """;

    private final BodyId body = TestBodies.fresh();
    private final Call job = TestBodies.job(body);
    private final Call officer = TestBodies.by(body, Role.OFFICER);
    private final TenantDatabase database = CONTEXT.getBean(TenantDatabase.class);
    private final Members members = CONTEXT.getBean(Members.class);
    private final Portfolios portfolios = CONTEXT.getBean(Portfolios.class);
    private final Trends trends = CONTEXT.getBean(Trends.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private SchemeId published(String document, Map<String, Set<String>> whom) {
        Schemes schemes = CONTEXT.getBean(Schemes.class);
        if (!(schemes.draft(job, document, SchemeOutline.Authority.BODY, FIRST, Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The scheme has faults.");
        }
        schemes.publish(job, kept.version().id(), FIRST);
        CONTEXT.getBean(Enrolments.class).rule(job, kept.version().scheme(), whom, "Every member");
        return kept.version().scheme();
    }

    private static Call on(Call call, String day) {
        return at(call, LocalDate.parse(day).atTime(9, 0).toInstant(ZoneOffset.UTC));
    }

    private static Call at(Call call, Instant at) {
        return TestBodies.at(call, at);
    }

    private MemberId member(String number, String day) {
        return members.register(on(job, day), new RegisterMember(number, "Ada", "Adams" + number, Optional.empty(), FIRST, Optional.empty(),
                List.of(ChangeFact.of("grade", "full", FIRST, "Register"), ChangeFact.of("registered", "2023-05-01", FIRST, "Register"))));
    }

    private void did(MemberId member, Call call, int hours) {
        Call herself = at(TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), member), call.at());
        portfolios.record(herself, member, RecordActivity.on(call.today(), "Update", "course", "hours", "" + hours));
    }

    private void did(MemberId member, String day, int hours) {
        did(member, on(job, day), hours);
    }

    /** As the product does shortly after midnight. */
    private void night(String day) {
        CONTEXT.getBean(DueStandings.class).judgeDue(at(job, LocalDate.parse(day).atTime(0, 5).toInstant(ZoneOffset.UTC)));
        trends.judgeDue(at(job, LocalDate.parse(day).atTime(0, 5).toInstant(ZoneOffset.UTC)));
    }

    private Trend trend(SchemeId scheme, String day) {
        return trends.of(on(officer, day), scheme).orElseThrow();
    }

    private static Optional<Cohort.Share> share(int met, int of) {
        return Optional.of(new Cohort.Share(met, of));
    }

    private Trend twoYears(SchemeId scheme) {
        MemberId one = member("1", "2025-01-01");
        MemberId two = member("2", "2025-01-01");
        MemberId three = member("3", "2025-03-10");
        did(one, "2025-02-03", 4);
        did(one, "2025-03-03", 6);
        did(two, "2025-06-02", 12);
        did(three, "2025-12-31", 10);
        night("2026-01-01");
        did(one, "2026-01-05", 10);
        did(two, "2026-03-03", 9);
        MemberFact grade = members.facts(job, three).stream().filter(fact -> fact.kind().equals("grade")).findFirst().orElseThrow();
        members.change(on(job, "2026-03-09"), three, new ChangeFact(Optional.of(grade.id()), "grade", "retired", FIRST, Optional.empty(), "Register"));
        night("2026-03-11");
        return trend(scheme, "2026-03-11");
    }

    @Test
    void eachDayIsCountedByWhatWasKnownOnItAndHeldAgainstTheSameDayOfTheYearBefore() {
        Trend trend = twoYears(published(YEARLY, Map.of("grade", Set.of("full"))));

        assertThat(trend.running()).isEqualTo(new Span(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)));
        assertThat(trend.before()).isEqualTo(new Span(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31)));
        assertThat(trend.days()).hasSize(69).first().extracting(Trend.Day::on).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(trend.daysBefore()).hasSize(365);
        assertThat(trend.on(LocalDate.of(2025, 3, 2))).isEqualTo(share(0, 2));
        assertThat(trend.on(LocalDate.of(2025, 3, 3))).isEqualTo(share(1, 2));
        assertThat(trend.on(LocalDate.of(2025, 3, 10))).isEqualTo(share(1, 3));
        assertThat(trend.on(LocalDate.of(2025, 12, 30))).isEqualTo(share(2, 3));
        assertThat(trend.on(LocalDate.of(2025, 12, 31))).isEqualTo(share(3, 3));
        assertThat(trend.on(LocalDate.of(2026, 1, 1))).isEqualTo(share(0, 3));
        assertThat(trend.on(LocalDate.of(2026, 1, 5))).isEqualTo(share(1, 3));
        assertThat(trend.on(LocalDate.of(2026, 3, 8))).isEqualTo(share(1, 3));
        assertThat(trend.on(LocalDate.of(2026, 3, 9))).as("who is not under the scheme any more").isEqualTo(share(1, 2));
        assertThat(trend.before(LocalDate.of(2026, 3, 10))).isEqualTo(share(1, 3));
        assertThat(trend.on(LocalDate.of(2026, 3, 11))).as("a day that is not over").isEmpty();
    }

    @Test
    void countedNightByNightOrAllAtOnceComesToTheSame() {
        SchemeId scheme = published(YEARLY, Map.of("grade", Set.of("full")));
        Trend atOnce = twoYears(scheme);
        database.run(body, sql -> sql.deleteFrom(STANDING_TALLY).execute());
        for (LocalDate day = LocalDate.of(2025, 1, 2); !day.isAfter(LocalDate.of(2026, 3, 11)); day = day.plusDays(1)) {
            assertThat(trends.judgeDue(on(job, day.toString()))).isPositive();
            assertThat(trends.judgeDue(on(job, day.toString()))).as("it runs hourly").isZero();
        }

        assertThat(trend(scheme, "2026-03-11")).isEqualTo(atOnce);
    }

    @Test
    void whatWasWrittenOfADayAfterItWasCountedIsCountedInTheNextNight() {
        SchemeId scheme = published(YEARLY, Map.of());
        MemberId one = member("1", "2026-02-01");
        night("2026-02-03");
        // Begun before midnight, through after the count.
        did(one, at(job, Instant.parse("2026-02-02T23:59:59Z")), 10);

        night("2026-02-04");

        assertThat(trend(scheme, "2026-02-04").on(LocalDate.of(2026, 2, 1))).isEqualTo(share(0, 1));
        assertThat(trend(scheme, "2026-02-04").on(LocalDate.of(2026, 2, 2))).isEqualTo(share(1, 1));
        assertThat(trend(scheme, "2026-02-04").on(LocalDate.of(2026, 2, 3))).isEqualTo(share(1, 1));
    }

    @Test
    void aBodyInItsFirstYearHasNoneBeforeIt() {
        SchemeId scheme = published(YEARLY, Map.of());
        assertThat(trends.judgeDue(on(job, "2026-02-01"))).isZero();
        member("1", "2026-02-01");
        assertThat(trend(scheme, "2026-02-01").days()).isEmpty();
        night("2026-02-03");

        assertThat(trend(scheme, "2026-02-03").days()).hasSize(2);
        assertThat(trend(scheme, "2026-02-03").daysBefore()).isEmpty();
        assertThat(trend(scheme, "2026-02-03").before(LocalDate.of(2026, 2, 3))).isEmpty();
    }

    @Test
    void aCycleOfSeveralYearsIsHeldAgainstTheOneBefore() {
        SchemeId scheme = published(YEARLY.replace("cycle: {length: 1 year, starts: \"01-01\"}", "cycle: {length: 2 years, starts: \"07-01\", in-year: 2021}"), Map.of());
        MemberId one = member("1", "2024-08-01");
        did(one, "2025-06-30", 10);
        night("2025-07-02");
        did(one, "2026-08-31", 10);
        night("2026-09-02");

        Trend trend = trend(scheme, "2026-09-02");
        assertThat(trend.running()).isEqualTo(new Span(LocalDate.of(2025, 7, 1), LocalDate.of(2027, 6, 30)));
        assertThat(trend.before()).isEqualTo(new Span(LocalDate.of(2023, 7, 1), LocalDate.of(2025, 6, 30)));
        assertThat(trend.on(LocalDate.of(2025, 6, 30))).isEqualTo(share(1, 1));
        assertThat(trend.on(LocalDate.of(2026, 8, 31))).isEqualTo(share(1, 1));
        assertThat(trend.before(LocalDate.of(2026, 8, 31))).isEqualTo(share(0, 1));
        assertThat(trend.then(LocalDate.of(2026, 8, 31))).isEqualTo(LocalDate.of(2024, 8, 31));
    }

    @Test
    void whereEachMembersPeriodBeginsOnAnotherDayItIsTheCalendarYear() {
        SchemeId scheme = published(YEARLY.replace("cycle: {length: 1 year, starts: \"01-01\"}", "cycle: {length: 3 years, anniversary-of: registered}"), Map.of());
        MemberId one = member("1", "2025-11-01");
        did(one, "2025-11-20", 10);
        night("2026-05-01");
        night("2026-05-03");

        Trend trend = trend(scheme, "2026-05-03");
        assertThat(trend.running().from()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(trend.on(LocalDate.of(2025, 11, 19))).isEqualTo(share(0, 1));
        assertThat(trend.on(LocalDate.of(2026, 4, 30))).isEqualTo(share(1, 1));
        assertThat(trend.on(LocalDate.of(2026, 5, 2))).as("of the next three years").isEqualTo(share(0, 1));
    }

    @Test
    void onlyOfficersSeeItAndOnlyTheirOwnBodys() {
        SchemeId scheme = published(YEARLY, Map.of());
        member("1", "2026-02-01");
        night("2026-02-03");

        assertThatThrownBy(() -> trends.of(on(TestBodies.by(body, Role.REVIEWER, Role.MEMBER), "2026-02-03"), scheme)).isInstanceOf(Refused.class);
        assertThat(trends.of(on(TestBodies.by(TestBodies.fresh(), Role.OFFICER), "2026-02-03"), scheme)).isEmpty();
    }
}
