package collegium.compliance;

import static collegium.database.tenant.Tables.STANDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.StandingRecord;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.ChangeFact;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.notifications.DueReminders;
import collegium.portfolios.Activity;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.testing.TestBodies;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class StandingsTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();

    private final BodyId body = TestBodies.fresh();
    private final Schemes schemes = CONTEXT.getBean(Schemes.class);
    private final Enrolments enrolments = CONTEXT.getBean(Enrolments.class);
    private final Members members = CONTEXT.getBean(Members.class);
    private final Portfolios portfolios = CONTEXT.getBean(Portfolios.class);
    private final Standings standings = CONTEXT.getBean(Standings.class);
    private final Cohort cohort = CONTEXT.getBean(Cohort.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private Call officer() {
        return TestBodies.by(body, Role.OFFICER);
    }

    private MemberId memberOf(String scheme, ChangeFact... facts) {
        Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
        if (!(schemes.draft(administrator, ShippedSchemes.document(scheme).orElseThrow(), SchemeOutline.Authority.BODY,
                LocalDate.of(2018, 1, 1), Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The shipped scheme has faults.");
        }
        schemes.publish(administrator, kept.version().id(), LocalDate.of(2018, 1, 1));
        enrolments.rule(administrator, kept.version().scheme(), Map.of(), "Every member");
        return members.register(officer(), new RegisterMember("A-1", "Abena", "Koranteng", Optional.empty(), LocalDate.of(2020, 1, 1),
                Optional.empty(), List.of(facts)));
    }

    private Call herself(MemberId member) {
        return TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), member);
    }

    private Finding finding(MemberId member, String requirement) {
        return standings.of(officer(), member).getFirst().judged().orElseThrow().standing().finding(requirement).orElseThrow();
    }

    private Standing ended(MemberId member) {
        return standings.ended(officer(), member).getFirst().judged().orElseThrow().standing();
    }

    private static RecordActivity course(String amount, boolean verifiable) {
        return RecordActivity.on(LocalDate.of(2026, 3, 2), "Consolidation update", "course", "units", amount)
                .withTags(verifiable, Set.of(), verifiable ? Set.of("verifiable") : Set.of());
    }

    @Test
    void aMemberIsJudgedFromTheMomentOfRegistration() {
        MemberId member = memberOf("acca");

        assertThat(finding(member, "total")).satisfies(total -> {
            assertThat(total.needed()).isEqualByComparingTo("40");
            assertThat(total.counted()).isEqualByComparingTo("0");
        });
    }

    @Test
    void recordingAmendingAndWithdrawingMoveTheStandingInTheSameTransaction() {
        MemberId member = memberOf("acca");
        Activity recorded = portfolios.record(herself(member), member, course("12", true));
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("12");
        assertThat(finding(member, "verifiable").counted()).isEqualByComparingTo("12");

        portfolios.amend(herself(member), recorded.id(), recorded.revision(), course("10", false));
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("10");
        assertThat(finding(member, "verifiable").counted()).isEqualByComparingTo("0");

        long latest = portfolios.find(herself(member), recorded.id()).revision();
        portfolios.withdraw(herself(member), recorded.id(), latest);
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("0");
    }

    @Test
    void whatIsMissingNearTheDeadlineIsRemindedOfAndWhatIsMetIsNot() {
        MemberId member = memberOf("acca");
        DueReminders deadlines = CONTEXT.getBean(DueReminders.class);
        Call late = TestBodies.at(TestBodies.job(body), Instant.parse("2026-12-05T12:00:00Z"));
        standings.rejudge(late, member, "time");

        var due = deadlines.due(late, LocalDate.of(2027, 3, 5), Optional.empty(), 500).due();
        assertThat(due).anySatisfy(one -> {
            assertThat(one.requirement()).isEqualTo("total");
            assertThat(one.member()).isEqualTo(member);
            assertThat(one.deadline()).isEqualTo(LocalDate.of(2026, 12, 31));
            assertThat(one.line().shortBy().orElseThrow()).isEqualByComparingTo("40");
        });

        portfolios.record(herself(member), member, course("40", true));
        standings.rejudge(late, member, "time");
        assertThat(deadlines.due(late, LocalDate.of(2027, 3, 5), Optional.empty(), 500).due())
                .noneMatch(one -> one.requirement().equals("total"));
    }

    @Test
    void aPreviewSaysWhatWouldCountAndWritesNothing() {
        MemberId member = memberOf("acca");
        portfolios.record(herself(member), member, course("18", false));

        var preview = standings.preview(herself(member), member, collegium.requirements.engine.Activity
                .on("new", LocalDate.of(2026, 4, 1)).measure("units", new BigDecimal("3")).type("reading").done());

        assertThat(preview).singleElement().satisfies(one -> assertThat(one.after().finding("total").orElseThrow().counted()).isEqualByComparingTo("19"));
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("18");
    }

    @Test
    void theYearEndsAtMidnightInTheBodysZone() {
        MemberId member = memberOf("acca");
        Call before = TestBodies.at(TestBodies.job(body), Instant.parse("2026-12-31T23:59:59Z"));
        Call after = TestBodies.at(TestBodies.job(body), Instant.parse("2027-01-01T00:00:00Z"));

        CONTEXT.getBean(DueStandings.class).judgeDue(before);
        assertThat(standings.of(before, member).getFirst().enrolment().period().orElseThrow().days().end()).isEqualTo(LocalDate.of(2026, 12, 31));
        CONTEXT.getBean(DueStandings.class).judgeDue(after);
        assertThat(standings.of(after, member).getFirst().enrolment().period().orElseThrow().days().start()).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void whatAnEarlierEngineJudgedIsJudgedAgainTheNextNight() {
        MemberId member = memberOf("acca");
        TenantDatabase database = CONTEXT.getBean(TenantDatabase.class);
        Call night = TestBodies.at(TestBodies.job(body), TestBodies.NOON.plus(Duration.ofDays(1)));
        assertThat(database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(member)).fetchSingle()).getNextChangeOn()).isAfter(night.today());
        database.run(body, sql -> sql.update(STANDING).set(STANDING.ENGINE_VERSION, "0").where(STANDING.MEMBER_ID.eq(member)).execute());

        CONTEXT.getBean(DueStandings.class).judgeDue(night);

        StandingRecord again = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(member)).fetchSingle());
        assertThat(again.getEngineVersion()).isEqualTo(Judge.ENGINE);
        assertThat(again.getAsAt()).isEqualTo(night.today());
    }

    @Test
    void officersSeeEverybodyByWhatNeedsAttentionAndExportExactlyThat() {
        MemberId member = memberOf("acca");
        members.register(officer(), new RegisterMember("=1+1", "=cmd|' /C calc'!A0", "Zed", Optional.empty(), LocalDate.of(2020, 1, 1),
                Optional.empty(), List.of()));
        portfolios.record(herself(member), member, course("40", true));

        assertThat(cohort.counts(officer(), Optional.empty())).containsEntry("met", 1);
        List<Cohort.Line> seen = new ArrayList<>();
        Optional<Cohort.Line> last = Optional.empty();
        do {
            List<Cohort.Line> page = cohort.page(officer(), all(), Cohort.Sort.STATUS, last, 1);
            seen.addAll(page);
            last = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast());
        } while (last.isPresent());
        assertThat(seen).extracting(Cohort.Line::status).hasSize(2).last().isEqualTo("met");
        assertThat(cohort.size(officer(), all())).isEqualTo(new Cohort.Size(2, 2));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cohort.export(officer(), all(), Cohort.Sort.STATUS, List.of("Number", "Name"), out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3).anySatisfy(line -> assertThat(line).contains("'=1+1", "'=cmd"));
        assertThatThrownBy(() -> cohort.page(herself(member), all(), Cohort.Sort.NAME, Optional.empty(), 5)).isInstanceOf(Refused.class);
    }

    private static Cohort.Filter all() {
        return new Cohort.Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void anotherMembersStandingIsAsIfItWereNotThere() {
        MemberId member = memberOf("acca");
        MemberId other = members.register(officer(), new RegisterMember("A-2", "Kofi", "Mensah", Optional.empty(), LocalDate.of(2020, 1, 1),
                Optional.empty(), List.of()));

        assertThatThrownBy(() -> standings.of(herself(other), member)).isInstanceOf(Refused.class);
    }

    @Test
    void aChangedFactChangesWhatIsNeeded() {
        LocalDate since = LocalDate.of(2022, 1, 1);
        MemberId member = memberOf("gdc", ChangeFact.of("titles", "dental_nurse", since, "Register"), ChangeFact.of("registered", "2021-06-01", since, "Register"));
        assertThat(finding(member, "total").needed()).isEqualByComparingTo("50");

        members.change(officer(), member, ChangeFact.of("titles", "dental_hygienist", since, "Register"));

        assertThat(finding(member, "total").needed()).isEqualByComparingTo("75");
        assertThat(finding(member, "total").status()).isNotEqualTo(Status.MET);
    }

    @Test
    void anEndedPeriodIsJudgedToItsEndAndCarriesOn() {
        MemberId member = memberOf("acca");
        for (String amount : List.of("20", "20", "15")) {
            portfolios.record(herself(member), member, course(amount, true));
        }
        CONTEXT.getBean(DueStandings.class).judgeDue(TestBodies.at(TestBodies.job(body), Instant.parse("2027-01-01T00:10:00Z")));

        assertThat(ended(member).status()).isEqualTo(Status.MET);
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("15");
    }

    @Test
    void whoFellShortIsShortOnceTheYearIsOver() {
        MemberId member = memberOf("acca");
        portfolios.record(herself(member), member, course("12", true));
        CONTEXT.getBean(DueStandings.class).judgeDue(TestBodies.at(TestBodies.job(body), Instant.parse("2027-01-01T00:10:00Z")));

        assertThat(ended(member).status()).isEqualTo(Status.SHORT);
        assertThat(ended(member).finding("total").orElseThrow().shortBy()).isEqualByComparingTo("28");
    }

    @Test
    void whatIsRecordedLateChangesTheEndedPeriodAndWhatItCarriesOn() {
        MemberId member = memberOf("acca");
        Activity first = portfolios.record(herself(member), member, course("48", true));
        CONTEXT.getBean(DueStandings.class).judgeDue(TestBodies.at(TestBodies.job(body), Instant.parse("2027-01-01T00:10:00Z")));
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("8");
        Call january = TestBodies.at(herself(member), Instant.parse("2027-01-03T10:00:00Z"));

        portfolios.record(january, member, course("4", true));
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("12");

        portfolios.withdraw(january, first.id(), first.revision());
        assertThat(finding(member, "total").counted()).isEqualByComparingTo("0");
        assertThat(ended(member).status()).isEqualTo(Status.SHORT);
    }
}
