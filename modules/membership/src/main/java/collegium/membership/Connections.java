package collegium.membership;

import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION;
import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION_CONSENT;
import static collegium.database.tenant.Tables.OAUTH2_REGISTERED_CLIENT;
import static collegium.database.tenant.Tables.STANDING_CONSENT;

import collegium.database.TenantDatabase;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Other systems that an administrator let in, and what each may do. */
@Component
public class Connections {

    private static final String CODE = "authorization_code,refresh_token";
    private static final String CREDENTIALS = "client_credentials";
    private static final String BY_SECRET = "client_secret_basic,client_secret_post";
    private static final String WITHOUT = "none";
    /** What a library of the protocol would keep here follows from the kind and is not kept. */
    private static final String NO_SETTINGS = "{}";

    private final TenantDatabase database;

    Connections(TenantDatabase database) {
        this.database = database;
    }

    /**
     * A connection with its secret, which is shown once and never again.
     *
     * @param secret empty where it keeps none
     */
    public record Registered(Connection connection, Optional<String> secret) {
        @Override
        public String toString() {
            return "Registered[" + connection + "]";
        }
    }

    /** By name. */
    public List<Connection> all(Call call) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.selectFrom(OAUTH2_REGISTERED_CLIENT)
                .orderBy(OAUTH2_REGISTERED_CLIENT.CLIENT_NAME, OAUTH2_REGISTERED_CLIENT.ID).fetch(Connections::connection));
    }

    public Connection find(Call call, String id) {
        call.require(Role.ADMINISTRATOR);
        return find(call.body(), id).orElseThrow(Refused::notFound);
    }

    /** For the protocol: nobody is signed in yet. */
    public Optional<Connection> find(BodyId body, String id) {
        return Texts.isLine(id, 100) ? database.in(body, sql -> read(sql, id)) : Optional.empty();
    }

    private static Optional<Connection> read(DSLContext sql, String id) {
        return sql.selectFrom(OAUTH2_REGISTERED_CLIENT).where(OAUTH2_REGISTERED_CLIENT.ID.eq(id)).fetchOptional(Connections::connection);
    }

    static Connection connection(Record found) {
        return new Connection(found.get(OAUTH2_REGISTERED_CLIENT.ID), found.get(OAUTH2_REGISTERED_CLIENT.CLIENT_NAME),
                CODE.equals(found.get(OAUTH2_REGISTERED_CLIENT.AUTHORIZATION_GRANT_TYPES)) ? Connection.Kind.APP : Connection.Kind.SYSTEM,
                Set.copyOf(words(found.get(OAUTH2_REGISTERED_CLIENT.SCOPES))), words(found.get(OAUTH2_REGISTERED_CLIENT.REDIRECT_URIS)),
                Optional.ofNullable(found.get(OAUTH2_REGISTERED_CLIENT.CLIENT_SECRET)), found.get(OAUTH2_REGISTERED_CLIENT.CLIENT_ID_ISSUED_AT));
    }

    static List<String> words(@Nullable String kept) {
        return kept == null ? List.of() : Arrays.stream(kept.split(",")).filter(word -> !word.isEmpty()).toList();
    }

    private static String kept(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(","));
    }

    /** Lets a system in. Refused: a name that is none or taken, scopes that are not of its kind, an address that is not safe to go back to. */
    public Registered register(Call call, RegisterConnection command) {
        call.require(Role.ADMINISTRATOR);
        command.check();
        String name = command.name().strip();
        String id = call.freshId().toString();
        boolean app = command.kind() == Connection.Kind.APP;
        Optional<String> secret = !app || command.keepsSecret() ? Optional.of(OneTimeToken.fresh().value()) : Optional.empty();
        return database.in(call.body(), sql -> {
            if (sql.fetchExists(OAUTH2_REGISTERED_CLIENT, OAUTH2_REGISTERED_CLIENT.CLIENT_NAME.equalIgnoreCase(name))) {
                throw Refused.invalid("connection-name-taken", "name");
            }
            sql.insertInto(OAUTH2_REGISTERED_CLIENT)
                    .set(OAUTH2_REGISTERED_CLIENT.ID, id)
                    .set(OAUTH2_REGISTERED_CLIENT.CLIENT_ID, id)
                    .set(OAUTH2_REGISTERED_CLIENT.CLIENT_ID_ISSUED_AT, call.at())
                    .set(OAUTH2_REGISTERED_CLIENT.CLIENT_SECRET, secret.map(Connections::hash).orElse(null))
                    .set(OAUTH2_REGISTERED_CLIENT.CLIENT_NAME, name)
                    .set(OAUTH2_REGISTERED_CLIENT.CLIENT_AUTHENTICATION_METHODS, secret.isPresent() ? BY_SECRET : WITHOUT)
                    .set(OAUTH2_REGISTERED_CLIENT.AUTHORIZATION_GRANT_TYPES, app ? CODE : CREDENTIALS)
                    .set(OAUTH2_REGISTERED_CLIENT.REDIRECT_URIS, app ? String.join(",", command.redirects()) : null)
                    .set(OAUTH2_REGISTERED_CLIENT.SCOPES, kept(command.scopes()))
                    .set(OAUTH2_REGISTERED_CLIENT.CLIENT_SETTINGS, NO_SETTINGS)
                    .set(OAUTH2_REGISTERED_CLIENT.TOKEN_SETTINGS, NO_SETTINGS)
                    .execute();
            AuditLog.write(sql, call, "connection-registered", subject(id), Map.of(),
                    Map.of("name", name, "kind", command.kind(), "scopes", command.scopes(), "redirects", command.redirects()));
            return new Registered(read(sql, id).orElseThrow(), secret);
        });
    }

    static AuditLog.Subject subject(String id) {
        return AuditLog.Subject.of("connection", Id.parse(id));
    }

    /** What is kept of a secret: 256 random bits need no slow hash, and a slow one would let strangers keep the server busy. */
    public static String hash(String secret) {
        return HexFormat.of().formatHex(OneTimeToken.of(secret).hash());
    }

    /** A new secret; the one before stops at once, and so does every token that was had with it. */
    public Registered renewSecret(Call call, String id) {
        call.require(Role.ADMINISTRATOR);
        String secret = OneTimeToken.fresh().value();
        return database.in(call.body(), sql -> {
            if (!read(sql, id).orElseThrow(Refused::notFound).keepsSecret()) {
                throw Refused.conflict("connection-without-secret");
            }
            sql.update(OAUTH2_REGISTERED_CLIENT).set(OAUTH2_REGISTERED_CLIENT.CLIENT_SECRET, hash(secret))
                    .where(OAUTH2_REGISTERED_CLIENT.ID.eq(id)).execute();
            sql.deleteFrom(OAUTH2_AUTHORIZATION).where(OAUTH2_AUTHORIZATION.REGISTERED_CLIENT_ID.eq(id)).execute();
            AuditLog.write(sql, call, "connection-secret-renewed", subject(id), Map.of(), Map.of());
            return new Registered(read(sql, id).orElseThrow(), Optional.of(secret));
        });
    }

    /** Sets what it may do, at once, also with tokens that it has. */
    public void allow(Call call, String id, Set<String> scopes) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            Connection before = read(sql, id).orElseThrow(Refused::notFound);
            Faults faults = new Faults();
            RegisterConnection.check(faults, before.kind(), scopes);
            faults.refuse();
            sql.update(OAUTH2_REGISTERED_CLIENT).set(OAUTH2_REGISTERED_CLIENT.SCOPES, kept(scopes)).where(OAUTH2_REGISTERED_CLIENT.ID.eq(id)).execute();
            AuditLog.write(sql, call, "connection-allowed", subject(id), Map.of("scopes", before.scopes()), Map.of("scopes", scopes));
        });
    }

    /** Shuts it out, at once; what members agreed to ends with it. What it recorded stays. */
    public void remove(Call call, String id) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            Connection before = read(sql, id).orElseThrow(Refused::notFound);
            sql.deleteFrom(OAUTH2_AUTHORIZATION).where(OAUTH2_AUTHORIZATION.REGISTERED_CLIENT_ID.eq(id)).execute();
            sql.deleteFrom(OAUTH2_AUTHORIZATION_CONSENT).where(OAUTH2_AUTHORIZATION_CONSENT.REGISTERED_CLIENT_ID.eq(id)).execute();
            sql.deleteFrom(STANDING_CONSENT).where(STANDING_CONSENT.CLIENT_ID.eq(id)).execute();
            sql.deleteFrom(OAUTH2_REGISTERED_CLIENT).where(OAUTH2_REGISTERED_CLIENT.ID.eq(id)).execute();
            AuditLog.write(sql, call, "connection-removed", subject(id), Map.of("name", before.name(), "scopes", before.scopes()), Map.of());
        });
    }
}
