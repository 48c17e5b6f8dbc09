package collegium.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The three ways to the database, each with its login and pool: bodies' data, the platform's schema, the schema runner. Made
 * once at start on a server whose ground is laid in passing.
 */
public final class Databases implements AutoCloseable {

    private final HikariDataSource tenantsPool;
    private final HikariDataSource platformPool;
    private final HikariDataSource runnerPool;
    private final PlatformTransactionManager platformTransactions;
    private final PlatformDatabase platform;
    private final TenantDatabase tenants;
    private final SchemaRunner schemas;

    /**
     * Checks the server's version, makes the logins, brings the platform's schema up to date, opens the pools.
     *
     * @throws StartRefused in one line, where the server cannot be used
     */
    public Databases(Server server, DeploymentKey key) {
        Ground.lay(server, key);
        this.tenantsPool = pool(server, key, Login.TENANTS);
        this.platformPool = pool(server, key, Login.PLATFORM);
        this.runnerPool = pool(server, key, Login.RUNNER);
        this.platformTransactions = new JdbcTransactionManager(platformPool);
        this.platform = new PlatformDatabase(platformPool, platformTransactions);
        this.tenants = new TenantDatabase(tenantsPool, new JdbcTransactionManager(tenantsPool), new RegisteredPlacements(platform));
        this.schemas = new SchemaRunner(runnerPool);
    }

    private static HikariDataSource pool(Server server, DeploymentKey key, Login login) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(login.role);
        config.setJdbcUrl(server.url());
        config.setUsername(login.role);
        config.setPassword(key.password(login.role));
        config.setMaximumPoolSize(login.connections);
        config.setMinimumIdle(1);
        // A backend's memory grows with the schemas that it touched.
        config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        config.setIdleTimeout(Duration.ofMinutes(5).toMillis());
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.addDataSourceProperty("ApplicationName", login.role);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // A server's detail quotes the row (an address, a name), and a failure goes into a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        if (login == Login.TENANTS) {
            // A statement prepared in one schema is not reused in another (on PostgreSQL 17 a half-done migration would show).
            config.addDataSourceProperty("prepareThreshold", "0");
        }
        return new HikariDataSource(config);
    }

    public TenantDatabase tenants() {
        return tenants;
    }

    public PlatformDatabase platform() {
        return platform;
    }

    public SchemaRunner schemas() {
        return schemas;
    }

    /** For what brings its own SQL to the platform's schema: sessions and schedules. */
    public DataSource platformDataSource() {
        return platformPool;
    }

    public PlatformTransactionManager platformTransactions() {
        return platformTransactions;
    }

    /** The pools, by the name of their login, for metrics. */
    public List<HikariDataSource> pools() {
        return List.of(tenantsPool, platformPool, runnerPool);
    }

    @Override
    public void close() {
        tenantsPool.close();
        platformPool.close();
        runnerPool.close();
    }
}
