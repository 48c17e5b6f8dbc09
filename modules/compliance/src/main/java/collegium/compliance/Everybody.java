package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGED_RECORD;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;

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
import collegium.requirements.engine.Verdict;
import java.nio.ByteBuffer;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges everybody to whom a scheme applies, in the period that is open, from one snapshot and with flat memory: one row a member
 * streams out of the database, in no order, and is judged by as many threads as there are processors. Whoever has no row that is
 * up to date is judged from the record itself.
 */
@Component
final class Everybody {

    private static final int TOGETHER = 256;
    private static final int AHEAD = 16;
    private static final List<Row> END = List.of();

    private final TenantDatabase database;
    private final JudgedRecords records;

    Everybody(TenantDatabase database, JudgedRecords records) {
        this.database = database;
        this.records = records;
    }

    /** One enrolment's period as it was read: what stands now, and what is judged. */
    record Row(
            EnrolmentId enrolment, PeriodId period, MemberId member, long revision, Period days, Optional<String> status, boolean compliant,
            Optional<ByteBuffer> packed) {}

    /** Where somebody stands by the judge's rules, beside what stands now. */
    record Found(Row row, Verdict verdict) {}

    /** Makes the consumer of one thread's findings; it is closed when there are no more. */
    interface Sinks {

        Sink fresh();
    }

    interface Sink extends Consumer<Found>, AutoCloseable {

        @Override
        default void close() {}
    }

    /**
     * Judges them all as at the call's day.
     *
     * @param stop asked between rows: who answers yes ends the run with a {@link CancellationException}
     */
    void judge(Call call, SchemeId scheme, Judge judge, Sinks sinks, BooleanSupplier stop) {
        BlockingQueue<List<Row>> queue = new ArrayBlockingQueue<>(AHEAD);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> {
                    try (Sink sink = sinks.fresh()) {
                        work(call, judge, queue, sink);
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                        throw e;
                    }
                }));
            }
            try {
                read(call, scheme, queue, () -> failure.get() != null || stop.getAsBoolean());
            } catch (CancellationException stopped) {
                // Where a worker failed that is the reason, and not that the reading was stopped for it.
                throw failure.get() == null ? stopped : new IllegalStateException(failure.get());
            } finally {
                end(queue, workers, failure);
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private void read(Call call, SchemeId scheme, BlockingQueue<List<Row>> queue, BooleanSupplier stop) {
        List<Row> together = new ArrayList<>(TOGETHER);
        database.snapshot(call.body(), sql -> {
            Copies.out(sql, rows(sql, scheme), copied -> {
                together.add(row(copied));
                if (together.size() == TOGETHER) {
                    put(queue, List.copyOf(together), stop);
                    together.clear();
                }
            });
            return true;
        });
        if (!together.isEmpty()) {
            put(queue, List.copyOf(together), stop);
        }
    }

    private static void put(BlockingQueue<List<Row>> queue, List<Row> rows, BooleanSupplier stop) {
        try {
            do {
                if (stop.getAsBoolean()) {
                    throw new CancellationException();
                }
            } while (!queue.offer(rows, 1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** Lets every worker find an end, also where some have failed and nobody empties the queue. */
    private static void end(BlockingQueue<List<Row>> queue, int workers, AtomicReference<@Nullable Throwable> failure) throws InterruptedException {
        for (int i = 0; i < workers; i++) {
            while (!queue.offer(END, 1, TimeUnit.SECONDS)) {
                if (failure.get() != null) {
                    queue.clear();
                }
            }
        }
    }

    private void work(Call call, Judge judge, BlockingQueue<List<Row>> queue, Sink sink) {
        Lexicon lexicon = new Lexicon();
        try {
            for (List<Row> rows = queue.take(); !rows.isEmpty(); rows = queue.take()) {
                for (Row row : rows) {
                    KnownRecord known = row.packed().flatMap(packed -> PackedRecord.unpack(packed, lexicon))
                            .orElseGet(() -> database.in(call.body(), sql -> records.known(sql, Judgements.asProduct(call), row.member(), row.revision(), row.revision())));
                    sink.accept(new Found(row, judge.verdict(known.in(row.enrolment(), Optional.of(row.period())), row.days(), call.today())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** A row of the packed table counts only where its revision is the member's. */
    private static Select<?> rows(DSLContext sql, SchemeId scheme) {
        return sql.select(ENROLMENT.ID, PERIOD.ID, ENROLMENT.MEMBER_ID, MEMBER.REVISION, PERIOD.FIRST_DAY, PERIOD.LAST_DAY, PERIOD.NUMBER,
                        STANDING.STATUS, STANDING.COMPLIANT, JUDGED_RECORD.PACKED)
                .from(ENROLMENT)
                .join(MEMBER).on(MEMBER.ID.eq(ENROLMENT.MEMBER_ID))
                .join(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(PERIOD.STATUS.eq("open"))
                .leftJoin(STANDING).on(STANDING.ENROLMENT_ID.eq(ENROLMENT.ID)).and(STANDING.PERIOD_ID.eq(PERIOD.ID))
                .leftJoin(JUDGED_RECORD).on(JUDGED_RECORD.MEMBER_ID.eq(MEMBER.ID)).and(JUDGED_RECORD.REVISION.eq(MEMBER.REVISION))
                .where(ENROLMENT.SCHEME_ID.eq(scheme.value())).and(ENROLMENT.TO_DATE.isNull());
    }

    private static Row row(CopiedRow copied) {
        return new Row(new EnrolmentId(copied.uuid(0)), new PeriodId(copied.uuid(1)), new MemberId(copied.uuid(2)), copied.bigint(3),
                new Period(copied.date(4), copied.date(5), copied.integer(6)), copied.someText(7), !copied.absent(8) && copied.flag(8),
                copied.absent(9) ? Optional.empty() : Optional.of(copied.bytes(9)));
    }
}
