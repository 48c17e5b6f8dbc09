package collegium.testing;

import collegium.database.Server;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server of another version, where Docker answers: {@code -Dcollegium.test.postgres=17}. It ends with the JVM. */
final class TestContainer {

    private TestContainer() {}

    @SuppressWarnings("resource") // Lives as long as the JVM; Testcontainers removes it afterwards.
    static Server start(String version) {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + version + "-alpine");
        container.start();
        return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }
}
