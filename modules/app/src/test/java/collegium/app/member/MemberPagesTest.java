package collegium.app.member;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.membership.FactProposal;
import collegium.membership.Members;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import collegium.requirements.Enrolments;
import com.openhtmltopdf.util.XRLog;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Home, plan, record book, about you, and what was sent after the session had ended. */
class MemberPagesTest {

    private static final Map<String, String> NURSE = Map.of("registrations", "nurse", "renewed", "2025-06-01");
    private static final SomeMember MEMBER = SomeMember.of("nmc", NURSE);

    private static void endSession(SomeMember member) {
        member.client.cookies().getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("collegium-session")).toList()
                .forEach(cookie -> member.client.cookies().getCookieStore().remove(null, cookie));
    }

    private static List<Activity> recorded(SomeMember member) {
        return Running.part(Portfolios.class).list(member.job(), member.id, ActivityQuery.latest(100));
    }

    @Test
    void aFormSentAfterTheSessionEndedIsShownAfterSigningInAndSentOnPurpose() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        String html = member.get("/activities/new").body();
        Map<String, String> form = new HashMap<>(Map.of("_csrf", Client.csrf(html), "key", Pages.value(html, "key").orElseThrow(), "unit", "hours", "title", "Typed for an hour",
                "when", "today", "amount", "2", "type", "course", "reflection", "Ünï <b>words</b>", "password", "never kept"));
        endSession(member);

        assertThat(Pages.location(member.client.postBare(member.at("/activities/new"), form))).endsWith("/sign-in?ended=kept");
        assertThat(Pages.location(member.signIn())).endsWith("/unsent");
        assertThat(recorded(member)).isEmpty();
        String shown = member.get("/unsent").body();
        assertThat(shown).contains("Typed for an hour", "Ünï &lt;b&gt;words&lt;/b&gt;").doesNotContain("never kept");

        HttpResponse<String> sent = member.client.postBare(member.at("/unsent/send"), Map.of("_csrf", Client.csrf(shown)));
        assertThat(sent.statusCode()).isEqualTo(307);
        assertThat(Pages.location(sent)).endsWith("/activities/new");
        form.put("_csrf", Client.csrf(shown));
        assertThat(member.client.postBare(member.at("/activities/new"), form).statusCode()).isEqualTo(302);
        assertThat(recorded(member)).extracting(Activity::title).containsExactly("Typed for an hour");
        assertThat(Pages.location(member.get("/unsent"))).endsWith("/");
    }

    @Test
    void onASharedComputerNobodyReadsWhatSomebodyElseTyped() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        endSession(member);
        member.client.postBare(member.at("/activities/new"), Map.of("title", "Private"));
        SomeMember other = member.another();

        HttpResponse<String> in = member.client.post(member.at("/sign-in"), member.at("/sign-in"), Map.of("username", other.email, "password", "correct horse battery"));
        assertThat(Pages.location(in)).doesNotContain("unsent");
        assertThat(Pages.location(member.get("/unsent"))).endsWith("/");
    }

    @Test
    void withoutAPersonOfThisBrowserNothingIsKept() {
        Client stranger = new Client();
        assertThat(Pages.location(stranger.postBare(MEMBER.at("/activities/new"), Map.of("title", "From elsewhere")))).endsWith("/sign-in?ended");
    }

    @Test
    void aPauseAfterTheSessionEndedBringsNoPageIntoTheForm() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        endSession(member);
        assertThat(member.client.postBare(member.at("/activities/would?fragment"), Map.of("title", "x"), "HX-Request", "true").statusCode()).isEqualTo(401);
    }

    @Test
    void homeTeachesWhoHasRecordedNothing() {
        assertThat(SomeMember.of("nmc", NURSE).get("/home").body()).contains("Three ways to begin", "What is asked of you", "Add one");
    }

    @Test
    void homeNamesWhatIsReallyThereToDo() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        member.record(Map.of("title", "Without a reflection"));
        member.record(Map.of("title", "Planned and past", "when", "other", "started", member.today().minusDays(3).toString(), "ended", "", "planned", "true"));
        member.record(Map.of("title", "Coming up", "when", "other", "started", member.today().plusDays(3).toString(), "ended", "", "planned", "true"));
        assertThat(member.get("/home").body()).contains("Write 1 reflection", "Done? Planned and past", "Coming up", "planned");
    }

    @Test
    void theRecordBookShowsThePeriodByRequirementAndByDateAndAsData() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        member.record(Map.of("title", "=HYPERLINK(\"x\")", "flags", "participatory", "topics", "ethics", "reflection", "I ask first."));
        member.record(Map.of("title", "Reading, \"quoted\"\nand more", "type", "reading"));
        member.send("/artefacts/new?kind=feedback", "/artefacts/new", Map.of("title", "From a colleague", "dated", member.today().toString(), "done", "true"));
        assertThat(member.get("/record-book").body()).contains("Participatory learning", "From a colleague", "I ask first.", "1 of 5");
        assertThat(member.get("/record-book?by=date").body()).contains(String.valueOf(member.today().getYear()), "HYPERLINK");

        HttpResponse<String> csv = member.get("/record-book.csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(csv.body()).contains("'=HYPERLINK").doesNotContain(",=HYPERLINK", "\"=HYPERLINK");
        HttpResponse<String> json = member.get("/record-book.json");
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(json.body()).contains("\"title\":\"=HYPERLINK(\\\"x\\\")\"", "\"reflection\":\"I ask first.\"", "\"kind\":\"feedback\"", "\"measures\":{\"hours\":\"1.5\"}");
        HttpResponse<String> pdf = member.get("/record-book.pdf");
        assertThat(pdf.headers().firstValue("Content-Type").orElse("")).startsWith("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-").contains("%%EOF");
        assertThat(XRLog.isLoggingEnabled()).as("its printer writes onto the console, past the logs").isFalse();
        assertThat(member.get("/record-book?period=" + member.job().freshId()).statusCode()).isEqualTo(404);
        String period = Running.part(Enrolments.class).spells(member.job(), member.id).getFirst().id().toString();
        assertThat(member.get("/record-book?period=" + period).statusCode()).isEqualTo(200);
        assertThat(member.another().get("/record-book?period=" + period).statusCode()).isEqualTo(404);
        assertThat(MEMBER.get("/record-book.json?period=" + period).statusCode()).isEqualTo(404);
        assertThat(MEMBER.get("/record-book.pdf?period=" + period).statusCode()).isEqualTo(404);
    }

    @Test
    void anObjectiveIsSetServedMetAndTakenOff() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        assertThat(member.send("/plan", "/plan", Map.of("title", "Manage <b>fatigue</b>", "target", member.today().plusMonths(1).toString(), "how", "A course")).statusCode()).isEqualTo(302);
        String plan = member.get("/plan").body();
        assertThat(plan).contains("Manage &lt;b&gt;fatigue");
        String id = Pages.first(plan, "/plan/([0-9a-f-]+)/met").orElseThrow();
        member.record(Map.of("title", "A fatigue course", "objective", id));
        assertThat(member.get("/plan").body()).contains("A fatigue course");

        String first = member.get("/plan?amend=" + id).body();
        assertThat(member.send("/plan?amend=" + id, "/plan", Map.of("title", "Manage it well", "target", "")).statusCode()).isEqualTo(302);
        HttpResponse<String> stale = member.client.postBare(member.at("/plan"), Map.of("_csrf", Client.csrf(first), "key", id,
                "revision", Pages.value(first, "revision").orElseThrow(), "title", "Too late"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Manage it well", "value=\"Too late\"");

        assertThat(member.send("/plan", "/plan/" + id + "/met", Map.of("revision", "2", "met", "true")).statusCode()).isEqualTo(302);
        assertThat(member.get("/plan").body()).contains("Met on");
        assertThat(member.another().send("/plan", "/plan/" + id + "/withdraw", Map.of("revision", "3")).statusCode()).isEqualTo(404);
        assertThat(member.send("/plan", "/plan/" + id + "/withdraw", Map.of("revision", "3")).statusCode()).isEqualTo(302);
        assertThat(member.get("/plan").body()).doesNotContain("Manage it well");
        assertThat(member.send("/plan", "/plan", Map.of("title", "", "target", "soon", "how", "kept words")).body()).contains("That is no date", "kept words");
    }

    @Test
    void aChangeOfFactsIsAskedForAndItsDecisionIsSeen() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        assertThat(member.get("/me").body()).contains("Registered as", "Nurse", "Ann Member", "Practice hours since the last renewal");
        assertThat(member.send("/me/change?kind=practice_hours", "/me/change", Map.of("value", "912.5", "from", member.today().toString(), "note", "Rota enclosed")).statusCode())
                .isEqualTo(302);
        assertThat(member.get("/me").body()).contains("912.5", "waiting");

        Members members = Running.part(Members.class);
        FactProposal proposal = members.proposals(member.job()).getFirst();
        Call officer = new Call(member.body.id(), new Actor.Person(member.account, "Officer", Set.of(Role.OFFICER), Optional.empty()), member.job().at(), member.body.zone());
        members.decide(officer, proposal.id(), true, "The rota says so.");
        assertThat(member.get("/me").body()).contains("accepted", "The rota says so.");
        assertThat(member.another().get("/me").body()).doesNotContain("912.5");
    }

    @ParameterizedTest
    @CsvSource({
        "practice_hours, many, 2026-01-01, That is no number",
        "practice_hours, 900, yesterday, That is no date",
        "registrations, wizard, 2026-01-01, none of the choices",
        "renewed, 2026-02-31, 2026-01-01, That is no date",
        "return_to_practice, perhaps, 2026-01-01, none of the choices",
        "practice_hours, '', 2026-01-01, This has to be said"
    })
    void aChangeThatNoSchemeCouldReadIsRefused(String kind, String value, String from, String words) {
        HttpResponse<String> answer = MEMBER.send("/me/change?kind=" + kind, "/me/change", Map.of("value", value, "from", from, "note", "Kept note"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(words, "Kept note");
    }

    @Test
    void aFactThatNobodyAsksAboutIsNotThere() {
        assertThat(MEMBER.get("/me/change?kind=none_such").statusCode()).isEqualTo(404);
        assertThat(MEMBER.get("/me/change?kind=%3Cscript%3E").statusCode()).isIn(400, 404);
    }
}
