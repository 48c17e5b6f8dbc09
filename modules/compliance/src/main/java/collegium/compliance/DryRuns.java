package collegium.compliance;

import static collegium.database.tenant.Tables.DRY_RUN_TALLY;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.JudgingBatchRecord;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.membership.FormulaSafe;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Status;
import collegium.requirements.engine.Verdict;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jooq.Cursor;
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
    private static final int TOGETHER = 5_000;
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

    /** So many stand so now and would by the draft, of all that were judged. */
    public record Stood(String status, long before, long after) {

        public long change() {
            return after - before;
        }
    }

    /** So many would come from one status to another; both as stored, {@code on-track}. */
    public record Move(String before, String after, boolean higher, long members) {}

    /**
     * For whom a requirement does it: of those who would stand lower the one that is worst by the draft, of those who would stand higher
     * the one that was worst before; empty where nothing is missing.
     */
    public record ByRequirement(Optional<String> requirement, Optional<String> title, long lower, long higher) {

        public long members() {
            return lower + higher;
        }
    }

    /** Those with one value of a fact: so many of them would stand elsewhere. */
    public record ByValue(String fact, String value, long lower, long higher, long members) {}

    /** What is missing to members alike: the least, the most, and what half of them do not exceed. */
    public record Shortfall(BigDecimal least, BigDecimal most, BigDecimal typical, String unit) {}

    /**
     * Members to whom the same would happen for the same reason, with one of them.
     *
     * @param shortfall by the draft of those who would stand lower; before it of those who would stand higher
     * @param needed and {@code counted}: of the example, by the draft
     */
    public record Explanation(String before, String after, boolean higher, Optional<String> requirement, Optional<String> title, Optional<Shortfall> shortfall,
            long members, MemberId example, String exampleName, Optional<BigDecimal> needed, Optional<BigDecimal> counted) {}

    /** What came of a run. */
    public record Result(List<Stood> stood, List<Move> moves, List<ByRequirement> requirements, List<ByValue> values, List<Explanation> typical) {
        public Result {
            stood = List.copyOf(stood);
            moves = List.copyOf(moves);
            requirements = List.copyOf(requirements);
            values = List.copyOf(values);
            typical = List.copyOf(typical);
        }

        public long lower() {
            return moves.stream().filter(move -> !move.higher()).mapToLong(Move::members).sum();
        }

        public long higher() {
            return moves.stream().filter(Move::higher).mapToLong(Move::members).sum();
        }

        /** How many would be short who are not. */
        public long newlyShort() {
            return moves.stream().filter(move -> move.after().equals(StandingStore.word(Status.SHORT))).mapToLong(Move::members).sum();
        }
    }

    /**
     * Whom to list; each condition may be left open.
     *
     * @param before where they stand, and {@code after} where they would
     * @param requirement that does it
     * @param nothingMissing only those for whom no requirement does it
     */
    public record Filter(Optional<String> before, Optional<String> after, Optional<String> requirement, boolean nothingMissing) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** In which order. */
    public enum Sort {
        /** Who would stand lower first, of them who would miss most, in whatever unit. */
        SHORT,
        NAME
    }

    /**
     * A member who would stand elsewhere, and why.
     *
     * @param shortBy what is missing of the requirement that does it, by the draft or, who would stand higher, before it
     */
    public record Mover(MemberId member, EnrolmentId enrolment, String number, String name, String sortName, String before, String after, boolean higher,
            Optional<String> title, Optional<BigDecimal> shortBy, Optional<String> unit, Optional<BigDecimal> needed, Optional<BigDecimal> counted) {}

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
            everybody.each(job, draft.scheme(), Everybody.Which.OPEN, noCondition(), () -> new Staging(job, draft, judge, id), () -> stopping || !judging(job, id));
            end(job, id, State.DONE);
        } catch (CancellationException _) {
            end(job, id, State.CANCELLED);
        } catch (RuntimeException e) {
            LOG.warn("Dry run {} failed: {}", id, e.getClass().getName());
            end(job, id, State.FAILED);
        }
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
                sql.deleteFrom(DRY_RUN_TALLY).where(DRY_RUN_TALLY.BATCH_ID.eq(id)).execute();
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
        return database.snapshot(call.body(), sql -> new Result(DryRunStore.tally(sql, id), DryRunStore.moves(sql, id), DryRunStore.requirements(sql, id),
                DryRunStore.values(sql, call, draft, id, facts), DryRunStore.typical(sql, id)));
    }

    /** How many would stand elsewhere, of those that the filter leaves. */
    public int size(Call call, SchemeVersion draft, Filter filter) {
        UUID id = done(call, draft).id();
        return database.in(call.body(), sql -> DryRunStore.size(sql, id, filter));
    }

    /** Who would stand elsewhere, so many at a time; {@code after} is the last of the page before. */
    public List<Mover> page(Call call, SchemeVersion draft, Filter filter, Sort sort, Optional<Mover> after, int size) {
        UUID id = done(call, draft).id();
        return database.in(call.body(), sql -> DryRunStore.page(sql, id, filter, sort, after, size));
    }

    /**
     * Everybody who would stand elsewhere, as a CSV for spreadsheets; not found where no run is through.
     *
     * @param heading the words above the columns: number, name, before, after, what does it, missing of it, unit
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
        private final Judge judge;
        private final UUID id;
        private final List<StagedStandings.Line> changed = new ArrayList<>();
        private final Map<String, long[]> counted = new HashMap<>();
        private long judged;

        Staging(Call job, SchemeVersion draft, Judge judge, UUID id) {
            this.job = job;
            this.draft = draft;
            this.judge = judge;
            this.id = id;
        }

        @Override
        public void accept(Everybody.Row row, KnownRecord known) {
            judged++;
            Verdict verdict = judge.verdict(known.in(row.enrolment(), Optional.of(row.period())), row.days(), job.today());
            // Who was never judged has nothing to change from.
            row.stood().ifPresent(stood -> {
                String now = StandingStore.word(verdict.status());
                counted.computeIfAbsent(stood.status(), _ -> new long[2])[0]++;
                counted.computeIfAbsent(now, _ -> new long[2])[1]++;
                if (!stood.status().equals(now)) {
                    changed.add(StagedStandings.Line.of(row, verdict, draft.id(), draft.number(), Optional.empty()));
                }
            });
            if (judged == TOGETHER) {
                end();
            }
        }

        @Override
        public void end() {
            if (judged == 0) {
                return;
            }
            database.run(job.body(), sql -> {
                long staged = changed.isEmpty() ? 0 : StagedStandings.write(sql, id, changed);
                sql.update(JUDGING_BATCH).set(JUDGING_BATCH.DONE, JUDGING_BATCH.DONE.plus(judged)).set(JUDGING_BATCH.CHANGED, JUDGING_BATCH.CHANGED.plus(staged))
                        .where(JUDGING_BATCH.ID.eq(id)).execute();
                DryRunStore.tally(sql, id, counted);
            });
            changed.clear();
            counted.clear();
            judged = 0;
        }
    }
}
