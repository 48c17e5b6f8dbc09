package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGING_AGAIN;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.notifications.NewMessage;
import collegium.requirements.Rules;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Judges everybody in a scheme anew while members go on writing: as one stream, whose results are staged and then merged a few
 * thousand at a time, each only where the member's record is still what was judged; who is left is judged one by one. A round that is
 * cut off before it merged has changed nothing and is begun anew; one that is cut off later goes on where it stopped.
 */
@Component
public class StreamedRounds {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedRounds.class);
    static final String WAITING = "waiting";
    private static final String JUDGING = "judging";
    private static final String MERGING = "merging";
    private static final String DONE = "done";
    private static final int AT_ONCE = 500;

    private final TenantDatabase database;
    private final Schemes schemes;
    private final Everybody everybody;
    private final Standings standings;

    /** Why a round is. */
    enum Reason {
        /** The day, or that nobody was judged yet: who stands elsewhere than before is not told of it. */
        DAY,
        /** Other rules: whose period is another by them gets it, and who stands elsewhere is told why. */
        RULES,
        /** Who is under the scheme at all is another: everybody is gone through one by one. */
        ENROLMENT
    }

    /**
     * A round.
     *
     * @param only whose standings are judged
     */
    record Round(UUID id, SchemeId scheme, Reason reason, String cause, Condition only) {}

    /** What a round does beside the stream, each in the transaction that is open. */
    interface Aside {

        /** Judges one member. Answers whether the member stands elsewhere and is told so. */
        boolean judge(DSLContext sql, MemberId member);

        /** Tells those of whom the stream found that they stand elsewhere. */
        default void tell(DSLContext sql, List<NewMessage> messages) {}
    }

    StreamedRounds(TenantDatabase database, Schemes schemes, Everybody everybody, Standings standings) {
        this.database = database;
        this.schemes = schemes;
        this.everybody = everybody;
        this.standings = standings;
    }

    /** Judges everybody in the scheme by what is in force and writes it, and says how many there are. */
    public long run(Call call, SchemeId scheme, String cause) {
        call.require(Role.ADMINISTRATOR);
        rules(call, scheme);
        return byTheDay(call, scheme, cause, noCondition());
    }

    /** Judges those for whom the condition holds, tells nobody and says how many there were. */
    long byTheDay(Call call, SchemeId scheme, String cause, Condition only) {
        Round round = begin(call, scheme, cause, only);
        through(call, round, (_, member) -> {
            standings.rejudge(call, member, cause);
            return false;
        }, () -> false);
        return database.in(call.body(), sql -> sql.deleteFrom(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(round.id()))
                .returningResult(JUDGING_BATCH.DONE).fetchOptional(found -> found.value1()).orElse(0L));
    }

    Round begin(Call call, SchemeId scheme, String cause, Condition only) {
        Round round = new Round(call.freshId(), scheme, Reason.DAY, cause, only);
        database.run(call.body(), sql -> sql.insertInto(JUDGING_BATCH)
                .set(JUDGING_BATCH.ID, round.id()).set(JUDGING_BATCH.SCHEME_ID, scheme.value()).set(JUDGING_BATCH.KIND, cause)
                .set(JUDGING_BATCH.STATE, WAITING).set(JUDGING_BATCH.STARTED_AT, call.at()).set(JUDGING_BATCH.TOTAL, Long.MAX_VALUE).execute());
        return round;
    }

    /** Judges everybody in the scheme by what is in force and writes nothing: how many would stand where. */
    public Map<String, Long> count(Call call, SchemeId scheme) {
        call.require(Role.ADMINISTRATOR);
        Rules rules = rules(call, scheme);
        Map<String, Long> counts = new ConcurrentHashMap<>();
        everybody.each(call, scheme, Everybody.Which.OPEN, noCondition(), () -> (row, known) -> counts.merge(
                StandingStore.word(rules.judge().verdict(known.in(row.enrolment(), Optional.of(row.period())), row.days(), call.today()).status()), 1L, Long::sum),
                () -> false);
        return new TreeMap<>(counts);
    }

    private Rules rules(Call call, SchemeId scheme) {
        return schemes.rules(call, scheme, _ -> true).orElseThrow(() -> Refused.conflict("nothing-published"));
    }

    /**
     * Goes on with a round until it is through, or everybody is who could be judged. Others may be at the same one: who comes second
     * leaves it to the first while that judges, and takes turns with it afterwards.
     *
     * @param stop asked again and again; yes ends it with a {@link java.util.concurrent.CancellationException} or between two members
     */
    void through(Call call, Round round, Aside aside, BooleanSupplier stop) {
        stage(call, round, stop);
        boolean merging = true;
        while (merging && !stop.getAsBoolean()) {
            merging = database.in(call.body(), sql -> merge(sql, call, round, aside));
        }
        if (!merging) {
            oneByOne(call, round, aside, stop);
        }
    }

    /** Judges everybody and stages it; nothing where that was done. */
    void stage(Call call, Round round, BooleanSupplier stop) {
        boolean fresh = database.in(call.body(), sql -> {
            boolean begun = held(sql, round, WAITING, JUDGING);
            if (begun) {
                // What is left of a run that was cut off.
                sql.deleteFrom(STAGED_STANDING).where(STAGED_STANDING.BATCH_ID.eq(round.id())).execute();
                sql.deleteFrom(JUDGING_AGAIN).where(JUDGING_AGAIN.BATCH_ID.eq(round.id())).execute();
                state(sql, round, JUDGING);
            }
            return begun;
        });
        if (fresh) {
            // Held for as long as it takes: another runner finds it taken, and free again where this one ended in the middle.
            database.run(call.body(), sql -> {
                if (held(sql, round, JUDGING)) {
                    judge(sql, call, round, stop);
                    state(sql, round, MERGING);
                }
            });
        }
    }

    private static boolean held(DSLContext sql, Round round, String... states) {
        return sql.select(JUDGING_BATCH.ID).from(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(round.id())).and(JUDGING_BATCH.STATE.in(states))
                .forNoKeyUpdate().skipLocked().fetchOptional().isPresent();
    }

    private static void state(DSLContext sql, Round round, String state) {
        sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, state).where(JUDGING_BATCH.ID.eq(round.id())).execute();
    }

    private void judge(DSLContext sql, Call call, Round round, BooleanSupplier stop) {
        if (round.reason() == Reason.ENROLMENT) {
            again(sql, round, noCondition());
            return;
        }
        Rules rules = rules(call, round.scheme());
        // A transaction that said nothing for a minute would be ended by the server, and with it the hold on the round.
        BooleanSupplier alive = () -> sql.selectOne().fetch().isEmpty() || stop.getAsBoolean();
        for (Everybody.Which which : Everybody.Which.values()) {
            Findings.Before before = new Findings.Before(call, schemes, round.scheme());
            everybody.each(call, round.scheme(), which, round.only(), () -> new Findings(database, call, round, rules, which, before), alive);
        }
        if (round.reason() == Reason.RULES) {
            var open = selectOne().from(PERIOD).where(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(PERIOD.STATUS.eq("open"));
            again(sql, round, MEMBER.ID.in(sql.select(ENROLMENT.MEMBER_ID).from(ENROLMENT)
                    .where(ENROLMENT.SCHEME_ID.eq(round.scheme().value())).and(ENROLMENT.TO_DATE.isNull()).and(notExists(open))));
        }
        StagedStandings.withoutThoseJudgedAgain(sql, round.id());
    }

    private static void again(DSLContext sql, Round round, Condition whom) {
        sql.insertInto(JUDGING_AGAIN, JUDGING_AGAIN.BATCH_ID, JUDGING_AGAIN.MEMBER_ID)
                .select(sql.select(val(round.id()), MEMBER.ID).from(MEMBER).where(whom)).onConflictDoNothing().execute();
    }

    /** Merges the next few, and tells whom it is to be told. */
    private boolean merge(DSLContext sql, Call call, Round round, Aside aside) {
        if (sql.select(JUDGING_BATCH.ID).from(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(round.id())).and(JUDGING_BATCH.STATE.eq(MERGING))
                .forNoKeyUpdate().fetchOptional().isEmpty()) {
            return false;
        }
        Optional<StagedStandings.Merged> merged = StagedStandings.mergeNext(sql, call, round.id(), round.cause());
        merged.ifPresent(some -> {
            List<StagedStandings.Changed> told = some.changed().stream().filter(one -> one.told().isPresent()).toList();
            aside.tell(sql, told.stream().map(one -> Notices.message(call, round.id(), one.member(), one.period(), one.told().orElseThrow())).toList());
            progress(sql, round, some.members(), told.size());
        });
        return merged.isPresent();
    }

    private static void progress(DSLContext sql, Round round, long done, long changed) {
        sql.update(JUDGING_BATCH).set(JUDGING_BATCH.DONE, least(JUDGING_BATCH.TOTAL, JUDGING_BATCH.DONE.plus(done)))
                .set(JUDGING_BATCH.CHANGED, JUDGING_BATCH.CHANGED.plus(changed)).where(JUDGING_BATCH.ID.eq(round.id())).execute();
    }

    /** One for whom it fails does not keep the others waiting; that one stays, and so does the round. */
    private void oneByOne(Call call, Round round, Aside aside, BooleanSupplier stop) {
        Optional<MemberId> last = Optional.empty();
        List<MemberId> next = left(call, round, last);
        while (!next.isEmpty()) {
            for (MemberId member : next) {
                if (stop.getAsBoolean()) {
                    return;
                }
                try {
                    database.run(call.body(), sql -> alone(sql, round, member, aside));
                } catch (RuntimeException e) {
                    LOG.warn("Round {} could not judge member {}: {}", round.id(), member, e.getClass().getName());
                }
            }
            last = Optional.of(next.getLast());
            next = left(call, round, last);
        }
        database.run(call.body(), sql -> sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, DONE).set(JUDGING_BATCH.TOTAL, JUDGING_BATCH.DONE)
                .set(JUDGING_BATCH.FINISHED_AT, call.at())
                .where(JUDGING_BATCH.ID.eq(round.id())).and(JUDGING_BATCH.STATE.eq(MERGING))
                .and(notExists(selectOne().from(JUDGING_AGAIN).where(JUDGING_AGAIN.BATCH_ID.eq(round.id())))).execute());
    }

    private List<MemberId> left(Call call, Round round, Optional<MemberId> last) {
        return database.in(call.body(), sql -> sql.select(JUDGING_AGAIN.MEMBER_ID).from(JUDGING_AGAIN)
                .where(JUDGING_AGAIN.BATCH_ID.eq(round.id()))
                // Another runner may still be finding them.
                .and(exists(selectOne().from(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(round.id())).and(JUDGING_BATCH.STATE.eq(MERGING))))
                .and(last.map(JUDGING_AGAIN.MEMBER_ID::gt).orElse(noCondition()))
                .orderBy(JUDGING_AGAIN.MEMBER_ID).limit(AT_ONCE).fetch(found -> found.value1()));
    }

    private static void alone(DSLContext sql, Round round, MemberId member, Aside aside) {
        // Whoever else is at it waits here, and then finds nothing to do.
        int mine = sql.deleteFrom(JUDGING_AGAIN).where(JUDGING_AGAIN.BATCH_ID.eq(round.id())).and(JUDGING_AGAIN.MEMBER_ID.eq(member)).execute();
        if (mine > 0) {
            progress(sql, round, 1, aside.judge(sql, member) ? 1 : 0);
        }
    }
}
