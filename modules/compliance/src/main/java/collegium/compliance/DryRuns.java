package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.JudgingBatchRecord;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.membership.FormulaSafe;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.schemes.RuleForms;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tries a draft on everybody under its scheme, as if it were in force today: in the background, beside what stands now, and without
 * writing a standing. Only whoever would stand elsewhere is kept, until the draft is tried again. A draft has one run at a time; who
 * begins another puts it in the place of the first.
 */
@Component
public class DryRuns implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DryRuns.class);
    private static final String KIND = "dry-run";
    private static final int TOGETHER = 2_000;
    private static final long ASK_AGAIN_NANOS = 500_000_000L;
    private static final int TYPICAL = 10;
    private static final int FETCH = 500;

    private final TenantDatabase database;
    private final Schemes schemes;
    private final Everybody everybody;
    private volatile boolean stopping;

    /** How a run stands, by the words that are stored. */
    public enum State { JUDGING, DONE, CANCELLED, FAILED }

    /**
     * One run.
     *
     * @param edit of the draft that is tried; where the draft has another by now, the result is of what it was
     * @param changed how many would stand elsewhere, of those judged so far
     */
    public record Run(UUID id, int edit, State state, long done, long total, long changed, Instant begun) {}

    /** So many would come from one status to another; both as stored, {@code on-track}. */
    public record Move(String before, String after, long members) {}

    /** Of so many that would stand elsewhere a requirement is furthest from met; empty where nothing would be missing. */
    public record ByRequirement(Optional<String> title, long members) {}

    /** Those with one value of a fact: so many of them would stand elsewhere. */
    public record ByValue(String fact, String value, long changed, long members) {}

    /** Members to whom the same would happen for the same reason, with one of them. */
    public record Explanation(String before, String after, Optional<String> title, Optional<BigDecimal> shortBy, Optional<String> unit, long members,
            MemberId example, String exampleName) {}

    /** What came of a run. */
    public record Result(List<Move> moves, List<ByRequirement> requirements, List<ByValue> values, List<Explanation> typical) {
        public Result {
            moves = List.copyOf(moves);
            requirements = List.copyOf(requirements);
            values = List.copyOf(values);
            typical = List.copyOf(typical);
        }
    }

    DryRuns(TenantDatabase database, Schemes schemes, Everybody everybody) {
        this.database = database;
        this.schemes = schemes;
        this.everybody = everybody;
    }

    /** Begins a run in the background. */
    public void start(Call call, SchemeVersion draft) {
        UUID id = begin(call, draft);
        Judge judge = Judge.of(schemes.alone(call, draft));
        Call job = new Call(call.body(), new Actor.Job("dry-run"), call.at(), call.zone());
        Thread.ofVirtual().name("dry-run-" + id).start(() -> judge(job, draft, judge, id));
    }

    UUID begin(Call call, SchemeVersion draft) {
        call.require(Role.ADMINISTRATOR);
        UUID id = call.freshId();
        database.run(call.body(), sql -> {
            // A scheme has one draft at a time: this takes what an earlier one left too.
            sql.deleteFrom(JUDGING_BATCH).where(JUDGING_BATCH.KIND.eq(KIND)).and(JUDGING_BATCH.SCHEME_ID.eq(draft.scheme().value())).execute();
            int total = sql.fetchCount(selectOne().from(ENROLMENT)
                    .join(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(PERIOD.STATUS.eq("open"))
                    .where(ENROLMENT.SCHEME_ID.eq(draft.scheme().value())).and(ENROLMENT.TO_DATE.isNull()));
            sql.insertInto(JUDGING_BATCH)
                    .set(JUDGING_BATCH.ID, id).set(JUDGING_BATCH.SCHEME_ID, draft.scheme().value()).set(JUDGING_BATCH.SCHEME_VERSION_ID, draft.id())
                    .set(JUDGING_BATCH.KIND, KIND).set(JUDGING_BATCH.STATE, word(State.JUDGING)).set(JUDGING_BATCH.CAUSE, String.valueOf(draft.edit()))
                    .set(JUDGING_BATCH.STARTED_AT, call.at()).set(JUDGING_BATCH.TOTAL, (long) total).execute();
        });
        return id;
    }

    void judge(Call job, SchemeVersion draft, Judge judge, UUID id) {
        try {
            everybody.judge(job, draft.scheme(), judge, () -> new Staging(job, draft, id), asked(() -> stopping || !judging(job, id)));
            end(job, id, State.DONE);
        } catch (CancellationException _) {
            end(job, id, State.CANCELLED);
        } catch (RuntimeException e) {
            LOG.warn("Dry run {} failed: {}", id, e.getClass().getName());
            end(job, id, State.FAILED);
        }
    }

    /** Asks again only after a while: the answer costs a statement, and the question comes with every few rows. */
    private static BooleanSupplier asked(BooleanSupplier question) {
        long[] next = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() < next[0]) {
                return false;
            }
            next[0] = System.nanoTime() + ASK_AGAIN_NANOS;
            return question.getAsBoolean();
        };
    }

    private boolean judging(Call job, UUID id) {
        return database.in(job.body(), sql -> sql.fetchExists(JUDGING_BATCH, JUDGING_BATCH.ID.eq(id).and(JUDGING_BATCH.STATE.eq(word(State.JUDGING)))));
    }

    private void end(Call job, UUID id, State state) {
        database.run(job.body(), sql -> {
            int ended = sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, word(state)).set(JUDGING_BATCH.FINISHED_AT, job.at())
                    .where(JUDGING_BATCH.ID.eq(id)).and(JUDGING_BATCH.STATE.eq(word(State.JUDGING))).execute();
            if (ended == 0 || state != State.DONE) {
                sql.deleteFrom(STAGED_STANDING).where(STAGED_STANDING.BATCH_ID.eq(id)).execute();
            }
        });
    }

    /** Stops the draft's run, where one is under way; nothing is left of it. */
    public void cancel(Call call, SchemeVersion draft) {
        call.require(Role.ADMINISTRATOR);
        latest(call, draft).ifPresent(run -> end(call, run.id(), run.state() == State.JUDGING ? State.CANCELLED : run.state()));
    }

    /** The draft's run; empty where it was never tried on everybody. */
    public Optional<Run> latest(Call call, SchemeVersion draft) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.selectFrom(JUDGING_BATCH)
                .where(JUDGING_BATCH.KIND.eq(KIND)).and(JUDGING_BATCH.SCHEME_VERSION_ID.eq(draft.id()))
                .orderBy(JUDGING_BATCH.ID.desc()).limit(1).fetchOptional(DryRuns::run));
    }

    private static Run run(JudgingBatchRecord row) {
        return new Run(row.getId(), Integer.parseInt(row.getCause()), State.valueOf(row.getState().toUpperCase(Locale.ROOT)), row.getDone(),
                row.getTotal(), row.getChanged(), row.getStartedAt());
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Run done(Call call, SchemeVersion draft) {
        return latest(call, draft).filter(run -> run.state() == State.DONE).orElseThrow(Refused::notFound);
    }

    /** What came of the draft's run; refused as not found where none is through. */
    public Result result(Call call, SchemeVersion draft) {
        UUID id = done(call, draft).id();
        List<String> facts = List.copyOf(RuleForms.asked(schemes.alone(call, draft).vocabulary()).keySet());
        return database.in(call.body(), sql -> new Result(moves(sql, id), requirements(sql, id), values(sql, call, draft, id, facts), typical(sql, id)));
    }

    private static List<Move> moves(DSLContext sql, UUID id) {
        return sql.select(STAGED_STANDING.STATUS_BEFORE, STAGED_STANDING.STATUS, count()).from(STAGED_STANDING).where(STAGED_STANDING.BATCH_ID.eq(id))
                .groupBy(STAGED_STANDING.STATUS_BEFORE, STAGED_STANDING.STATUS)
                .orderBy(count().desc(), STAGED_STANDING.STATUS_BEFORE, STAGED_STANDING.STATUS)
                .fetch(row -> new Move(row.value1(), row.value2(), row.value3()));
    }

    private static List<ByRequirement> requirements(DSLContext sql, UUID id) {
        return sql.select(STAGED_STANDING.SHORT_TITLE, count()).from(STAGED_STANDING).where(STAGED_STANDING.BATCH_ID.eq(id))
                .groupBy(STAGED_STANDING.SHORT_TITLE).orderBy(count().desc(), STAGED_STANDING.SHORT_TITLE)
                .fetch(row -> new ByRequirement(Optional.ofNullable(row.value1()), row.value2()));
    }

    /** By each value that a fact of the scheme has among its members today. */
    private static List<ByValue> values(DSLContext sql, Call call, SchemeVersion draft, UUID id, List<String> facts) {
        var later = MEMBER_FACT.as("later");
        return sql.select(MEMBER_FACT.KIND, MEMBER_FACT.VALUE, count(STAGED_STANDING.ENROLMENT_ID), count())
                .from(ENROLMENT)
                .join(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(PERIOD.STATUS.eq("open"))
                .join(MEMBER_FACT).on(MEMBER_FACT.MEMBER_ID.eq(ENROLMENT.MEMBER_ID)).and(MEMBER_FACT.KIND.in(facts)).and(MEMBER_FACT.WITHDRAWN.isFalse())
                .and(MEMBER_FACT.EFFECTIVE_FROM.le(call.today())).and(MEMBER_FACT.EFFECTIVE_TO.isNull().or(MEMBER_FACT.EFFECTIVE_TO.ge(call.today())))
                .leftJoin(STAGED_STANDING).on(STAGED_STANDING.BATCH_ID.eq(id)).and(STAGED_STANDING.ENROLMENT_ID.eq(ENROLMENT.ID))
                .and(STAGED_STANDING.PERIOD_ID.eq(PERIOD.ID))
                .where(ENROLMENT.SCHEME_ID.eq(draft.scheme().value())).and(ENROLMENT.TO_DATE.isNull())
                .and(notExists(selectOne().from(later).where(later.ID.eq(MEMBER_FACT.ID)).and(later.REVISION.gt(MEMBER_FACT.REVISION))))
                .groupBy(MEMBER_FACT.KIND, MEMBER_FACT.VALUE)
                .orderBy(MEMBER_FACT.KIND, count(STAGED_STANDING.ENROLMENT_ID).desc(), MEMBER_FACT.VALUE)
                .fetch(row -> new ByValue(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private static List<Explanation> typical(DSLContext sql, UUID id) {
        return sql.select(STAGED_STANDING.STATUS_BEFORE, STAGED_STANDING.STATUS, STAGED_STANDING.SHORT_TITLE, STAGED_STANDING.SHORT_BY,
                        STAGED_STANDING.SHORT_UNIT, count())
                .from(STAGED_STANDING).where(STAGED_STANDING.BATCH_ID.eq(id))
                .groupBy(STAGED_STANDING.STATUS_BEFORE, STAGED_STANDING.STATUS, STAGED_STANDING.SHORT_TITLE, STAGED_STANDING.SHORT_BY, STAGED_STANDING.SHORT_UNIT)
                .orderBy(count().desc(), STAGED_STANDING.SHORT_TITLE, STAGED_STANDING.SHORT_BY, STAGED_STANDING.STATUS_BEFORE, STAGED_STANDING.STATUS)
                .limit(TYPICAL)
                .fetch(row -> {
                    var one = sql.select(MEMBER.ID, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME).from(STAGED_STANDING)
                            .join(MEMBER).on(MEMBER.ID.eq(STAGED_STANDING.MEMBER_ID))
                            .where(STAGED_STANDING.BATCH_ID.eq(id)).and(STAGED_STANDING.STATUS_BEFORE.eq(row.value1())).and(STAGED_STANDING.STATUS.eq(row.value2()))
                            .and(STAGED_STANDING.SHORT_TITLE.isNotDistinctFrom(row.value3())).and(STAGED_STANDING.SHORT_BY.isNotDistinctFrom(row.value4()))
                            .orderBy(MEMBER.NUMBER).limit(1).fetchSingle();
                    return new Explanation(row.value1(), row.value2(), Optional.ofNullable(row.value3()), Optional.ofNullable(row.value4()),
                            Optional.ofNullable(row.value5()), row.value6(), one.value1(), one.value2() + " " + one.value3());
                });
    }

    /**
     * Everybody who would stand elsewhere, as a CSV for spreadsheets; not found where no run is through.
     *
     * @param heading the words above the columns: number, name, before, after, furthest from met, missing of it, unit
     */
    public void export(Call call, SchemeVersion draft, List<String> heading, OutputStream out) {
        UUID id = done(call, draft).id();
        database.run(call.body(), sql -> AuditLog.write(sql, call, "dry-run-exported", AuditLog.Subject.of("scheme-version", draft.id()), Map.of(),
                Map.of("number", draft.number())));
        database.snapshot(call.body(), sql -> {
            // No try: the writer's end is the response's, which the server closes.
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(heading);
            try (Cursor<? extends Record> lines = sql.select(STAGED_STANDING.fields()).select(MEMBER.NUMBER, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME)
                    .from(STAGED_STANDING).join(MEMBER).on(MEMBER.ID.eq(STAGED_STANDING.MEMBER_ID)).where(STAGED_STANDING.BATCH_ID.eq(id))
                    .orderBy(MEMBER.NUMBER).fetchSize(FETCH).fetchLazy()) {
                lines.forEach(found -> csv.writeRecord(cells(found)));
                csv.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    private static List<String> cells(Record found) {
        return List.of(FormulaSafe.write(found.get(MEMBER.NUMBER)), FormulaSafe.write(found.get(MEMBER.GIVEN_NAME) + " " + found.get(MEMBER.FAMILY_NAME)),
                found.get(STAGED_STANDING.STATUS_BEFORE), found.get(STAGED_STANDING.STATUS),
                FormulaSafe.write(Optional.ofNullable(found.get(STAGED_STANDING.SHORT_TITLE)).orElse("")),
                Cells.plain(Optional.ofNullable(found.get(STAGED_STANDING.SHORT_BY))),
                FormulaSafe.write(Optional.ofNullable(found.get(STAGED_STANDING.SHORT_UNIT)).orElse("")));
    }

    /** Runs under way end as cancelled. */
    @Override
    public void destroy() {
        stopping = true;
    }

    /** Keeps whom one thread finds to stand elsewhere, and says how far it is. */
    private final class Staging implements Everybody.Sink {
        private final Call job;
        private final SchemeVersion draft;
        private final UUID id;
        private final List<StagedStandings.Line> changed = new ArrayList<>();
        private long judged;

        Staging(Call job, SchemeVersion draft, UUID id) {
            this.job = job;
            this.draft = draft;
            this.id = id;
        }

        @Override
        public void accept(Everybody.Found found) {
            judged++;
            // Who was never judged has nothing to change from.
            if (found.row().status().filter(status -> !status.equals(StandingStore.word(found.verdict().status()))).isPresent()) {
                changed.add(StagedStandings.Line.of(found));
            }
            if (judged == TOGETHER) {
                flush();
            }
        }

        private void flush() {
            database.run(job.body(), sql -> {
                long staged = changed.isEmpty() ? 0 : StagedStandings.write(sql, id, draft.id(), changed);
                sql.update(JUDGING_BATCH).set(JUDGING_BATCH.DONE, JUDGING_BATCH.DONE.plus(judged)).set(JUDGING_BATCH.CHANGED, JUDGING_BATCH.CHANGED.plus(staged))
                        .where(JUDGING_BATCH.ID.eq(id)).execute();
            });
            changed.clear();
            judged = 0;
        }

        @Override
        public void close() {
            if (judged > 0) {
                flush();
            }
        }
    }
}
