package collegium.kernel;

import java.util.Optional;
import java.util.Set;

/** Who makes a call. */
public sealed interface Actor {

    /** A name for the audit log; never used to decide anything. */
    String name();

    /** A person who signed in, with the roles held at that moment and the member that the person is, if any. */
    record Person(AccountId account, String name, Set<Role> roles, Optional<MemberId> member) implements Actor {
        public Person {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Another system with a token of this body: either on behalf of a member, or with what an administrator allowed.
     *
     * @param id of its connection, to which members consent
     */
    record Client(String id, String name, Set<String> scopes, Optional<MemberId> member) implements Actor {
        public Client {
            scopes = Set.copyOf(scopes);
        }
    }

    /** Somebody without an account who holds a one-time link; the link names what it is good for. */
    record LinkHolder(String name) implements Actor {}

    /** The product itself: a scheduled job, the command line, the filling of a demo body. */
    record Job(String name) implements Actor {}
}
