package collegium.testing;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.TENANT_SCHEMA;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for the tests of one JVM, started once, with the product's own logins and schemas. Each test class takes
 * fresh bodies: they isolate tests as they isolate tenants.
 */
public final class TestBodies {

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final DeploymentKey KEY = DeploymentKey.of("0123456789abcdef".repeat(4));

    private TestBodies() {}

    private static final class Started {
        private static final Databases DATABASES = start();

        private static Databases start() {
            String container = System.getProperty("collegium.test.postgres", "");
            return container.isBlank() ? onEmbeddedServer() : new Databases(TestContainer.start(container), KEY);
        }

        private static Databases onEmbeddedServer() {
            try {
                Path folder = Files.createTempDirectory("collegium-test-");
                EmbeddedServer server = EmbeddedServer.start(folder, KEY);
                Databases databases = new Databases(server.server(), KEY);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    databases.close();
                    server.close();
                    delete(folder);
                }));
                return databases;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Databases databases() {
        return Started.DATABASES;
    }

    public static DeploymentKey key() {
        return KEY;
    }

    /** A body that no other test knows, active, in London, with a schema of its own. */
    public static synchronized BodyId fresh() {
        Databases databases = databases();
        databases.schemas().prepare(1, NOON);
        BodyId body = new BodyId(Id.fresh(NOON));
        String slug = "test-" + COUNT.incrementAndGet();
        databases.platform().run(sql -> {
            String schema = sql.select(TENANT_SCHEMA.SCHEMA_NAME).from(TENANT_SCHEMA)
                    .where(TENANT_SCHEMA.CLAIMED_BY.isNull()).limit(1).forUpdate().skipLocked()
                    .fetchSingle(row -> row.value1());
            sql.update(TENANT_SCHEMA).set(TENANT_SCHEMA.CLAIMED_BY, body).where(TENANT_SCHEMA.SCHEMA_NAME.eq(schema)).execute();
            sql.insertInto(BODY)
                    .set(BODY.ID, body).set(BODY.SLUG, slug).set(BODY.KIND, "professional-body").set(BODY.NAME, "Test body " + slug)
                    .set(BODY.STATUS, "active").set(BODY.ZONE, ZONE.getId()).set(BODY.LOCALE, "en-GB").set(BODY.COLOUR, "#0f6b5f")
                    .set(BODY.SCHEMA_NAME, schema).set(BODY.CREATED_AT, NOON).set(BODY.CHANGED_AT, NOON)
                    .execute();
        });
        return body;
    }

    /** A call by the product itself, which may do what any role may. */
    public static Call job(BodyId body) {
        return new Call(body, new Actor.Job("test"), NOON, ZONE);
    }

    /** A call by a person with the roles, who need not be in the database. */
    public static Call by(BodyId body, Role... roles) {
        Set<Role> held = EnumSet.noneOf(Role.class);
        held.addAll(Set.of(roles));
        return new Call(body, new Actor.Person(new AccountId(Id.fresh(NOON)), "Somebody", held, Optional.empty()), NOON, ZONE);
    }

    /** A call by a member with an account. */
    public static Call byMember(BodyId body, AccountId account, MemberId member) {
        return new Call(body, new Actor.Person(account, "A member", Set.of(Role.MEMBER), Optional.of(member)), NOON, ZONE);
    }

    /** The same call at another instant. */
    public static Call at(Call call, Instant at) {
        return new Call(call.body(), call.actor(), at, call.zone());
    }
}
