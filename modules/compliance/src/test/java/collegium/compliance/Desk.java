package collegium.compliance;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.membership.Accounts;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.peerreview.Assignments;
import collegium.peerreview.Criteria;
import collegium.peerreview.Recommendation;
import collegium.peerreview.ReviewDraft;
import collegium.peerreview.ReviewId;
import collegium.peerreview.Reviews;
import collegium.portfolios.Activity;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.testing.TestBodies;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A fresh body by the rules of ACCA, with a member, an officer and a reviewer, around what is submitted and decided. */
final class Desk {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();
    static final LocalDate DUE = LocalDate.of(2026, 12, 8);

    final BodyId body = TestBodies.fresh();
    final TenantDatabase tenants = part(TenantDatabase.class);
    final Schemes schemes = part(Schemes.class);
    final Portfolios portfolios = part(Portfolios.class);
    final Periods periods = part(Periods.class);
    final EntryDecisions decisions = part(EntryDecisions.class);
    final Determinations determinations = part(Determinations.class);
    final Replays replays = part(Replays.class);
    final Caseload caseload = part(Caseload.class);
    final Assignments assignments = part(Assignments.class);
    final Reviews reviews = part(Reviews.class);
    private final Accounts accounts = part(Accounts.class);

    final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
    final SchemeId scheme = rules();
    final AccountId memberAccount = account("member", Set.of(Role.MEMBER));
    final MemberId member = part(Members.class).register(TestBodies.job(body), new RegisterMember("A-1", "Abena", "Koranteng", Optional.empty(),
            LocalDate.of(2020, 1, 1), Optional.of(memberAccount), List.of()));
    final Call self = TestBodies.byMember(body, memberAccount, member);
    final Call officer = person(account("officer", Set.of(Role.OFFICER)), Role.OFFICER);
    final AccountId reviewerAccount = account("reviewer", Set.of(Role.REVIEWER));
    final Call reviewer = person(reviewerAccount, Role.REVIEWER);

    static <T> T part(Class<T> type) {
        return CONTEXT.getBean(type);
    }

    private SchemeId rules() {
        SchemeId id = publish(ShippedSchemes.document("acca").orElseThrow(), administrator, LocalDate.of(2018, 1, 1));
        part(Enrolments.class).rule(administrator, id, Map.of(), "Every member");
        return id;
    }

    SchemeId publish(String document, Call call, LocalDate from) {
        if (!(schemes.draft(call, document, SchemeOutline.Authority.BODY, from, Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The scheme has faults.");
        }
        schemes.publish(call, kept.version().id(), from);
        return kept.version().scheme();
    }

    AccountId account(String name, Set<Role> roles) {
        AccountId id = accounts.open(administrator, name + "@example.org", "The " + name, roles);
        accounts.setPassword(TestBodies.job(body), accounts.link(administrator, id, true), "{noop}x");
        return id;
    }

    Call person(AccountId account, Role... roles) {
        return new Call(body, new Actor.Person(account, "Somebody", Set.of(roles), Optional.empty()), TestBodies.NOON, TestBodies.ZONE);
    }

    static Call later(Call call, int minutes) {
        return TestBodies.at(call, call.at().plus(Duration.ofMinutes(minutes)));
    }

    Activity course(String amount, boolean verifiable) {
        return portfolios.record(self, member, RecordActivity.on(LocalDate.of(2026, 3, 2), "Consolidation update", "course", "units", amount)
                .withTags(verifiable, Set.of(), verifiable ? Set.of("verifiable") : Set.of()).withReflection("I looked at every subsidiary anew."));
    }

    PeriodId period() {
        return periods.of(self, member).getFirst().enrolled().period().orElseThrow().id();
    }

    SubmitPeriod form() {
        return new SubmitPeriod(period(), periods.readiness(self, period()).revision(), Statements.USUAL.stream()
                .map(statement -> new SubmitPeriod.Answer(statement.key(), "I say so.", "yes")).toList(), Optional.of("Nothing else"), true, "Abena Koranteng");
    }

    SubmissionId submit() {
        return periods.submit(self, form());
    }

    /** The submission as a reviewer with a finished review leaves it. */
    ReviewId reviewed(SubmissionId submission) {
        ReviewId review = assignments.assign(officer, submission, reviewerAccount, DUE);
        reviews.confirmNoConflict(reviewer, review);
        Map<String, String> answers = new HashMap<>();
        Criteria.USUAL.forEach(criterion -> answers.put(criterion.key(), Criteria.Answer.MEETS.key()));
        int edit = reviews.save(reviewer, review, new ReviewDraft(0, answers, "Well reflected", Optional.of(Recommendation.Outcome.STANDS), Map.of(), Set.of()));
        reviews.recommend(reviewer, review, edit);
        return review;
    }

    DeterminationId determined(SubmissionId submission, Determination.Outcome outcome) {
        return determinations.determine(officer, new Determine(submission, outcome, "As the record shows", true,
                determinations.of(officer, member, period()).stream().findFirst().map(Determination::id)));
    }

    /** Where the live record stands. */
    Standing live() {
        return part(Standings.class).of(officer, member).getFirst().judged().orElseThrow().standing();
    }

    static Finding total(Standing standing) {
        return standing.finding("total").orElseThrow();
    }
}
