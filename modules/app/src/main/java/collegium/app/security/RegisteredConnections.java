package collegium.app.security;

import collegium.membership.Connection;
import collegium.membership.Connections;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The connections of the request's body, as the protocol sees them. How long tokens live and what is demanded follows from the kind. */
@Component
class RegisteredConnections implements RegisteredClientRepository {

    private static final TokenSettings TOKENS = TokenSettings.builder()
            .authorizationCodeTimeToLive(Duration.ofMinutes(2))
            .accessTokenTimeToLive(Duration.ofMinutes(5))
            .refreshTokenTimeToLive(Duration.ofDays(30))
            .reuseRefreshTokens(false)
            .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
            .build();
    private static final ClientSettings AGREED = ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(true).build();
    private final Connections connections;

    RegisteredConnections(Connections connections) {
        this.connections = connections;
    }

    /** How secrets are kept: they are random, so that one round is enough. */
    static final class Secrets implements PasswordEncoder {
        @Override
        public String encode(@Nullable CharSequence secret) {
            return Connections.hash(String.valueOf(secret));
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String kept) {
            return kept != null && MessageDigest.isEqual(encode(secret).getBytes(StandardCharsets.US_ASCII),
                    kept.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("An administrator registers connections.");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return connections.find(Host.bodyInHand().id(), id).map(RegisteredConnections::client).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        return findById(id);
    }

    private static RegisteredClient client(Connection connection) {
        RegisteredClient.Builder client = RegisteredClient.withId(connection.id()).clientId(connection.id()).clientName(connection.name())
                .clientIdIssuedAt(connection.since()).tokenSettings(TOKENS)
                .scopes(scopes -> scopes.addAll(connection.scopes()));
        connection.secretHash().ifPresentOrElse(
                hash -> client.clientSecret(hash).clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST),
                () -> client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE));
        return switch (connection.kind()) {
            case SYSTEM -> client.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS).build();
            case APP -> client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .redirectUris(uris -> uris.addAll(connection.redirects()))
                    .scope(OidcScopes.OPENID).clientSettings(AGREED).build();
        };
    }
}
