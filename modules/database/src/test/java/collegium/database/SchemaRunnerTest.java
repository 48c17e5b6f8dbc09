package collegium.database;

import static collegium.database.platform.Tables.TENANT_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRunnerTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private EmbeddedServer server;
    private Databases databases;

    @BeforeEach
    void start() {
        DeploymentKey key = DeploymentKey.in(folder.resolve("key"));
        server = EmbeddedServer.start(folder.resolve("data"), key);
        databases = new Databases(server.server(), key);
    }

    @AfterEach
    void close() {
        databases.close();
        server.close();
    }

    private List<Integer> versions() {
        return databases.platform().in(sql ->
                sql.select(TENANT_SCHEMA.VERSION).from(TENANT_SCHEMA).orderBy(TENANT_SCHEMA.SCHEMA_NAME).fetch(row -> row.value1()));
    }

    private void setVersion(int version) {
        databases.platform().run(sql -> sql.update(TENANT_SCHEMA).set(TENANT_SCHEMA.VERSION, version).execute());
    }

    @Test
    void schemasArePreparedUntilSoManyAreUnclaimed() {
        databases.schemas().prepare(3, AT);
        databases.schemas().prepare(3, AT);

        assertThat(versions()).hasSize(3).containsOnly(databases.schemas().latest());
    }

    @Test
    void schemasThatAreBehindAreBroughtForwardAndEachStepIsReported() {
        databases.schemas().prepare(3, AT);
        int latest = databases.schemas().latest();
        setVersion(latest - 1); // The last change set grants, which can be done twice.
        List<SchemaRunner.Progress> reported = new ArrayList<>();

        SchemaRunner.Progress result = databases.schemas().migrate(2, reported::add);

        assertThat(result).isEqualTo(new SchemaRunner.Progress(3, 3, List.of()));
        assertThat(reported).extracting(SchemaRunner.Progress::done).containsExactly(1, 2, 3);
        assertThat(versions()).containsOnly(latest);
        assertThat(databases.schemas().migrate(2, reported::add).total()).isZero();
    }

    @Test
    void aCanaryThatFailsStopsTheRunAndNothingIsChanged() {
        databases.schemas().prepare(3, AT);
        setVersion(0); // Every table is there already, so the first statement fails.

        SchemaRunner.Progress result = databases.schemas().migrate(2, _ -> {});

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.failed()).singleElement().satisfies(failure -> assertThat(failure.reason()).contains("already exists"));
        assertThat(versions()).containsOnly(0);
    }
}
