package collegium.notifications;

import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.testing.TestBodies.NOON;
import static collegium.testing.TestBodies.at;
import static collegium.testing.TestBodies.by;
import static collegium.testing.TestBodies.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.database.tenant.tables.records.MessageRecord;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.testing.TestBodies;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final BodyId body = TestBodies.fresh();
    private final Call call = job(body);
    private Post post = Post.withoutServer();

    @BeforeEach
    void start() {
        server.start();
        post = Post.to(server.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MemberId abena() {
        return post.member(body, "20609", "Abena", "abena@members.example");
    }

    private static String source(MimeMessage message) throws Exception {
        var out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageGoesOnceAsTextAndHtmlInTheBodysName() throws Exception {
        post.write(call, new Recipient.ToMember(abena()));

        post.sendDue(call);
        post.sendDue(call);

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Your submission for 2026 was reopened");
        assertThat(received.getRecipients(RecipientType.TO)[0]).hasToString("Abena Koranteng <abena@members.example>");
        assertThat(received.getFrom()[0].toString()).startsWith("Test body test-").endsWith("<cpd@bodies.example>");
        assertThat(received.getMessageID()).isEqualTo("<" + post.only(body).getId() + "@bodies.example>");
        assertThat(source(received)).contains("text/plain").contains("text/html");
        assertThat(post.only(body).getBodyText()).contains("Dear Abena Koranteng,").contains("A certificate is missing.")
                .contains(".localhost:8080/record-book");
        assertThat(post.only(body).getState()).isEqualTo("sent");
    }

    @Test
    void aTransactionThatRollsBackTellsNobody() {
        assertThatThrownBy(() -> post.tenants.run(body, sql -> {
            post.outbox.add(sql, call, NewMessage.now(MessageKind.DETERMINATION, new Recipient.ToAddress("a@b.example", "A"), Facts.none(), NOON));
            throw Refused.conflict("changed-meanwhile");
        })).isInstanceOf(Refused.class);

        post.sendDue(call);

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(post.rows(body)).isEmpty();
    }

    @Test
    void twoSendersAtOnceSendEachMessageOnce() throws Exception {
        MemberId member = abena();
        for (int i = 0; i < 60; i++) {
            post.write(call, new Recipient.ToMember(member));
        }

        try (ExecutorService senders = Executors.newFixedThreadPool(3)) {
            Callable<Boolean> sender = () -> {
                post.sendDue(call);
                return true;
            };
            for (var done : senders.invokeAll(List.of(sender, sender, sender))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(Arrays.stream(server.getReceivedMessages()).map(SendingTest::id)).hasSize(60).doesNotHaveDuplicates();
        assertThat(post.rows(body)).allMatch(row -> row.getState().equals("sent") && row.getAttempts() == 1);
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatACrashLeftBetweenSendingAndMarkingGoesAgainWithTheSameMessageIdAndIsMarked() {
        post.write(call, new Recipient.ToMember(abena()));
        Sender.Claimed claimed = post.sender.claim(call).orElseThrow();
        post.transport.send(claimed.letter().orElseThrow());
        // Here the process is gone: nothing is marked.

        post.sendDue(at(call, NOON.plus(Duration.ofMinutes(9))));
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(post.only(body).getPerhapsTwice()).isFalse();

        post.sendDue(at(call, NOON.plus(Duration.ofMinutes(10))));
        assertThat(Arrays.stream(server.getReceivedMessages()).map(SendingTest::id)).hasSize(2)
                .containsOnly(post.only(body).getMessageId());
        assertThat(post.only(body).getPerhapsTwice()).isTrue();
        assertThat(post.only(body).getState()).isEqualTo("sent");
    }

    @Test
    void aSenderThatWasSlowDoesNotMarkWhatAnotherTookOver() {
        post.write(call, new Recipient.ToMember(abena()));
        Sender.Claimed slow = post.sender.claim(call).orElseThrow();
        Call later = at(call, NOON.plus(Duration.ofMinutes(11)));
        assertThat(post.sender.claim(later)).isPresent();

        post.sender.mark(later, slow.row(), new Transport.Outcome.Failed("slow", false));

        assertThat(post.only(body).getState()).isEqualTo("claimed");
        assertThat(post.only(body).getError()).isNull();
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainLaterAndLater() {
        int port = server.getSmtp().getPort();
        server.stop();
        post.write(call, new Recipient.ToMember(abena()));

        post.sendDue(call);

        MessageRecord row = post.only(body);
        assertThat(row.getState()).isEqualTo("due");
        assertThat(row.getDueAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(row.getError()).isNotBlank();
        assertThat(row.getPerhapsTwice()).isFalse();

        GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        back.start();
        post.sendDue(at(call, NOON.plusSeconds(59)));
        assertThat(back.getReceivedMessages()).isEmpty();
        post.sendDue(at(call, NOON.plusSeconds(60)));
        assertThat(back.getReceivedMessages()).hasSize(1);
        back.stop();
        assertThat(post.only(body).getState()).isEqualTo("sent");
    }

    @Test
    void anAddressThatKeepsFailingIsGivenUpShownToTheOfficerAndSentOnceItIsPutRight() {
        MemberId member = post.member(body, "1", "Rhys", "no address at all");
        post.write(call, new Recipient.ToMember(member));
        Call officer = by(body, Role.OFFICER);

        Call now = call;
        for (int i = 0; i < 6; i++) {
            post.sendDue(now);
            now = at(call, now.at().plus(Duration.ofHours(13)));
        }

        Message failed = post.outbox.page(officer, new Message.Query(Optional.of(MessageState.FAILED), Optional.empty(),
                Optional.empty(), Optional.empty(), 20)).getFirst();
        assertThat(failed.attempts()).isEqualTo(6);
        assertThat(failed.error().orElseThrow()).startsWith("No valid address");
        assertThat(failed.member()).contains(member);

        post.tenants.run(body, sql -> sql.update(MEMBER)
                .set(MEMBER.EMAIL, "rhys@members.example").execute());
        post.outbox.send(at(officer, now.at()), failed.id());
        post.sendDue(now);
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(post.outbox.counts(officer)).containsExactly(Map.entry(MessageState.SENT, 1));
    }

    @Test
    void whereTheLineBreaksAfterTheTextTheMessageGoesAgainAndIsMarked() throws IOException {
        try (ServerSocket broken = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> takeTheTextAndHangUp(broken));
            Post breaking = Post.to(broken.getLocalPort());
            breaking.write(call, new Recipient.ToMember(abena()));

            breaking.sendDue(call);
        }

        assertThat(post.only(body).getState()).isEqualTo("due");
        assertThat(post.only(body).getPerhapsTwice()).as(post.only(body).getError()).isTrue();
        post.sendDue(at(call, NOON.plusSeconds(60)));
        assertThat(id(server.getReceivedMessages()[0])).isEqualTo(post.only(body).getMessageId());
        assertThat(post.only(body).getState()).isEqualTo("sent");
    }

    private static void takeTheTextAndHangUp(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            var out = socket.getOutputStream();
            out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
            String line = in.readLine();
            while (line != null && !line.equals(".")) {
                if (line.startsWith("DATA")) {
                    out.write("354 go on\r\n".getBytes(StandardCharsets.US_ASCII));
                } else if (line.startsWith("EHLO") || line.startsWith("MAIL") || line.startsWith("RCPT")) {
                    out.write("250 fine\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutAMailServerMessagesAreKeptReadAndSentWhenThereIsOne() {
        Post waiting = Post.withoutServer();
        waiting.write(call, new Recipient.ToMember(abena()));

        waiting.sendDue(call);

        Call administrator = by(body, Role.ADMINISTRATOR);
        Message kept = waiting.outbox.page(administrator, Message.Query.first(10)).getFirst();
        assertThat(kept.state()).isEqualTo(MessageState.KEPT);
        assertThat(waiting.outbox.open(administrator, kept.id()).text()).contains("A certificate is missing.");
        assertThat(waiting.outbox.open(administrator, kept.id()).html()).contains("<h1").contains("A certificate is missing.");

        assertThat(post.outbox.sendKept(administrator)).isEqualTo(1);
        post.sendDue(call);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void hostileNamesAndTitlesStayText() throws Exception {
        MemberId member = post.member(body, "1", "<script>alert(1)</script>\r\nBcc: evil@example.org\r\n\r\n", "abena@members.example");
        post.write(call, NewMessage.now(MessageKind.ENTRY_DECIDED, new Recipient.ToMember(member),
                Facts.at("/").text("entry", "{0} '{body}' <img src=x onerror=alert(1)>\r\nBcc: evil@example.org\u2028X: y")
                        .text("verdict", "${7*7} [[${1+1}]]").text("reasons", "<b>because</b>"), NOON));

        post.sendDue(call);

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getHeader("X")).isNull();
        assertThat(received.getSubject()).contains("{0} '{body}' <img src=x onerror=alert(1)> Bcc: evil@example.org X: y");
        MessageRecord row = post.only(body);
        assertThat(row.getBodyHtml()).doesNotContain("<script").doesNotContain("<img").doesNotContain("<b>because")
                .contains("&lt;b&gt;because&lt;/b&gt;").contains("${7*7} [[${1+1}]]");
        assertThat(row.getBodyText()).contains("${7*7} [[${1+1}]]").contains("<b>because</b>");
    }

    @Test
    void whatCannotBeWordedFailsAndKeepsNothingElseWaiting() {
        post.write(call, new Recipient.ToMember(abena()));
        post.tenants.run(body, sql -> sql.update(MESSAGE)
                .set(MESSAGE.KIND, "no-such-kind").execute());
        post.write(call, new Recipient.ToAddress("kofi@members.example", "Kofi"));

        post.sendDue(call);

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(post.rows(body)).extracting(MessageRecord::getState).containsExactlyInAnyOrder("failed", "sent");
    }

    @Test
    void aOneTimeLinkIsForAdministratorsAloneAndGoneOnceItWasSent() {
        post.write(call, NewMessage.now(MessageKind.INVITATION, new Recipient.ToAddress("new@members.example", "New"),
                Facts.none().text("link", "http://x.localhost:8080/invitation/secret-token"), NOON));
        MessageId id = new MessageId(post.only(body).getId());

        assertThat(post.outbox.open(by(body, Role.ADMINISTRATOR), id).text()).contains("secret-token");
        assertThatThrownBy(() -> post.outbox.open(by(body, Role.OFFICER), id)).isInstanceOf(Refused.class);

        post.sendDue(call);
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(post.only(body).toString()).doesNotContain("secret-token");
        assertThat(post.outbox.open(by(body, Role.ADMINISTRATOR), id).text()).doesNotContain("secret-token");
    }

    @Test
    void theMessagesOfOneBodyAreNotTheOthers() {
        post.write(call, new Recipient.ToMember(abena()));
        BodyId other = TestBodies.fresh();
        MessageId id = new MessageId(post.only(body).getId());

        post.sendDue(job(other));

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(post.outbox.page(by(other, Role.ADMINISTRATOR), Message.Query.first(10))).isEmpty();
        assertThatThrownBy(() -> post.outbox.open(by(other, Role.ADMINISTRATOR), id)).isInstanceOf(Refused.class);
    }

    @Test
    void membersReadTheirOwnMessagesAndNoOthers() {
        MemberId member = abena();
        post.write(call, new Recipient.ToMember(member));
        Call own = TestBodies.byMember(body, new AccountId(call.freshId()), member);
        Call another = TestBodies.byMember(body, new AccountId(call.freshId()), new MemberId(call.freshId()));

        assertThat(post.outbox.own(own, member, Message.Query.first(10))).hasSize(1);
        assertThatThrownBy(() -> post.outbox.own(another, member, Message.Query.first(10))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> post.outbox.page(own, Message.Query.first(10))).isInstanceOf(Refused.class);
    }

    @Test
    void pagesFollowOnEachOtherNewestFirst() {
        MemberId member = abena();
        for (int i = 0; i < 5; i++) {
            post.write(at(call, NOON.plusSeconds(i)), new Recipient.ToMember(member));
        }
        Call officer = by(body, Role.OFFICER);

        List<Message> first = post.outbox.page(officer, Message.Query.first(3));
        List<Message> second = post.outbox.page(officer, new Message.Query(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(first.getLast().id()), 3));

        assertThat(first).extracting(Message::createdAt).containsExactly(NOON.plusSeconds(4), NOON.plusSeconds(3), NOON.plusSeconds(2));
        assertThat(second).extracting(Message::createdAt).containsExactly(NOON.plusSeconds(1), NOON);
    }
}
