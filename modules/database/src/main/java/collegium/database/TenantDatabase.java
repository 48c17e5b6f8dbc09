package collegium.database;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import collegium.kernel.BodyId;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one door to what bodies keep. It opens a transaction whose first statement sets the body's {@code search_path} and role
 * for that transaction alone, so that nothing of it is left at commit or rollback, also behind a pooler. Outside of it the
 * login has no rights at all: forgetting the body fails, and another body's schema is refused by the server.
 */
public final class TenantDatabase {

    private final DSLContext sql;
    private final Placements placements;
    private final TransactionTemplate writing;
    private final TransactionTemplate snapshot;

    TenantDatabase(DataSource dataSource, PlatformTransactionManager transactions, Placements placements) {
        this.sql = Sql.over(dataSource);
        this.placements = placements;
        this.writing = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
    }

    /**
     * Runs the work in a transaction of the body, joining the one that is open. Work for another body inside of it is a
     * mistake of ours and fails.
     */
    public <T extends @Nullable Object> T in(BodyId body, Function<DSLContext, T> work) {
        return enter(writing, body, work);
    }

    public void run(BodyId body, Consumer<DSLContext> work) {
        this.<@Nullable Void>in(body, open -> {
            work.accept(open);
            return null;
        });
    }

    /** Runs the work on one unchanging, read-only snapshot of the body: for exports and for pages of several queries. */
    public <T extends @Nullable Object> T snapshot(BodyId body, Function<DSLContext, T> work) {
        return enter(snapshot, body, work);
    }

    @SuppressWarnings("NullAway") // TransactionTemplate returns what the work returned.
    private <T extends @Nullable Object> T enter(TransactionTemplate template, BodyId body, Function<DSLContext, T> work) {
        if (TransactionSynchronizationManager.getResource(this) instanceof BodyId open) {
            if (!open.equals(body)) {
                throw new IllegalStateException("A transaction of one body was asked to work for another.");
            }
            return work.apply(sql);
        }
        Placements.Placement placement = placements.of(body);
        return template.execute(_ -> {
            TransactionSynchronizationManager.bindResource(this, body);
            try {
                step(placement);
                return work.apply(sql);
            } finally {
                TransactionSynchronizationManager.unbindResource(this);
            }
        });
    }

    private void step(Placements.Placement placement) {
        sql.select(
                        DSL.function(name("set_config"), SQLDataType.VARCHAR,
                                val("search_path"), val('"' + placement.schema() + '"'), inline(true)),
                        DSL.function(name("set_config"), SQLDataType.VARCHAR, val("role"), val(placement.role()), inline(true)))
                .fetch();
    }
}
