package collegium.database;

import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** jOOQ as the product uses it: unqualified names, inside Spring's transactions. */
final class Sql {

    private Sql() {}

    static DSLContext over(DataSource dataSource) {
        return DSL.using(new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(dataSource)))
                .set(new Settings().withRenderSchema(false).withExecuteLogging(false)));
    }
}
