package collegium.app;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.database.PlatformDatabase;
import collegium.database.SchemaRunner;
import collegium.database.Server;
import collegium.database.StartRefused;
import collegium.database.TenantDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The database: the embedded server, or one of the deployment's own; its three ways in; its key. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
public class Storage {

    @Bean
    DeploymentKey deploymentKey(Settings settings) {
        if (!settings.key().isBlank()) {
            return DeploymentKey.of(settings.key());
        }
        if (settings.ownServer()) {
            throw new StartRefused("A database of your own needs COLLEGIUM_KEY, 64 hexadecimal digits that you keep apart from its"
                    + " backups; make one with: openssl rand -hex 32");
        }
        Path folder = DataFolder.of(settings);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartRefused("The data folder %s cannot be made: %s".formatted(folder, e), e);
        }
        return DeploymentKey.in(folder.resolve("key"));
    }

    /** Absent where the deployment has a server of its own. */
    @Bean
    @Conditional(NoServerOfItsOwn.class)
    EmbeddedServer embeddedServer(Settings settings, DeploymentKey key) {
        return EmbeddedServer.start(DataFolder.of(settings), key);
    }

    @Bean
    Databases databases(Settings settings, DeploymentKey key, ObjectProvider<EmbeddedServer> embedded) {
        Settings.Database own = settings.database();
        return new Databases(settings.ownServer()
                ? new Server(own.url(), own.user(), own.password())
                : embedded.getObject().server(), key);
    }

    @Bean
    TenantDatabase tenantDatabase(Databases databases) {
        return databases.tenants();
    }

    @Bean
    PlatformDatabase platformDatabase(Databases databases) {
        return databases.platform();
    }

    /**
     * A server of the deployment's own is brought up to date by {@code migrate-schemas}, never by starting; the embedded one, which nobody
     * administers and one process uses, is brought up to date here.
     */
    @Bean
    SchemaRunner schemaRunner(Databases databases, Settings settings) {
        SchemaRunner schemas = databases.schemas();
        if (!settings.ownServer()) {
            SchemaRunner.Progress end = schemas.migrate(1, _ -> {});
            if (!end.failed().isEmpty()) {
                throw new StartRefused("The data could not be brought up to this version: " + end.failed().getFirst().reason());
            }
        }
        return schemas;
    }

    /** For sessions and schedules, which bring SQL of their own. Closed with the others, not by itself. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Databases databases) {
        return databases.platformDataSource();
    }

    @Bean
    PlatformTransactionManager transactionManager(Databases databases) {
        return databases.platformTransactions();
    }
}
