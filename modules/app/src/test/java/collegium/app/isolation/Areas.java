package collegium.app.isolation;

import static collegium.kernel.Role.ADMINISTRATOR;
import static collegium.kernel.Role.COORDINATOR;
import static collegium.kernel.Role.MEMBER;
import static collegium.kernel.Role.OFFICER;
import static collegium.kernel.Role.OPERATOR;
import static collegium.kernel.Role.REVIEWER;

import collegium.kernel.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may come in where, by the beginning of the path. A route that no line covers is unknown, and fails the suite. */
final class Areas {

    /**
     * @param prefix whole words of a path, as it is registered
     * @param roles who may come in with a session; empty where everybody may
     * @param own whether what lies there belongs to one person, so that others of the same role have no business there either
     */
    record Area(String prefix, Kind kind, Set<Role> roles, boolean own) {

        boolean covers(String pattern) {
            return pattern.equals(prefix) || pattern.startsWith(prefix + "/") || (prefix.endsWith("*") && pattern.startsWith(prefix.substring(0, prefix.length() - 1)));
        }
    }

    enum Kind { OPEN, BODY, PLATFORM, DRESS, HEALTH }

    private static final List<Area> ALL = List.of(
            // The door, and what never depends on who asks.
            open("/sign-in"), open("/sign-out"), open("/forgotten-password"), open("/set-password"), open("/error"), open("/logo"),
            // Where the framework would answer if the product did not say otherwise.
            body("/login"), body("/logout"),
            // What dresses every page, that of a closed body and of an unknown host too.
            dress("/static"), dress("/fonts"), dress("/webjars"), dress("/body-*"),
            new Area("/actuator/health", Kind.HEALTH, Set.of(), false),
            // The first page sends everybody where their role begins; nothing else lies at the root.
            new Area("/", Kind.BODY, Set.of(MEMBER, COORDINATOR, REVIEWER, OFFICER, ADMINISTRATOR), false),
            new Area("/**", Kind.BODY, Set.of(), false),
            // A member's own record.
            own("/home", MEMBER), own("/why", MEMBER), own("/record-book", MEMBER), own("/activities", MEMBER),
            own("/record-book.pdf", MEMBER), own("/record-book.csv", MEMBER), own("/record-book.json", MEMBER), own("/plan", MEMBER), own("/artefacts", MEMBER), own("/me", MEMBER),
            own("/drafts", MEMBER), own("/evidence", MEMBER, OFFICER, ADMINISTRATOR),
            body("/unsent", MEMBER, COORDINATOR, REVIEWER, OFFICER, ADMINISTRATOR),
            // A link is all that somebody without an account has.
            open("/confirm"),
            // A reviewer's own reviews.
            own("/reviews", REVIEWER),
            body("/access", MEMBER),
            // What other systems do: a session opens nothing of it, and tokens are asked for by who proves to be somebody there.
            open("/.well-known"), open("/oauth2"), open("/userinfo"), open("/connect"), open("/api/openapi.json"),
            body("/api"),
            // Those who care for members, and for the body.
            body("/officer", OFFICER, ADMINISTRATOR),
            body("/admin", ADMINISTRATOR),
            new Area("/operator", Kind.PLATFORM, Set.of(OPERATOR), false));

    private Areas() {}

    private static Area open(String prefix) {
        return new Area(prefix, Kind.OPEN, Set.of(), false);
    }

    private static Area dress(String prefix) {
        return new Area(prefix, Kind.DRESS, Set.of(), false);
    }

    private static Area body(String prefix, Role... roles) {
        return new Area(prefix, Kind.BODY, Set.of(roles), false);
    }

    private static Area own(String prefix, Role... roles) {
        return new Area(prefix, Kind.BODY, Set.of(roles), true);
    }

    /** The narrowest area that the route lies in. */
    static Optional<Area> of(Route route) {
        return ALL.stream().filter(area -> area.covers(route.pattern())).max(Comparator.comparingInt(area -> area.prefix().length()));
    }
}
