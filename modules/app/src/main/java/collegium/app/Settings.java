package collegium.app;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a deployment may set, each as {@code --collegium.…} or as a variable of the environment ({@code COLLEGIUM_DATA}).
 *
 * @param data the folder of the embedded database; blank for {@code data} at the root of the clone, or beside the jar
 * @param key the deployment's secret, 64 hexadecimal digits; blank for one that is kept in the data folder
 * @param database a PostgreSQL to use instead of the embedded one
 */
@ConfigurationProperties("collegium")
public record Settings(@DefaultValue("") String data, @DefaultValue("") String key, @DefaultValue Database database) {

    /**
     * A PostgreSQL server and its login that may make roles and schemas.
     *
     * @param url blank for the embedded database
     */
    record Database(@DefaultValue("") String url, @DefaultValue("") String user, @DefaultValue("") String password) {}

    /** Whether the database is a server of the deployment's own, where nothing is made up for demonstration. */
    public boolean ownServer() {
        return !database.url().isBlank();
    }

    @Override
    public String toString() {
        return "Settings[" + data + ", " + database.url() + "]";
    }
}
