package collegium.app.security;

import collegium.kernel.Role;
import collegium.membership.SigningKeys;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What stands in tokens: signed with the body's own key, and nothing about the person. A person who may not enter gets none. */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** RFC 9068: so that a token about who somebody is never passes for one that opens something. */
    static final String ACCESS = "at+jwt";
    private final SigningKeys keys;
    private final Directory directory;
    private final Clock clock;

    TokenClaims(SigningKeys keys, Directory directory, Clock clock) {
        this.keys = keys;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Optional<Authentication> who = Optional.ofNullable(context.getPrincipal());
        if (who.map(Authentication::getPrincipal).filter(SignedIn.class::isInstance).map(SignedIn.class::cast).filter(person -> !isMember(person)).isPresent()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).keyId(keys.signing(Host.bodyInHand().id(), clock.instant()).getKeyID());
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getJwsHeader().type(ACCESS);
            context.getClaims().audience(Collections.singletonList(context.getAuthorizationServerContext().getIssuer()))
                    .claim("client_id", context.getRegisteredClient().getClientId());
        }
    }

    private boolean isMember(SignedIn person) {
        return directory.find(Host.of(Host.inHand()), person.id()).filter(Known::mayEnter)
                .filter(known -> known.actor().roles().contains(Role.MEMBER) && known.actor().member().isPresent()).isPresent();
    }
}
