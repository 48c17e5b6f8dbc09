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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thymeleaf.exceptions.TemplateEngineException;
import tools.jackson.core.JacksonException;

/**
 * Sends what is due in a body, one message at a time: claims it in a short transaction, hands it to the mail server in none,
 * marks it in another. What a crash left claimed is taken up again after a while with the same Message-ID, and marked.
 */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

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

    /** A message in hand, worded; without a letter where it could not be, which has failed already. */
    record Claimed(MessageRecord row, Optional<Transport.Letter> letter) {}

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
            claimed.get().letter().map(transport::send).ifPresent(outcome -> mark(calls.get(), claimed.get().row(), outcome));
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
        MessageStore.Whom whom = MessageStore.whom(sql, MessageStore.recipient(found));
        // A claim has a name of its own: a sender that was slow cannot mark what another took over meanwhile.
        found.setPerhapsTwice(found.getPerhapsTwice() || found.getState().equals(MessageState.CLAIMED.key()));
        found.setState(MessageState.CLAIMED.key());
        found.setClaimedAt(call.at());
        found.setClaimedBy(UUID.randomUUID().toString());
        found.setAttempts(found.getAttempts() + 1);
        found.setRecipient(whom.name());
        found.setAddress(whom.address());
        Wording wording = Wording.of(sql, face.locale());
        try {
            MessageStore.Row row = MessageStore.read(found);
            Mail mail = wording.mail(face, row.kind(), whom.name(), row.facts());
            found.setSubject(mail.subject());
            found.setBodyText(letters.text(mail));
            found.setBodyHtml(letters.html(mail));
        } catch (IllegalArgumentException | JacksonException | TemplateEngineException e) {
            // It must not stand in the way of all the others.
            LOG.error("Message {} of body {} cannot be worded.", found.getId(), call.body().value(), e);
            found.setState(MessageState.FAILED.key());
            found.setError("It cannot be worded.");
            found.update();
            return new Claimed(found, Optional.empty());
        }
        found.update();
        return new Claimed(found, Optional.of(new Transport.Letter(found.getMessageId(), face.name(), whom.address(), whom.name(),
                found.getSubject(), found.getBodyText(), found.getBodyHtml(), call.at())));
    }

    void mark(Call call, MessageRecord taken, Transport.Outcome outcome) {
        tenants.run(call.body(), sql -> {
            MessageRecord changed = sql.newRecord(MESSAGE);
            switch (outcome) {
                case Transport.Outcome.Sent _ -> {
                    changed.setState(MessageState.SENT.key());
                    changed.setSentAt(call.at());
                    changed.setError(null);
                    MessageStore.Row row = MessageStore.read(taken);
                    if (row.kind().secret()) {
                        changed.setFacts(JSONB.jsonb(MessageStore.json(row.facts().withoutLink())));
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
