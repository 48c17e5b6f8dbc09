package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import collegium.database.Copies;
import collegium.database.CopyRows;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;

/**
 * Standings that were judged for everybody, on their way into the lists. They are staged apart and merged a few thousand at a time,
 * each only where nothing later stands: who wrote meanwhile was judged in that write already.
 */
final class StagedStandings {

    private static final int TOGETHER = 5_000;
    private static final List<Field<?>> COLUMNS = List.of(STAGED_STANDING.BATCH_ID, STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID,
            STAGED_STANDING.MEMBER_ID, STAGED_STANDING.REVISION, STAGED_STANDING.STATUS, STAGED_STANDING.SCHEME_VERSION_ID, STAGED_STANDING.ENGINE_VERSION,
            STAGED_STANDING.AS_AT, STAGED_STANDING.STATUS_ORDER, STAGED_STANDING.COMPLIANT, STAGED_STANDING.NEEDED, STAGED_STANDING.COUNTED,
            STAGED_STANDING.UNIT, STAGED_STANDING.SHORT_REQUIREMENT, STAGED_STANDING.SHORT_TITLE, STAGED_STANDING.SHORT_BY, STAGED_STANDING.SHORT_UNIT,
            STAGED_STANDING.SHORT_NEEDED, STAGED_STANDING.SHORT_COUNTED, STAGED_STANDING.NEXT_CHANGE_ON, STAGED_STANDING.STATUS_BEFORE,
            STAGED_STANDING.COMPLIANT_BEFORE);

    private StagedStandings() {}

    /** Somebody whose status is another now. */
    record Changed(EnrolmentId enrolment, PeriodId period, MemberId member, long revision, UUID version, String engine, LocalDate asAt,
            Optional<String> before, String now, boolean compliant) {}

    /** What is written of one that was found: plain values, since a verdict holds on to all that it was judged from. */
    record Line(
            UUID enrolment, UUID period, UUID member, long revision, String status, int order, LocalDate asAt, boolean compliant, Optional<Amounts> foremost,
            Optional<Missing> worst, Optional<LocalDate> nextChange, Optional<String> statusBefore, boolean compliantBefore) {

        record Amounts(BigDecimal needed, BigDecimal counted, String unit) {}

        record Missing(String requirement, String title, BigDecimal by, String unit, BigDecimal needed, BigDecimal counted) {}

        static Line of(Everybody.Found found) {
            Everybody.Row row = found.row();
            Verdict verdict = found.verdict();
            return new Line(row.enrolment().value(), row.period().value(), row.member().value(), row.revision(), StandingStore.word(verdict.status()),
                    StandingStore.order(verdict.status()), verdict.asAt(), verdict.compliant(),
                    verdict.foremost().map(main -> new Amounts(main.needed(), main.counted(), main.unit())),
                    verdict.worst().map(worst -> new Missing(worst.name(), worst.title(), worst.shortBy(), worst.unit(), worst.needed(), worst.counted())),
                    verdict.nextChange(), row.status(), row.compliant());
        }
    }

    /** Writes what was found into the batch. */
    static long write(DSLContext sql, UUID batch, UUID version, Iterable<Line> all) {
        return Copies.in(sql, STAGED_STANDING, COLUMNS, rows -> all.forEach(line -> write(rows, batch, version, line)));
    }

    private static void write(CopyRows rows, UUID batch, UUID version, Line line) {
        rows.row().uuid(batch).uuid(line.enrolment()).uuid(line.period()).uuid(line.member()).bigint(line.revision())
                .text(line.status()).uuid(version).text(Judge.ENGINE).date(line.asAt()).integer(line.order()).flag(line.compliant());
        line.foremost().ifPresentOrElse(main -> rows.numeric(main.needed()).numeric(main.counted()).text(main.unit()),
                () -> rows.none().none().none());
        line.worst().ifPresentOrElse(worst -> rows.text(worst.requirement()).text(worst.title()).numeric(worst.by()).text(worst.unit()).numeric(worst.needed())
                        .numeric(worst.counted()),
                () -> rows.none().none().none().none().none().none());
        rows.date(line.nextChange().orElse(null)).text(line.statusBefore().orElse(null));
        if (line.statusBefore().isPresent()) {
            rows.flag(line.compliantBefore());
        } else {
            rows.none();
        }
    }

    /** Merges the next few; nobody where none are left. Each call is a transaction of its own and may be the last of a process. */
    static Optional<List<Changed>> mergeNext(TenantDatabase database, Call call, UUID batch, String cause) {
        return database.in(call.body(), sql -> {
            var last = sql.select(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID).from(STAGED_STANDING)
                    .where(STAGED_STANDING.BATCH_ID.eq(batch))
                    .orderBy(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID).limit(TOGETHER).fetch();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            var range = STAGED_STANDING.BATCH_ID.eq(batch).and(row(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID)
                    .le(last.getLast().value1(), last.getLast().value2()));
            List<Changed> changed = lock(sql, range);
            history(sql, call, changed, cause);
            upsert(sql, call, range);
            sql.deleteFrom(STAGED_STANDING).where(range).execute();
            sql.update(JUDGING_BATCH).set(JUDGING_BATCH.DONE, JUDGING_BATCH.DONE.plus(last.size())).where(JUDGING_BATCH.ID.eq(batch)).execute();
            return Optional.of(changed);
        });
    }

    /** Locks the standings as they are now, so that a member's own write comes wholly before or wholly after; says whose status changes. */
    private static List<Changed> lock(DSLContext sql, Condition range) {
        sql.select(STANDING.ENROLMENT_ID).from(STAGED_STANDING)
                .join(STANDING).on(STANDING.ENROLMENT_ID.eq(STAGED_STANDING.ENROLMENT_ID)).and(STANDING.PERIOD_ID.eq(STAGED_STANDING.PERIOD_ID))
                .where(range).orderBy(STANDING.ENROLMENT_ID, STANDING.PERIOD_ID)
                .forUpdate().of(STANDING).execute();
        return sql.select(STAGED_STANDING.fields()).select(STANDING.STATUS)
                .from(STAGED_STANDING)
                .leftJoin(STANDING).on(STANDING.ENROLMENT_ID.eq(STAGED_STANDING.ENROLMENT_ID)).and(STANDING.PERIOD_ID.eq(STAGED_STANDING.PERIOD_ID))
                .where(range).and(STANDING.REVISION.isNull().or(STANDING.REVISION.le(STAGED_STANDING.REVISION)))
                .and(STANDING.STATUS.isDistinctFrom(STAGED_STANDING.STATUS))
                .fetch(found -> new Changed(found.get(STAGED_STANDING.ENROLMENT_ID), found.get(STAGED_STANDING.PERIOD_ID), found.get(STAGED_STANDING.MEMBER_ID),
                        found.get(STAGED_STANDING.REVISION), found.get(STAGED_STANDING.SCHEME_VERSION_ID), found.get(STAGED_STANDING.ENGINE_VERSION),
                        found.get(STAGED_STANDING.AS_AT), Optional.ofNullable(found.get(STANDING.STATUS)), found.get(STAGED_STANDING.STATUS),
                        found.get(STAGED_STANDING.COMPLIANT)));
    }

    private static void history(DSLContext sql, Call call, List<Changed> changed, String cause) {
        Copies.in(sql, STANDING_HISTORY, List.of(STANDING_HISTORY.ID, STANDING_HISTORY.ENROLMENT_ID, STANDING_HISTORY.PERIOD_ID,
                        STANDING_HISTORY.MEMBER_ID, STANDING_HISTORY.REVISION, STANDING_HISTORY.SCHEME_VERSION_ID, STANDING_HISTORY.ENGINE_VERSION,
                        STANDING_HISTORY.AS_AT, STANDING_HISTORY.JUDGED_AT, STANDING_HISTORY.STATUS, STANDING_HISTORY.COMPLIANT, STANDING_HISTORY.CAUSE),
                rows -> changed.forEach(one -> rows.row().uuid(call.freshId()).uuid(one.enrolment().value()).uuid(one.period().value())
                        .uuid(one.member().value()).bigint(one.revision()).uuid(one.version()).text(one.engine()).date(one.asAt()).instant(call.at())
                        .text(one.now()).flag(one.compliant()).text(cause)));
    }

    private static void upsert(DSLContext sql, Call call, Condition range) {
        LocalDate today = call.today();
        sql.insertInto(STANDING, STANDING.ENROLMENT_ID, STANDING.PERIOD_ID, STANDING.MEMBER_ID, STANDING.REVISION, STANDING.SCHEME_VERSION_ID,
                        STANDING.ENGINE_VERSION, STANDING.AS_AT, STANDING.JUDGED_AT, STANDING.STATUS, STANDING.STATUS_ORDER, STANDING.STATUS_SINCE,
                        STANDING.COMPLIANT, STANDING.NEEDED, STANDING.COUNTED, STANDING.UNIT, STANDING.SHORT_REQUIREMENT, STANDING.SHORT_TITLE,
                        STANDING.SHORT_BY, STANDING.SHORT_UNIT, STANDING.SHORT_SINCE, STANDING.NEXT_CHANGE_ON, STANDING.DOCUMENT)
                .select(sql.select(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID, STAGED_STANDING.MEMBER_ID, STAGED_STANDING.REVISION,
                                STAGED_STANDING.SCHEME_VERSION_ID, STAGED_STANDING.ENGINE_VERSION, STAGED_STANDING.AS_AT, val(call.at()),
                                STAGED_STANDING.STATUS, STAGED_STANDING.STATUS_ORDER, val(today), STAGED_STANDING.COMPLIANT, STAGED_STANDING.NEEDED,
                                STAGED_STANDING.COUNTED, STAGED_STANDING.UNIT, STAGED_STANDING.SHORT_REQUIREMENT, STAGED_STANDING.SHORT_TITLE,
                                STAGED_STANDING.SHORT_BY, STAGED_STANDING.SHORT_UNIT,
                                when(STAGED_STANDING.SHORT_REQUIREMENT.isNotNull(), val(today)), STAGED_STANDING.NEXT_CHANGE_ON,
                                val((JSONB) null, STANDING.DOCUMENT))
                        .from(STAGED_STANDING).where(range))
                .onConflict(STANDING.ENROLMENT_ID, STANDING.PERIOD_ID).doUpdate()
                .set(STANDING.REVISION, excluded(STANDING.REVISION))
                .set(STANDING.SCHEME_VERSION_ID, excluded(STANDING.SCHEME_VERSION_ID))
                .set(STANDING.ENGINE_VERSION, excluded(STANDING.ENGINE_VERSION))
                .set(STANDING.AS_AT, excluded(STANDING.AS_AT))
                .set(STANDING.JUDGED_AT, excluded(STANDING.JUDGED_AT))
                .set(STANDING.STATUS, excluded(STANDING.STATUS))
                .set(STANDING.STATUS_ORDER, excluded(STANDING.STATUS_ORDER))
                .set(STANDING.STATUS_SINCE, when(STANDING.STATUS.eq(excluded(STANDING.STATUS)), STANDING.STATUS_SINCE).otherwise(excluded(STANDING.STATUS_SINCE)))
                .set(STANDING.COMPLIANT, excluded(STANDING.COMPLIANT))
                .set(STANDING.NEEDED, excluded(STANDING.NEEDED))
                .set(STANDING.COUNTED, excluded(STANDING.COUNTED))
                .set(STANDING.UNIT, excluded(STANDING.UNIT))
                .set(STANDING.SHORT_REQUIREMENT, excluded(STANDING.SHORT_REQUIREMENT))
                .set(STANDING.SHORT_TITLE, excluded(STANDING.SHORT_TITLE))
                .set(STANDING.SHORT_BY, excluded(STANDING.SHORT_BY))
                .set(STANDING.SHORT_UNIT, excluded(STANDING.SHORT_UNIT))
                .set(STANDING.SHORT_SINCE, when(STANDING.SHORT_REQUIREMENT.eq(excluded(STANDING.SHORT_REQUIREMENT)).and(STANDING.SHORT_SINCE.isNotNull()), STANDING.SHORT_SINCE)
                        .otherwise(excluded(STANDING.SHORT_SINCE)))
                .set(STANDING.NEXT_CHANGE_ON, excluded(STANDING.NEXT_CHANGE_ON))
                .set(STANDING.DOCUMENT, excluded(STANDING.DOCUMENT))
                .where(STANDING.REVISION.le(excluded(STANDING.REVISION)))
                .execute();
    }
}
