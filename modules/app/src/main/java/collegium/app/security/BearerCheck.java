package collegium.app.security;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Connection;
import collegium.membership.Connections;
import collegium.membership.Consents;
import collegium.membership.SigningKeys;
import collegium.tenancy.Body;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Finds out who comes with a bearer token: signed by the body of the request's host, still granted there, by a connection that is
 * still let in, for an account that may still enter. All of it is read anew for every request; what was taken away is gone at once.
 */
@Component
class BearerCheck implements AuthenticationManagerResolver<HttpServletRequest> {

    private final TenantDatabase database;
    private final SigningKeys keys;
    private final Authorizations authorizations;
    private final Connections connections;
    private final Consents consents;
    private final Directory directory;
    private final Clock clock;

    BearerCheck(TenantDatabase database, SigningKeys keys, Authorizations authorizations, Connections connections, Consents consents,
            Directory directory, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.authorizations = authorizations;
        this.connections = connections;
        this.consents = consents;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return asked -> {
            if (!(asked instanceof BearerTokenAuthenticationToken bearer) || !(Host.of(request) instanceof Host.OfBody host)) {
                throw new InvalidBearerTokenException("No token.");
            }
            return database.in(host.open().id(), _ -> {
                Jwt token = read(request, bearer.getToken());
                Actor.Client client = client(host, bearer.getToken()).orElseThrow(() -> new InvalidBearerTokenException("The token is good for nothing any more."));
                Actors.put(request, client);
                return authentication(token, client);
            });
        };
    }

    private static Authentication authentication(Jwt token, Actor.Client client) {
        return new JwtAuthenticationToken(token, client.scopes().stream().map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope)).toList());
    }

    /** A token that the body of the request's host signed to open something, and that lives yet. */
    Jwt read(HttpServletRequest request, String token) {
        Body body = Host.of(request).body().orElseThrow(() -> new InvalidBearerTokenException("No body."));
        String issuer = Addresses.own(request);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(keys.checking(body.id(), clock.instant()))))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TokenClaims.ACCESS))))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(times, new JwtIssuerValidator(issuer), new JwtAudienceValidator(issuer))));
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            throw new InvalidBearerTokenException("The token is not of this body, or not good any more.", e);
        }
    }

    private Optional<Actor.Client> client(Host.OfBody host, String token) {
        return Optional.ofNullable(authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN))
                .filter(granted -> Optional.ofNullable(granted.getAccessToken()).filter(OAuth2Authorization.Token::isActive).isPresent())
                .flatMap(granted -> connections.find(host.open().id(), granted.getRegisteredClientId())
                        .flatMap(connection -> client(host, granted, connection)));
    }

    /** What the token may, no more than its connection may now, nor than the member agrees to now. */
    private Optional<Actor.Client> client(Host.OfBody host, OAuth2Authorization granted, Connection connection) {
        Set<String> scopes = new HashSet<>(granted.getAuthorizedScopes());
        scopes.retainAll(connection.scopes());
        if (granted.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return Optional.of(new Actor.Client(connection.id(), connection.name(), scopes, Optional.empty()));
        }
        AccountId account = AccountId.of(granted.getPrincipalName());
        scopes.retainAll(consents.given(host.open().id(), connection.id(), account));
        Optional<MemberId> member = directory.find(host, account).filter(Known::mayEnter)
                .filter(known -> known.actor().roles().contains(Role.MEMBER)).flatMap(known -> known.actor().member());
        return member.map(own -> new Actor.Client(connection.id(), connection.name(), scopes, Optional.of(own)));
    }
}
