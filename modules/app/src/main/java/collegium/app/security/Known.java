package collegium.app.security;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import java.util.Optional;

/**
 * An account as it stands now, of a body or of the platform.
 *
 * @param mayEnter false where it is locked
 */
record Known(AccountId id, Optional<String> passwordHash, boolean mayEnter, Actor.Person actor) {}
