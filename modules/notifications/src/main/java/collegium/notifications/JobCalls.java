package collegium.notifications;

import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.tenancy.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Builds the calls of jobs: one of the three places in which the clock is read. */
final class JobCalls {

    private final Clock clock;

    JobCalls(Clock clock) {
        this.clock = clock;
    }

    Instant at() {
        return clock.instant();
    }

    Call in(BodyId body, ZoneId zone, String job) {
        return new Call(body, new Actor.Job(job), at(), zone);
    }

    Operation onPlatform(String job) {
        return new Operation(new Actor.Job(job), at());
    }
}
