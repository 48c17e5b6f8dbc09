package collegium.architecture.offending.membership;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Date;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.annotation.Value;

/** Does everything that is banned. */
final class Banned {

    @Value("${injected}")
    private String injected = "";

    String injected() {
        return injected;
    }

    void plainSql(DSLContext sql) {
        sql.execute("set role other");
    }

    Function<String, Condition> plainSqlByReference() {
        return DSL::condition;
    }

    Instant now() {
        return Instant.now();
    }

    Supplier<Instant> nowByReference() {
        return Instant::now;
    }

    Statement holdable(Connection connection) throws SQLException {
        return connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    DSLContext past(DataSource source) {
        return DSL.using(source, SQLDialect.POSTGRES);
    }

    @SuppressWarnings("JavaUtilDate")
    long date() {
        return new Date(0).getTime();
    }
}
