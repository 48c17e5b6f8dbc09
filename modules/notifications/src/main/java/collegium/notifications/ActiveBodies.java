package collegium.notifications;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.BODY_DUE;

import collegium.database.PlatformDatabase;
import collegium.kernel.BodyId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bodies that jobs visit: never one that is suspended. What goes wrong in one body keeps no other waiting. */
final class ActiveBodies {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveBodies.class);
    private static final int AT_ONCE = 4;

    private final PlatformDatabase platform;

    ActiveBodies(PlatformDatabase platform) {
        this.platform = platform;
    }

    record Visited(BodyId id, ZoneId zone) {}

    List<Visited> all() {
        return platform.in(sql -> sql.select(BODY.ID, BODY.ZONE).from(BODY).where(BODY.STATUS.eq("active")).orderBy(BODY.ID)
                .fetch(row -> new Visited(row.value1(), ZoneId.of(row.value2()))));
    }

    /** Those whose hint has come, each taken by one visitor: the hint is gone, and a later one can be written meanwhile. */
    List<Visited> takeDue(Instant at) {
        return platform.in(sql -> {
            List<Visited> due = sql.select(BODY.ID, BODY.ZONE)
                    .from(BODY_DUE).join(BODY).on(BODY.ID.eq(BODY_DUE.BODY_ID))
                    .where(BODY_DUE.DUE_AT.le(at)).and(BODY.STATUS.eq("active"))
                    .orderBy(BODY_DUE.DUE_AT)
                    .forUpdate().of(BODY_DUE).skipLocked()
                    .fetch(row -> new Visited(row.value1(), ZoneId.of(row.value2())));
            sql.deleteFrom(BODY_DUE).where(BODY_DUE.BODY_ID.in(due.stream().map(Visited::id).toList())).execute();
            return due;
        });
    }

    /** Visits several at once. */
    void visit(List<Visited> bodies, Consumer<Visited> work) {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Visited body : bodies) {
                Future<?> _ = workers.submit(() -> {
                    try {
                        work.accept(body);
                    } catch (RuntimeException e) {
                        LOG.error("A job failed in body {}; the next run tries again.", body.id().value(), e);
                    }
                });
            }
        }
    }
}
