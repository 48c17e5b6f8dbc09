package collegium.app.member;

import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.database.TenantDatabase;
import collegium.portfolios.Artefact;
import collegium.portfolios.Artefacts;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Status;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked besides activities, recorded by the member and confirmed by somebody without an account. */
class ArtefactPagesTest {

    private static final Map<String, String> NURSE = Map.of("registrations", "nurse", "renewed", "2025-06-01", "practice_hours", "900");
    private static final SomeMember MEMBER = SomeMember.of("nmc", NURSE);

    private static HttpResponse<String> add(SomeMember member, String kind, Map<String, String> typed) {
        return member.send("/artefacts/new?kind=" + kind, "/artefacts/new", typed);
    }

    private static Map<String, String> done(SomeMember member, String title) {
        return Map.of("title", title, "dated", member.today().toString(), "done", "true");
    }

    private static List<Artefact> kept(SomeMember member) {
        return Running.part(Artefacts.class).list(member.job(), member.id);
    }

    /** The links in the mails to somebody, the latest first. */
    private static List<String> links(SomeMember member, String address) {
        return Running.part(TenantDatabase.class).in(member.body.id(), sql -> sql.select(MESSAGE.FACTS).from(MESSAGE)
                .where(MESSAGE.ADDRESS.eq(address)).orderBy(MESSAGE.ID.desc()).fetch(row -> row.value1().data()).stream()
                .map(facts -> Pages.first(facts, "(/confirm/[A-Za-z0-9_-]+)").orElseThrow()).toList());
    }

    private static Map<String, String> asking(SomeMember member, String address) {
        return Map.of("title", "Confirmation by my line manager", "dated", member.today().toString(), "body", "All of it is in the record.", "person-name", "Ines Duarte",
                "person-email", address, "ask", "true");
    }

    @Test
    void aMemberWhoseBodyAsksForEntriesDiscussionAndConfirmationCompliesInTheBrowserAlone() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        assertThat(member.get("/record-book").body()).contains("Reflective discussion", "Confirmation by a third party", "Professional indemnity declaration");
        for (int n = 0; n < 4; n++) {
            assertThat(member.record(Map.of("title", "Conference day " + n, "when", "other", "started", member.today().minusDays(n).toString(), "ended", "", "amount", "9",
                    "type", "conference", "flags", "participatory")).statusCode()).isEqualTo(302);
        }
        for (int n = 0; n < 5; n++) {
            assertThat(add(member, "feedback", done(member, "Feedback " + n)).statusCode()).isEqualTo(302);
            assertThat(add(member, "reflective_account", done(member, "Account " + n)).statusCode()).isEqualTo(302);
        }
        assertThat(add(member, "health_character", done(member, "Declared")).statusCode()).isEqualTo(302);
        assertThat(add(member, "indemnity", done(member, "Covered by my employer")).statusCode()).isEqualTo(302);
        add(member, "reflective_discussion", Map.of("title", "Discussion", "dated", member.today().toString(), "done", "true", "person-name", "Ines Duarte"));
        assertThat(member.standing().finding("reflective_discussion").map(Finding::met)).contains(false);
        assertThat(add(member, "reflective_discussion", Map.of("title", "Discussion", "dated", member.today().toString(), "done", "true", "person-name", "Ines Duarte",
                "person-number", "12A3456E", "tag.eligible", "nmc_registrant")).statusCode()).isEqualTo(302);
        assertThat(member.standing().finding("reflective_discussion").map(Finding::met)).contains(true);

        assertThat(add(member, "confirmation", asking(member, "ines@example.org")).statusCode()).isEqualTo(302);
        assertThat(member.standing().compliant()).isFalse();
        assertThat(member.get("/record-book").body()).contains("Confirmation by my line manager", "asked");
        assertThat(member.get("/home").body()).contains("has not answered yet");

        Client ines = new Client();
        String page = member.at(links(member, "ines@example.org").getFirst());
        HttpResponse<String> shown = ines.get(page);
        assertThat(shown.body()).contains("Ann Member", "All of it is in the record.", "Ines Duarte");
        assertThat(shown.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(ines.post(page, page, Map.of("answer", "confirm", "person-number", "99Z")).body()).contains("Thank you");

        assertThat(member.standing().status()).isEqualTo(Status.MET);
        assertThat(member.get("/home").body()).contains("Met").doesNotContain("has not answered yet");
        assertThat(member.get("/record-book").body()).contains("confirmed");
        assertThat(ines.get(page).statusCode()).isEqualTo(404);
        assertThat(ines.get(page).body()).contains("This link cannot be used");
    }

    @Test
    void aConfirmationOrADiscussionIsNotDoneWithoutTheOtherPerson() {
        for (String kind : List.of("confirmation", "reflective_discussion")) {
            Map<String, String> alone = new HashMap<>(done(MEMBER, "Confirmed by nobody"));
            HttpResponse<String> refused = add(MEMBER, kind, alone);
            assertThat(refused.statusCode()).as(kind).isEqualTo(422);
            assertThat(refused.body()).contains("Say who they are", "Confirmed by nobody");
            alone.put("person-name", "Ines Duarte");
            assertThat(add(MEMBER, kind, alone).statusCode()).as(kind).isEqualTo(302);
        }
        Map<String, String> begun = new HashMap<>(done(MEMBER, "Still to be had"));
        begun.put("done", "");
        assertThat(add(MEMBER, "reflective_discussion", begun).statusCode()).as("what is not done yet").isEqualTo(302);
        assertThat(add(MEMBER, "feedback", done(MEMBER, "Feedback without a name")).statusCode()).isEqualTo(302);
    }

    @Test
    void whoIsAskedMayDeclineWithAReasonAndTheMemberReadsIt() {
        add(MEMBER, "confirmation", asking(MEMBER, "declines@example.org"));
        Artefact asked = kept(MEMBER).stream().filter(artefact -> !artefact.completed()).findFirst().orElseThrow();
        Client stranger = new Client();
        String page = MEMBER.at(links(MEMBER, "declines@example.org").getFirst());

        HttpResponse<String> without = stranger.post(page, page, Map.of("answer", "decline", "reason", " "));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("This has to be said");
        assertThat(stranger.post(page, page, Map.of("answer", "decline", "reason", "<script>alert(1)</script> I was not there.")).body()).contains("It is declined");
        assertThat(stranger.get(page).statusCode()).isEqualTo(404);
        assertThat(MEMBER.get("/artefacts/" + asked.id()).body()).contains("declined on", "I was not there.").doesNotContain("<script>alert");
        assertThat(MEMBER.get("/home").body()).contains("declined to confirm it");
        assertThat(MEMBER.get("/record-book").body()).contains("declined");
    }

    @Test
    void nobodyIsRemindedTwiceADayAndAWithdrawnRequestOpensNothing() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        add(member, "confirmation", asking(member, "slow@example.org"));
        Artefact asked = kept(member).getFirst();
        String page = "/artefacts/" + asked.id();
        member.client.post(member.at(page), member.at(page + "/remind"), Map.of());
        assertThat(links(member, "slow@example.org")).hasSize(1);
        assertThat(member.get(page).body()).contains("was asked on", "slow@example.org");

        member.send(page, page + "/withdraw", Map.of());
        assertThat(new Client().get(member.at(links(member, "slow@example.org").getFirst())).statusCode()).isEqualTo(404);
    }

    @Test
    void aLinkThatNeverWasOpensNothing() {
        assertThat(new Client().get(MEMBER.at("/confirm/none-such")).statusCode()).isEqualTo(404);
        SomeMember elsewhere = SomeMember.elsewhere("nmc", NURSE);
        add(elsewhere, "confirmation", asking(elsewhere, "else@example.org"));
        assertThat(new Client().get(MEMBER.at(links(elsewhere, "else@example.org").getFirst())).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dated        | 2026-02-30     | That is no date",
        "dated        | 2099-01-01     | still to come",
        "title        | ''             | Say what it is",
        "person-email | not an address | not an email address",
        "person-name  | ''             | Say who they are"
    })
    void whatCannotBeIsRefusedBesideItsFieldAndComesBack(String field, String value, String words) {
        Map<String, String> typed = new HashMap<>(Map.of("title", "Kept", "dated", MEMBER.today().toString(), "done", "true", "body", "What I wrote.",
                "person-name", "Ines", "person-email", "ines@example.org", "tag.eligible", "nmc_registrant"));
        typed.put(field, value);
        int before = kept(MEMBER).size();
        HttpResponse<String> answer = add(MEMBER, "reflective_discussion", typed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(words, "What I wrote.").containsPattern("value=\"nmc_registrant\" checked");
        assertThat(kept(MEMBER)).hasSize(before);
    }

    @Test
    void itIsAmendedWithdrawnAndReadBackByItsMemberAlone() {
        SomeMember member = SomeMember.of("nmc", NURSE);
        add(member, "feedback", done(member, "First words"));
        Artefact first = kept(member).getFirst();
        String page = "/artefacts/" + first.id();
        String stale = member.get(page).body();
        assertThat(member.send(page, page, done(member, "Second words")).statusCode()).isEqualTo(302);
        Map<String, String> late = new HashMap<>(done(member, "Third words"));
        late.putAll(Map.of("_csrf", Client.csrf(stale), "key", first.id().toString(), "revision", String.valueOf(first.revision())));
        HttpResponse<String> answer = member.client.postBare(member.at(page), late);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Second words", "Third words");
        assertThat(member.get(page + "/history").body()).contains("First words", "Second words");

        SomeMember other = member.another();
        assertThat(other.get(page).statusCode()).isEqualTo(404);
        assertThat(other.get(page + "/history").statusCode()).isEqualTo(404);
        assertThat(other.send("/artefacts/new?kind=feedback", page + "/withdraw", Map.of("revision", "1")).statusCode()).isEqualTo(404);

        member.send(page, page + "/withdraw", Map.of());
        assertThat(kept(member)).isEmpty();
        assertThat(Pages.location(member.get(page))).endsWith("/history");
        assertThat(Pages.location(member.get("/artefacts/new?kind=none-such"))).endsWith("/record-book#artefacts");
    }
}
