package collegium.app;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.PlatformDatabase;
import collegium.database.SchemaRunner;
import collegium.database.StartRefused;
import collegium.database.TenantDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The database: the embedded server, or one of the deployment's own; its three ways in; its key. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
public class Storage {

    /** Closed as one, the server last. */
    @Bean
    OpenedStorage openedStorage(Settings settings, ObjectProvider<StorageAhead> ahead) {
        StorageAhead begun = ahead.getIfAvailable();
        return begun == null ? OpenedStorage.of(settings) : begun.take();
    }

    @Bean
    DeploymentKey deploymentKey(OpenedStorage opened) {
        return opened.key();
    }

    @Bean(destroyMethod = "")
    Databases databases(OpenedStorage opened) {
        return opened.databases();
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
