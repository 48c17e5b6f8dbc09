package collegium.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a module's API: in which body, by whom, at which instant, in which zone. It is built in three places (the
 * web's argument resolver, an event listener, a job), and the clock is read there and nowhere else.
 */
public record Call(BodyId body, Actor actor, Instant at, ZoneId zone) {

    /** The body's local date of this call; deadline logic works on it. */
    public LocalDate today() {
        return at.atZone(zone).toLocalDate();
    }

    /** A fresh key for a row that comes into being in this call. */
    public UUID freshId() {
        return Id.fresh(at);
    }

    public boolean has(Role role) {
        return actor instanceof Actor.Person person && person.roles().contains(role);
    }

    /** The member that the caller is, or acts for. */
    public Optional<MemberId> member() {
        return switch (actor) {
            case Actor.Person person -> person.member();
            case Actor.Client client -> client.member();
            case Actor.LinkHolder _, Actor.Job _ -> Optional.empty();
        };
    }

    /** The account that signed in, where a person did. */
    public Optional<AccountId> account() {
        return actor instanceof Actor.Person person ? Optional.of(person.account()) : Optional.empty();
    }

    /** Refuses a caller who holds none of the roles. The product's own jobs may do what any role may. */
    public void require(Role... anyOf) {
        if (!(actor instanceof Actor.Job) && Arrays.stream(anyOf).noneMatch(this::has)) {
            throw Refused.notAllowed();
        }
    }

    /** Refuses, as if it were not there, what belongs to a member who is neither the caller nor in one of the roles' care. */
    public void requireOwn(MemberId owner, Role... orAnyOf) {
        boolean own = member().filter(owner::equals).isPresent();
        if (!own && !(actor instanceof Actor.Job) && Arrays.stream(orAnyOf).noneMatch(this::has)) {
            throw Refused.notFound();
        }
    }

    /** Refuses a client whose token has none of the scopes; a person's session holds every scope of the person's own record. */
    public void requireScope(String... anyOf) {
        if (actor instanceof Actor.Client client && Arrays.stream(anyOf).noneMatch(client.scopes()::contains)) {
            throw Refused.notAllowed();
        }
    }
}
