package collegium.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Another system that an administrator let in: a client of the body's own authorization server.
 *
 * @param id by which it names itself, also in the protocol
 * @param scopes what it may do at the most; what a token can do is never more than that, whenever it was issued
 * @param redirects where an app takes a member back to; empty for a system
 * @param secretHash empty for an app that keeps no secret, such as one on a phone
 */
public record Connection(
        String id, String name, Kind kind, Set<String> scopes, List<String> redirects, Optional<String> secretHash, Instant since) {

    /** On whose behalf it comes. */
    public enum Kind {
        /** For a member who signs in here and agrees: authorization code with PKCE. */
        APP,
        /** For itself: client credentials. */
        SYSTEM;

        /** What an administrator can let one of the kind do. */
        public List<String> scopes() {
            return switch (this) {
                case APP -> List.of("record", "record.read", "standing");
                case SYSTEM -> List.of("attendance", "standing");
            };
        }
    }

    public Connection {
        scopes = Set.copyOf(scopes);
        redirects = List.copyOf(redirects);
    }

    public boolean keepsSecret() {
        return secretHash.isPresent();
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "Connection[" + id + ", " + name + ", " + kind + "]";
    }
}
