package collegium.notifications;

import static collegium.database.platform.Tables.PLATFORM_MAIL;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import collegium.database.PlatformDatabase;
import collegium.database.platform.tables.records.PlatformMailRecord;
import collegium.kernel.Id;
import collegium.tenancy.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Mail of the platform itself, to operators and to bodies' first administrators. It goes the way that a body's messages go. All of it
 * carries one-time links: once it was sent its words are wiped.
 */
public final class PlatformOutbox {

    private final PlatformDatabase platform;
    private final MailSettings settings;
    private final Letters letters;
    private final Transport transport;

    PlatformOutbox(PlatformDatabase platform, MailSettings settings, Letters letters, Transport transport) {
        this.platform = platform;
        this.settings = settings;
        this.letters = letters;
        this.transport = transport;
    }

    /** A mail of the platform as an operator reads it; without its text once it was sent. */
    public record PlatformMessage(
            UUID id, String address, String subject, String text, MessageState state, Instant createdAt, Optional<Instant> sentAt,
            int attempts, Optional<String> error, boolean perhapsTwice) {}

    /** Writes a mail, joining the platform's transaction where one is open. */
    void add(Operation operation, String address, Mail mail) {
        operation.requireOperator();
        UUID id = Id.fresh(operation.at());
        platform.run(sql -> sql.insertInto(PLATFORM_MAIL)
                .set(PLATFORM_MAIL.ID, id)
                .set(PLATFORM_MAIL.ADDRESS, address)
                .set(PLATFORM_MAIL.SUBJECT, SingleLine.atMost(mail.subject(), 200))
                .set(PLATFORM_MAIL.BODY_TEXT, letters.text(mail))
                .set(PLATFORM_MAIL.BODY_HTML, letters.html(mail))
                .set(PLATFORM_MAIL.CREATED_AT, operation.at())
                .set(PLATFORM_MAIL.DUE_AT, operation.at())
                .set(PLATFORM_MAIL.STATE, MessageState.DUE.key())
                .set(PLATFORM_MAIL.MESSAGE_ID, "<" + id + "@" + settings.domain() + ">")
                .execute());
    }

    /** The platform's mail, newest first, so many after the one given. */
    public List<PlatformMessage> page(Operation operation, Optional<UUID> before, int limit) {
        operation.requireOperator();
        return platform.in(sql -> sql.selectFrom(PLATFORM_MAIL)
                .where(before.map(last -> row(PLATFORM_MAIL.CREATED_AT, PLATFORM_MAIL.ID)
                                .lt(select(PLATFORM_MAIL.CREATED_AT, PLATFORM_MAIL.ID).from(PLATFORM_MAIL).where(PLATFORM_MAIL.ID.eq(last))))
                        .orElse(noCondition()))
                .orderBy(PLATFORM_MAIL.CREATED_AT.desc(), PLATFORM_MAIL.ID.desc())
                .limit(Math.clamp(limit, 1, 200))
                .fetch(mail -> new PlatformMessage(mail.getId(), mail.getAddress(), mail.getSubject(), mail.getBodyText(),
                        MessageState.of(mail.getState()), mail.getCreatedAt(), Optional.ofNullable(mail.getSentAt()),
                        mail.getAttempts(), Optional.ofNullable(mail.getError()), mail.getPerhapsTwice())));
    }

    /** Sends until nothing is due. */
    void sendDue(Supplier<Instant> clock) {
        while (true) {
            Instant at = clock.get();
            Optional<PlatformMailRecord> claimed = claim(at);
            if (claimed.isEmpty()) {
                return;
            }
            PlatformMailRecord mail = claimed.get();
            mark(mail, clock.get(), transport.send(new Transport.Letter(
                    mail.getMessageId(), "Collegium", mail.getAddress(), "", mail.getSubject(), mail.getBodyText(),
                    Optional.ofNullable(mail.getBodyHtml()).orElse(""), at)));
        }
    }

    private Optional<PlatformMailRecord> claim(Instant at) {
        return platform.in(sql -> sql.selectFrom(PLATFORM_MAIL)
                .where(or(
                        PLATFORM_MAIL.STATE.eq(MessageState.DUE.key()).and(PLATFORM_MAIL.DUE_AT.le(at)),
                        PLATFORM_MAIL.STATE.eq(MessageState.CLAIMED.key())
                                .and(PLATFORM_MAIL.CLAIMED_AT.le(at.minus(settings.claim())))))
                .orderBy(PLATFORM_MAIL.DUE_AT, PLATFORM_MAIL.ID)
                .limit(1)
                .forUpdate().skipLocked()
                .fetchOptional()
                .map(mail -> {
                    mail.setPerhapsTwice(mail.getPerhapsTwice() || mail.getState().equals(MessageState.CLAIMED.key()));
                    mail.setState(MessageState.CLAIMED.key());
                    mail.setClaimedAt(at);
                    mail.setClaimedBy(UUID.randomUUID().toString());
                    mail.setAttempts(mail.getAttempts() + 1);
                    mail.update();
                    return mail;
                }));
    }

    private void mark(PlatformMailRecord mail, Instant at, Transport.Outcome outcome) {
        platform.run(sql -> {
            PlatformMailRecord changed = sql.newRecord(PLATFORM_MAIL);
            switch (outcome) {
                case Transport.Outcome.Sent _ -> {
                    changed.setState(MessageState.SENT.key());
                    changed.setSentAt(at);
                    changed.setError(null);
                    changed.setBodyText("");
                    changed.setBodyHtml(null);
                }
                case Transport.Outcome.Kept _ -> changed.setState(MessageState.KEPT.key());
                case Transport.Outcome.Failed(String error, boolean perhapsTaken) -> {
                    changed.setError(error);
                    changed.setPerhapsTwice(mail.getPerhapsTwice() || perhapsTaken);
                    Backoff.after(mail.getAttempts()).ifPresentOrElse(wait -> {
                        changed.setState(MessageState.DUE.key());
                        changed.setDueAt(at.plus(wait));
                    }, () -> changed.setState(MessageState.FAILED.key()));
                }
            }
            sql.update(PLATFORM_MAIL).set(changed)
                    .where(PLATFORM_MAIL.ID.eq(mail.getId())).and(PLATFORM_MAIL.CLAIMED_BY.eq(mail.getClaimedBy()))
                    .and(PLATFORM_MAIL.STATE.eq(MessageState.CLAIMED.key()))
                    .execute();
        });
    }
}
