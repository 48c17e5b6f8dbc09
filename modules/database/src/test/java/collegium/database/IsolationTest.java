package collegium.database;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.TENANT_SCHEMA;
import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.AUDIT_LOG;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.RELIEF;
import static collegium.database.tenant.Tables.SETTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.BodyId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.JSONB;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    static Path folder;

    private static EmbeddedServer server;
    private static Databases databases;
    private static BodyId first;
    private static BodyId second;

    @BeforeAll
    static void twoBodies() {
        DeploymentKey key = DeploymentKey.in(folder.resolve("key"));
        server = EmbeddedServer.start(folder.resolve("data"), key);
        databases = new Databases(server.server(), key);
        databases.schemas().prepare(2, AT);
        first = register("first");
        second = register("second");
    }

    @AfterAll
    static void close() {
        databases.close();
        server.close();
    }

    private static BodyId register(String slug) {
        BodyId body = new BodyId(Id.fresh(AT));
        databases.platform().run(sql -> {
            String schema = sql.select(TENANT_SCHEMA.SCHEMA_NAME).from(TENANT_SCHEMA)
                    .where(TENANT_SCHEMA.CLAIMED_BY.isNull()).limit(1).fetchSingle(row -> row.value1());
            sql.update(TENANT_SCHEMA).set(TENANT_SCHEMA.CLAIMED_BY, body).where(TENANT_SCHEMA.SCHEMA_NAME.eq(schema)).execute();
            sql.insertInto(BODY)
                    .set(BODY.ID, body).set(BODY.SLUG, slug).set(BODY.KIND, "professional-body").set(BODY.NAME, slug)
                    .set(BODY.STATUS, "active").set(BODY.ZONE, "Europe/London").set(BODY.LOCALE, "en-GB").set(BODY.COLOUR, "#0f6b5f")
                    .set(BODY.SCHEMA_NAME, schema).set(BODY.CREATED_AT, AT).set(BODY.CHANGED_AT, AT)
                    .execute();
        });
        return body;
    }

    private static void keep(BodyId body, String name) {
        databases.tenants().run(body, sql -> sql.insertInto(SETTING)
                .set(SETTING.NAME, name).set(SETTING.VALUE, JSONB.jsonb("1")).set(SETTING.CHANGED_AT, AT).execute());
    }

    private static List<String> kept(BodyId body) {
        return databases.tenants().in(body, sql -> sql.select(SETTING.NAME).from(SETTING).fetch(SETTING.NAME));
    }

    @Test
    void whatOneBodyKeepsTheOtherDoesNotSee() {
        keep(first, "of-the-first");

        assertThat(kept(first)).contains("of-the-first");
        assertThat(kept(second)).doesNotContain("of-the-first");
    }

    @Test
    void whatIsCopiedGoesThroughTheSameDoor() {
        long copied = databases.tenants().in(first, sql -> Copies.in(sql, SETTING, List.of(SETTING.NAME, SETTING.VALUE, SETTING.CHANGED_AT),
                rows -> List.of("ä", "copied").forEach(name -> rows.row().text(name).json("{\"a\": [1]}").instant(AT))));
        List<String> mine = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        databases.tenants().run(first, sql -> Copies.out(sql, sql.select(SETTING.NAME).from(SETTING), row -> mine.add(row.text(0))));
        databases.tenants().run(second, sql -> Copies.out(sql, sql.select(SETTING.NAME).from(SETTING), row -> theirs.add(row.text(0))));

        assertThat(copied).isEqualTo(2);
        assertThat(mine).contains("ä", "copied");
        assertThat(theirs).doesNotContain("ä", "copied");
        assertThat(databases.tenants().<JSONB>in(first, sql -> sql.select(SETTING.VALUE).from(SETTING).where(SETTING.NAME.eq("ä")).fetchSingle(row -> row.value1())))
                .isEqualTo(JSONB.jsonb("{\"a\": [1]}"));
    }

    @Test
    void everyKindOfValueComesBackAsItWasCopied() {
        UUID id = Id.fresh(AT);
        MemberId member = new MemberId(Id.fresh(AT));
        databases.tenants().run(first, sql -> {
            Copies.in(sql, MEMBER, List.of(MEMBER.ID, MEMBER.NUMBER, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.SORT_NAME, MEMBER.JOINED_ON,
                    MEMBER.LEFT_ON, MEMBER.REVISION, MEMBER.CREATED_AT), rows -> rows.row().uuid(member.value()).text("C-1").text("A").text("B").text("b a")
                    .date(LocalDate.of(1999, 12, 31)).none().bigint(3).instant(AT));
            Copies.in(sql, RELIEF, List.of(RELIEF.ID, RELIEF.REVISION, RELIEF.MEMBER_ID, RELIEF.KIND, RELIEF.FIRST_DAY, RELIEF.AMOUNT,
                    RELIEF.WITHDRAWN, RELIEF.RECORDED_AT), rows -> rows.row().uuid(id).bigint(1).uuid(member.value()).text("reduction")
                    .date(LocalDate.of(2026, 2, 28)).numeric(new BigDecimal("-12.050")).flag(true).instant(AT));
        });
        databases.tenants().run(first, sql -> Copies.out(sql, sql.select(MEMBER.ID, MEMBER.JOINED_ON, MEMBER.LEFT_ON, MEMBER.REVISION).from(MEMBER)
                .where(MEMBER.ID.eq(member)), row -> {
            assertThat(row.uuid(0)).isEqualTo(member.value());
            assertThat(row.date(1)).isEqualTo(LocalDate.of(1999, 12, 31));
            assertThat(row.absent(2)).isTrue();
            assertThat(row.bigint(3)).isEqualTo(3);
        }));
        assertThat(databases.tenants().<Object>in(first, sql -> sql.select(RELIEF.AMOUNT).from(RELIEF).where(RELIEF.ID.eq(id)).fetchSingle(row -> row.value1())))
                .isEqualTo(new BigDecimal("-12.050"));
    }

    @Test
    void aRowThatTheServerRefusesLeavesNothing() {
        assertThatThrownBy(() -> databases.tenants().run(first, sql -> Copies.in(sql, SETTING, List.of(SETTING.NAME, SETTING.VALUE, SETTING.CHANGED_AT),
                rows -> rows.row().text("half").json("{").instant(AT)))).hasStackTraceContaining("invalid input syntax for type json");
        assertThat(kept(first)).doesNotContain("half");
    }

    @Test
    void aBodyThatIsNotRegisteredIsRefused() {
        assertThatThrownBy(() -> kept(new BodyId(Id.fresh(AT)))).isInstanceOf(Refused.class);
    }

    @Test
    void anotherBodysSchemaIsRefusedByTheServer() {
        String foreign = databases.platform().in(sql -> sql.select(BODY.SCHEMA_NAME).from(BODY).where(BODY.ID.eq(second))
                .fetchSingle(row -> row.value1()));

        assertThatThrownBy(() -> databases.tenants().run(first, sql ->
                        sql.fetch("select * from \"" + foreign + "\".account")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("permission denied for schema");
    }

    @Test
    void workForAnotherBodyInsideOfATransactionFails() {
        assertThatThrownBy(() -> databases.tenants().run(first, _ -> kept(second)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingOfTheBodyIsLeftOnTheConnectionAfterTheTransaction() {
        keep(first, "left");
        List<String> seen = databases.tenants().in(second, sql -> sql
                .select(DSL.function(DSL.name("current_schema"), String.class)).fetch(0, String.class));
        String own = databases.platform().in(sql -> sql.select(BODY.SCHEMA_NAME).from(BODY).where(BODY.ID.eq(second))
                .fetchSingle(row -> row.value1()));

        assertThat(seen).containsExactly(own);
    }

    @Test
    void theAuditLogCannotBeChangedByWhoServesRequests() {
        databases.tenants().run(first, sql -> sql.insertInto(AUDIT_LOG)
                .set(AUDIT_LOG.ID, Id.fresh(AT)).set(AUDIT_LOG.AT, AT).set(AUDIT_LOG.ACT, "tested")
                .set(AUDIT_LOG.ACTOR_KIND, "job").set(AUDIT_LOG.ACTOR_NAME, "test").execute());

        assertThatThrownBy(() -> databases.tenants().run(first, sql -> sql.deleteFrom(AUDIT_LOG).execute()))
                .hasMessageContaining("permission denied for table audit_log");
        assertThatThrownBy(() -> databases.tenants().run(first, sql ->
                        sql.update(AUDIT_LOG).set(AUDIT_LOG.ACT, "changed").execute()))
                .hasMessageContaining("permission denied for table audit_log");
    }

    @Test
    void noTableCanBeMadeInABodysSchemaOrAsATemporaryOne() {
        assertThatThrownBy(() -> databases.tenants().run(first, sql -> sql.createTable("mine").column("id", ACCOUNT.ID.getDataType()).execute()))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> databases.tenants().run(first, sql -> sql.createTemporaryTable("mine").column("id", ACCOUNT.ID.getDataType()).execute()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void thePlatformsLoginReachesNoBodysSchema() {
        String schema = databases.platform().in(sql -> sql.select(BODY.SCHEMA_NAME).from(BODY).limit(1).fetchSingle(row -> row.value1()));

        assertThatThrownBy(() -> databases.platform().run(sql -> sql.fetch("select * from \"" + schema + "\".account")))
                .hasMessageContaining("permission denied for schema");
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedInOneLine() {
        assertThatThrownBy(() -> EmbeddedServer.start(folder.resolve("data"), DeploymentKey.in(folder.resolve("key"))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("already uses the data folder");
    }

    @Test
    void theServerIsDurable() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(databases.platform().<String>in(sql -> sql
                    .select(DSL.function(DSL.name("current_setting"), String.class, DSL.val(setting)))
                    .fetchSingle(row -> row.value1()))).as(setting).isEqualTo("on");
        }
    }
}
