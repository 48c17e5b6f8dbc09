package collegium.app.isolation;

import collegium.app.Client;
import collegium.app.Protocol;
import collegium.app.Running;
import collegium.membership.Connection;
import collegium.membership.Connections;
import collegium.membership.Consents;
import collegium.membership.RegisterConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A token for one scope, had as the protocol says.
 *
 * @param who of whom it is, for messages
 */
record Bearer(String who, String scope, String token) {

    /** One for each scope that there is: of an app that acts for the first member, and of a system which that member allowed to read the standing. */
    static List<Bearer> all(BodyAtWork at) {
        Connections.Registered system = registered(at, Connection.Kind.SYSTEM);
        Running.part(Consents.class).allowStanding(at.self(), system.connection().id());
        return Stream.concat(apps(at, "MEMBER").stream(), Connection.Kind.SYSTEM.scopes().stream()
                .map(scope -> new Bearer("a system", scope, Protocol.systemToken(at, system, scope)))).toList();
    }

    /** Those of an app that acts for that member. */
    static List<Bearer> apps(BodyAtWork at, String member) {
        Connections.Registered app = registered(at, Connection.Kind.APP);
        Client browser = at.signedIn(member);
        return Connection.Kind.APP.scopes().stream().map(scope -> new Bearer("an app for " + member, scope, Protocol.memberToken(at, browser, app, scope))).toList();
    }

    private static Connections.Registered registered(BodyAtWork at, Connection.Kind kind) {
        return Running.part(Connections.class).register(at.product(), new RegisterConnection(at.mark + " " + kind + " " + at.product().freshId(), kind, true,
                Set.copyOf(kind.scopes()), kind == Connection.Kind.APP ? List.of(Protocol.BACK) : List.of()));
    }

    @Override
    public String toString() {
        return who + " with the scope " + scope;
    }
}
