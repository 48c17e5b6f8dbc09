package collegium.app;

import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.database.TenantDatabase;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.notifications.Facts;
import collegium.notifications.Invitations;
import collegium.notifications.Message;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Officers and administrators see what was sent, to whom and why, and put right what came back. */
class MessagePagesTest {

    private final Body body = Running.freshBody();
    private final Desk officer = Desk.at(body, Role.OFFICER);
    private final Desk administrator = Desk.at(body, Role.ADMINISTRATOR);
    private final Outbox outbox = Running.part(Outbox.class);

    private MemberId member(String email) {
        return Running.part(Members.class).register(Desk.job(body), new RegisterMember("1", "Rhys", "<b>Bevan</b>", Optional.of(email),
                LocalDate.of(2020, 1, 1), Optional.empty(), List.of()));
    }

    private Message write(MemberId member) {
        Running.part(TenantDatabase.class).run(body.id(), sql -> outbox.add(sql, Desk.job(body), NewMessage.now(MessageKind.RELIEF_GIVEN,
                new Recipient.ToMember(member), Facts.none().text("relief", "<script>alert(1)</script>").text("period", "2026"), Desk.job(body).at())));
        return latest();
    }

    private Message latest() {
        return outbox.page(Desk.job(body), Message.Query.first(1)).getFirst();
    }

    /** As if a mail server had refused the address for good. */
    private void fail(Message message) {
        Running.part(TenantDatabase.class).run(body.id(), sql -> sql.update(MESSAGE)
                .set(MESSAGE.STATE, "failed").set(MESSAGE.ERROR, "550 no such user").set(MESSAGE.ATTEMPTS, 5).set(MESSAGE.PERHAPS_TWICE, true)
                .where(MESSAGE.ID.eq(message.id().value())).execute());
    }

    @Test
    void aMessageIsListedWithItsReasonAndShownAsItWasWithoutDoingAnything() {
        Message message = write(member("rhys@example.org"));
        assertThat(officer.get("/officer/messages").body()).contains("Relief recorded for 2026", "To Rhys");
        HttpResponse<String> page = officer.get("/officer/messages/" + message.id().value());
        assertThat(page.body()).contains("rhys@example.org", "You get this because relief changes what you need", "&lt;script&gt;")
                .doesNotContain("<script>alert", "<b>Bevan");
        HttpResponse<String> html = officer.get("/officer/messages/" + message.id().value() + "/html");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox", "default-src 'none'").doesNotContain("script-src");
        assertThat(html.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(html.body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void whatCameBackStandsInTheQueueAndGoesAgainOnceTheAddressIsRight() {
        Message message = write(member("rhys@nowhere.example"));
        fail(message);
        assertThat(officer.get("/officer").body()).contains("A message could not be delivered", "/officer/messages?state=failed");
        String page = "/officer/messages/" + message.id().value();
        assertThat(officer.get("/officer/messages?state=failed").body()).contains("not delivered");
        assertThat(officer.get(page).body()).contains("550 no such user", "Perhaps sent twice", "after 5 tries");

        HttpResponse<String> wrong = officer.send(page, page + "/address", Map.of("email", "no address"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("That is not an email address", "value=\"no address\"");
        assertThat(officer.send(page, page + "/address", Map.of("email", "rhys@example.org")).body()).contains("It goes again now", "rhys@example.org");
        assertThat(officer.get("/officer").body()).doesNotContain("could not be delivered");
    }

    @Test
    void onlyAnAdministratorChangesTheAddressWithWhichSomebodySignsIn() {
        MemberId rhys = member("rhys@nowhere.example");
        Running.part(Invitations.class).invite(Desk.job(body), rhys);
        Message message = write(rhys);
        fail(message);
        String page = "/officer/messages/" + message.id().value();
        assertThat(officer.get(page).body()).contains("only an administrator changes it").doesNotContain("name=\"email\"");
        assertThat(officer.send(page, page + "/address", Map.of("email", "rhys@example.org")).statusCode()).isEqualTo(403);
        String his = "/admin/messages/" + message.id().value();
        assertThat(administrator.send(his, his + "/address", Map.of("email", "rhys@example.org")).body()).contains("It goes again now");
    }

    @Test
    void aOneTimeLinkIsReadByAdministratorsAlone() {
        Running.part(Invitations.class).invite(Desk.job(body), "new@example.org", "New", Set.of(Role.OFFICER));
        String id = latest().id().value().toString();
        assertThat(officer.get("/officer/messages/" + id).body()).contains("Only administrators open it").doesNotContain("/set-password/");
        assertThat(officer.get("/officer/messages/" + id + "/html").statusCode()).isEqualTo(403);
        assertThat(administrator.get("/admin/messages/" + id).body()).contains("/set-password/");
    }

    @Test
    void membersAndOtherBodiesSeeNone() {
        Message message = write(member("rhys@example.org"));
        Desk reviewer = Desk.at(body, Role.REVIEWER);
        assertThat(reviewer.get("/officer/messages").statusCode()).isEqualTo(403);
        assertThat(reviewer.get("/officer/messages/" + message.id().value()).statusCode()).isIn(403, 404);
        assertThat(Desk.at(Running.freshBody(), Role.OFFICER).get("/officer/messages/" + message.id().value()).statusCode()).isEqualTo(404);
        assertThat(officer.get("/officer/messages/nonsense").statusCode()).isEqualTo(404);
        assertThat(officer.get("/officer/messages?state=nonsense&kind=nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void aMemberIsFoundFromEveryPage() {
        member("rhys@example.org");
        assertThat(officer.get("/officer").body()).contains("class=\"finder\"");
        assertThat(officer.get("/officer/find?q=bevan").headers().firstValue("Location").orElse("")).contains("/officer/members/");
        assertThat(administrator.get("/officer/find?q=nobody").body()).contains("Nobody is called that");
        assertThat(Desk.at(body, Role.REVIEWER).get("/officer/find?q=bevan").statusCode()).isEqualTo(403);
    }
}
