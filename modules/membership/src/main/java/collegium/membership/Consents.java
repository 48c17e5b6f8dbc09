package collegium.membership;

import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION;
import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION_CONSENT;
import static collegium.database.tenant.Tables.OAUTH2_REGISTERED_CLIENT;
import static collegium.database.tenant.Tables.STANDING_CONSENT;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What members agreed to: apps that act for them, and systems that may read where they stand. Given and withdrawn by the member alone. */
@Component
public class Consents {

    private final TenantDatabase database;

    Consents(TenantDatabase database) {
        this.database = database;
    }

    /**
     * A connection as one member sees it.
     *
     * @param scopes to what the member agreed; empty where a system may ask for the standing and the member has not agreed
     * @param since when the member agreed, where that is known
     */
    public record Access(Connection connection, Set<String> scopes, Optional<Instant> since) {
        public Access {
            scopes = Set.copyOf(scopes);
        }

        public boolean given() {
            return !scopes.isEmpty();
        }
    }

    /** Apps that the caller let in, then systems that may be allowed to read the caller's standing, each by name. */
    public List<Access> of(Call call) {
        MemberId member = call.member().orElseThrow(Refused::notAllowed);
        AccountId account = account(call);
        return database.in(call.body(), sql -> {
            Map<String, Instant> standings = sql.selectFrom(STANDING_CONSENT)
                    .where(STANDING_CONSENT.MEMBER_ID.eq(member)).and(STANDING_CONSENT.WITHDRAWN_AT.isNull())
                    .fetchMap(STANDING_CONSENT.CLIENT_ID, STANDING_CONSENT.GIVEN_AT);
            return sql.selectFrom(OAUTH2_REGISTERED_CLIENT).orderBy(OAUTH2_REGISTERED_CLIENT.CLIENT_NAME).fetch(Connections::connection).stream()
                    .map(connection -> switch (connection.kind()) {
                        case APP -> new Access(connection, given(sql, connection.id(), account), Optional.empty());
                        case SYSTEM -> new Access(connection, standings.containsKey(connection.id()) ? Set.of("standing") : Set.of(),
                                Optional.ofNullable(standings.get(connection.id())));
                    })
                    .filter(access -> access.given() || (access.connection().kind() == Connection.Kind.SYSTEM
                            && access.connection().scopes().contains("standing")))
                    .sorted((a, b) -> a.connection().kind().compareTo(b.connection().kind()))
                    .toList();
        });
    }

    /** A connection withdraws or gives nothing: only the person does, with a session of their own. */
    private static AccountId account(Call call) {
        call.require(Role.MEMBER);
        return call.account().orElseThrow(Refused::notAllowed);
    }

    /** To what an account agreed for an app; for the protocol, on behalf of the account. */
    public Set<String> given(BodyId body, String connection, AccountId account) {
        return database.in(body, sql -> given(sql, connection, account));
    }

    private static Set<String> given(DSLContext sql, String connection, AccountId account) {
        return sql.select(OAUTH2_AUTHORIZATION_CONSENT.AUTHORITIES).from(OAUTH2_AUTHORIZATION_CONSENT).where(of(connection, account))
                .fetchOptional(found -> Set.copyOf(Connections.words(found.value1()))).orElse(Set.of());
    }

    private static Condition of(String connection, AccountId account) {
        return OAUTH2_AUTHORIZATION_CONSENT.REGISTERED_CLIENT_ID.eq(connection)
                .and(OAUTH2_AUTHORIZATION_CONSENT.PRINCIPAL_NAME.eq(account.toString()));
    }

    /** The caller agrees that an app acts for them, so far. */
    public void give(Call call, String connection, Set<String> scopes) {
        AccountId account = account(call);
        String kept = scopes.stream().sorted().collect(Collectors.joining(","));
        database.run(call.body(), sql -> {
            requireThere(sql, connection);
            sql.insertInto(OAUTH2_AUTHORIZATION_CONSENT)
                    .set(OAUTH2_AUTHORIZATION_CONSENT.REGISTERED_CLIENT_ID, connection)
                    .set(OAUTH2_AUTHORIZATION_CONSENT.PRINCIPAL_NAME, account.toString())
                    .set(OAUTH2_AUTHORIZATION_CONSENT.AUTHORITIES, kept)
                    .onConflict(OAUTH2_AUTHORIZATION_CONSENT.REGISTERED_CLIENT_ID, OAUTH2_AUTHORIZATION_CONSENT.PRINCIPAL_NAME)
                    .doUpdate().set(OAUTH2_AUTHORIZATION_CONSENT.AUTHORITIES, kept)
                    .execute();
            write(sql, call, "access-given", connection, Map.of("scopes", scopes));
        });
    }

    /** The caller lets a system read where they stand. */
    public void allowStanding(Call call, String connection) {
        account(call);
        MemberId member = call.member().orElseThrow(Refused::notAllowed);
        database.run(call.body(), sql -> {
            Connection system = requireThere(sql, connection);
            if (system.kind() != Connection.Kind.SYSTEM || !system.scopes().contains("standing")) {
                throw Refused.notFound();
            }
            sql.insertInto(STANDING_CONSENT)
                    .set(STANDING_CONSENT.CLIENT_ID, connection).set(STANDING_CONSENT.MEMBER_ID, member).set(STANDING_CONSENT.GIVEN_AT, call.at())
                    .onConflict(STANDING_CONSENT.CLIENT_ID, STANDING_CONSENT.MEMBER_ID)
                    .doUpdate().set(STANDING_CONSENT.GIVEN_AT, call.at()).setNull(STANDING_CONSENT.WITHDRAWN_AT)
                    .execute();
            write(sql, call, "access-given", connection, Map.of("scopes", Set.of("standing")));
        });
    }

    private static Connection requireThere(DSLContext sql, String connection) {
        return sql.selectFrom(OAUTH2_REGISTERED_CLIENT).where(OAUTH2_REGISTERED_CLIENT.ID.eq(connection))
                .fetchOptional(Connections::connection).orElseThrow(Refused::notFound);
    }

    private static void write(DSLContext sql, Call call, String act, String connection, Map<String, ?> after) {
        AuditLog.Subject subject = Connections.subject(connection);
        AuditLog.write(sql, call, act, new AuditLog.Subject(subject.kind(), subject.id(), call.member()), Map.of(), after);
    }

    /** Takes back what the caller let a connection do, at once: its tokens for the caller end. Nothing to take back is not found. */
    public void withdraw(Call call, String connection) {
        AccountId account = account(call);
        MemberId member = call.member().orElseThrow(Refused::notAllowed);
        database.run(call.body(), sql -> {
            int ended = sql.deleteFrom(OAUTH2_AUTHORIZATION_CONSENT).where(of(connection, account)).execute();
            sql.deleteFrom(OAUTH2_AUTHORIZATION)
                    .where(OAUTH2_AUTHORIZATION.REGISTERED_CLIENT_ID.eq(connection)).and(OAUTH2_AUTHORIZATION.PRINCIPAL_NAME.eq(account.toString()))
                    .execute();
            ended += sql.update(STANDING_CONSENT).set(STANDING_CONSENT.WITHDRAWN_AT, call.at())
                    .where(STANDING_CONSENT.CLIENT_ID.eq(connection)).and(STANDING_CONSENT.MEMBER_ID.eq(member))
                    .and(STANDING_CONSENT.WITHDRAWN_AT.isNull()).execute();
            if (ended == 0) {
                throw Refused.notFound();
            }
            write(sql, call, "access-withdrawn", connection, Map.of());
        });
    }

    /** The member of that number, to a system that the member allowed to read their standing; otherwise as if there were none. */
    public MemberId consenting(Call call, String number) {
        call.requireScope("standing");
        if (!(call.actor() instanceof Actor.Client client) || !Texts.isLine(number, 200)) {
            throw Refused.notFound();
        }
        return database.in(call.body(), sql -> sql.select(MEMBER.ID).from(MEMBER)
                .join(STANDING_CONSENT).on(STANDING_CONSENT.MEMBER_ID.eq(MEMBER.ID)).and(STANDING_CONSENT.CLIENT_ID.eq(client.id()))
                .where(MEMBER.NUMBER.eq(number.strip())).and(MEMBER.ERASED_AT.isNull()).and(STANDING_CONSENT.WITHDRAWN_AT.isNull())
                .fetchOptional(found -> found.value1()).orElseThrow(Refused::notFound));
    }

    /** Refuses, as if the member were not there, a system that the member did not allow to read their standing. */
    public void requireStanding(Call call, MemberId member) {
        boolean allowed = call.actor() instanceof Actor.Client client && database.in(call.body(), sql -> sql.fetchExists(STANDING_CONSENT,
                STANDING_CONSENT.CLIENT_ID.eq(client.id()).and(STANDING_CONSENT.MEMBER_ID.eq(member)).and(STANDING_CONSENT.WITHDRAWN_AT.isNull())));
        if (!allowed) {
            throw Refused.notFound();
        }
    }
}
