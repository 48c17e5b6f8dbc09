package collegium.database;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The platform's schema (registry, operators, sessions, schedules), through a login that can reach no body's schema. */
public final class PlatformDatabase {

    private final DSLContext sql;
    private final TransactionTemplate transaction;

    PlatformDatabase(DataSource dataSource, PlatformTransactionManager transactions) {
        this.sql = Sql.over(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Runs the work in one transaction of the platform's login, joining the one that is open. */
    @SuppressWarnings("NullAway") // TransactionTemplate returns what the work returned.
    public <T extends @Nullable Object> T in(Function<DSLContext, T> work) {
        return transaction.execute(_ -> work.apply(sql));
    }

    public void run(Consumer<DSLContext> work) {
        transaction.executeWithoutResult(_ -> work.accept(sql));
    }
}
