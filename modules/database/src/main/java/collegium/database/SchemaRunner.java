package collegium.database;

import static collegium.database.platform.Tables.TENANT_SCHEMA;

import collegium.kernel.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Makes and changes the schemas of bodies, with a login of its own. It replays what Liquibase generated, one statement a
 * message, with the version in the same transaction as the change, so that a run that was killed goes on where it stopped.
 */
public final class SchemaRunner {

    private static final String LOCK_TIMEOUT = "5s";
    private final DataSource runner;
    private final TenantScript script;

    /** How far a run came; a schema that could not be changed is named with the reason and left at its version. */
    public record Progress(int done, int total, List<Failure> failed) {}

    /** A schema that stayed at its version, and why. */
    public record Failure(String schema, String reason) {}

    SchemaRunner(DataSource runner) {
        this.runner = runner;
        this.script = TenantScript.read();
    }

    /** The version that this build of the product works on. */
    public int latest() {
        return script.latest();
    }

    /** Makes schemas ahead, until so many are unclaimed; creating a body claims one. */
    public void prepare(int unclaimed, Instant at) {
        try (Connection connection = runner.getConnection()) {
            int missing = unclaimed - countUnclaimed(connection);
            for (int i = 0; i < missing; i++) {
                prepareOne(connection, at);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A schema could not be prepared.", e);
        }
    }

    private static int countUnclaimed(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES).fetchCount(TENANT_SCHEMA, TENANT_SCHEMA.CLAIMED_BY.isNull());
    }

    /** The names say nothing of the body: they show in logs and plans. */
    private void prepareOne(Connection connection, Instant at) throws SQLException {
        String suffix = Id.fresh(at).toString().replace("-", "");
        String schema = "t_" + suffix;
        String role = "r_" + suffix;
        inTransaction(connection, statement -> {
            statement.execute("create role \"" + role + "\" nologin");
            statement.execute("grant \"" + role + "\" to collegium_tenants with inherit false, set true");
            statement.execute("create schema \"" + schema + "\"");
            statement.execute("grant usage on schema \"" + schema + "\" to \"" + role + "\"");
            statement.execute("set local search_path = \"" + schema + "\"");
            for (String change : script.from(0, role)) {
                statement.execute(change);
            }
            DSL.using(connection, SQLDialect.POSTGRES)
                    .insertInto(TENANT_SCHEMA, TENANT_SCHEMA.SCHEMA_NAME, TENANT_SCHEMA.ROLE_NAME, TENANT_SCHEMA.VERSION,
                            TENANT_SCHEMA.PREPARED_AT)
                    .values(schema, role, script.latest(), at)
                    .execute();
        });
    }

    /**
     * Brings every schema to the latest version: the first alone, as a canary, then in parallel. It may be killed and run
     * again at any time; it is never run by starting the application.
     */
    public Progress migrate(int workers, Consumer<Progress> onEach) {
        List<Behind> behind = behind();
        List<Failure> failed = new ArrayList<>();
        int done = 0;
        if (!behind.isEmpty()) {
            change(behind.getFirst()).ifPresent(failed::add);
            done = 1;
            onEach.accept(new Progress(done, behind.size(), List.copyOf(failed)));
        }
        if (failed.isEmpty() && behind.size() > 1) {
            try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
                List<Future<Optional<Failure>>> running =
                        behind.stream().skip(1).map(each -> executor.submit(() -> change(each))).toList();
                for (Future<Optional<Failure>> one : running) {
                    one.get().ifPresent(failed::add);
                    onEach.accept(new Progress(++done, behind.size(), List.copyOf(failed)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return new Progress(done, behind.size(), List.copyOf(failed));
    }

    /** How many schemas are not at the latest version. */
    public int behindCount() {
        return behind().size();
    }

    private record Behind(String schema, String role, int version) {}

    private List<Behind> behind() {
        return DSL.using(runner, SQLDialect.POSTGRES)
                .select(TENANT_SCHEMA.SCHEMA_NAME, TENANT_SCHEMA.ROLE_NAME, TENANT_SCHEMA.VERSION)
                .from(TENANT_SCHEMA)
                .where(TENANT_SCHEMA.VERSION.lt(script.latest()))
                .orderBy(TENANT_SCHEMA.SCHEMA_NAME)
                .fetch(row -> new Behind(row.value1(), row.value2(), row.value3()));
    }

    private Optional<Failure> change(Behind behind) {
        try (Connection connection = runner.getConnection()) {
            inTransaction(connection, statement -> {
                statement.execute("set local lock_timeout = '" + LOCK_TIMEOUT + "'");
                statement.execute("set local search_path = \"" + behind.schema() + "\"");
                for (String change : script.from(behind.version(), behind.role())) {
                    statement.execute(change);
                }
                DSL.using(connection, SQLDialect.POSTGRES)
                        .update(TENANT_SCHEMA)
                        .set(TENANT_SCHEMA.VERSION, script.latest())
                        .where(TENANT_SCHEMA.SCHEMA_NAME.eq(behind.schema()))
                        .execute();
            });
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(new Failure(behind.schema(), Ground.oneLine(e)));
        }
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    private static void inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            work.with(statement);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
