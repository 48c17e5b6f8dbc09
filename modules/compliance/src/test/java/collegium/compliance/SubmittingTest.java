package collegium.compliance;

import static collegium.database.tenant.Tables.ACTIVITY_CONTENT;
import static collegium.database.tenant.Tables.AUDIT_LOG;
import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Refused;
import collegium.kernel.SubmissionId;
import collegium.portfolios.Activity;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.schemes.StandingJson;
import collegium.testing.TestBodies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmittingTest {

    private final Desk desk = new Desk();
    private final Submissions submissions = Desk.part(Submissions.class);

    @Test
    void whatIsMissingIsSaidFirstAndTheMemberMaySubmitAllTheSame() {
        desk.course("12", true);
        Readiness readiness = desk.periods.readiness(desk.self, desk.period());
        assertThat(readiness.missing()).extracting(finding -> finding.requirement()).contains("total");
        assertThat(readiness.activities()).isEqualTo(1);
        assertThat(readiness.reflections()).isEqualTo(1);
        assertThat(readiness.statements()).isEqualTo(Statements.USUAL);

        SubmitPeriod form = desk.form();
        assertThatThrownBy(() -> desk.periods.submit(desk.self, new SubmitPeriod(form.period(), form.seen(), form.answers(), form.note(), false, form.signature())))
                .hasMessage("missing-not-agreed");
        Submission kept = submissions.find(desk.self, desk.submit());
        assertThat(kept.statements()).containsEntry("true-record", "yes").containsEntry("true-record.asked", "I say so.")
                .containsEntry("signature", "Abena Koranteng").containsEntry("note", "Nothing else").containsKey("although");
    }

    @Test
    void everythingThatKeepsAFormFromBeingSubmittedIsSaidAtOnce() {
        SubmitPeriod form = desk.form();

        assertThatThrownBy(() -> desk.periods.submit(desk.self, new SubmitPeriod(form.period(), form.seen(), List.of(
                new SubmitPeriod.Answer("insured", "I was insured.", "perhaps")), Optional.empty(), false, "Kofi Mensah")))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.faults()).extracting(Refused.Fault::field)
                        .containsExactlyInAnyOrder("statement-true-record", "statement-insured", "statement-fit", "although", "signature"));
        assertThat(submissions.list(desk.self, desk.member)).isEmpty();
    }

    @Test
    void revisionStandingAndDigestAreFrozenWhileTheLiveRecordGoesOn() {
        Activity course = desk.course("12", true);
        SubmissionId id = desk.submit();
        desk.portfolios.withdraw(desk.self, course.id(), course.revision());

        Submission kept = submissions.find(desk.self, id);
        assertThat(Desk.total(StandingJson.read(kept.standing())).counted()).isEqualByComparingTo("12");
        assertThat(desk.portfolios.asKnown(desk.self, desk.member, kept.revision())).extracting(Activity::id).containsExactly(course.id());
        assertThat(Desk.total(desk.live()).counted()).isEqualByComparingTo("0");
        assertThat(Desk.total(desk.determinations.standing(desk.officer, id)).counted()).isEqualByComparingTo("12");
    }

    @Test
    void oncePerPeriodUntilAnOfficerReopensItWithAReason() {
        SubmissionId first = desk.submit();
        SubmitPeriod again = desk.form();
        assertThatThrownBy(() -> desk.periods.submit(desk.self, again)).hasMessage("already-submitted");
        assertThatThrownBy(() -> desk.periods.reopen(desk.self, first, "please")).hasMessage("not-allowed");
        assertThatThrownBy(() -> desk.periods.reopen(desk.officer, first, " ")).hasMessage("required");

        desk.periods.reopen(desk.officer, first, "A certificate was missing");
        SubmissionId second = desk.submit();

        assertThat(submissions.find(desk.self, first).reopened()).hasValueSatisfying(reopened -> assertThat(reopened.reason()).isEqualTo("A certificate was missing"));
        assertThat(submissions.current(desk.self, desk.period()).orElseThrow().id()).isEqualTo(second);
        assertThat(messages()).containsExactly("submission-reopened");
        assertThatThrownBy(() -> desk.periods.reopen(desk.officer, first, "again")).hasMessage("already-reopened");
        List<String> acts = desk.tenants.in(desk.body, sql -> sql.select(AUDIT_LOG.ACT).from(AUDIT_LOG).fetch(row -> row.value1()));
        assertThat(acts).contains("period-submitted", "submission-reopened");
    }

    private List<String> messages() {
        return desk.tenants.in(desk.body, sql -> sql.select(MESSAGE.KIND).from(MESSAGE).orderBy(MESSAGE.ID).fetch(row -> row.value1()));
    }

    @Test
    void whatWasLookedAtIsWhatIsFrozen() {
        SubmitPeriod form = desk.form();
        desk.course("12", true);

        assertThatThrownBy(() -> desk.periods.submit(desk.self, form)).hasMessage("changed-meanwhile");
        assertThat(submissions.list(desk.self, desk.member)).isEmpty();
    }

    @Test
    void aPeriodThatIsOverIsSubmittedAfterItsEnd() {
        desk.course("40", true);
        var ended = desk.period();
        var january = TestBodies.at(TestBodies.job(desk.body), Instant.parse("2027-01-04T12:00:00Z"));
        Desk.part(DueStandings.class).judgeDue(january);
        var herself = TestBodies.at(desk.self, january.at());

        assertThat(desk.periods.of(herself, desk.member)).hasSize(2);
        SubmissionId id = desk.periods.submit(herself, new SubmitPeriod(ended, desk.periods.readiness(herself, ended).revision(), desk.form().answers(),
                Optional.empty(), true, "abena  koranteng"));
        assertThat(StandingJson.read(submissions.find(herself, id).standing()).period().end()).isEqualTo("2026-12-31");
    }

    @Test
    void erasingWordsLeavesTheDigestAsItIs() {
        Activity course = desk.course("12", true);
        SubmissionId id = desk.submit();
        DeterminationId determined = desk.determined(id, Determination.Outcome.NOT_MET);
        desk.tenants.run(desk.body, sql -> sql.deleteFrom(ACTIVITY_CONTENT).where(ACTIVITY_CONTENT.ACTIVITY_ID.eq(course.id())).execute());

        Replay replay = desk.replays.of(desk.officer, determined);
        assertThat(replay.digest()).isEqualTo(desk.determinations.find(desk.officer, determined).digest());
        assertThat(replay.against().orElseThrow().same()).isTrue();
    }

    @Test
    void aFileThatWasSubmittedIsReadAsFrozenAfterTheMemberTookItAway() throws IOException {
        EvidenceFiles files = Desk.part(EvidenceFiles.class);
        Activity course = desk.course("12", true);
        EvidenceFile file = files.add(desk.self, course.id(), "certificate.txt", new ByteArrayInputStream("seen".getBytes(StandardCharsets.UTF_8)));
        SubmissionId id = desk.submit();
        files.remove(desk.self, file.id());

        assertThat(files.list(desk.self, desk.member, Long.MAX_VALUE)).isEmpty();
        assertThat(files.list(desk.officer, desk.member, submissions.find(desk.officer, id).revision())).extracting(EvidenceFile::id).containsExactly(file.id());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.copy(desk.officer, file.id(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("seen");
        assertThatThrownBy(() -> files.remove(desk.self, file.id())).hasMessage("not-found");
    }

    @Test
    void aBodyAsksItsOwnStatements() {
        Statements statements = Desk.part(Statements.class);
        statements.set(desk.administrator, List.of(new Statement("registered", Optional.of("I am on the register."), Optional.empty(), List.of("yes", "no"))));

        assertThat(desk.periods.readiness(desk.self, desk.period()).statements()).extracting(Statement::key).containsExactly("registered");
        SubmitPeriod usual = desk.form();
        assertThatThrownBy(() -> desk.periods.submit(desk.self, usual)).hasMessage("statement-unanswered");
        assertThatThrownBy(() -> statements.set(desk.officer, List.of())).hasMessage("not-allowed");
    }

    @Test
    void nobodyElseSubmitsOrSeesIt() {
        Desk other = new Desk();
        SubmissionId id = desk.submit();
        SubmitPeriod form = desk.form();

        assertThatThrownBy(() -> desk.periods.submit(desk.officer, form)).hasMessage("not-found");
        assertThatThrownBy(() -> desk.periods.readiness(desk.reviewer, desk.period())).hasMessage("not-found");
        assertThatThrownBy(() -> other.periods.submit(other.self, form)).hasMessage("not-found");
        assertThatThrownBy(() -> desk.determinations.result(other.officer, id)).hasMessage("not-found");
        assertThatThrownBy(() -> desk.determinations.result(desk.reviewer, id)).hasMessage("not-found");
        assertThatThrownBy(() -> desk.determinations.standing(desk.reviewer, id)).hasMessage("not-found");
        assertThatThrownBy(() -> desk.periods.reopen(other.officer, id, "x")).hasMessage("not-found");
        assertThatThrownBy(() -> Desk.part(Standings.class).of(desk.reviewer, desk.member)).hasMessage("not-found");
    }
}
