package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGING_AGAIN;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.notifications.Facts;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.CreateBody;
import collegium.tenancy.Operation;
import collegium.testing.TestBodies;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Rules by which thousands who had met everything have not any more: every one of them is told once, whatever happens meanwhile. */
class ManyMoveTest {

    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final int ACTIVITIES = 5;
    private static final String ASKED = "at-least: 4";
    /** Of about nine hours that the made-up members have, more than most of them. */
    private static final String ASKED_NEXT = "at-least: 10";
    private static final String YEARLY = """
            scheme: yearly
            unit: hour
            types: {course: Course}
            cycle: {length: 1 year, starts: "01-01"}
            requirements:
              - {id: total, title: CPD in the year, count: all, at-least: 4}
            """;

    /** A body that was filled, with a draft of the next rules. */
    private record Filled(TenantDatabase database, BodyId body, SchemeVersion draft, Map<MemberId, String> before) {

        static Filled of(AnnotationConfigApplicationContext context, BodyId body, int members) {
            Call job = TestBodies.job(body);
            Schemes schemes = context.getBean(Schemes.class);
            SchemeVersion first = kept(schemes.draft(job, YEARLY, SchemeOutline.Authority.BODY, FIRST, Optional.empty()));
            schemes.publish(job, first.id(), FIRST);
            finish(context, job);
            context.getBean(Fillings.class).fill(job, first.scheme(), members, ACTIVITIES, _ -> {});
            context.getBean(StreamedRounds.class).run(job, first.scheme(), "filled");
            SchemeVersion next = context.getBean(SchemeDrafts.class).next(job, first.scheme());
            SchemeVersion draft = kept(context.getBean(SchemeDrafts.class).keep(job, next.id(), next.source().replace(ASKED, ASKED_NEXT), next.edit()));
            TenantDatabase database = context.getBean(TenantDatabase.class);
            return new Filled(database, body, draft, statuses(database, body));
        }

        private static SchemeVersion kept(Drafted drafted) {
            return ((Drafted.Kept) drafted).version();
        }

        /** How everybody should have come out of it. */
        static void check(TenantDatabase database, BodyId body, Map<MemberId, String> before) {
            Map<MemberId, String> after = statuses(database, body);
            assertThat(after.keySet()).isEqualTo(before.keySet());
            Map<MemberId, String> moved = new HashMap<>(after);
            moved.entrySet().removeIf(one -> one.getValue().equals(before.get(one.getKey())));
            assertThat(moved).hasSizeGreaterThan(before.size() / 2).hasSizeLessThan(before.size());
            database.run(body, sql -> {
                Map<MemberId, List<Facts>> told = sql.select(MESSAGE.MEMBER_ID, MESSAGE.FACTS).from(MESSAGE).where(MESSAGE.KIND.eq("standing-changed"))
                        .fetchGroups(row -> row.value1(), row -> Notices.read(row.value2().data()));
                assertThat(told.keySet()).isEqualTo(moved.keySet());
                told.forEach((member, facts) -> assertThat(facts).singleElement().satisfies(one -> {
                    assertThat(word(one, "before")).isEqualTo(before.get(member));
                    assertThat(word(one, "after")).isEqualTo(moved.get(member));
                    assertThat(one.lines()).singleElement().satisfies(line -> assertThat(line.needed().orElseThrow()).isEqualByComparingTo("10"));
                }));
                assertThat(sql.select(STANDING_HISTORY.MEMBER_ID).from(STANDING_HISTORY).where(STANDING_HISTORY.CAUSE.eq("published"))
                        .fetch(row -> row.value1())).containsExactlyInAnyOrderElementsOf(moved.keySet());
                assertThat(sql.fetchCount(STANDING, STANDING.KNOWN_VERSION.eq(2))).isEqualTo(before.size());
                assertThat(sql.fetchCount(STAGED_STANDING) + sql.fetchCount(JUDGING_AGAIN)).isZero();
                var round = sql.selectFrom(JUDGING_BATCH).where(JUDGING_BATCH.KIND.eq("published")).orderBy(JUDGING_BATCH.ID.desc()).limit(1).fetchSingle();
                assertThat(round.getState()).isEqualTo("done");
                assertThat(round.getDone()).isEqualTo(before.size());
                assertThat(round.getTotal()).isEqualTo(before.size());
                assertThat(round.getChanged()).isEqualTo(moved.size());
            });
        }

        private static String word(Facts facts, String name) {
            return String.valueOf(facts.texts().get(name)).toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Map<MemberId, String> statuses(TenantDatabase database, BodyId body) {
            return database.in(body, sql -> sql.select(STANDING.MEMBER_ID, STANDING.STATUS).from(STANDING).fetchMap(STANDING.MEMBER_ID, STANDING.STATUS));
        }
    }

    private static void finish(AnnotationConfigApplicationContext context, Call job) {
        SchemeId scheme = context.getBean(Schemes.class).all(job).getFirst().id();
        while (context.getBean(Rejudging.class).of(job, scheme).stream().anyMatch(round -> round.finished().isEmpty())) {
            Thread.onSpinWait();
        }
    }

    /** More than are merged together. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void eachOfThousandsWhoMoveIsToldOnce() {
        try (AnnotationConfigApplicationContext context = Whole.started()) {
            BodyId body = TestBodies.fresh();
            Filled filled = Filled.of(context, body, 6_000);

            context.getBean(Schemes.class).publish(TestBodies.job(body), filled.draft().id(), LocalDate.of(2026, 1, 1));
            finish(context, TestBodies.job(body));

            Filled.check(filled.database(), body, filled.before());
        }
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void killedAtAnyPointAndStartedAgainNobodyIsLeftOutOrToldTwice(@TempDir Path folder) {
        int members = Integer.getInteger("collegium.test.many", 20_000);
        DeploymentKey key = DeploymentKey.in(folder.resolve("key"));
        Map<MemberId, String> before;
        BodyId body;
        try (EmbeddedServer server = EmbeddedServer.start(folder, key);
                Databases databases = new Databases(server.server(), key);
                AnnotationConfigApplicationContext context = Whole.started(databases, key)) {
            body = context.getBean(Bodies.class).create(new Operation(new Actor.Job("test"), TestBodies.NOON), new CreateBody(RoundProcess.BODY, Body.Kind.REGULATOR, "A large body",
                    TestBodies.ZONE, Locale.UK, "#0f6b62", Optional.empty(), false)).id();
            before = Filled.of(context, body, members).before();
        }

        killed(folder, "publish", 0, "round is judging 0");
        killed(folder, "go on", 0, "round is merging 0");
        killed(folder, "go on", 7_000, "round is merging 5000");
        assertThat(killed(folder, "go on", 12_000, "round is merging 10000")).first().as("it goes on where it was").isEqualTo("round is merging 5000");
        assertThat(RoundProcess.run(folder, "go on", OptionalInt.empty(), _ -> false)).contains("round is done " + members).last().isEqualTo("ended 0");

        try (EmbeddedServer server = EmbeddedServer.start(folder, key); Databases databases = new Databases(server.server(), key)) {
            Filled.check(databases.tenants(), body, before);
        }
    }

    private static List<String> killed(Path folder, String what, int holding, String at) {
        List<String> said = RoundProcess.run(folder, what, OptionalInt.of(holding), line -> line.equals(at));
        assertThat(said).contains(at).last().as("killed").isEqualTo("ended 137");
        return said;
    }
}
