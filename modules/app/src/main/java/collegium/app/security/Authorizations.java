package collegium.app.security;

import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION;

import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.Oauth2AuthorizationRecord;
import java.time.Clock;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * What was granted at the request's body, in that body's schema. Of tokens only a hash is kept: who reads the database, or a backup,
 * holds none. What is gone from here is good for nothing any more, though its signature were valid.
 */
@Component
class Authorizations implements OAuth2AuthorizationService {

    private final TenantDatabase database;
    private final RegisteredConnections connections;
    private final Clock clock;

    Authorizations(TenantDatabase database, RegisteredConnections connections, Clock clock) {
        this.database = database;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        Oauth2AuthorizationRecord row = AuthorizationRows.row(authorization);
        row.setSavedAt(clock.instant());
        database.run(Host.bodyInHand().id(), sql -> sql.insertInto(OAUTH2_AUTHORIZATION).set(row)
                .onConflict(OAUTH2_AUTHORIZATION.ID).doUpdate().set(row).execute());
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        database.run(Host.bodyInHand().id(), sql -> sql.deleteFrom(OAUTH2_AUTHORIZATION)
                .where(OAUTH2_AUTHORIZATION.ID.eq(authorization.getId())).execute());
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return find(OAUTH2_AUTHORIZATION.ID.eq(id), "").orElse(null);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return find(of(token, type == null ? "" : type.getValue()), token).orElse(null);
    }

    private static Condition of(String token, String type) {
        String kept = AuthorizationRows.kept(token);
        return switch (type) {
            case OAuth2ParameterNames.STATE -> OAUTH2_AUTHORIZATION.STATE.eq(token);
            case OAuth2ParameterNames.CODE -> OAUTH2_AUTHORIZATION.AUTHORIZATION_CODE_VALUE.eq(kept);
            case OAuth2ParameterNames.ACCESS_TOKEN -> OAUTH2_AUTHORIZATION.ACCESS_TOKEN_VALUE.eq(kept);
            case OAuth2ParameterNames.REFRESH_TOKEN -> OAUTH2_AUTHORIZATION.REFRESH_TOKEN_VALUE.eq(kept);
            case "id_token" -> OAUTH2_AUTHORIZATION.OIDC_ID_TOKEN_VALUE.eq(kept);
            default -> OAUTH2_AUTHORIZATION.ACCESS_TOKEN_VALUE.eq(kept).or(OAUTH2_AUTHORIZATION.REFRESH_TOKEN_VALUE.eq(kept));
        };
    }

    private Optional<OAuth2Authorization> find(Condition condition, String shown) {
        return database.in(Host.bodyInHand().id(), sql -> sql.selectFrom(OAUTH2_AUTHORIZATION).where(condition).fetchOptional().flatMap(row -> {
            RegisteredClient client = connections.findById(row.getRegisteredClientId());
            return client == null ? Optional.empty() : Optional.of(AuthorizationRows.authorization(row, client, shown));
        }));
    }
}
