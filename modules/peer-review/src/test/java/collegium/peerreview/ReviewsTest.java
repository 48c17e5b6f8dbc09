package collegium.peerreview;

import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.portfolios.Activity;
import collegium.portfolios.RecordActivity;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ReviewsTest {

    private final Panel panel = new Panel();
    private final Reviews reviews = panel.reviews;

    private Activity webinar() {
        return panel.portfolios.record(panel.self, panel.member, RecordActivity.on(LocalDate.of(2026, 11, 19), "Webinar", "course", "hours", "1.5"));
    }

    private ReviewId assigned() {
        return panel.assignments.assign(panel.officer, panel.submit(), panel.reviewerAccount, Panel.DUE);
    }

    private List<String> messages() {
        return panel.tenants.in(panel.body, sql -> sql.select(MESSAGE.KIND).from(MESSAGE).orderBy(MESSAGE.ID).fetch(row -> row.value1()));
    }

    private static ReviewDraft draft(int edit, String reasons) {
        return new ReviewDraft(edit, Map.of(), reasons, Optional.empty(), Map.of(), Set.of());
    }

    /** Every criterion answered, as far as a recommendation asks for it. */
    private static ReviewDraft whole(int edit, Map<UUID, String> comments) {
        Map<String, String> answers = new HashMap<>();
        Criteria.USUAL.forEach(criterion -> answers.put(criterion.key(), Criteria.Answer.MEETS.key()));
        answers.put("reflections", Criteria.Answer.IN_PART.key());
        answers.put("reflections.why", "Strong for referral");
        return new ReviewDraft(edit, answers, "Well reflected", Optional.of(Recommendation.Outcome.STANDS_WITH_ADVICE), comments, comments.keySet());
    }

    @Test
    void aPortfolioOpensOnlyAfterNoConflictWasConfirmedAndAsItWasFrozen() {
        Activity frozen = webinar();
        ReviewId review = assigned();
        panel.portfolios.withdraw(panel.self, frozen.id(), frozen.revision());

        assertThat(reviews.queue(panel.reviewer, Optional.empty(), 10)).singleElement().satisfies(r -> assertThat(r.memberName()).isEqualTo("Ama Mensah"));
        assertThatThrownBy(() -> reviews.open(panel.reviewer, review)).hasMessage("conflict-not-answered");
        assertThatThrownBy(() -> reviews.save(panel.reviewer, review, draft(0, "x"))).hasMessage("conflict-not-answered");
        reviews.confirmNoConflict(panel.reviewer, review);
        assertThat(reviews.open(panel.reviewer, review).activities()).containsExactly(frozen);
    }

    @Test
    void whatIsWrittenIsKeptAndTheRecommendationClosesIt() {
        Activity activity = webinar();
        ReviewId review = assigned();
        reviews.confirmNoConflict(panel.reviewer, review);
        int first = reviews.save(panel.reviewer, review, draft(0, "so far"));
        int second = reviews.save(panel.reviewer, review, whole(first, Map.of(activity.id().value(), "Which outcome?")));
        reviews.recommend(panel.reviewer, review, second);

        ReviewedBy finished = reviews.finished(panel.officer, reviews.find(panel.officer, review).submission()).getFirst();
        assertThat(finished.review().criteria()).containsEntry("reflections", "in-part").containsEntry("reflections.why", "Strong for referral");
        assertThat(finished.review().recommendation()).hasValueSatisfying(r -> {
            assertThat(r.outcome()).isEqualTo(Recommendation.Outcome.STANDS_WITH_ADVICE);
            assertThat(r.reasons()).isEqualTo("Well reflected");
        });
        assertThat(finished.comments()).singleElement().satisfies(c -> assertThat(c.activity()).contains(activity.id()));
        assertThat(finished.review().looked()).containsExactly(activity.id().value());
        assertThat(reviews.queue(panel.reviewer, Optional.empty(), 10)).isEmpty();
        assertThat(reviews.done(panel.reviewer, Optional.empty(), 10)).extracting(Review::id).containsExactly(review);
        assertThat(messages()).containsExactly("review-assigned", "review-finished");
        assertThatThrownBy(() -> reviews.recommend(panel.reviewer, review, second)).hasMessage("review-closed");
        assertThatThrownBy(() -> reviews.save(panel.reviewer, review, draft(second, "again"))).hasMessage("review-closed");
    }

    @Test
    void anUnfinishedReviewIsNotRecommendedAndSaysWhatIsMissing() {
        ReviewId review = assigned();
        reviews.confirmNoConflict(panel.reviewer, review);
        int edit = reviews.save(panel.reviewer, review, draft(0, ""));

        assertThatThrownBy(() -> reviews.recommend(panel.reviewer, review, edit)).isInstanceOfSatisfying(Refused.class, refused ->
                assertThat(refused.faults()).extracting(Refused.Fault::field)
                        .contains("criterion-needs", "criterion-activities", "criterion-reflections", "criterion-evidence", "criterion-peers", "outcome", "reasons"));
    }

    @Test
    void ofTwoWindowsTheLaterOneDoesNotOverwriteWhatTheFirstSaved() {
        Activity activity = webinar();
        ReviewId review = assigned();
        reviews.confirmNoConflict(panel.reviewer, review);
        int edit = reviews.save(panel.reviewer, review, whole(0, Map.of(activity.id().value(), "Which outcome?")));

        assertThatThrownBy(() -> reviews.save(panel.reviewer, review, draft(0, "from the other window"))).hasMessage("changed-meanwhile");
        assertThatThrownBy(() -> reviews.recommend(panel.reviewer, review, 0)).hasMessage("changed-meanwhile");
        assertThat(reviews.open(panel.reviewer, review).comments()).hasSize(1);
        assertThat(reviews.find(panel.reviewer, review)).satisfies(kept -> {
            assertThat(kept.edit()).isEqualTo(edit);
            assertThat(kept.draft()).isEqualTo("Well reflected");
        });
    }

    @Test
    void whatIsNoEntryOfTheFrozenRecordIsNotCommentedOn() {
        ReviewId review = assigned();
        Activity later = webinar();
        reviews.confirmNoConflict(panel.reviewer, review);

        assertThatThrownBy(() -> reviews.save(panel.reviewer, review, whole(0, Map.of(later.id().value(), "x")))).hasMessage("not-found");
    }

    @Test
    void aReviewTakenAwayIsClosedToItsReviewerAndGoesToAnotherOrBack() {
        ReviewId review = assigned();
        SubmissionId submission = reviews.find(panel.officer, review).submission();
        reviews.confirmNoConflict(panel.reviewer, review);
        panel.assignments.withdraw(panel.officer, review, "No answer for a month");

        assertThat(reviews.queue(panel.reviewer, Optional.empty(), 10)).isEmpty();
        assertThatThrownBy(() -> reviews.open(panel.reviewer, review)).hasMessage("review-closed");
        assertThatThrownBy(() -> panel.assignments.withdraw(panel.officer, review, "again")).hasMessage("review-closed");
        assertThat(panel.assignments.candidates(panel.officer, submission)).extracting(Assignments.Candidate::account).contains(panel.reviewerAccount);
        panel.assignments.assign(panel.officer, submission, panel.reviewerAccount, Panel.DUE);
    }

    @Test
    void aConflictDeclaredWhileReviewingClosesThePortfolio() {
        ReviewId review = assigned();
        reviews.confirmNoConflict(panel.reviewer, review);
        panel.conflicts.declare(panel.officer, panel.reviewerAccount, panel.member, "They married");

        assertThatThrownBy(() -> reviews.open(panel.reviewer, review)).hasMessage("conflict-declared");
        assertThatThrownBy(() -> reviews.save(panel.reviewer, review, draft(0, "x"))).hasMessage("conflict-declared");
    }

    @Test
    void aBodyHasCriteriaOfItsOwnAndAFinishedReviewKeepsTheWordsThatItAnswered() {
        Call administrator = panel.person(panel.account("admin", Set.of(Role.ADMINISTRATOR)), Role.ADMINISTRATOR);
        panel.criteria.set(administrator, List.of(new Criterion("impact", Optional.of("Practice changed"), Optional.of("Look for what is done differently."))));
        ReviewId review = assigned();
        reviews.confirmNoConflict(panel.reviewer, review);
        int edit = reviews.save(panel.reviewer, review, new ReviewDraft(0, Map.of("impact", "meets"), "Clear", Optional.of(Recommendation.Outcome.STANDS), Map.of(), Set.of()));
        reviews.recommend(panel.reviewer, review, edit);
        panel.criteria.set(administrator, Criteria.USUAL);

        assertThat(reviews.find(panel.reviewer, review).criteria()).containsEntry("impact.title", "Practice changed");
        assertThat(panel.criteria.of(panel.reviewer)).isEqualTo(Criteria.USUAL);
        assertThatThrownBy(() -> panel.criteria.set(panel.officer, Criteria.USUAL)).hasMessage("not-allowed");
    }

    @Test
    void neverTheMemberNeverAConflictNeverSomebodyWhoIsNoReviewer() {
        SubmissionId submission = panel.submit();
        AccountId plain = panel.account("plain", Set.of(Role.OFFICER));

        assertThatThrownBy(() -> panel.assignments.assign(panel.officer, submission, panel.memberAccount, Panel.DUE)).hasMessage("not-eligible");
        assertThatThrownBy(() -> panel.assignments.assign(panel.officer, submission, plain, Panel.DUE)).hasMessage("not-eligible");
        panel.conflicts.declare(panel.reviewer, panel.reviewerAccount, panel.member, "We share a practice");
        assertThatThrownBy(() -> panel.assignments.assign(panel.officer, submission, panel.reviewerAccount, Panel.DUE)).hasMessage("not-eligible");
        assertThat(panel.assignments.candidates(panel.officer, submission)).isEmpty();
        assertThatThrownBy(() -> panel.assignments.assign(panel.officer, submission, panel.reviewerAccount, LocalDate.of(2026, 11, 23))).hasMessage("in-the-past");
    }

    @Test
    void whoDeclinesForAConflictIsNotAskedAgain() {
        ReviewId review = assigned();
        SubmissionId submission = reviews.find(panel.officer, review).submission();
        reviews.decline(panel.reviewer, review, "My sister", true);

        assertThat(messages()).contains("review-declined");
        assertThat(panel.conflicts.of(panel.officer, panel.member)).hasSize(1);
        assertThatThrownBy(() -> panel.assignments.assign(panel.officer, submission, panel.reviewerAccount, Panel.DUE)).hasMessage("not-eligible");
        assertThatThrownBy(() -> reviews.confirmNoConflict(panel.reviewer, review)).hasMessage("review-closed");
    }

    @Test
    void aReopenedSubmissionIsNotReviewedFurther() {
        ReviewId review = assigned();
        SubmissionId submission = reviews.find(panel.officer, review).submission();
        panel.tenants.run(panel.body, sql -> panel.submissions.reopen(sql, panel.officer, submission, "Evidence was missing"));

        assertThatThrownBy(() -> reviews.confirmNoConflict(panel.reviewer, review)).hasMessage("submission-reopened");
        assertThatThrownBy(() -> panel.assignments.assign(panel.officer, submission, panel.reviewerAccount, Panel.DUE)).hasMessage("submission-reopened");
    }

    @Test
    void nobodyElseDoesAnyOfIt() {
        ReviewId review = assigned();
        Call another = panel.person(panel.account("another", Set.of(Role.REVIEWER)), Role.REVIEWER);
        Panel other = new Panel();
        Call elsewhere = other.reviewer;
        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> reviews.find(another, review), () -> reviews.open(another, review), () -> reviews.find(panel.self, review),
                () -> reviews.save(another, review, draft(0, "x")), () -> reviews.find(elsewhere, review), () -> reviews.open(elsewhere, review))) {
            assertThatThrownBy(attempt::call).hasMessage("not-found");
        }
        assertThatThrownBy(() -> reviews.confirmNoConflict(panel.officer, review)).hasMessage("not-found");
        assertThatThrownBy(() -> reviews.recommend(another, review, 0)).hasMessage("not-found");
        assertThatThrownBy(() -> reviews.decline(another, review, "x", false)).hasMessage("not-found");
        assertThatThrownBy(() -> reviews.of(panel.reviewer, panel.submit())).hasMessage("not-allowed");
        assertThatThrownBy(() -> reviews.finished(panel.reviewer, panel.submit())).hasMessage("not-allowed");
        assertThatThrownBy(() -> panel.assignments.withdraw(panel.reviewer, review, "x")).hasMessage("not-allowed");
        assertThatThrownBy(() -> reviews.queue(panel.self, Optional.empty(), 5)).hasMessage("not-allowed");
        assertThatThrownBy(() -> panel.assignments.assign(panel.reviewer, panel.submit(), panel.reviewerAccount, Panel.DUE)).hasMessage("not-allowed");
        assertThatThrownBy(() -> panel.conflicts.declare(panel.self, panel.memberAccount, panel.member, "x")).hasMessage("not-allowed");
    }
}
