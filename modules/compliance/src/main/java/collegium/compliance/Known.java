package collegium.compliance;

import java.time.Instant;

/** As known when: at an instant, or at a revision of the member, which orders what a clock cannot. */
public sealed interface Known {

    /** By the end of the instant: the last revision written by then, and the versions published by then. */
    record At(Instant instant) implements Known {}

    /** At the revision, with every version that was published when it was written. */
    record Revision(long revision) implements Known {}
}
