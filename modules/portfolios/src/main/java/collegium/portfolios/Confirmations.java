package collegium.portfolios;

import static collegium.database.tenant.Tables.ARTEFACT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.ONE_TIME_LINK;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Asks somebody without an account to confirm something, by a link that is good for one answer and for four weeks. */
@Component
public class Confirmations {

    private static final Duration LIFE = Duration.ofDays(28);

    /** Nobody is reminded more often. */
    private static final Duration REST = Duration.ofHours(20);

    private final TenantDatabase tenants;
    private final Artefacts artefacts;
    private final Outbox outbox;

    public Confirmations(TenantDatabase tenants, Artefacts artefacts, Outbox outbox) {
        this.tenants = tenants;
        this.artefacts = artefacts;
        this.outbox = outbox;
    }

    /** What the confirmer sees: the member's name and number, and what is to be confirmed. */
    public record Asked(String memberName, String memberNumber, Artefact artefact) {}

    /** How far a request is. */
    public enum State {
        ASKED,
        REMINDED,
        /** The link is too old; asking again sends another. */
        EXPIRED,
        CONFIRMED,
        DECLINED
    }

    /**
     * What somebody was asked to confirm. A reason for declining stands in the artefact's body.
     *
     * @param last when the latest link was sent
     */
    public record Request(Artefact artefact, State state, Instant asked, Instant last) {}

    /** What the member asked others to confirm, the latest first; what the member withdrew is left out. */
    public List<Request> of(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql
                .select(ONE_TIME_LINK.SUBJECT_ID, min(ONE_TIME_LINK.CREATED_AT), max(ONE_TIME_LINK.CREATED_AT), max(ONE_TIME_LINK.EXPIRES_AT), count())
                .from(ONE_TIME_LINK).join(ARTEFACT).on(ARTEFACT.ID.eq(ONE_TIME_LINK.SUBJECT_ID))
                .where(ARTEFACT.MEMBER_ID.eq(member)).and(ONE_TIME_LINK.PURPOSE.eq("confirm"))
                .groupBy(ONE_TIME_LINK.SUBJECT_ID).orderBy(max(ONE_TIME_LINK.CREATED_AT).desc(), ONE_TIME_LINK.SUBJECT_ID)
                .fetch().stream()
                .map(row -> new Request(Artefacts.current(sql, new ArtefactId(row.value1())),
                        row.value4().isBefore(call.at()) ? State.EXPIRED : row.value5() > 1 ? State.REMINDED : State.ASKED, row.value2(), row.value3()))
                .map(Confirmations::answered)
                .filter(request -> !request.artefact().withdrawn() || request.state() == State.DECLINED)
                .toList());
    }

    private static Request answered(Request request) {
        Artefact artefact = request.artefact();
        // What was confirmed is done; where its member withdrew it later nobody declined.
        boolean declined = artefact.source().equals("link") && artefact.withdrawn() && !artefact.completed();
        State state = declined ? State.DECLINED : artefact.completed() ? State.CONFIRMED : request.state();
        return new Request(artefact, state, request.asked(), request.last());
    }

    /**
     * Records what is to be confirmed, not yet done, and mails the link to the person in it. Refused without a person with an
     * address.
     *
     * @param address makes the whole address of the confirming page from the token
     */
    public Artefact ask(Call call, MemberId member, RecordArtefact command, Function<OneTimeToken, String> address) {
        call.requireOwn(member);
        call.requireScope("record");
        RecordArtefact said = ArtefactChecks.checked(call, open(command));
        RecordArtefact.Person person = said.person().filter(p -> p.email().isPresent())
                .orElseThrow(() -> Refused.invalid("required", "person-email"));
        return tenants.in(call.body(), sql -> {
            boolean again = said.key().isPresent() && ArtefactStore.exists(sql, said.key().get());
            Artefact asked = artefacts.write(sql, call, member, said, "member");
            if (!again) {
                send(sql, call, asked, person, address);
            }
            return asked;
        });
    }

    private static RecordArtefact open(RecordArtefact said) {
        return new RecordArtefact(said.key(), said.kind(), said.dated(), false, said.title(), said.body(), said.person(), said.tags(), said.links());
    }

    private void send(DSLContext sql, Call call, Artefact asked, RecordArtefact.Person person, Function<OneTimeToken, String> address) {
        OneTimeToken token = OneTimeToken.fresh();
        sql.insertInto(ONE_TIME_LINK)
                .set(ONE_TIME_LINK.ID, call.freshId()).set(ONE_TIME_LINK.TOKEN_HASH, token.hash()).set(ONE_TIME_LINK.PURPOSE, "confirm")
                .set(ONE_TIME_LINK.SUBJECT_ID, asked.id().value()).set(ONE_TIME_LINK.CREATED_AT, call.at())
                .set(ONE_TIME_LINK.EXPIRES_AT, call.at().plus(LIFE))
                .execute();
        Facts facts = Facts.none().text("link", address.apply(token)).text("member", name(sql, asked.member()))
                .text("subject", asked.said().title());
        outbox.add(sql, call, NewMessage.now(MessageKind.CONFIRMATION_REQUEST,
                new Recipient.ToAddress(person.email().orElseThrow(), person.name()), facts, call.at()));
    }

    private static String name(DSLContext sql, MemberId member) {
        return sql.select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME).from(MEMBER).where(MEMBER.ID.eq(member))
                .fetchSingle(row -> row.value1() + " " + row.value2());
    }

    /** What the token asks to confirm; a token that is unknown, used or out of date is refused as not found. */
    public Asked find(Call call, OneTimeToken token) {
        return tenants.in(call.body(), sql -> {
            Artefact artefact = Artefacts.current(sql, subject(sql, call, token, false));
            if (artefact.withdrawn() || artefact.completed()) {
                throw Refused.notFound();
            }
            return sql.select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.NUMBER).from(MEMBER).where(MEMBER.ID.eq(artefact.member()))
                    .fetchSingle(row -> new Asked(row.value1() + " " + row.value2(), row.value3(), artefact));
        });
    }

    private static ArtefactId subject(DSLContext sql, Call call, OneTimeToken token, boolean lock) {
        var query = sql.select(ONE_TIME_LINK.SUBJECT_ID).from(ONE_TIME_LINK)
                .where(ONE_TIME_LINK.TOKEN_HASH.eq(token.hash())).and(ONE_TIME_LINK.PURPOSE.eq("confirm"))
                .and(ONE_TIME_LINK.USED_AT.isNull()).and(ONE_TIME_LINK.EXPIRES_AT.gt(call.at()));
        return Optional.ofNullable(lock ? query.forUpdate().fetchOne() : query.fetchOne()).map(row -> new ArtefactId(row.value1()))
                .orElseThrow(Refused::notFound);
    }

    /** Confirms: the artefact is done, dated today, on the confirmer's word. The token is used up. */
    public Artefact confirm(Call call, OneTimeToken token, Optional<String> number) {
        Faults faults = new Faults();
        Optional<String> ownNumber = Written.line(faults, "person-number", number, 60);
        faults.refuse();
        return tenants.in(call.body(), sql -> {
            Artefact asked = lockedFor(sql, call, token);
            long revision = Revisions.next(sql, asked.member());
            RecordArtefact said = asked.said();
            Optional<RecordArtefact.Person> person = said.person()
                    .map(p -> new RecordArtefact.Person(p.name(), p.email(), ownNumber.or(p::number)));
            RecordArtefact done = new RecordArtefact(said.key(), said.kind(), call.today(), true, said.title(), said.body(), person,
                    said.tags(), said.links());
            return artefacts.revise(sql, call, new Artefact(asked.id(), asked.member(), revision, false, "link", done, call.at(), false),
                    "artefact-confirmed");
        });
    }

    /** Declines with a reason; what was asked is withdrawn and the reason stands in it. The token is used up. */
    public void decline(Call call, OneTimeToken token, String reason) {
        Faults faults = new Faults();
        String why = Written.prose(faults, "reason", reason, 2000);
        faults.refuse();
        tenants.run(call.body(), sql -> {
            Artefact asked = lockedFor(sql, call, token);
            long revision = Revisions.next(sql, asked.member());
            artefacts.revise(sql, call, new Artefact(asked.id(), asked.member(), revision, true, "link", asked.said().withBody(why),
                    call.at(), false), "artefact-declined");
        });
    }

    private static Artefact lockedFor(DSLContext sql, Call call, OneTimeToken token) {
        ArtefactId id = subject(sql, call, token, true);
        sql.update(ONE_TIME_LINK).set(ONE_TIME_LINK.USED_AT, call.at()).where(ONE_TIME_LINK.TOKEN_HASH.eq(token.hash())).execute();
        Artefact asked = Artefacts.current(sql, id);
        if (asked.withdrawn() || asked.completed()) {
            throw Refused.notFound();
        }
        return asked;
    }

    /** Asks again: the old link is dead, a new one is mailed. Refused as {@code asked-lately} within {@link #REST} of the last. */
    public void remind(Call call, ArtefactId id, Function<OneTimeToken, String> address) {
        Artefact asked = artefacts.find(call, id);
        call.requireOwn(asked.member());
        RecordArtefact.Person person = asked.said().person().filter(p -> p.email().isPresent()).orElseThrow(Refused::notFound);
        if (asked.completed() || asked.withdrawn()) {
            throw Refused.conflict("already-answered");
        }
        tenants.run(call.body(), sql -> {
            Revisions.next(sql, asked.member());
            if (sql.fetchExists(ONE_TIME_LINK, ONE_TIME_LINK.SUBJECT_ID.eq(id.value()).and(ONE_TIME_LINK.CREATED_AT.gt(call.at().minus(REST))))) {
                throw Refused.conflict("asked-lately");
            }
            sql.update(ONE_TIME_LINK).set(ONE_TIME_LINK.USED_AT, call.at())
                    .where(ONE_TIME_LINK.SUBJECT_ID.eq(id.value())).and(ONE_TIME_LINK.USED_AT.isNull()).execute();
            AuditLog.write(sql, call, "confirmation-asked-again", AuditLog.Subject.of("artefact", id.value(), asked.member()), Map.of(), Map.of());
            send(sql, call, asked, person, address);
        });
    }
}
