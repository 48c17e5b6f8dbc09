package collegium.peerreview;

import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.portfolios.Activity;
import collegium.portfolios.RecordActivity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    @Test
    void aPortfolioOpensOnlyAfterNoConflictWasConfirmedAndAsItWasFrozen() {
        Activity frozen = webinar();
        ReviewId review = assigned();
        panel.portfolios.withdraw(panel.self, frozen.id(), frozen.revision());

        assertThat(reviews.queue(panel.reviewer, Optional.empty(), 10)).singleElement().satisfies(r -> assertThat(r.memberName()).isEqualTo("Ama Mensah"));
        assertThatThrownBy(() -> reviews.open(panel.reviewer, review)).hasMessage("conflict-not-answered");
        assertThatThrownBy(() -> reviews.save(panel.reviewer, review, Map.of(), "x")).hasMessage("conflict-not-answered");
        reviews.confirmNoConflict(panel.reviewer, review);
        assertThat(reviews.open(panel.reviewer, review).activities()).containsExactly(frozen);
    }

    @Test
    void whatIsWrittenIsKeptAndTheRecommendationClosesIt() {
        Activity activity = webinar();
        ReviewId review = assigned();
        reviews.confirmNoConflict(panel.reviewer, review);
        reviews.save(panel.reviewer, review, Map.of("reflection", "deep"), "so far");
        reviews.comment(panel.reviewer, review, Optional.of(activity.id()), Optional.empty(), "Which outcome?");
        reviews.recommend(panel.reviewer, review, Recommendation.Outcome.STANDS_WITH_ADVICE, "Well reflected");

        Review finished = reviews.of(panel.officer, reviews.find(panel.officer, review).submission()).getFirst();
        assertThat(finished.criteria()).containsEntry("reflection", "deep");
        assertThat(finished.recommendation()).hasValueSatisfying(r -> assertThat(r.outcome()).isEqualTo(Recommendation.Outcome.STANDS_WITH_ADVICE));
        assertThat(reviews.open(panel.reviewer, review).comments()).singleElement().satisfies(c -> assertThat(c.activity()).contains(activity.id()));
        assertThat(reviews.queue(panel.reviewer, Optional.empty(), 10)).isEmpty();
        assertThat(messages()).containsExactly("review-assigned", "review-finished");
        assertThatThrownBy(() -> reviews.recommend(panel.reviewer, review, Recommendation.Outcome.STANDS, "again")).hasMessage("review-closed");
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
        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> reviews.find(another, review), () -> reviews.open(another, review), () -> reviews.find(panel.self, review),
                () -> reviews.comment(another, review, Optional.empty(), Optional.empty(), "x"))) {
            assertThatThrownBy(attempt::call).hasMessage("not-found");
        }
        assertThatThrownBy(() -> reviews.confirmNoConflict(panel.officer, review)).hasMessage("not-found");
        assertThatThrownBy(() -> reviews.recommend(another, review, Recommendation.Outcome.STANDS, "x")).hasMessage("not-found");
        assertThatThrownBy(() -> reviews.decline(another, review, "x", false)).hasMessage("not-found");
        assertThatThrownBy(() -> reviews.of(panel.reviewer, panel.submit())).hasMessage("not-allowed");
        assertThatThrownBy(() -> reviews.queue(panel.self, Optional.empty(), 5)).hasMessage("not-allowed");
        assertThatThrownBy(() -> panel.assignments.assign(panel.reviewer, panel.submit(), panel.reviewerAccount, Panel.DUE)).hasMessage("not-allowed");
        assertThatThrownBy(() -> panel.conflicts.declare(panel.self, panel.memberAccount, panel.member, "x")).hasMessage("not-allowed");
    }
}
