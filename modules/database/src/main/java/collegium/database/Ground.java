package collegium.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ui.LoggerUIService;

/** Lays the ground on a server at start: version checked, logins there, the platform's schema up to date. Repeatable. */
final class Ground {

    static final int FLOOR = 17;
    static final String PLATFORM_SCHEMA = "platform";
    private static final long ADVISORY_LOCK = 0x436f6c6c65676961L;

    private Ground() {}

    static void lay(Server server, DeploymentKey key) {
        try (Connection connection = connect(server)) {
            checkVersion(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_lock(" + ADVISORY_LOCK + ")");
                ensureLogins(statement, key);
                ensurePlatform(statement, connection.getCatalog());
                migratePlatform(connection);
                statement.execute("grant usage on schema platform to collegium_platform, collegium_runner");
                statement.execute("grant select, insert, update on platform.tenant_schema to collegium_runner");
            }
        } catch (SQLException e) {
            throw new StartRefused("The database at %s refused: %s".formatted(server.url(), oneLine(e)), e);
        }
    }

    private static Connection connect(Server server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("ApplicationName", "collegium-start");
        return DriverManager.getConnection(server.url(), properties);
    }

    private static void checkVersion(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < FLOOR) {
            throw new StartRefused("Collegium needs PostgreSQL %d or newer; the server at hand is %s."
                    .formatted(FLOOR, connection.getMetaData().getDatabaseProductVersion()));
        }
    }

    private static void ensureLogins(Statement statement, DeploymentKey key) throws SQLException {
        for (Login login : Login.values()) {
            boolean there;
            try (ResultSet found = statement.executeQuery("select 1 from pg_roles where rolname = '" + login.role + "'")) {
                there = found.next();
            }
            statement.execute("%s role %s login %s password '%s'"
                    .formatted(there ? "alter" : "create", login.role, login.attributes, key.password(login.role)));
        }
        statement.execute("alter role collegium_platform set search_path = platform");
        // Two nodes that start at once share the lists of sessions; a statement that hangs must not hold them for ever.
        statement.execute("alter role collegium_tenants set idle_in_transaction_session_timeout = '60s'");
        statement.execute("alter role collegium_platform set idle_in_transaction_session_timeout = '60s'");
    }

    private static void ensurePlatform(Statement statement, String database) throws SQLException {
        String quoted = '"' + database.replace("\"", "\"\"") + '"';
        statement.execute("revoke temporary, create on database " + quoted + " from public");
        statement.execute("revoke all on schema public from public");
        statement.execute("grant create on database " + quoted + " to collegium_runner");
        statement.execute("create schema if not exists platform");
    }

    private static void migratePlatform(Connection connection) throws SQLException {
        try {
            Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDefaultSchemaName(PLATFORM_SCHEMA);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set search_path = platform");
            }
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.duplicateFileMode", "SILENT",
                    "liquibase.analytics.enabled", "false"), () -> {
                CommandScope update = new CommandScope(UpdateCommandStep.COMMAND_NAME);
                update.addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database);
                update.addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "collegium/database/platform/changelog.yaml");
                update.addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY_OUTPUT, UpdateSummaryOutputEnum.LOG);
                update.execute();
            });
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new StartRefused("The platform's schema could not be brought up to date: " + oneLine(e), e);
        }
    }

    static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
