package collegium.tenancy;

import collegium.kernel.Actor;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import java.time.Instant;

/** An act on the platform, which happens in no body: by whom and at which instant. */
public record Operation(Actor actor, Instant at) {

    /** Refuses whoever is no operator; the command line and the product itself may. */
    public void requireOperator() {
        boolean operator = actor instanceof Actor.Person person && person.roles().contains(Role.OPERATOR);
        if (!operator && !(actor instanceof Actor.Job)) {
            throw Refused.notAllowed();
        }
    }
}
