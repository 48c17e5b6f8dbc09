package collegium.notifications;

import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MESSAGE;

import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.MessageRecord;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.testing.TestBodies;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The module put together over the tests' database, and people to write to. */
final class Post {

    static final MailSettings SETTINGS = new MailSettings("cpd@bodies.example", "http://{slug}.localhost:8080", "http://localhost:8080",
            Duration.ofMinutes(10));

    final TenantDatabase tenants = TestBodies.databases().tenants();
    final PlatformDatabase platform = TestBodies.databases().platform();
    final Letters letters = new Letters();
    final Hints hints = new Hints(platform);
    final Outbox outbox = new Outbox(tenants, platform, SETTINGS, letters, hints);
    final Transport transport;
    final Sender sender;

    private Post(Optional<JavaMailSender> server) {
        transport = new Transport(server, SETTINGS);
        sender = new Sender(tenants, platform, SETTINGS, letters, transport);
    }

    static Post withoutServer() {
        return new Post(Optional.empty());
    }

    static Post to(int port) {
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "2000");
        server.getJavaMailProperties().setProperty("mail.smtp.timeout", "2000");
        return new Post(Optional.of(server));
    }

    MemberId member(BodyId body, String number, String givenName, String email) {
        Call call = TestBodies.job(body);
        MemberId member = new MemberId(call.freshId());
        tenants.run(body, sql -> sql.insertInto(MEMBER)
                .set(MEMBER.ID, member).set(MEMBER.NUMBER, number).set(MEMBER.GIVEN_NAME, givenName).set(MEMBER.FAMILY_NAME, "Koranteng")
                .set(MEMBER.SORT_NAME, "koranteng").set(MEMBER.EMAIL, email).set(MEMBER.JOINED_ON, LocalDate.of(2020, 1, 1))
                .set(MEMBER.CREATED_AT, call.at()).execute());
        return member;
    }

    /** Writes a message of some kind, due at once. */
    void write(Call call, Recipient recipient) {
        write(call, NewMessage.now(MessageKind.SUBMISSION_REOPENED, recipient,
                Facts.at("/record-book").text("period", "2026").text("reasons", "A certificate is missing."), call.at()));
    }

    boolean write(Call call, NewMessage message) {
        return tenants.in(call.body(), sql -> outbox.add(sql, call, message));
    }

    void sendDue(Call call) {
        sender.sendDue(call.body(), () -> call);
    }

    List<MessageRecord> rows(BodyId body) {
        return tenants.in(body, sql -> sql.selectFrom(MESSAGE).orderBy(MESSAGE.ID).fetch());
    }

    MessageRecord only(BodyId body) {
        List<MessageRecord> rows = rows(body);
        if (rows.size() != 1) {
            throw new AssertionError("Not one message: " + rows);
        }
        return rows.getFirst();
    }
}
