package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGED_RECORD;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import collegium.database.CopiedRow;
import collegium.database.Copies;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.requirements.SchemeId;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/**
 * Reads everybody to whom a scheme applies from one snapshot and with flat memory: one row a member streams out of the database, in
 * no order, and is handed to as many threads as there are processors. Whoever has no packed row that is up to date is read from the
 * record itself.
 */
@Component
final class Everybody {

    private static final int TOGETHER = 256;
    private static final int AHEAD = 16;
    private static final long ASKED_AGAIN_MILLIS = 500;
    private static final List<Row> END = List.of();

    private final TenantDatabase database;
    private final JudgedRecords records;

    Everybody(TenantDatabase database, JudgedRecords records) {
        this.database = database;
        this.records = records;
    }

    /** Whose periods are read. */
    enum Which {
        /** The periods that run, of all to whom the scheme applies. */
        OPEN,
        /** Those that ended and can still change. */
        UNSETTLED;

        Condition condition() {
            return this == OPEN ? PERIOD.STATUS.eq("open").and(ENROLMENT.TO_DATE.isNull()) : Unsettled.is();
        }
    }

    /** Only whose standing can have changed by the day, or was judged by rules of the engine that were corrected since. */
    static Condition due(LocalDate today) {
        return STANDING.NEXT_CHANGE_ON.le(today).or(STANDING.ENGINE_VERSION.ne(Judge.ENGINE)).and(STANDING.AS_AT.lt(today));
    }

    /**
     * One enrolment's period as it was read: what stands now, and what is judged.
     *
     * @param revision of the member's record
     * @param following of a period that ended the one that runs now
     */
    record Row(EnrolmentId enrolment, PeriodId period, MemberId member, long revision, Period days, Optional<Stood> stood, Optional<PeriodId> following,
            Optional<ByteBuffer> packed) {}

    /**
     * What stands.
     *
     * @param known the number of the version that was published last when it was judged
     */
    record Stood(String status, boolean compliant, long revision, LocalDate asAt, Optional<Integer> known) {}

    /** Makes what takes the rows of one thread. */
    interface Sinks {

        Sink fresh();
    }

    interface Sink {

        void accept(Row row, KnownRecord known);

        /** There are no more. */
        default void end() {}
    }

    /**
     * Hands all of them over.
     *
     * @param only of them those for whom this holds
     * @param stop asked at first and now and then, in the caller's thread: who answers yes ends it with a {@link CancellationException}
     */
    void each(Call call, SchemeId scheme, Which which, Condition only, Sinks sinks, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new CancellationException();
        }
        BlockingQueue<List<Row>> queue = new ArrayBlockingQueue<>(AHEAD);
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers + 1)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> work(call, queue, sinks.fresh())));
            }
            running.add(threads.submit(() -> read(call, scheme, which, only, queue, workers)));
            try {
                await(running, stop);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            } finally {
                // Where all is well nobody is left to be interrupted.
                threads.shutdownNow();
            }
        }
    }

    /** Until all are through, or one of them fails. */
    private static void await(List<Future<?>> running, BooleanSupplier stop) throws ExecutionException, InterruptedException {
        List<Future<?>> left = new ArrayList<>(running);
        while (!left.isEmpty()) {
            for (Future<?> one : left) {
                if (one.isDone()) {
                    one.get();
                }
            }
            left.removeIf(Future::isDone);
            if (!left.isEmpty()) {
                try {
                    left.getLast().get(ASKED_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    if (stop.getAsBoolean()) {
                        throw new CancellationException();
                    }
                }
            }
        }
    }

    private void read(Call call, SchemeId scheme, Which which, Condition only, BlockingQueue<List<Row>> queue, int workers) {
        List<Row> together = new ArrayList<>(TOGETHER);
        database.snapshot(call.body(), sql -> {
            Copies.out(sql, rows(sql, scheme, which).and(only), copied -> {
                together.add(row(copied));
                if (together.size() == TOGETHER) {
                    put(queue, List.copyOf(together));
                    together.clear();
                }
            });
            return true;
        });
        if (!together.isEmpty()) {
            put(queue, List.copyOf(together));
        }
        for (int i = 0; i < workers; i++) {
            put(queue, END);
        }
    }

    private static void put(BlockingQueue<List<Row>> queue, List<Row> rows) {
        try {
            queue.put(rows);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private void work(Call call, BlockingQueue<List<Row>> queue, Sink sink) {
        Lexicon lexicon = new Lexicon();
        try {
            for (List<Row> rows = queue.take(); !rows.isEmpty(); rows = queue.take()) {
                for (Row row : rows) {
                    sink.accept(row, row.packed().flatMap(packed -> PackedRecord.unpack(packed, lexicon))
                            .orElseGet(() -> database.in(call.body(), sql -> records.known(sql, Judgements.asProduct(call), row.member(), row.revision(), row.revision()))));
                }
            }
            sink.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** A row of the packed table counts only where its revision is the member's. */
    private static SelectConditionStep<?> rows(DSLContext sql, SchemeId scheme, Which which) {
        var next = PERIOD.as("next");
        Field<?> following = which == Which.OPEN ? castNull(SQLDataType.UUID) : field(select(next.ID).from(next).where(next.ENROLMENT_ID.eq(ENROLMENT.ID))
                .and(next.STATUS.eq("open")).and(ENROLMENT.TO_DATE.isNull()));
        return sql.select(ENROLMENT.ID, PERIOD.ID, ENROLMENT.MEMBER_ID, MEMBER.REVISION, PERIOD.FIRST_DAY, PERIOD.LAST_DAY, PERIOD.NUMBER,
                        STANDING.STATUS, STANDING.COMPLIANT, STANDING.REVISION, STANDING.AS_AT, STANDING.KNOWN_VERSION, following, JUDGED_RECORD.PACKED)
                .from(ENROLMENT)
                .join(MEMBER).on(MEMBER.ID.eq(ENROLMENT.MEMBER_ID))
                .join(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID))
                .leftJoin(STANDING).on(STANDING.ENROLMENT_ID.eq(ENROLMENT.ID)).and(STANDING.PERIOD_ID.eq(PERIOD.ID))
                .leftJoin(JUDGED_RECORD).on(JUDGED_RECORD.MEMBER_ID.eq(MEMBER.ID)).and(JUDGED_RECORD.REVISION.eq(MEMBER.REVISION))
                .where(ENROLMENT.SCHEME_ID.eq(scheme.value())).and(which.condition());
    }

    private static Row row(CopiedRow copied) {
        return new Row(new EnrolmentId(copied.uuid(0)), new PeriodId(copied.uuid(1)), new MemberId(copied.uuid(2)), copied.bigint(3),
                new Period(copied.date(4), copied.date(5), copied.integer(6)), copied.absent(7) ? Optional.empty() : Optional.of(stood(copied)),
                copied.absent(12) ? Optional.empty() : Optional.of(new PeriodId(copied.uuid(12))),
                copied.absent(13) ? Optional.empty() : Optional.of(copied.bytes(13)));
    }

    private static Stood stood(CopiedRow copied) {
        return new Stood(copied.text(7), copied.flag(8), copied.bigint(9), copied.date(10), copied.absent(11) ? Optional.empty() : Optional.of(copied.integer(11)));
    }
}
