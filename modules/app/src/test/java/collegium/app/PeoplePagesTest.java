package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.AccountId;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Account;
import collegium.membership.Accounts;
import collegium.membership.AuditLog;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.notifications.Message;
import collegium.notifications.Outbox;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The administrator says who can sign in, and as what. */
class PeoplePagesTest {

    private static final Pattern LINK = Pattern.compile("http://[^\\s\"]*?(/set-password/[A-Za-z0-9_-]+)");
    private final Body body = Running.freshBody();
    private final Desk administrator = Desk.at(body, Role.ADMINISTRATOR);

    private Account account(String email) {
        return Running.part(Accounts.class).byEmail(body.id(), email).orElseThrow();
    }

    private HttpResponse<String> invite(String name, String email, Role... roles) {
        return administrator.sendRepeated("/admin/people/new", "/admin/people", Map.of("name", name, "email", email), "roles",
                List.of(roles).stream().map(Role::name).toArray(String[]::new));
    }

    /** The link in the latest message to the address, as the administrator reads it. */
    private String link(String email) {
        Outbox outbox = Running.part(Outbox.class);
        Message latest = outbox.page(Desk.job(body), Message.Query.first(50)).stream().filter(message -> message.address().equals(email)).findFirst().orElseThrow();
        Matcher link = LINK.matcher(outbox.open(Desk.job(body), latest.id()).text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private MemberId member(String number, String email) {
        return Running.part(Members.class).register(Desk.job(body), new RegisterMember(number, "Sunita", "Rao", Optional.of(email),
                LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
    }

    @Test
    void somebodyIsInvitedByMailAndGetsInWithTheLinkOnce() {
        HttpResponse<String> invited = invite("Helen Strand", "helen@example.org", Role.OFFICER, Role.REVIEWER);
        assertThat(invited.statusCode()).isEqualTo(200);
        assertThat(invited.body()).contains("The invitation is on its way", "The link works until");
        assertThat(account("helen@example.org").roles()).containsExactlyInAnyOrder(Role.OFFICER, Role.REVIEWER);

        String link = link("helen@example.org");
        Client helen = new Client();
        HttpResponse<String> set = helen.post(Running.at(body, link), Running.at(body, "/set-password"),
                Map.of("token", link.substring(link.lastIndexOf('/') + 1), "password", "a few words of mine"));
        assertThat(set.headers().firstValue("Location").orElse("")).endsWith("/sign-in?set");
        assertThat(administrator.get("/admin/people").body()).contains("Helen Strand", "Reviewer, Compliance officer");
        assertThat(Running.part(AuditLog.class).acts(Desk.job(body))).contains("account-opened", "invited");
    }

    @Test
    void anInvitationSentAgainEndsTheOneBefore() {
        invite("Helen Strand", "helen@example.org", Role.OFFICER);
        String first = link("helen@example.org");
        String page = "/admin/people/" + account("helen@example.org").id();
        assertThat(administrator.send(page, page + "/invite", Map.of()).body()).contains("The invitation is on its way");

        assertThat(new Client().get(Running.at(body, first)).body()).contains("was used already");
        assertThat(new Client().get(Running.at(body, link("helen@example.org"))).body()).doesNotContain("was used already");
    }

    @Test
    void aRefusedInvitationComesBackAsItWasTyped() {
        invite("Helen Strand", "helen@example.org", Role.OFFICER);
        HttpResponse<String> taken = invite("Helen Again", "HELEN@example.org", Role.REVIEWER);
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("Somebody has an account with this address", "Helen Again", "HELEN@example.org")
                .containsPattern("value=\"REVIEWER\" checked");
        assertThat(invite("", "nobody", Role.REVIEWER).body()).contains("2 things to put right");
    }

    @Test
    void rolesAreSetAndTheLastAdministratorStays() {
        invite("Helen Strand", "helen@example.org", Role.OFFICER);
        String page = "/admin/people/" + account("helen@example.org").id();
        assertThat(administrator.sendRepeated(page, page + "/roles", Map.of(), "roles", "MEMBER", "REVIEWER").body()).contains("The roles are set");
        assertThat(account("helen@example.org").roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.REVIEWER);

        String own = "/admin/people/" + administrator.account();
        assertThat(administrator.get(own).body()).contains("You cannot take away your own administration").doesNotContain("Lock out");
        HttpResponse<String> refused = administrator.sendRepeated(own, own + "/roles", Map.of(), "roles", "OFFICER");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Nobody takes away their own administration");
    }

    @Test
    void whoIsLockedOutIsOutAtOnceAndLetInAgain() {
        Desk officer = Desk.at(body, Role.OFFICER);
        assertThat(officer.get("/officer").statusCode()).isEqualTo(200);
        String page = "/admin/people/" + officer.account();
        assertThat(administrator.send(page, page + "/lock", Map.of("locked", "true")).body()).contains("Locked out", "Let them in again");
        assertThat(officer.get("/officer").statusCode()).isEqualTo(302);
        assertThat(administrator.send(page, page + "/lock", Map.of("locked", "false")).body()).contains("They can sign in again");
    }

    @Test
    void anAccountIsLinkedToAMemberByNumberAndTheLinkTakenAway() {
        MemberId rao = member("20418", "rao@example.org");
        invite("Sunita Rao", "sunita@example.org");
        AccountId id = account("sunita@example.org").id();
        String page = "/admin/people/" + id;
        assertThat(administrator.send(page, page + "/member", Map.of("number", "999")).statusCode()).isEqualTo(422);
        assertThat(administrator.send(page, page + "/member", Map.of("number", " 20418 ")).body()).contains("Linked", "20418");
        assertThat(account("sunita@example.org")).satisfies(account -> {
            assertThat(account.member()).contains(rao);
            assertThat(account.roles()).contains(Role.MEMBER);
        });
        invite("Another", "another@example.org");
        String other = "/admin/people/" + account("another@example.org").id();
        assertThat(administrator.send(other, other + "/member", Map.of("number", "20418")).body()).contains("has an account already");
        administrator.send(page, page + "/unlink", Map.of());
        assertThat(account("sunita@example.org").member()).isEmpty();
    }

    @Test
    void membersWithAnEmailAndNoAccountAreInvitedTogether() {
        member("1", "one@example.org");
        member("2", "two@example.org");
        member("3", "two@example.org");
        assertThat(administrator.get("/admin/people").body()).contains("3 members have not been invited");
        assertThat(administrator.send("/admin/people", "/admin/people/members", Map.of()).body()).contains("2 members were invited");
        assertThat(account("two@example.org").member()).isPresent();
        assertThat(administrator.get("/admin/people").body()).doesNotContain("have not been invited");
    }

    @Test
    void nobodyElseSeesPeople() {
        String person = "/admin/people/" + administrator.account();
        for (Role role : List.of(Role.OFFICER, Role.REVIEWER, Role.MEMBER)) {
            Desk desk = Desk.at(body, role);
            for (String page : List.of("/admin/people", "/admin/people/new", person)) {
                assertThat(desk.get(page).statusCode()).as(role + page).isEqualTo(403);
            }
        }
        assertThat(Desk.at(Running.freshBody(), Role.ADMINISTRATOR).get(person).statusCode()).isEqualTo(404);
    }
}
