package collegium.app.security;

import collegium.kernel.AccountId;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who signed in, as a session keeps it: no role and no name, which are read anew for every request.
 *
 * @param scope the host that the sign-in was for, as in {@link Host#scope()}
 */
record SignedIn(UUID account, String scope) implements AuthenticatedPrincipal, Serializable {

    private static final long serialVersionUID = 1L;

    AccountId id() {
        return new AccountId(account);
    }

    @Override
    public String getName() {
        return account.toString();
    }
}
