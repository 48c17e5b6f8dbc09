package collegium.database;

import collegium.kernel.Refused;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * jOOQ as the product uses it: unqualified names, inside Spring's transactions. Text that PostgreSQL cannot hold, as a NUL, is
 * refused as {@code unprintable}, wherever it was written to.
 */
final class Sql {

    /** SQLSTATEs of characters that text, and the text in JSON, cannot hold: character_not_in_repertoire, untranslatable_character. */
    private static final Set<String> UNPRINTABLE = Set.of("22021", "22P05");

    private Sql() {}

    static DSLContext over(DataSource dataSource) {
        return DSL.using(new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(ExecuteListener.onException(Sql::refuseUnprintable))
                .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(dataSource)))
                .set(new Settings().withRenderSchema(false).withExecuteLogging(false)));
    }

    private static void refuseUnprintable(ExecuteContext failed) {
        if (failed.sqlException() != null && UNPRINTABLE.contains(failed.sqlException().getSQLState())) {
            failed.exception(Refused.invalid("unprintable", ""));
        }
    }
}
