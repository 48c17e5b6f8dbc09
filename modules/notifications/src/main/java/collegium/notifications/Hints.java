package collegium.notifications;

import static collegium.database.platform.Tables.BODY_DUE;

import collegium.database.PlatformDatabase;
import collegium.kernel.BodyId;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * When each body next has something due, so that a sweep visits only those. A hint is written after commit by the platform's
 * login and only when it is earlier; one that is lost is made good by the full sweep.
 */
final class Hints {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    private final PlatformDatabase platform;

    Hints(PlatformDatabase platform) {
        this.platform = platform;
    }

    void afterCommit(BodyId body, Instant dueAt) {
        for (TransactionSynchronization open : TransactionSynchronizationManager.getSynchronizations()) {
            if (open instanceof Pending pending && pending.body.equals(body)) {
                pending.earliest = dueAt.isBefore(pending.earliest) ? dueAt : pending.earliest;
                return;
            }
        }
        TransactionSynchronizationManager.registerSynchronization(new Pending(body, dueAt));
    }

    void write(BodyId body, Instant dueAt) {
        platform.run(sql -> sql.insertInto(BODY_DUE)
                .set(BODY_DUE.BODY_ID, body).set(BODY_DUE.DUE_AT, dueAt)
                .onConflict(BODY_DUE.BODY_ID).doUpdate().set(BODY_DUE.DUE_AT, dueAt)
                .where(BODY_DUE.DUE_AT.gt(dueAt))
                .execute());
    }

    private final class Pending implements TransactionSynchronization {
        private final BodyId body;
        private Instant earliest;

        private Pending(BodyId body, Instant earliest) {
            this.body = body;
            this.earliest = earliest;
        }

        @Override
        public void afterCommit() {
            try {
                write(body, earliest);
            } catch (DataAccessException | org.jooq.exception.DataAccessException | TransactionException e) {
                LOG.warn("A hint of a due message was lost; the full sweep will find the message.", e);
            }
        }
    }
}
