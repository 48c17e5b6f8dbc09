package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGING_AGAIN;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.notifications.Facts;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.testing.TestBodies;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A body of many members whose rules are published anew. */
class RejudgingTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();
    private static final int MEMBERS = 40;
    private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);

    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR, Role.OFFICER);
    private final TenantDatabase database = CONTEXT.getBean(TenantDatabase.class);
    private final Schemes schemes = CONTEXT.getBean(Schemes.class);
    private final SchemeDrafts drafts = CONTEXT.getBean(SchemeDrafts.class);
    private final Standings standings = CONTEXT.getBean(Standings.class);
    private final Portfolios portfolios = CONTEXT.getBean(Portfolios.class);
    private final Rejudging rejudging = CONTEXT.getBean(Rejudging.class);
    private final StreamedRounds rounds = CONTEXT.getBean(StreamedRounds.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private SchemeId filled() {
        SchemeVersion first = ((Drafted.Kept) schemes.draft(administrator, ShippedSchemes.document("acca").orElseThrow(), SchemeOutline.Authority.BODY, FIRST,
                Optional.empty())).version();
        schemes.publish(administrator, first.id(), FIRST);
        CONTEXT.getBean(Enrolments.class).rule(administrator, first.scheme(), Map.of(), "Every member");
        finished(first.scheme());
        CONTEXT.getBean(Fillings.class).fill(administrator, first.scheme(), MEMBERS, 20, _ -> {});
        rounds.run(administrator, first.scheme(), "filled");
        return first.scheme();
    }

    private SchemeVersion next(SchemeId scheme, String what, String by) {
        SchemeVersion next = drafts.next(administrator, scheme);
        assertThat(next.source()).contains(what);
        return ((Drafted.Kept) drafts.keep(administrator, next.id(), next.source().replace(what, by), next.edit())).version();
    }

    private void published(SchemeId scheme, String what, String by, LocalDate from) {
        schemes.publish(administrator, next(scheme, what, by).id(), from);
        finished(scheme);
    }

    private Rejudging.Round finished(SchemeId scheme) {
        return finished(administrator, scheme);
    }

    /** The one with most members, once all are through that are due. */
    private Rejudging.Round finished(Call call, SchemeId scheme) {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < until) {
            List<Rejudging.Round> due = rejudging.of(call, scheme).stream().filter(round -> !round.due().isAfter(call.today())).toList();
            if (due.stream().allMatch(round -> round.finished().isPresent())) {
                return due.stream().max(Comparator.comparingLong(Rejudging.Round::total)).orElseThrow();
            }
            Thread.onSpinWait();
        }
        return fail("The round does not end.");
    }

    private List<MemberId> members() {
        return database.in(body, sql -> sql.select(STANDING.MEMBER_ID).from(STANDING).orderBy(STANDING.MEMBER_ID).fetch(row -> row.value1()));
    }

    private Standing standing(MemberId member) {
        return standings.of(administrator, member).getFirst().judged().orElseThrow().standing();
    }

    private Map<MemberId, Standing> all() {
        Map<MemberId, Standing> all = new LinkedHashMap<>();
        members().forEach(member -> all.put(member, standing(member)));
        return all;
    }

    private Map<MemberId, List<Facts>> told() {
        Map<MemberId, List<Facts>> told = new LinkedHashMap<>();
        database.run(body, sql -> sql.selectFrom(MESSAGE).where(MESSAGE.KIND.eq("standing-changed")).orderBy(MESSAGE.CREATED_AT, MESSAGE.ID)
                .forEach(row -> told.computeIfAbsent(row.getMemberId(), _ -> new ArrayList<>()).add(Notices.read(row.getFacts().data()))));
        return told;
    }

    /** Who stands elsewhere than before, with what they are to be told. */
    private static Map<MemberId, Facts> moved(Map<MemberId, Standing> before, Map<MemberId, Standing> after, String scheme) {
        Map<MemberId, Facts> moved = new LinkedHashMap<>();
        before.forEach((member, was) -> {
            Standing is = Optional.ofNullable(after.get(member)).orElseThrow();
            if (was.status() != is.status()) {
                moved.put(member, Notices.facts(scheme, was, is));
            }
        });
        return moved;
    }

    @Test
    void everybodyStandsByTheNewRulesAsEachWouldAloneAndWhoMovedIsToldWhyOnce() {
        SchemeId scheme = filled();
        String name = schemes.find(administrator, scheme).name();
        Map<MemberId, Standing> before = all();

        published(scheme, "at-least: 40", "at-least: 4000", LocalDate.of(2026, 1, 1));

        Map<MemberId, Standing> after = all();
        Map<MemberId, Facts> moved = moved(before, after, name);
        assertThat(moved).isNotEmpty();
        Rejudging.Round round = finished(scheme);
        assertThat(round.done()).isEqualTo(MEMBERS);
        assertThat(round.total()).isEqualTo(MEMBERS);
        assertThat(round.changed()).isEqualTo(moved.size());
        assertThat(told().keySet()).isEqualTo(moved.keySet());
        told().forEach((member, facts) -> assertThat(facts).containsExactly(moved.get(member)));
        after.forEach((member, together) -> {
            var listed = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(member)).fetchSingle());
            standings.rejudge(administrator, member, "alone");
            assertThat(standing(member)).isEqualTo(together);
            var alone = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(member)).fetchSingle());
            listed.setDocument(alone.getDocument());
            assertThat(listed).isEqualTo(alone);
        });
        assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STAGED_STANDING) + sql.fetchCount(JUDGING_AGAIN))).isZero();
    }

    @Test
    void whoWasJudgedByAStreamIsToldByTheRulesOfThenWhatIsOtherNow() {
        SchemeId scheme = filled();
        String name = schemes.find(administrator, scheme).name();
        published(scheme, "at-least: 40", "at-least: 4000", LocalDate.of(2026, 1, 1));
        Map<MemberId, Standing> before = all();
        Map<MemberId, List<Facts>> first = told();

        published(scheme, "at-least: 4000", "at-least: 4", LocalDate.of(2026, 2, 1));

        Map<MemberId, Facts> moved = moved(before, all(), name);
        assertThat(moved).isNotEmpty();
        moved.forEach((member, facts) -> assertThat(told().get(member)).hasSize(first.getOrDefault(member, List.of()).size() + 1).endsWith(facts));
    }

    @Test
    void aStandingWithoutADocumentIsReadByTheRulesThatItWasJudgedBy() {
        SchemeId scheme = filled();
        MemberId member = members().getFirst();
        Standing before = standing(member);
        SchemeVersion next = next(scheme, "at-least: 40", "at-least: 4000");

        // As long as the round has not come to the member, the member stands where the lists say.
        database.run(body, sql -> {
            schemes.publish(administrator, next.id(), LocalDate.of(2026, 1, 1));
            assertThat(standing(member)).isEqualTo(before);
        });
        finished(scheme);
        assertThat(standing(member)).isNotEqualTo(before);
    }

    @Test
    void whoseWriteBeganBeforeThePublishingAndEndedAfterItIsJudgedByWhatWasPublished() throws Exception {
        SchemeId scheme = filled();
        MemberId writer = members().getFirst();
        Call herself = TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), writer);
        SchemeVersion next = next(scheme, "at-least: 40", "at-least: 4000");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> writing = threads.submit(() -> database.run(body, _ -> {
                portfolios.record(herself, writer, RecordActivity.on(LocalDate.of(2026, 3, 2), "Update", "course", "units", "21")
                        .withTags(true, Set.of(), Set.of("verifiable")));
                written.countDown();
                await(commit);
            }));
            await(written);
            schemes.publish(administrator, next.id(), LocalDate.of(2026, 1, 1));
            // By then everybody was read as of before that write; merging waits for the writer.
            while (database.<Integer>in(body, sql -> sql.fetchCount(JUDGING_BATCH, JUDGING_BATCH.STATE.eq("merging"))) == 0) {
                Thread.onSpinWait();
            }
            commit.countDown();
            writing.get();
        }
        finished(scheme);

        var listed = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(writer)).fetchSingle());
        assertThat(listed.getKnownVersion()).isEqualTo(next.number());
        standings.rejudge(administrator, writer, "alone");
        var alone = database.in(body, sql -> sql.selectFrom(STANDING).where(STANDING.MEMBER_ID.eq(writer)).fetchSingle());
        assertThat(listed.getRevision()).isEqualTo(alone.getRevision());
        assertThat(listed.getCounted()).isEqualByComparingTo(alone.getCounted());
        assertThat(listed.getNeeded()).isEqualByComparingTo("4000");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRoundThatWasCutOffAtAnyPointLosesNobodyAndTellsNobodyTwice() {
        SchemeId scheme = filled();
        String name = schemes.find(administrator, scheme).name();
        Map<MemberId, Standing> before = all();
        published(scheme, "at-least: 40", "at-least: 4000", LocalDate.of(2026, 1, 1));
        Map<MemberId, Facts> moved = moved(before, all(), name);
        Rejudging.Round round = finished(scheme);
        for (String at : List.of("waiting", "judging", "merging")) {
            database.run(body, sql -> {
                sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, at).setNull(JUDGING_BATCH.FINISHED_AT).where(JUDGING_BATCH.ID.eq(round.id())).execute();
                // Some of them as they stood before it came to them.
                StagedStandings.again(sql, round.id(), members().subList(0, 5));
            });

            rejudging.judgeDue(administrator);

            assertThat(finished(scheme).finished()).as(at).isPresent();
            assertThat(told()).as(at).hasSize(moved.size()).allSatisfy((member, facts) -> assertThat(facts).containsExactly(moved.get(member)));
            assertThat(database.<Integer>in(body, sql -> sql.fetchCount(STANDING, STANDING.KNOWN_VERSION.eq(2)))).isEqualTo(MEMBERS);
        }
    }

    @Test
    void rulesOfAnotherCycleOpenItsPeriodForEverybody() {
        SchemeId scheme = filled();
        SchemeVersion next = drafts.next(administrator, scheme);
        String longer = next.source().replaceFirst("cycle:.*", "cycle: {length: 2 years, starts: \"01-01\", in-year: 2025}");
        SchemeVersion changed = ((Drafted.Kept) drafts.keep(administrator, next.id(), longer, next.edit())).version();

        schemes.publish(administrator, changed.id(), LocalDate.of(2025, 1, 1));

        assertThat(finished(scheme).done()).isEqualTo(MEMBERS);
        members().forEach(member -> assertThat(standing(member).period().span().inYears()).isEqualTo("2025–2026"));
    }

    @Test
    void rulesThatChangeWhatAnEndedPeriodCarriesOnChangeThePeriodAfterIt() {
        SchemeId scheme = filled();
        MemberId member = members().getFirst();
        Call herself = TestBodies.byMember(body, new AccountId(Id.fresh(TestBodies.NOON)), member);
        for (int n = 0; n < 6; n++) {
            portfolios.record(herself, member, RecordActivity.on(LocalDate.of(2026, 3, 2), "Update", "course", "units", "20").withTags(true, Set.of(), Set.of("verifiable")));
        }
        Call january = TestBodies.at(administrator, Instant.parse("2027-01-02T10:00:00Z"));
        CONTEXT.getBean(DueStandings.class).judgeDue(TestBodies.at(TestBodies.job(body), Instant.parse("2027-01-01T00:10:00Z")));
        Standing carried = standing(member);
        assertThat(carried.finding("total").orElseThrow().counted()).isPositive();

        SchemeVersion next = next(scheme, "at-least: 40", "at-least: 4000");
        schemes.publish(january, next.id(), LocalDate.of(2026, 1, 1));
        finished(january, scheme);

        assertThat(standing(member).finding("total").orElseThrow().counted()).isZero();
        assertThat(standings.ended(administrator, member).getFirst().judged().orElseThrow().standing().finding("total").orElseThrow().needed()).isEqualByComparingTo("4000");
    }
}
