package collegium.membership;

import collegium.kernel.AccountId;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who can sign in to a body.
 *
 * @param passwordHash empty until an invitation was accepted
 * @param locked an account that may not sign in for now
 * @param member the member that the person is, if any
 */
public record Account(
        AccountId id, String email, String name, Optional<String> passwordHash, boolean locked, Set<Role> roles, Optional<MemberId> member) {
    public Account {
        roles = Set.copyOf(roles);
    }
}
