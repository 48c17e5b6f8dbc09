package collegium.notifications;

import static collegium.database.tenant.Tables.MESSAGE;

import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Messages to people. A message is a row written in the transaction of what it tells of: it exists if and only if that was
 * committed, and it is sent once.
 */
public final class Outbox {

    private final TenantDatabase tenants;
    private final PlatformDatabase platform;
    private final MailSettings settings;
    private final Letters letters;
    private final Hints hints;

    Outbox(TenantDatabase tenants, PlatformDatabase platform, MailSettings settings, Letters letters, Hints hints) {
        this.tenants = tenants;
        this.platform = platform;
        this.settings = settings;
        this.letters = letters;
        this.hints = hints;
    }

    /**
     * Writes a message inside the caller's transaction. Who may cause it was decided by the caller's own check. With a key
     * that was used before nothing is written, unless that message was cancelled: then it is due again.
     *
     * @param sql the open transaction of the call's body
     * @return whether there is something new to send
     */
    public boolean add(DSLContext sql, Call call, NewMessage message) {
        boolean written = MessageStore.insert(sql, call, message, settings.domain());
        if (written) {
            hints.afterCommit(call.body(), message.dueAt());
        }
        return written;
    }

    /**
     * The same for many messages, each to a member, at once.
     *
     * @param sql the open transaction of the call's body
     */
    public void addAll(DSLContext sql, Call call, List<NewMessage> messages) {
        MessageStore.insertAll(sql, call, messages, settings.domain());
        messages.stream().map(NewMessage::dueAt).min(Comparator.naturalOrder()).ifPresent(due -> hints.afterCommit(call.body(), due));
    }

    /** Cancels, inside the caller's transaction, what was not sent yet and whose key begins so. Returns how many. */
    public int cancel(DSLContext sql, String dedupPrefix) {
        return sql.update(MESSAGE)
                .set(MESSAGE.STATE, MessageState.CANCELLED.key())
                .where(MESSAGE.DEDUP.startsWith(dedupPrefix))
                .and(MESSAGE.STATE.in(MessageState.DUE.key(), MessageState.FAILED.key()))
                .execute();
    }

    /** What was sent, to whom, why, what failed and what is kept, newest first: for officers and administrators. */
    public List<Message> page(Call call, Message.Query query) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return list(call, query);
    }

    /** A member's own messages, newest first, without those that carry a one-time link. */
    public List<Message> own(Call call, MemberId member, Message.Query query) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return list(call, new Message.Query(query.state(), query.kind(), Optional.of(member), query.before(), query.limit()))
                .stream().filter(message -> !message.kind().secret()).toList();
    }

    /** How many messages there are in each state: for the heads of the messages page. */
    public Map<MessageState, Integer> counts(Call call) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), MessageStore::counts);
    }

    /** One message as it went, or as it would go now. One with a one-time link opens for administrators alone. */
    public Message.Opened open(Call call, MessageId id) {
        Face face = Face.of(platform, settings, call.body());
        return tenants.in(call.body(), sql -> {
            MessageStore.Row row = MessageStore.find(sql, id).orElseThrow(Refused::notFound);
            row.member().ifPresentOrElse(
                    member -> call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR),
                    () -> call.require(Role.OFFICER, Role.ADMINISTRATOR));
            if (row.kind().secret()) {
                call.require(Role.ADMINISTRATOR);
            }
            Mail mail = Wording.of(sql, face.locale()).mail(face, row.kind(), row.recipient(), row.facts());
            return new Message.Opened(row.shown(mail), row.text().orElseGet(() -> letters.text(mail)),
                    row.html().orElseGet(() -> letters.html(mail)));
        });
    }

    /** Lets a message that failed, or was kept while there was no mail server, go (again) at once. */
    public void send(Call call, MessageId id) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        tenants.run(call.body(), sql -> {
            if (MessageStore.find(sql, id).isEmpty()) {
                throw Refused.notFound();
            }
            int freed = MessageStore.free(sql, call, MESSAGE.ID.eq(id.value()));
            if (freed == 0) {
                throw Refused.conflict("message-not-waiting");
            }
            // Its page shows at once where it goes now.
            MessageStore.find(sql, id).map(row -> MessageStore.whom(sql, MessageStore.recipient(row.stored()))).ifPresent(whom -> sql.update(MESSAGE)
                    .set(MESSAGE.RECIPIENT, whom.name()).set(MESSAGE.ADDRESS, whom.address()).where(MESSAGE.ID.eq(id.value())).execute());
            hints.afterCommit(call.body(), call.at());
        });
    }

    /** Lets everything go that was kept while there was no mail server; reminders whose day has passed stay. Returns how many. */
    public int sendKept(Call call) {
        call.require(Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> {
            int freed = MessageStore.free(sql, call, MESSAGE.STATE.eq(MessageState.KEPT.key())
                    .and(MessageStore.notPast(call.today())));
            hints.afterCommit(call.body(), call.at());
            return freed;
        });
    }

    private List<Message> list(Call call, Message.Query query) {
        Face face = Face.of(platform, settings, call.body());
        return tenants.in(call.body(), sql -> {
            Wording wording = Wording.of(sql, face.locale());
            return MessageStore.list(sql, query).stream()
                    .map(row -> row.shown(wording.mail(face, row.kind(), row.recipient(), row.facts())))
                    .toList();
        });
    }
}
