package collegium.notifications;

import static collegium.database.tenant.Tables.MESSAGE;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.or;

import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.MessageRecord;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/**
 * Sends what is due in a body, one message at a time: claims it in a short transaction, hands it to the mail server in none,
 * marks it in another. What a crash left claimed is taken up again after a while with the same Message-ID, and marked.
 */
final class Sender {

    private final TenantDatabase tenants;
    private final PlatformDatabase platform;
    private final MailSettings settings;
    private final Letters letters;
    private final Transport transport;

    Sender(TenantDatabase tenants, PlatformDatabase platform, MailSettings settings, Letters letters, Transport transport) {
        this.tenants = tenants;
        this.platform = platform;
        this.settings = settings;
        this.letters = letters;
        this.transport = transport;
    }

    /** A message in hand, worded. */
    record Claimed(MessageStore.Row row, Transport.Letter letter) {}

    /**
     * Sends until nothing is due.
     *
     * @param calls a call of the body at this instant, built anew for every message
     * @return when the body next has something due
     */
    Optional<Instant> sendDue(BodyId body, Supplier<Call> calls) {
        while (true) {
            Call call = calls.get();
            Optional<Claimed> claimed = claim(call);
            if (claimed.isEmpty()) {
                return tenants.in(body, this::nextDue);
            }
            Transport.Outcome outcome = transport.send(claimed.get().letter());
            mark(calls.get(), claimed.get(), outcome);
        }
    }

    Optional<Claimed> claim(Call call) {
        Face face = Face.of(platform, settings, call.body());
        return tenants.in(call.body(), sql -> sql.selectFrom(MESSAGE)
                .where(or(
                        MESSAGE.STATE.eq(MessageState.DUE.key()).and(MESSAGE.DUE_AT.le(call.at())),
                        MESSAGE.STATE.eq(MessageState.CLAIMED.key()).and(MESSAGE.CLAIMED_AT.le(call.at().minus(settings.claim())))))
                .orderBy(MESSAGE.DUE_AT, MESSAGE.ID)
                .limit(1)
                .forUpdate().skipLocked()
                .fetchOptional()
                .map(found -> take(sql, call, face, found)));
    }

    private Claimed take(DSLContext sql, Call call, Face face, MessageRecord found) {
        MessageStore.Row row = MessageStore.read(found);
        MessageStore.Whom whom = MessageStore.whom(sql, MessageStore.recipient(found));
        Mail mail = Wording.of(sql, face.locale()).mail(face, row.kind(), whom.name(), row.facts());
        // A claim has a name of its own: a sender that was slow cannot mark what another took over meanwhile.
        found.setPerhapsTwice(found.getPerhapsTwice() || found.getState().equals(MessageState.CLAIMED.key()));
        found.setState(MessageState.CLAIMED.key());
        found.setClaimedAt(call.at());
        found.setClaimedBy(UUID.randomUUID().toString());
        found.setAttempts(found.getAttempts() + 1);
        found.setRecipient(whom.name());
        found.setAddress(whom.address());
        found.setSubject(mail.subject());
        found.setBodyText(letters.text(mail));
        found.setBodyHtml(letters.html(mail));
        found.update();
        return new Claimed(row, new Transport.Letter(found.getMessageId(), face.name(), whom.address(), whom.name(),
                found.getSubject(), found.getBodyText(), found.getBodyHtml(), call.at()));
    }

    void mark(Call call, Claimed claimed, Transport.Outcome outcome) {
        MessageRecord taken = claimed.row().stored();
        tenants.run(call.body(), sql -> {
            MessageRecord changed = sql.newRecord(MESSAGE);
            switch (outcome) {
                case Transport.Outcome.Sent _ -> {
                    changed.setState(MessageState.SENT.key());
                    changed.setSentAt(call.at());
                    changed.setError(null);
                    if (claimed.row().kind().secret()) {
                        changed.setFacts(JSONB.jsonb(MessageStore.json(claimed.row().facts().withoutLink())));
                        changed.setBodyText(null);
                        changed.setBodyHtml(null);
                    }
                }
                case Transport.Outcome.Kept _ -> {
                    changed.setState(MessageState.KEPT.key());
                    changed.setError(null);
                }
                case Transport.Outcome.Failed(String error, boolean perhapsTaken) -> {
                    changed.setError(error);
                    changed.setPerhapsTwice(taken.getPerhapsTwice() || perhapsTaken);
                    Backoff.after(taken.getAttempts()).ifPresentOrElse(wait -> {
                        changed.setState(MessageState.DUE.key());
                        changed.setDueAt(call.at().plus(wait));
                    }, () -> changed.setState(MessageState.FAILED.key()));
                }
            }
            sql.update(MESSAGE).set(changed)
                    .where(MESSAGE.ID.eq(taken.getId())).and(MESSAGE.CLAIMED_BY.eq(taken.getClaimedBy()))
                    .and(MESSAGE.STATE.eq(MessageState.CLAIMED.key()))
                    .execute();
        });
    }

    private Optional<Instant> nextDue(DSLContext sql) {
        Optional<Instant> due = sql.select(min(MESSAGE.DUE_AT)).from(MESSAGE).where(MESSAGE.STATE.eq(MessageState.DUE.key()))
                .fetchOptional(found -> found.value1());
        Optional<Instant> left = sql.select(min(MESSAGE.CLAIMED_AT)).from(MESSAGE).where(MESSAGE.STATE.eq(MessageState.CLAIMED.key()))
                .fetchOptional(found -> found.value1()).map(at -> at.plus(settings.claim()));
        return Stream.of(due, left).flatMap(Optional::stream).min(Instant::compareTo);
    }
}
