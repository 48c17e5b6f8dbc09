package collegium.compliance;

import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.database.tenant.Tables.SCHEME_VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.database.TenantDatabase;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.membership.AuditEntry;
import collegium.membership.AuditLog;
import collegium.requirements.Drafted;
import collegium.requirements.Publications;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Version;
import collegium.testing.TestBodies;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class PublicationsTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static final LocalDate FROM = LocalDate.of(2027, 1, 1);
    private static final String RULES = """
            scheme: pilots
            title: CPD of pilots
            unit: hour
            requirements:
              - {id: total, title: Hours in the year, count: all, at-least: 20}
            examples:
              - {id: enough, title: Enough, as-at: 2026-12-31, activities: [{id: a, date: 2026-05-01, hours: 25}], expect: {compliant: yes}}
            """;

    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
    private final Publications publications = CONTEXT.getBean(Publications.class);
    private final Schemes schemes = CONTEXT.getBean(Schemes.class);
    private final SchemeDrafts drafts = CONTEXT.getBean(SchemeDrafts.class);
    private final DuePublications nightly = CONTEXT.getBean(DuePublications.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private SchemeVersion draft() {
        if (!(schemes.draft(administrator, RULES, SchemeOutline.Authority.BODY, FROM, Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The draft has faults.");
        }
        return kept.version();
    }

    private SchemeVersion planned() {
        SchemeVersion draft = draft();
        publications.plan(administrator, draft.id(), DAY, FROM, draft.edit());
        return draft;
    }

    private void night(String at) {
        nightly.judgeDue(TestBodies.at(TestBodies.job(body), Instant.parse(at)));
    }

    private SchemeVersion now(SchemeVersion draft) {
        return schemes.find(administrator, draft.scheme()).versions().stream().filter(each -> each.id().equals(draft.id())).findFirst().orElseThrow();
    }

    private int messages() {
        return CONTEXT.getBean(TenantDatabase.class).in(body, sql -> sql.fetchCount(MESSAGE, MESSAGE.KIND.eq("publication-failed")));
    }

    private List<AuditEntry> log(String act) {
        return CONTEXT.getBean(AuditLog.class).page(administrator, new AuditLog.Filter(Optional.of(act), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(), 10);
    }

    @Test
    void itIsPublishedOnItsDayInTheBodysZoneAndNotBefore() {
        SchemeVersion draft = planned();
        Publications.Publication planned = publications.of(administrator, draft.id()).orElseThrow();
        assertThat(planned).extracting(Publications.Publication::on, Publications.Publication::from, Publications.Publication::approvedBy, Publications.Publication::changed)
                .containsExactly(DAY, FROM, "Somebody", false);

        night("2026-11-30T23:59:00Z");
        assertThat(now(draft).draft()).isTrue();
        night("2026-12-01T00:05:00Z");

        assertThat(now(draft).published()).contains(Instant.parse("2026-12-01T00:05:00Z"));
        assertThat(now(draft).from()).isEqualTo(FROM);
        assertThat(publications.of(administrator, draft.id())).isEmpty();
        assertThat(messages()).isZero();
        night("2026-12-01T01:05:00Z");
        assertThat(now(draft).published()).contains(Instant.parse("2026-12-01T00:05:00Z"));
    }

    @Test
    void whoApprovedItStandsInTheLog() {
        planned();
        night("2026-12-02T00:05:00Z");
        assertThat(log("publication-scheduled")).singleElement().satisfies(entry -> assertThat(entry.actorName()).isEqualTo("Somebody"));
        assertThat(log("scheme-published")).singleElement().satisfies(entry -> assertThat(entry.after().orElseThrow()).contains("\"approved-by\"", "Somebody"));
    }

    @Test
    void whatWasTakenBackIsNotPublished() {
        SchemeVersion draft = planned();
        publications.cancel(administrator, draft.id());
        night("2026-12-02T00:05:00Z");
        assertThat(now(draft).draft()).isTrue();
        assertThat(log("publication-cancelled")).hasSize(1);
        assertThatThrownBy(() -> publications.cancel(administrator, draft.id())).hasMessage("not-found");
    }

    @Test
    void whatWasChangedSinceIsNotPublishedAndAdministratorsAreToldOnce() {
        CONTEXT.getBean(Accounts.class).open(TestBodies.job(body), "owen@example.org", "Owen", Set.of(Role.ADMINISTRATOR));
        SchemeVersion draft = planned();
        assertThat(drafts.keep(administrator, draft.id(), RULES.replace("at-least: 20", "at-least: 21"), draft.edit())).isInstanceOf(Drafted.Kept.class);
        assertThat(publications.of(administrator, draft.id()).orElseThrow().changed()).isTrue();

        night("2026-12-01T00:05:00Z");
        night("2026-12-01T01:05:00Z");

        assertThat(now(draft).draft()).isTrue();
        Publications.Publication failed = publications.of(administrator, draft.id()).orElseThrow();
        assertThat(failed.failed()).contains(Instant.parse("2026-12-01T00:05:00Z"));
        assertThat(failed.reasons()).containsExactly("draft-changed");
        assertThat(messages()).isEqualTo(1);
        assertThat(log("publication-failed")).hasSize(1);

        SchemeVersion changed = now(draft);
        publications.plan(TestBodies.at(administrator, Instant.parse("2026-12-01T09:00:00Z")), draft.id(), DAY.plusDays(1), FROM, changed.edit());
        night("2026-12-02T00:05:00Z");
        assertThat(now(draft).draft()).isFalse();
    }

    @Test
    void theDayFromWhichItHoldsIsPartOfWhatWasApproved() {
        SchemeVersion draft = planned();
        drafts.takesEffect(administrator, draft.id(), FROM.plusYears(1), Version.ChosenBy.PERIOD_END);
        night("2026-12-01T00:05:00Z");
        assertThat(now(draft).draft()).isTrue();
        assertThat(publications.of(administrator, draft.id()).orElseThrow().reasons()).containsExactly("draft-changed");
    }

    @Test
    void theChecksRunAgainOnTheDay() {
        SchemeVersion draft = planned();
        schemes.publish(administrator, draft.id(), FROM);
        assertThat(publications.of(administrator, draft.id())).isEmpty();
        SchemeVersion next = drafts.next(administrator, draft.scheme());
        publications.plan(administrator, next.id(), DAY, next.from(), next.edit());
        assertThatThrownBy(() -> publications.plan(administrator, next.id(), DAY, next.from(), next.edit() + 1)).hasMessage("changed-meanwhile");
        // As if another release of the product judged the example otherwise: what was approved is the same, and does not hold any more.
        String other = next.source().replace("compliant: yes", "compliant: no");
        CONTEXT.getBean(TenantDatabase.class).run(body, sql -> sql.update(SCHEME_VERSION)
                .set(SCHEME_VERSION.SOURCE, other).where(SCHEME_VERSION.ID.eq(next.id())).execute());

        night("2026-12-01T00:05:00Z");

        assertThat(now(next).draft()).isTrue();
        assertThat(publications.of(administrator, next.id()).orElseThrow().reasons()).containsExactly("example-fails");
        assertThat(schemes.find(administrator, next.scheme()).inForce(FROM).orElseThrow().id()).isEqualTo(draft.id());
    }

    @Test
    void aDayThatIsNotToComeAndADraftWhoseExamplesFailAreRefused() {
        SchemeVersion draft = draft();
        assertThatThrownBy(() -> publications.plan(administrator, draft.id(), administrator.today(), FROM, draft.edit())).hasMessage("publish-day-past");
        drafts.keep(administrator, draft.id(), RULES.replace("hours: 25", "hours: 5"), draft.edit());
        assertThatThrownBy(() -> publications.plan(administrator, draft.id(), DAY, FROM, now(draft).edit())).hasMessageStartingWith("example-fails");
        assertThat(publications.of(administrator, draft.id())).isEmpty();
    }

    @Test
    void administratorsAlonePlan() {
        SchemeVersion draft = planned();
        Call officer = TestBodies.by(body, Role.OFFICER);
        assertThatThrownBy(() -> publications.plan(officer, draft.id(), DAY, FROM, draft.edit())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> publications.cancel(officer, draft.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> publications.of(officer, draft.id())).isInstanceOf(Refused.class);
    }
}
