package collegium.app.security;

import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.membership.Consents;
import collegium.tenancy.Body;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.stereotype.Component;

/** To what members of the request's body agreed. Only who signed in with a session of their own, and is a member, agrees to anything. */
@Component
class GivenConsents implements OAuth2AuthorizationConsentService {

    private final Consents consents;
    private final Clock clock;

    GivenConsents(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        try {
            consents.give(call(), consent.getRegisteredClientId(), consent.getScopes());
        } catch (Refused _) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED), null);
        }
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        try {
            consents.withdraw(call(), consent.getRegisteredClientId());
        } catch (Refused _) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED), null);
        }
    }

    private Call call() {
        Body body = Host.bodyInHand();
        return new Call(body.id(), Actors.of(Host.inHand()), clock.instant(), body.zone());
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String connection, String account) {
        Set<String> given = consents.given(Host.bodyInHand().id(), connection, AccountId.of(account));
        if (given.isEmpty()) {
            return null;
        }
        OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(connection, account);
        given.forEach(consent::scope);
        return consent.build();
    }
}
