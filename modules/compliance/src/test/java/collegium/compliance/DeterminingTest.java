package collegium.compliance;

import static collegium.database.tenant.Tables.DETERMINATION;
import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.SubmissionId;
import collegium.notifications.Message;
import collegium.notifications.Outbox;
import collegium.peerreview.ReviewId;
import collegium.portfolios.Activity;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.testing.TestBodies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

class DeterminingTest {

    private final Desk desk = new Desk();
    private final Activity course = desk.course("12", true);
    private final SubmissionId submission = desk.submit();

    private DecideEntry decision(long seen, EntryDecision.Verdict verdict) {
        return new DecideEntry(submission, course.id(), seen, verdict, verdict == EntryDecision.Verdict.PART ? Optional.of(new BigDecimal("7.5")) : Optional.empty(),
                verdict == EntryDecision.Verdict.RECLASSIFY ? Optional.of(new DecideEntry.Kind("reading", Optional.of(false), Set.of(), Set.of())) : Optional.empty(),
                "Budget and rota are part of the work.");
    }

    private ActivityCredit credit() {
        return desk.live().activity(course.id().toString()).orElseThrow();
    }

    private long last() {
        return desk.decisions.of(desk.officer, submission).getFirst().revision();
    }

    private List<String> messages() {
        return desk.tenants.in(desk.body, sql -> sql.select(MESSAGE.KIND).from(MESSAGE).orderBy(MESSAGE.ID).fetch(row -> row.value1()));
    }

    @Test
    void aDecisionChangesWhatIsCreditedNeverWhatWasClaimedAndTheStandingExplainsIt() {
        desk.decisions.decide(desk.officer, decision(0, EntryDecision.Verdict.PART));

        assertThat(credit()).satisfies(credit -> {
            assertThat(credit.claimed()).isEqualByComparingTo("12");
            assertThat(credit.credited()).isEqualByComparingTo("7.5");
            assertThat(credit.why()).anySatisfy(why -> assertThat(why.text()).contains("Budget and rota"));
        });
        assertThat(Desk.total(desk.determinations.standing(desk.officer, submission)).counted()).isEqualByComparingTo("7.5");
        assertThat(messages()).containsExactly("entry-decided");
        assertThat(desk.decisions.of(desk.self, submission)).singleElement().satisfies(seen -> {
            assertThat(seen.reason()).contains("Budget and rota");
            assertThat(seen.by()).isEqualTo("The officer");
        });

        desk.decisions.decide(desk.officer, decision(last(), EntryDecision.Verdict.REJECT));
        assertThat(credit().credited()).isEqualByComparingTo("0");
        desk.decisions.decide(desk.officer, decision(last(), EntryDecision.Verdict.RECLASSIFY));
        assertThat(credit().credited()).isEqualByComparingTo("12");
        assertThat(desk.live().finding("verifiable").orElseThrow().counted()).isEqualByComparingTo("0");
        desk.decisions.decide(desk.officer, decision(last(), EntryDecision.Verdict.ACCEPT));
        assertThat(credit().credited()).isEqualByComparingTo("12");
        assertThat(desk.live().finding("verifiable").orElseThrow().counted()).isEqualByComparingTo("12");
        assertThat(desk.decisions.of(desk.officer, submission)).hasSize(4);
    }

    @Test
    void aDecisionIsRefusedWhereItSaysNothingOrComesTooLate() {
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, new DecideEntry(submission, course.id(), 0, EntryDecision.Verdict.REJECT,
                Optional.empty(), Optional.empty(), " "))).hasMessage("required");
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, new DecideEntry(submission, course.id(), 0, EntryDecision.Verdict.PART,
                Optional.of(new BigDecimal("12")), Optional.empty(), "x"))).hasMessage("part-not-less");
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, new DecideEntry(submission, course.id(), 0, EntryDecision.Verdict.PART,
                Optional.of(new BigDecimal("-1")), Optional.empty(), "x"))).hasMessage("not-positive");
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, new DecideEntry(submission, course.id(), 0, EntryDecision.Verdict.RECLASSIFY,
                Optional.empty(), Optional.empty(), "x"))).hasMessage("required");
        Activity later = desk.course("3", false);
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, new DecideEntry(submission, later.id(), 0, EntryDecision.Verdict.REJECT,
                Optional.empty(), Optional.empty(), "x"))).hasMessage("not-found");
        desk.decisions.decide(desk.officer, decision(0, EntryDecision.Verdict.REJECT));
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, decision(0, EntryDecision.Verdict.ACCEPT))).hasMessage("changed-meanwhile");
        desk.periods.reopen(desk.officer, submission, "Evidence");
        assertThatThrownBy(() -> desk.decisions.decide(desk.officer, decision(last(), EntryDecision.Verdict.ACCEPT))).hasMessage("submission-reopened");
        assertThat(messages()).containsExactly("entry-decided", "submission-reopened");
    }

    @Test
    void aDeterminationKeepsTheWholeStandingBesideTheRecommendationAndTellsTheMember() {
        desk.reviewed(submission);
        DeterminationId id = desk.determined(submission, Determination.Outcome.NOT_MET);

        Determination determination = desk.determinations.find(desk.self, id);
        assertThat(determination.outcome()).isEqualTo(Determination.Outcome.NOT_MET);
        assertThat(determination.reasons()).isEqualTo("As the record shows");
        assertThat(Desk.total(determination.standing()).counted()).isEqualByComparingTo("12");
        assertThat(determination.by()).isEqualTo("The officer");
        assertThat(determination.inputs().record()).isLessThan(determination.inputs().decided());
        assertThat(messages()).containsExactly("review-assigned", "review-finished", "determination");
        assertThat(desk.determinations.result(desk.self, submission).reviews()).singleElement()
                .satisfies(reviewed -> assertThat(reviewed.review().recommendation()).isPresent());
    }

    @Test
    void whatTheMemberIsToldIsWorded() {
        desk.decisions.decide(desk.officer, decision(0, EntryDecision.Verdict.PART));
        desk.determined(submission, Determination.Outcome.NOT_MET);
        Outbox outbox = Desk.part(Outbox.class);

        assertThat(outbox.own(desk.self, desk.member, Message.Query.first(10))).extracting(message -> outbox.open(desk.self, message.id()).text())
                .anySatisfy(text -> assertThat(text).contains("2026: it does not meet what is asked", "As the record shows"))
                .anySatisfy(text -> assertThat(text).contains("accepted in part", "Budget and rota"));
    }

    @Test
    void whatAReviewerSaidReachesTheMemberWithTheDeterminationAndNotBefore() {
        desk.reviewed(submission);

        assertThat(desk.determinations.result(desk.self, submission).reviews()).isEmpty();
        desk.determined(submission, Determination.Outcome.NOT_MET);
        assertThat(desk.determinations.result(desk.self, submission).reviews()).hasSize(1);
    }

    @Test
    void nobodyDeterminesAgainstTheNumbersByASlipNorWhileAReviewerHasIt() {
        assertThatThrownBy(() -> desk.determinations.determine(desk.officer,
                new Determine(submission, Determination.Outcome.MET, "Fine", false, Optional.empty()))).hasMessage("against-standing");
        assertThatThrownBy(() -> desk.determinations.determine(desk.officer,
                new Determine(submission, Determination.Outcome.NOT_MET, "", false, Optional.empty()))).hasMessage("required");
        ReviewId review = desk.assignments.assign(desk.officer, submission, desk.reviewerAccount, Desk.DUE);
        assertThatThrownBy(() -> desk.determined(submission, Determination.Outcome.NOT_MET)).hasMessage("review-open");
        desk.assignments.withdraw(desk.officer, review, "No answer");
        desk.determined(submission, Determination.Outcome.NOT_MET);
    }

    @Test
    void anotherDeterminationFollowsAndNoneIsOverwritten() {
        DeterminationId first = desk.determined(submission, Determination.Outcome.NOT_MET);
        assertThatThrownBy(() -> desk.determinations.determine(desk.officer, new Determine(submission, Determination.Outcome.RELIEVED, "x", true, Optional.empty())))
                .hasMessage("changed-meanwhile");
        desk.periods.reopen(desk.officer, submission, "Appeal");
        assertThatThrownBy(() -> desk.determined(submission, Determination.Outcome.RELIEVED)).hasMessage("submission-reopened");
        desk.course("40", true);
        SubmissionId again = desk.submit();
        DeterminationId second = desk.determined(again, Determination.Outcome.MET);

        assertThat(desk.determinations.of(desk.self, desk.member, desk.period())).extracting(Determination::id).containsExactly(second, first);
        assertThat(desk.determinations.find(desk.self, second).follows()).contains(first);
        assertThatThrownBy(() -> desk.tenants.run(desk.body, sql -> sql.update(DETERMINATION).set(DETERMINATION.REASONS, "other").execute()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aReplayIsEqualAfterLaterAmendmentsDecisionsAndANewSchemeVersion() {
        DeterminationId id = desk.determined(submission, Determination.Outcome.NOT_MET);
        Call nextDay = Desk.later(desk.self, 24 * 60);
        desk.portfolios.withdraw(nextDay, course.id(), course.revision());
        desk.course("9", true);
        desk.decisions.decide(Desk.later(desk.officer, 24 * 60), decision(0, EntryDecision.Verdict.REJECT));
        desk.publish(ShippedSchemes.document("acca").orElseThrow().replace("40", "50"), Desk.later(desk.administrator, 24 * 60), LocalDate.of(2026, 1, 1));
        Desk.part(Standings.class).rejudge(Desk.later(desk.officer, 25 * 60), desk.member, "scheme-published");
        assertThat(Desk.total(desk.live()).needed()).isEqualByComparingTo("50");

        Replay replay = desk.replays.of(Desk.later(desk.officer, 48 * 60), id);
        Determination determination = desk.determinations.find(desk.officer, id);
        assertThat(replay.against().orElseThrow()).satisfies(compared -> {
            assertThat(compared.sameDigest()).isTrue();
            assertThat(compared.sameStanding()).isTrue();
            assertThat(compared.differences()).isEmpty();
        });
        assertThat(replay.standing().findings()).usingRecursiveComparison().isEqualTo(determination.standing().findings());
        assertThat(Desk.total(replay.standing()).needed()).isEqualByComparingTo("40");
    }

    @Test
    void aReplaySaysWhatDiffersWhereTheInputsAreNotWhatTheyWere() {
        DeterminationId id = desk.determined(submission, Determination.Outcome.NOT_MET);
        // No page can do this: it stands for rows that were restored wrongly, or a corrected engine.
        DeterminationId wrong = new DeterminationId(Id.fresh(TestBodies.NOON));
        desk.tenants.run(desk.body, sql -> {
            var row = sql.selectFrom(DETERMINATION).where(DETERMINATION.ID.eq(id.value())).fetchSingle().copy();
            row.setId(wrong.value());
            row.setFollows(id.value());
            row.setRevision(0L);
            row.insert();
        });

        Replay.Comparison compared = desk.replays.of(desk.officer, wrong).against().orElseThrow();
        assertThat(compared.same()).isFalse();
        assertThat(compared.differences()).anySatisfy(difference -> {
            assertThat(difference.before()).contains("12 / 40");
            assertThat(difference.now()).contains("0 / 40");
        });
    }

    @Test
    void aStandingIsJudgedAsAtADayAndAsKnownAtAnInstantOrARevision() {
        var enrolment = desk.replays.enrolments(desk.officer, desk.member).getFirst().id();
        long known = desk.periods.readiness(desk.self, desk.period()).revision();
        Call tomorrow = Desk.later(desk.self, 24 * 60);
        desk.portfolios.amend(tomorrow, course.id(), course.revision(), course.said().withMeasures(Map.of("units", new BigDecimal("20"))));
        LocalDate today = tomorrow.today();

        Replay asItWas = desk.replays.judge(desk.officer, desk.member, enrolment, today, new Known.At(desk.self.at()));
        assertThat(Desk.total(asItWas.standing()).counted()).isEqualByComparingTo("12");
        assertThat(Desk.total(desk.replays.judge(desk.officer, desk.member, enrolment, today, new Known.At(tomorrow.at())).standing()).counted()).isEqualByComparingTo("20");
        assertThat(Desk.total(desk.replays.judge(desk.officer, desk.member, enrolment, today, new Known.Revision(known)).standing()).counted()).isEqualByComparingTo("12");
        assertThat(Desk.total(desk.replays.judge(desk.officer, desk.member, enrolment, LocalDate.of(2026, 3, 1), new Known.At(tomorrow.at())).standing()).counted())
                .isEqualByComparingTo("0");
        Instant beforeTheScheme = LocalDate.of(2010, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThatThrownBy(() -> desk.replays.judge(desk.officer, desk.member, enrolment, today, new Known.At(beforeTheScheme))).hasMessage("nothing-published");
        assertThatThrownBy(() -> desk.replays.judge(desk.officer, desk.member, enrolment, today, new Known.Revision(99))).hasMessage("no-such-revision");
    }

    @Test
    void theCaseloadSaysWhatWaitsForWhat() {
        assertThat(desk.caseload.counts(desk.officer)).containsExactly(Map.entry(Caseload.State.UNASSIGNED, 1));
        ReviewId review = desk.assignments.assign(desk.officer, submission, desk.reviewerAccount, Desk.DUE);
        assertThat(line().state()).isEqualTo(Caseload.State.IN_REVIEW);
        assertThat(line().reviewers()).isEqualTo("The reviewer");
        assertThat(line().due()).contains(Desk.DUE);
        Call late = TestBodies.at(desk.officer, Instant.parse("2026-12-09T12:00:00Z"));
        assertThat(desk.caseload.waiting(late, 10)).extracting(Caseload.Line::state).containsExactly(Caseload.State.LATE);
        assertThat(desk.caseload.waiting(desk.officer, 10)).isEmpty();
        desk.assignments.withdraw(desk.officer, review, "No answer");
        assertThat(line().state()).isEqualTo(Caseload.State.UNASSIGNED);
        desk.reviewed(submission);
        assertThat(line().state()).isEqualTo(Caseload.State.RECOMMENDED);
        desk.determined(submission, Determination.Outcome.NOT_MET);
        assertThat(line()).satisfies(line -> {
            assertThat(line.state()).isEqualTo(Caseload.State.DETERMINED);
            assertThat(line.outcome()).contains(Determination.Outcome.NOT_MET);
        });
        desk.periods.reopen(desk.officer, submission, "Appeal");
        assertThat(line().state()).isEqualTo(Caseload.State.REOPENED);
        desk.submit();
        assertThat(desk.caseload.page(desk.officer, Caseload.Filter.ALL, Optional.of(line()), 10)).hasSize(1);
        assertThat(desk.caseload.page(desk.officer, new Caseload.Filter(Optional.of(Caseload.State.UNASSIGNED), Optional.empty(), Optional.of("koran")), Optional.empty(), 10)).hasSize(1);
        assertThat(desk.caseload.page(desk.officer, new Caseload.Filter(Optional.empty(), Optional.of(1), Optional.empty()), Optional.empty(), 10)).isEmpty();
        assertThat(desk.caseload.page(desk.officer, new Caseload.Filter(Optional.empty(), Optional.of(0), Optional.empty()), Optional.empty(), 10)).hasSize(2);
    }

    private Caseload.Line line() {
        return desk.caseload.find(desk.officer, submission).orElseThrow();
    }

    @Test
    void nobodyElseDoesAnyOfIt() {
        Desk other = new Desk();
        DeterminationId id = desk.determined(submission, Determination.Outcome.NOT_MET);
        var enrolment = desk.replays.enrolments(desk.officer, desk.member).getFirst().id();
        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> desk.determinations.find(other.officer, id), () -> desk.determinations.find(other.self, id), () -> desk.determinations.find(desk.reviewer, id),
                () -> desk.replays.of(other.officer, id), () -> desk.decisions.of(other.officer, submission), () -> desk.decisions.of(desk.reviewer, submission),
                () -> desk.replays.judge(other.officer, desk.member, enrolment, LocalDate.of(2026, 11, 1), new Known.At(TestBodies.NOON)),
                () -> desk.replays.judge(desk.officer, other.member, enrolment, LocalDate.of(2026, 11, 1), new Known.At(TestBodies.NOON)),
                () -> desk.determinations.of(desk.reviewer, desk.member, desk.period()),
                () -> desk.determinations.find(desk.officer, new DeterminationId(Id.fresh(TestBodies.NOON))))) {
            assertThatThrownBy(attempt::call).hasMessage("not-found");
        }
        for (Call wrong : List.of(desk.self, desk.reviewer)) {
            assertThatThrownBy(() -> desk.decisions.decide(wrong, decision(0, EntryDecision.Verdict.REJECT))).hasMessage("not-allowed");
            assertThatThrownBy(() -> desk.determinations.determine(wrong, new Determine(submission, Determination.Outcome.MET, "x", true, Optional.empty())))
                    .hasMessage("not-allowed");
            assertThatThrownBy(() -> desk.replays.of(wrong, id)).hasMessage("not-allowed");
            assertThatThrownBy(() -> desk.caseload.page(wrong, Caseload.Filter.ALL, Optional.empty(), 5)).hasMessage("not-allowed");
        }
        assertThatThrownBy(() -> desk.decisions.decide(other.officer, decision(0, EntryDecision.Verdict.REJECT))).hasMessage("not-found");
    }
}
