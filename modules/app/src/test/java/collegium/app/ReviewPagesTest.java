package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.compliance.Periods;
import collegium.compliance.Statements;
import collegium.compliance.SubmitPeriod;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
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
import collegium.peerreview.ReviewId;
import collegium.peerreview.Reviews;
import collegium.portfolios.Activity;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.Submissions;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From a submission to the decision, as a browser without scripts walks it: a form that is refused comes back as it was typed. */
class ReviewPagesTest {

    private static final String PASSWORD = "correct horse battery";
    private final Body body = Running.freshBody();
    private final AccountId memberAccount = account("member", Role.MEMBER);
    private final MemberId member = member();
    private final Call self = new Call(body.id(), new Actor.Person(memberAccount, "Abena Koranteng", Set.of(Role.MEMBER), Optional.of(member)),
            job().at(), body.zone());
    private final AccountId reviewerAccount = account("reviewer", Role.REVIEWER);
    private final Activity course = course();

    private Call job() {
        return new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
    }

    private AccountId account(String who, Role role) {
        Accounts accounts = Running.part(Accounts.class);
        AccountId id = accounts.open(job(), who + "@example.org", who.equals("member") ? "Abena Koranteng" : "The " + who, Set.of(role));
        accounts.setPassword(job(), accounts.link(job(), id, true), Running.hash(PASSWORD));
        return id;
    }

    private MemberId member() {
        Schemes schemes = Running.part(Schemes.class);
        if (!(schemes.draft(job(), ShippedSchemes.document("acca").orElseThrow(), SchemeOutline.Authority.BODY, LocalDate.of(2018, 1, 1), Optional.empty())
                instanceof Drafted.Kept kept)) {
            throw new AssertionError("The shipped scheme has faults.");
        }
        schemes.publish(job(), kept.version().id(), LocalDate.of(2018, 1, 1));
        Running.part(Enrolments.class).rule(job(), kept.version().scheme(), Map.of(), "Every member");
        return Running.part(Members.class).register(job(), new RegisterMember("A-1", "Abena", "Koranteng", Optional.empty(), LocalDate.of(2020, 1, 1),
                Optional.of(memberAccount), List.of()));
    }

    private Activity course() {
        return Running.part(Portfolios.class).record(self, member, RecordActivity.on(job().today(), "Consolidation update", "course", "units", "12")
                .withTags(true, Set.of(), Set.of("verifiable")).withReflection("I looked at every subsidiary anew."));
    }

    private Client signedIn(Body at, String who) {
        Client client = new Client();
        String page = Running.at(at, "/sign-in");
        assertThat(client.post(page, page, Map.of("username", who + "@example.org", "password", PASSWORD)).statusCode()).isEqualTo(302);
        return client;
    }

    private String at(String path) {
        return Running.at(body, path);
    }

    private PeriodId period() {
        return Running.part(Periods.class).of(self, member).getFirst().enrolled().period().orElseThrow().id();
    }

    private SubmissionId submitted() {
        Periods periods = Running.part(Periods.class);
        return periods.submit(self, new SubmitPeriod(period(), periods.readiness(self, period()).revision(), Statements.USUAL.stream()
                .map(statement -> new SubmitPeriod.Answer(statement.key(), "I say so.", "yes")).toList(), Optional.empty(), true, "Abena Koranteng"));
    }

    private ReviewId assigned(SubmissionId submission) {
        return Running.part(Assignments.class).assign(job(), submission, reviewerAccount, job().today().plusDays(7));
    }

    private static String hidden(String page, String name) {
        Matcher matcher = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void aMemberSeesWhatIsMissingFirstAndARefusedSubmissionLosesNothing() {
        Client client = signedIn(body, "member");
        String page = at("/record-book/submit");
        String form = client.get(page).body();
        assertThat(form).contains("not met", "will be frozen", "Submit your CPD for");
        assertThat(form.indexOf("not met")).isLessThan(form.indexOf("Sign and submit"));

        Map<String, String> typed = new HashMap<>(Map.of("period", hidden(form, "period"), "seen", hidden(form, "seen"), "statement-true-record", "yes",
                "note", "I was <ill> in spring", "signature", "Kofi"));
        HttpResponse<String> refused = client.post(page, page, typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("I was &lt;ill&gt; in spring", "value=\"Kofi\"", "Answer this statement", "Say that you submit all the same",
                "Abena Koranteng", "href=\"#statement-insured\"").doesNotContain("<ill>");

        typed.putAll(Map.of("statement-insured", "not-applicable", "statement-fit", "yes", "although", "yes", "signature", "Abena Koranteng"));
        HttpResponse<String> done = client.post(page, page, typed);
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(client.get(at(location(done))).body()).contains("Signed and submitted", "waits for your body", "If you change your record now", "Consolidation update",
                "I was insured whenever I practised", "I was &lt;ill&gt; in spring");
        assertThat(location(client.get(at("/record-book/submit?period=" + typed.get("period"))))).contains("/record-book/submissions/");
    }

    @Test
    void aReviewerWhoIsAMemberTooIsToldOfThePortfoliosWhereTheyBegin() {
        Members members = Running.part(Members.class);
        members.register(job(), new RegisterMember("A-2", "Helen", "Strand", Optional.empty(), LocalDate.of(2020, 1, 1), Optional.of(reviewerAccount), List.of()));
        Running.part(Accounts.class).changeRoles(job(), reviewerAccount, Set.of(Role.MEMBER, Role.REVIEWER));
        Client reviewer = signedIn(body, "reviewer");
        assertThat(reviewer.get(at("/home")).body()).doesNotContain("to review");
        assigned(submitted());
        assertThat(reviewer.get(at("/home")).body()).contains("A portfolio to review", "The next by ", "href=\"/reviews\"");
    }

    @Test
    void aFormThatWasFilledBeforeTheRecordChangedIsNotFrozenUnseen() {
        Client client = signedIn(body, "member");
        String page = at("/record-book/submit");
        String form = client.get(page).body();
        course();

        HttpResponse<String> refused = client.post(page, page, Map.of("period", hidden(form, "period"), "seen", hidden(form, "seen"), "statement-true-record", "yes",
                "statement-insured", "yes", "statement-fit", "yes", "although", "yes", "signature", "Abena Koranteng", "note", "kept"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("changed meanwhile", ">kept</textarea>");
        assertThat(Running.part(Submissions.class).list(self, member)).isEmpty();
    }

    @Test
    void aReviewerReadsNothingBeforeTheConflictIsAnsweredAndSavesAsTheyGo() throws IOException {
        EvidenceFile file = Running.part(EvidenceFiles.class).add(self, course.id(), "certificate.txt",
                new ByteArrayInputStream("seen".getBytes(StandardCharsets.UTF_8)));
        ReviewId review = assigned(submitted());
        Client client = signedIn(body, "reviewer");
        assertThat(location(client.get(at("/")))).isEqualTo("/reviews");
        assertThat(client.get(at("/reviews")).body()).contains("Abena Koranteng", "Begin");
        String page = at("/reviews/" + review);
        assertThat(client.get(page).body()).contains("conflict of interest").doesNotContain("Consolidation update");
        String evidence = at("/reviews/" + review + "/evidence/" + file.id());
        assertThat(client.get(evidence).statusCode()).isEqualTo(409);

        assertThat(client.post(page, page + "/no-conflict", Map.of()).statusCode()).isEqualTo(302);
        assertThat(client.get(evidence)).satisfies(answer -> {
            assertThat(answer.body()).isEqualTo("seen");
            assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        });
        String opened = client.get(page).body();
        assertThat(opened).contains("Consolidation update", "I looked at every subsidiary anew.", "Reflections show a change in practice", "certificate.txt");
        assertThat(client.post(page, page, Map.of("edit", hidden(opened, "edit"), "criterion-needs", "meets", "comment-" + course.id(), "Which outcome?",
                "looked", course.id().toString())).statusCode()).isEqualTo(302);
        assertThat(client.get(page).body()).contains(">Which outcome?</textarea>", "1 of 5", "1 of 1");

        HttpResponse<String> stale = client.post(page, page, Map.of("edit", "0", "reasons", "typed in another window"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("changed meanwhile", "typed in another window");

        HttpResponse<String> pause = client.postBare(page, Map.of("edit", "1", "criterion-needs", "in-part", "comment-" + course.id(), "Which outcome?",
                "_csrf", Client.csrf(client.get(page).body())), "HX-Request", "true");
        assertThat(pause.statusCode()).isEqualTo(200);
        assertThat(pause.body()).contains("value=\"2\"", "Saved on", "hx-swap-oob").doesNotContain("<html");
    }

    @Test
    void aRecommendationSaysWhatIsMissingShowsWhatTheMemberWillSeeAndStandsBesideTheDetermination() {
        SubmissionId submission = submitted();
        ReviewId review = assigned(submission);
        Running.part(Reviews.class).confirmNoConflict(new Call(body.id(), new Actor.Person(reviewerAccount, "The reviewer", Set.of(Role.REVIEWER), Optional.empty()),
                job().at(), body.zone()), review);
        Client reviewer = signedIn(body, "reviewer");
        String page = at("/reviews/" + review);
        assertThat(reviewer.post(page, page + "/recommendation", Map.of("edit", "0"))).satisfies(refused -> {
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("Peers took part: Answer this criterion", "Choose what you recommend", "#criterion-peers");
        });
        Map<String, String> whole = new HashMap<>(Map.of("edit", "0", "outcome", "stands-with-advice", "reasons", "Well reflected", "comment-" + course.id(), "Which outcome?",
                "why-peers", "Two groups", "then", "recommend"));
        Criteria.USUAL.forEach(criterion -> whole.put("criterion-" + criterion.key(), "meets"));
        assertThat(location(reviewer.post(page, page, whole))).isEqualTo("/reviews/" + review + "/recommendation");
        assertThat(reviewer.get(page + "/recommendation").body()).contains("What Abena Koranteng will see", "Which outcome?", "Two groups", "It stands, with advice");
        assertThat(location(reviewer.post(page + "/recommendation", page + "/recommendation", Map.of("edit", "1")))).isEqualTo("/reviews");
        assertThat(reviewer.get(at("/reviews/done")).body()).contains("Abena Koranteng", "It stands, with advice");
        assertThat(reviewer.get(page).body()).contains("Which outcome?").doesNotContain("Recommend and finish");

        account("officer", Role.OFFICER);
        Client officer = signedIn(body, "officer");
        Client self = signedIn(body, "member");
        assertThat(self.get(at("/record-book/submissions/" + submission)).body()).doesNotContain("Which outcome?", "Two groups");
        String kase = at("/officer/submissions/" + submission);
        assertThat(officer.get(kase).body()).contains("Well reflected", "Which outcome?", "Decision of the body", "To decide");
        HttpResponse<String> refused = officer.post(kase, kase + "/determinations", Map.of("follows", "", "outcome", "met", "reasons", "A full record"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("The standing says otherwise", ">A full record</textarea>");
        assertThat(officer.post(kase, kase + "/determinations", Map.of("follows", "", "outcome", "not-met", "reasons", "28 hours are missing")).statusCode()).isEqualTo(302);

        String decided = officer.get(kase).body();
        Matcher link = Pattern.compile("/officer/submissions/determinations/[0-9a-f-]{36}").matcher(decided);
        assertThat(link.find()).isTrue();
        assertThat(officer.get(at(link.group())).body()).contains("it is the same", "28 hours are missing", "Consolidation update");
        assertThat(self.get(at("/record-book/submissions/" + submission)).body()).contains("Which outcome?", "Two groups", "28 hours are missing", "Does not meet what is asked");
    }

    @Test
    void anOfficerAsksDecidesAndReopensAndTypedWordsComeBack() {
        SubmissionId submission = submitted();
        account("officer", Role.OFFICER);
        Client officer = signedIn(body, "officer");
        assertThat(officer.get(at("/officer")).body()).contains("Abena Koranteng submitted for", "Assign", "/officer/submissions/" + submission);
        assertThat(officer.get(at("/officer/submissions")).body()).contains("Abena Koranteng", "No reviewer");
        assertThat(officer.get(at("/officer/submissions?state=late")).body()).doesNotContain("Abena Koranteng");
        assertThat(officer.get(at("/officer/submissions?q=koran&state=unassigned&days=")).body()).contains("Abena Koranteng");
        String kase = at("/officer/submissions/" + submission);
        HttpResponse<String> nobody = officer.post(kase, kase + "/reviewers", Map.of("due", "2030-02-03", "reviewer", ""));
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("value=\"2030-02-03\"", "assign-reviewer-error");
        assertThat(officer.post(kase, kase + "/reviewers", Map.of("due", "2030-02-03", "reviewer", reviewerAccount.toString())).statusCode()).isEqualTo(302);
        assertThat(officer.get(kase).body()).contains("The reviewer", "Due on 3 February 2030");

        String entry = kase + "/entries/" + course.id();
        HttpResponse<String> tooMuch = officer.post(kase, entry, Map.of("seen", "0", "verdict", "part", "amount", "12", "reason", "Half was work"));
        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(tooMuch.body()).contains("value=\"12\"", ">Half was work</textarea>", "In part means less");
        assertThat(officer.post(kase, entry, Map.of("seen", "0", "verdict", "part", "amount", "6,5", "reason", "Half was work")).statusCode()).isEqualTo(302);
        assertThat(officer.get(kase).body()).contains("Accepted in part: 6.5", "was 12 when it was submitted");
        assertThat(officer.post(kase, entry, Map.of("seen", "0", "verdict", "reject", "reason", "from another window"))).satisfies(stale -> {
            assertThat(stale.statusCode()).isEqualTo(409);
            assertThat(stale.body()).contains("changed meanwhile", ">from another window</textarea>");
        });
        assertThat(signedIn(body, "member").get(at("/record-book/submissions/" + submission)).body()).contains("Half was work", "Accepted in part: 6.5");

        assertThat(officer.post(kase, kase + "/reopen", Map.of("reason", "")).statusCode()).isEqualTo(422);
        assertThat(officer.post(kase, kase + "/reopen", Map.of("reason", "A certificate is missing")).statusCode()).isEqualTo(302);
        assertThat(officer.get(kase).body()).contains("Opened again", "A certificate is missing").doesNotContain("Ask them");
        assertThat(signedIn(body, "member").get(at("/record-book/submissions/" + submission)).body()).contains("Opened again on", "Submit again");
    }

    @Test
    void aStandingIsShownAsAtADayAndAsKnownAtAMoment() {
        account("admin", Role.ADMINISTRATOR);
        Client administrator = signedIn(body, "admin");
        String page = at("/officer/members/" + member + "/replay");
        assertThat(administrator.get(page).body()).contains("As known at", "Judge it again");
        String enrolment = Running.part(Enrolments.class).of(job(), member).getFirst().id().toString();
        assertThat(administrator.get(page + "?enrolment=" + enrolment + "&as-at=" + job().today() + "&known=&revision=").body()).contains("12 of 40", "Consolidation update");
        assertThat(administrator.get(page + "?enrolment=" + enrolment + "&as-at=" + job().today() + "&known=2010-01-01T00:00&revision=")).satisfies(before -> {
            assertThat(before.statusCode()).isEqualTo(422);
            assertThat(before.body()).contains("was published by then", "value=\"2010-01-01T00:00\"");
        });
        assertThat(administrator.get(page + "?enrolment=" + enrolment + "&as-at=yesterday&known=x&revision=99")).satisfies(wrong -> {
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("value=\"yesterday\"");
        });
    }

    @Test
    void anAdministratorSetsWhatReviewersLookForAndMembersDeclare() {
        account("admin", Role.ADMINISTRATOR);
        Client administrator = signedIn(body, "admin");
        String page = at("/admin/reviewing");
        assertThat(administrator.get(page).body()).contains("Reflections show a change in practice", "Nothing about my health or conduct");
        assertThat(administrator.post(page, page, Map.of("criteria", "set", "criterion-key-0", "", "criterion-text-0", "Practice <changed>", "criterion-help-0", "Look",
                "criterion-key-1", "", "criterion-text-1", " ", "criterion-help-1", "x")).statusCode()).isEqualTo(302);
        assertThat(Running.part(Criteria.class).of(job())).singleElement().satisfies(criterion -> assertThat(criterion.title()).contains("Practice <changed>"));
        assertThat(administrator.get(page).body()).contains("Practice &lt;changed&gt;").doesNotContain("Reflections show a change in practice");
        HttpResponse<String> tooLong = administrator.post(page, page, Map.of("statements", "set", "statement-key-0", "", "statement-text-0", "x".repeat(301), "statement-help-0", "y"));
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("x".repeat(301));
        assertThat(signedIn(body, "reviewer").get(page).statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsAnotherBodysIsNotThereAndTheWrongRoleIsRefused() {
        SubmissionId submission = submitted();
        ReviewId review = assigned(submission);
        ReviewPagesTest other = new ReviewPagesTest();
        other.account("officer", Role.OFFICER);
        Client stranger = signedIn(other.body, "officer");
        assertThat(stranger.get(Running.at(other.body, "/officer/submissions/" + submission)).statusCode()).isEqualTo(404);
        assertThat(stranger.get(Running.at(other.body, "/officer/members/" + member + "/replay?enrolment=" + submission)).statusCode()).isEqualTo(404);
        assertThat(signedIn(other.body, "reviewer").get(Running.at(other.body, "/reviews/" + review)).statusCode()).isEqualTo(404);
        assertThat(signedIn(other.body, "member").get(Running.at(other.body, "/record-book/submissions/" + submission)).statusCode()).isEqualTo(404);
        assertThat(signedIn(other.body, "member").get(Running.at(other.body, "/record-book/submit?period=" + period())).statusCode()).isEqualTo(404);

        Client reviewer = signedIn(body, "reviewer");
        Client self = signedIn(body, "member");
        for (Client wrong : List.of(reviewer, self)) {
            assertThat(wrong.get(at("/officer/submissions")).statusCode()).isEqualTo(403);
            assertThat(wrong.get(at("/officer/submissions/" + submission)).statusCode()).isIn(403, 404);
        }
        assertThat(self.get(at("/reviews")).statusCode()).isEqualTo(403);
        assertThat(self.get(at("/reviews/" + review)).statusCode()).isEqualTo(404);
        assertThat(reviewer.get(at("/record-book/submissions/" + submission)).statusCode()).isIn(403, 404);
        assertThat(reviewer.get(at("/reviews/not-an-id")).statusCode()).isEqualTo(404);
    }
}
