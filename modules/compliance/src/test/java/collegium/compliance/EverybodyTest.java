package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGED_RECORD;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.testing.TestBodies;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class EverybodyTest {

    /** Publishing judges everybody in the background; here it is done by hand. */
    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started(Rejudging.class);
    private static final int MEMBERS = 40;

    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR, Role.OFFICER);
    private final TenantDatabase database = CONTEXT.getBean(TenantDatabase.class);
    private final Schemes schemes = CONTEXT.getBean(Schemes.class);
    private final Portfolios portfolios = CONTEXT.getBean(Portfolios.class);
    private final Standings standings = CONTEXT.getBean(Standings.class);
    private final StreamedRounds rounds = CONTEXT.getBean(StreamedRounds.class);
    private final JudgedRecords records = CONTEXT.getBean(JudgedRecords.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private SchemeId filled(String scheme) {
        if (!(schemes.draft(administrator, ShippedSchemes.document(scheme).orElseThrow(), SchemeOutline.Authority.BODY, LocalDate.of(2018, 1, 1),
                Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The shipped scheme has faults.");
        }
        schemes.publish(administrator, kept.version().id(), LocalDate.of(2018, 1, 1));
        CONTEXT.getBean(Fillings.class).fill(administrator, kept.version().scheme(), MEMBERS, 20, _ -> {});
        return kept.version().scheme();
    }

    private List<MemberId> members() {
        return database.in(body, sql -> sql.select(JUDGED_RECORD.MEMBER_ID).from(JUDGED_RECORD).orderBy(JUDGED_RECORD.MEMBER_ID).fetch(row -> row.value1()));
    }

    private String status(MemberId member) {
        return database.in(body, sql -> sql.select(STANDING.STATUS).from(STANDING).where(STANDING.MEMBER_ID.eq(member)).fetchSingle(row -> row.value1()));
    }

    private static RecordActivity course(String amount) {
        return RecordActivity.on(LocalDate.of(2026, 3, 2), "Consolidation update", "course", "units", amount).withTags(true, Set.of(), Set.of("verifiable"));
    }

    private Call herself(MemberId member) {
        return TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), member);
    }

    @Test
    void aFilledBodyIsWhatItsRowsSay() {
        filled("gdc");

        for (MemberId member : members()) {
            byte[] packed = database.in(body, sql -> sql.select(JUDGED_RECORD.PACKED).from(JUDGED_RECORD).where(JUDGED_RECORD.MEMBER_ID.eq(member)).fetchSingle(row -> row.value1()));
            KnownRecord fromRows = database.in(body, sql -> records.known(sql, administrator, member, 1, 1));
            assertThat(PackedRecord.pack(fromRows)).as("of " + member).isEqualTo(packed);
            assertThat(PackedRecord.unpack(ByteBuffer.wrap(packed), new Lexicon()).orElseThrow().activities()).hasSize(20);
        }
    }

    @Test
    void everybodyTogetherStandsWhereEachStandsAlone() {
        SchemeId scheme = filled("acca");
        rounds.run(administrator, scheme, "filled");

        for (MemberId member : members()) {
            Standing together = standings.of(administrator, member).getFirst().judged().orElseThrow().standing();
            String listed = status(member);
            standings.rejudge(administrator, member, "alone");
            Standing alone = standings.of(administrator, member).getFirst().judged().orElseThrow().standing();
            assertThat(together).isEqualTo(alone);
            assertThat(listed).isEqualTo(status(member));
        }
        assertThat(rounds.count(administrator, scheme).values().stream().mapToLong(Long::longValue).sum()).isEqualTo(MEMBERS);
    }

    @Test
    void whoWritesWhileEverybodyIsJudgedKeepsTheLaterStanding() {
        SchemeId scheme = filled("acca");
        rounds.run(administrator, scheme, "filled");
        StreamedRounds.Round round = rounds.begin(administrator, scheme, "again", noCondition());
        rounds.stage(administrator, round, () -> false);
        MemberId writer = members().getFirst();
        portfolios.record(herself(writer), writer, course("21"));
        Finding written = standings.of(administrator, writer).getFirst().judged().orElseThrow().standing().finding("total").orElseThrow();

        through(round);

        assertThat(standings.of(administrator, writer).getFirst().judged().orElseThrow().standing().finding("total").orElseThrow()).isEqualTo(written);
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STANDING.join(MEMBER).on(MEMBER.ID.eq(STANDING.MEMBER_ID)), MEMBER.REVISION.eq(STANDING.REVISION)))).isEqualTo(MEMBERS);
    }

    private void through(StreamedRounds.Round round) {
        rounds.through(administrator, round, (_, member) -> {
            standings.rejudge(administrator, member, "again");
            return false;
        }, () -> false);
    }

    @Test
    void membersWhoWriteAllTheTimeEndWithTheStandingOfTheirLastWrite() throws Exception {
        SchemeId scheme = filled("acca");
        rounds.run(administrator, scheme, "filled");
        List<MemberId> writers = members().subList(0, 4);
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger written = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            List<Future<?>> running = writers.stream().<Future<?>>map(writer -> threads.submit(() -> {
                while (writing.get()) {
                    portfolios.record(herself(writer), writer, course("1"));
                    written.incrementAndGet();
                }
            })).toList();
            while (written.get() < 40) {
                rounds.run(administrator, scheme, "meanwhile");
            }
            writing.set(false);
            for (Future<?> one : running) {
                one.get();
            }
        }
        for (MemberId writer : writers) {
            var listed = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(writer)).fetchSingle());
            standings.rejudge(administrator, writer, "alone");
            var alone = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(writer)).fetchSingle());
            assertThat(listed.getCounted()).isEqualByComparingTo(alone.getCounted());
            assertThat(listed.getStatus()).isEqualTo(alone.getStatus());
            assertThat(listed.getRevision()).isEqualTo(alone.getRevision());
        }
    }

    @Test
    void aRunThatWasCutOffWhileItJudgedIsBegunAnewAndOneThatWasWhileItMergedGoesOn() {
        SchemeId scheme = filled("acca");
        StreamedRounds.Round round = rounds.begin(administrator, scheme, "filled", noCondition());
        rounds.stage(administrator, round, () -> false);
        database.run(body, sql -> {
            sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, "judging").where(JUDGING_BATCH.ID.eq(round.id())).execute();
            sql.deleteFrom(STAGED_STANDING).where(STAGED_STANDING.MEMBER_ID.gt(members().get(10))).execute();
        });
        rounds.stage(administrator, round, () -> false);
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STAGED_STANDING))).isEqualTo(MEMBERS);

        rounds.stage(administrator, round, () -> false);
        through(round);

        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STANDING))).isEqualTo(MEMBERS);
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STAGED_STANDING))).isZero();
        assertThat(database.<Long>in(body, sql -> sql.select(JUDGING_BATCH.DONE).from(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(round.id())).fetchSingle(row -> row.value1())))
                .isEqualTo(MEMBERS);
    }

    @Test
    void whetherToStopIsAskedWithTheDatabaseWhileEverybodyStreams() {
        SchemeId scheme = filled("acca");
        CountDownLatch asked = new CountDownLatch(3);
        AtomicInteger seen = new AtomicInteger();

        CONTEXT.getBean(Everybody.class).each(administrator, scheme, Everybody.Which.OPEN, noCondition(), () -> (_, _) -> {
            try {
                assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            seen.incrementAndGet();
        }, () -> {
            asked.countDown();
            return database.<Integer>in(body, sql -> sql.fetchCount(MEMBER)) == 0;
        });

        assertThat(seen.get()).isEqualTo(MEMBERS);
    }

    @Test
    void whomTheDayCanHaveChangedIsJudgedWithTheDay() {
        SchemeId scheme = filled("acca");
        rounds.run(administrator, scheme, "filled");
        LocalDate first = database.in(body, sql -> sql.select(min(STANDING.NEXT_CHANGE_ON)).from(STANDING).fetchSingle(row -> row.value1()));
        int due = database.in(body, sql -> sql.fetchCount(STANDING, STANDING.NEXT_CHANGE_ON.le(first)));
        Call then = TestBodies.at(TestBodies.job(body), first.atTime(1, 0).toInstant(ZoneOffset.UTC));
        DueStandings nightly = CONTEXT.getBean(DueStandings.class);

        assertThat(nightly.judgeDue(then)).isEqualTo(due).isPositive();
        assertThat(nightly.judgeDue(then)).isZero();

        for (MemberId member : members()) {
            boolean judged = database.in(body, sql -> sql.fetchExists(STANDING, STANDING.MEMBER_ID.eq(member).and(STANDING.AS_AT.eq(first))));
            String listed = status(member);
            standings.rejudge(then, member, "alone");
            assertThat(status(member)).as(judged + " " + member).isEqualTo(listed);
        }
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(JUDGING_BATCH))).isZero();
    }

    @Test
    void aRowThatIsNotUpToDateIsNotBelieved() {
        SchemeId scheme = filled("acca");
        MemberId member = members().getFirst();
        database.run(body, sql -> sql.update(JUDGED_RECORD).set(JUDGED_RECORD.REVISION, 0L).set(JUDGED_RECORD.PACKED, new byte[] {1, 2, 3})
                .where(JUDGED_RECORD.MEMBER_ID.eq(member)).execute());

        rounds.run(administrator, scheme, "filled");

        assertThat(standings.of(administrator, member).getFirst().judged().orElseThrow().standing().finding("total").orElseThrow().counted().signum()).isPositive();
    }

    @Test
    void aChangedStatusIsOneLineOfHistoryAndSameOnesAreNone() {
        SchemeId scheme = filled("acca");
        rounds.run(administrator, scheme, "filled");
        int first = database.in(body, sql -> sql.fetchCount(STANDING_HISTORY));
        rounds.run(administrator, scheme, "again");

        assertThat(first).isEqualTo(MEMBERS);
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STANDING_HISTORY))).isEqualTo(MEMBERS);
    }

    @Test
    void aRunThatIsStoppedChangesNothing() {
        SchemeId scheme = filled("acca");

        assertThatThrownBy(() -> rounds.stage(administrator, rounds.begin(administrator, scheme, "filled", noCondition()), () -> true))
                .isInstanceOf(CancellationException.class);
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STANDING))).isZero();
    }

    @Test
    void aBodyWithMembersIsNotFilled() {
        SchemeId scheme = filled("acca");

        assertThatThrownBy(() -> CONTEXT.getBean(Fillings.class).fill(administrator, scheme, 1, 1, _ -> {})).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> rounds.count(TestBodies.by(body, Role.OFFICER), scheme)).isInstanceOf(Refused.class);
    }
}
