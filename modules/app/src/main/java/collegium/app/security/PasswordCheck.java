package collegium.app.security;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.membership.Accounts;
import collegium.tenancy.SignInAttempts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks an email and a password at the body (or the platform) whose host was asked. Who fails too often waits, by account and by
 * address; an account that does not exist takes as long as one that does. A body's audit log has every sign-in.
 */
@Component
class PasswordCheck implements AuthenticationProvider {

    private final Directory directory;
    private final SignInAttempts attempts;
    private final PasswordEncoder encoder;
    private final Accounts accounts;
    private final Clock clock;
    private final CompletableFuture<String> nobodysHash;

    PasswordCheck(Directory directory, SignInAttempts attempts, PasswordEncoder encoder, Accounts accounts, Clock clock) {
        this.directory = directory;
        this.attempts = attempts;
        this.encoder = encoder;
        this.accounts = accounts;
        this.clock = clock;
        // Meanwhile: it takes long on purpose, and a start need not wait for it.
        this.nobodysHash = CompletableFuture.supplyAsync(() -> Objects.requireNonNull(encoder.encode("nobody's password")));
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == UsernamePasswordAuthenticationToken.class;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        if (!(asked.getDetails() instanceof Origin origin)) {
            throw new BadCredentialsException("no origin");
        }
        String email = asked.getName();
        String scope = origin.host().scope();
        Instant at = clock.instant();
        try {
            attempts.check(scope, email, origin.address(), at);
        } catch (Refused refused) {
            throw new TooManyAttempts(refused);
        }
        Optional<Known> known = email.indexOf('\0') >= 0 ? Optional.empty() : directory.byEmail(origin.host(), email);
        boolean right = encoder.matches(String.valueOf(asked.getCredentials()), known.flatMap(Known::passwordHash).orElseGet(nobodysHash::join));
        if (!right || known.flatMap(Known::passwordHash).isEmpty()) {
            attempts.failed(scope, email, origin.address(), at);
            throw new BadCredentialsException("wrong");
        }
        Known person = known.get();
        if (!person.mayEnter()) {
            throw new LockedException("locked");
        }
        attempts.succeeded(scope, email);
        origin.host().body().ifPresent(body -> accounts.signedIn(new Call(body.id(), person.actor(), at, body.zone())));
        return authentication(new SignedIn(person.id().value(), scope), person,
                List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY).issuedAt(at).build()));
    }

    /**
     * The same for a request as for a sign-in: the authorities are the roles of this very moment.
     *
     * @param before authorities of the sign-in, of which only by what and when it was done is kept; apps are told when
     */
    static UsernamePasswordAuthenticationToken authentication(SignedIn principal, Known person, Collection<? extends GrantedAuthority> before) {
        List<GrantedAuthority> held = new ArrayList<>();
        person.actor().roles().forEach(role -> held.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
        before.stream().filter(FactorGrantedAuthority.class::isInstance).forEach(held::add);
        UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.authenticated(principal, null, held);
        // Otherwise the framework would keep the origin, with the address, in the session.
        token.setDetails("");
        return token;
    }
}
