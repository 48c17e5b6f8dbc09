package collegium.database;

import static collegium.database.platform.Tables.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.Id;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

class DurabilityTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private DeploymentKey key() {
        return DeploymentKey.in(folder.resolve("key"));
    }

    private static void keep(Databases databases, String name) {
        databases.platform().run(sql -> sql.insertInto(OPERATOR)
                .set(OPERATOR.ID, Id.fresh(AT)).set(OPERATOR.EMAIL, name).set(OPERATOR.NAME, name).set(OPERATOR.CREATED_AT, AT)
                .execute());
    }

    private static List<String> kept(Databases databases) {
        return databases.platform().in(sql -> sql.select(OPERATOR.EMAIL).from(OPERATOR).fetch(row -> row.value1()));
    }

    private static long postgresPid(Path data) throws Exception {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
    }

    @Test
    void afterPostgresIsKilledItServesAgainWithEveryAcknowledgedWrite() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("data"), key());
                Databases databases = new Databases(server.server(), key())) {
            for (int i = 0; i < 50; i++) {
                keep(databases, "before-" + i);
            }
            ProcessHandle.of(postgresPid(folder.resolve("data"))).orElseThrow().destroyForcibly();

            assertThat(eventuallyKept(databases)).hasSize(50);
        }
    }

    private static List<String> eventuallyKept(Databases databases) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return kept(databases);
            } catch (DataAccessException | org.jooq.exception.DataAccessException | TransactionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Test
    void afterTheApplicationIsKilledTheNextStartTakesOverWithEveryAcknowledgedWrite() throws Exception {
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Victim.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;
        try (BufferedReader out = application.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null && acknowledged < 100; line = out.readLine()) {
                acknowledged += line.startsWith("kept ") ? 1 : 0;
            }
            application.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).isEqualTo(100);
        assertThat(ProcessHandle.of(postgresPid(folder.resolve("data")))).as("its PostgreSQL lives on").isPresent();

        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("data"), key());
                Databases databases = new Databases(server.server(), key())) {
            assertThat(kept(databases)).hasSizeGreaterThanOrEqualTo(acknowledged);
        }
    }

    /** An application that writes until it is killed. */
    static final class Victim {

        private Victim() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            DeploymentKey key = DeploymentKey.in(folder.resolve("key"));
            EmbeddedServer server = EmbeddedServer.start(folder.resolve("data"), key);
            Databases databases = new Databases(server.server(), key);
            for (int i = 0; i < 100_000; i++) {
                keep(databases, "kept-" + i);
                System.out.println("kept " + i);
            }
        }
    }
}
