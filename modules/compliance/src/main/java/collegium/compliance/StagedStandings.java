package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGING_AGAIN;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import collegium.database.Copies;
import collegium.database.CopyRows;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.notifications.Facts;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;

/**
 * Standings that were judged for everybody, on their way into the lists. They are staged apart and merged a few thousand at a time,
 * each only where the record and the standing are still what was read; the others are judged one by one.
 */
final class StagedStandings {

    private static final int TOGETHER = 5_000;
    private static final List<Field<?>> COLUMNS = List.of(STAGED_STANDING.BATCH_ID, STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID,
            STAGED_STANDING.MEMBER_ID, STAGED_STANDING.REVISION, STAGED_STANDING.STATUS, STAGED_STANDING.SCHEME_VERSION_ID, STAGED_STANDING.ENGINE_VERSION,
            STAGED_STANDING.AS_AT, STAGED_STANDING.STATUS_ORDER, STAGED_STANDING.COMPLIANT, STAGED_STANDING.NEEDED, STAGED_STANDING.COUNTED,
            STAGED_STANDING.UNIT, STAGED_STANDING.SHORT_REQUIREMENT, STAGED_STANDING.SHORT_TITLE, STAGED_STANDING.SHORT_BY, STAGED_STANDING.SHORT_UNIT,
            STAGED_STANDING.SHORT_NEEDED, STAGED_STANDING.SHORT_COUNTED, STAGED_STANDING.NEXT_CHANGE_ON, STAGED_STANDING.STATUS_BEFORE,
            STAGED_STANDING.COMPLIANT_BEFORE, STAGED_STANDING.KNOWN_VERSION, STAGED_STANDING.DOCUMENT);

    private StagedStandings() {}

    /** Somebody whose status is another now, and what they are told of it. */
    record Changed(EnrolmentId enrolment, PeriodId period, MemberId member, long revision, UUID version, String engine, LocalDate asAt,
            String now, boolean compliant, Optional<Facts> told) {}

    /** What came of merging some: so many stand as was found, and whose status is another. */
    record Merged(int members, List<Changed> changed) {}

    /** What is written of one that was found: plain values, since a verdict holds on to all that it was judged from. */
    record Line(
            UUID enrolment, UUID period, UUID member, long revision, UUID version, int known, String status, int order, LocalDate asAt, boolean compliant,
            Optional<Amounts> foremost, Optional<Missing> worst, Optional<LocalDate> nextChange, Optional<Everybody.Stood> before, Optional<Facts> told) {

        record Amounts(BigDecimal needed, BigDecimal counted, String unit) {}

        record Missing(String requirement, String title, BigDecimal by, String unit, BigDecimal needed, BigDecimal counted) {}

        /**
         * One that was found.
         *
         * @param version that judges the period
         * @param known the number of the version that was published last
         */
        static Line of(Everybody.Row row, Verdict verdict, UUID version, int known, Optional<Facts> told) {
            return new Line(row.enrolment().value(), row.period().value(), row.member().value(), row.revision(), version, known, StandingStore.word(verdict.status()),
                    StandingStore.order(verdict.status()), verdict.asAt(), verdict.compliant(),
                    verdict.foremost().map(main -> new Amounts(main.needed(), main.counted(), main.unit())),
                    verdict.worst().map(worst -> new Missing(worst.name(), worst.title(), worst.shortBy(), worst.unit(), worst.needed(), worst.counted())),
                    verdict.nextChange(), row.stood(), told);
        }
    }

    /** Writes what was found into the batch. */
    static long write(DSLContext sql, UUID batch, Iterable<Line> all) {
        return Copies.in(sql, STAGED_STANDING, COLUMNS, rows -> all.forEach(line -> write(rows, batch, line)));
    }

    private static void write(CopyRows rows, UUID batch, Line line) {
        rows.row().uuid(batch).uuid(line.enrolment()).uuid(line.period()).uuid(line.member()).bigint(line.revision())
                .text(line.status()).uuid(line.version()).text(Judge.ENGINE).date(line.asAt()).integer(line.order()).flag(line.compliant());
        line.foremost().ifPresentOrElse(main -> rows.numeric(main.needed()).numeric(main.counted()).text(main.unit()),
                () -> rows.none().none().none());
        line.worst().ifPresentOrElse(worst -> rows.text(worst.requirement()).text(worst.title()).numeric(worst.by()).text(worst.unit()).numeric(worst.needed())
                        .numeric(worst.counted()),
                () -> rows.none().none().none().none().none().none());
        rows.date(line.nextChange().orElse(null));
        line.before().ifPresentOrElse(before -> rows.text(before.status()).flag(before.compliant()), () -> rows.none().none());
        rows.integer(line.known());
        line.told().ifPresentOrElse(told -> rows.json(Notices.write(told)), rows::none);
    }

    /** Whoever of the batch is judged one by one in any case is not merged. */
    static void withoutThoseJudgedAgain(DSLContext sql, UUID batch) {
        sql.deleteFrom(STAGED_STANDING).where(STAGED_STANDING.BATCH_ID.eq(batch))
                .and(STAGED_STANDING.MEMBER_ID.in(select(JUDGING_AGAIN.MEMBER_ID).from(JUDGING_AGAIN).where(JUDGING_AGAIN.BATCH_ID.eq(batch)))).execute();
    }

    /**
     * Merges the next few; nothing where none are left. Whose record or standing is not any more what was judged is left to be judged
     * one by one.
     *
     * @param sql a transaction of its own, which may be the last of a process, that holds the batch
     */
    static Optional<Merged> mergeNext(DSLContext sql, Call call, UUID batch, String cause) {
        var last = sql.select(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID).from(STAGED_STANDING)
                .where(STAGED_STANDING.BATCH_ID.eq(batch))
                .orderBy(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID).limit(TOGETHER).fetch();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        var range = STAGED_STANDING.BATCH_ID.eq(batch).and(row(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID)
                .le(last.getLast().value1(), last.getLast().value2()));
        // As a member's own write does first, so that it comes wholly before or wholly after.
        sql.select(MEMBER.ID).from(MEMBER).where(MEMBER.ID.in(select(STAGED_STANDING.MEMBER_ID).from(STAGED_STANDING).where(range)))
                .orderBy(MEMBER.ID).forNoKeyUpdate().execute();
        putAside(sql, batch, range);
        List<Changed> changed = changed(sql, range);
        history(sql, call, changed, cause);
        int members = upsert(sql, call, range);
        sql.deleteFrom(STAGED_STANDING).where(range).execute();
        return Optional.of(new Merged(members, changed));
    }

    private static void putAside(DSLContext sql, UUID batch, Condition range) {
        var asRead = sql.selectOne().from(MEMBER)
                .join(PERIOD).on(PERIOD.ID.eq(STAGED_STANDING.PERIOD_ID))
                .leftJoin(STANDING).on(STANDING.ENROLMENT_ID.eq(STAGED_STANDING.ENROLMENT_ID)).and(STANDING.PERIOD_ID.eq(STAGED_STANDING.PERIOD_ID))
                .where(MEMBER.ID.eq(STAGED_STANDING.MEMBER_ID)).and(MEMBER.REVISION.eq(STAGED_STANDING.REVISION))
                .and(STANDING.STATUS.isNotDistinctFrom(STAGED_STANDING.STATUS_BEFORE))
                // Others may have judged by later rules or on a later day meanwhile.
                .and(STANDING.STATUS.isNull().or(STANDING.AS_AT.le(STAGED_STANDING.AS_AT)
                        .and(coalesce(STANDING.KNOWN_VERSION, inline(0)).le(STAGED_STANDING.KNOWN_VERSION))));
        List<MemberId> aside = sql.deleteFrom(STAGED_STANDING).where(range).and(notExists(asRead))
                .returningResult(STAGED_STANDING.MEMBER_ID).fetch(found -> found.value1());
        again(sql, batch, aside);
    }

    /** Lets members be judged one by one. */
    static void again(DSLContext sql, UUID batch, Collection<MemberId> members) {
        if (!members.isEmpty()) {
            // In one order, so that two threads do not wait for each other.
            sql.insertInto(JUDGING_AGAIN, JUDGING_AGAIN.BATCH_ID, JUDGING_AGAIN.MEMBER_ID)
                    .valuesOfRows(members.stream().distinct().sorted(Comparator.comparing(MemberId::toString)).map(member -> row(batch, member)).toList()).onConflictDoNothing().execute();
        }
    }

    private static List<Changed> changed(DSLContext sql, Condition range) {
        return sql.select(STAGED_STANDING.fields()).from(STAGED_STANDING).where(range).and(STAGED_STANDING.STATUS.isDistinctFrom(STAGED_STANDING.STATUS_BEFORE))
                .fetch(found -> new Changed(found.get(STAGED_STANDING.ENROLMENT_ID), found.get(STAGED_STANDING.PERIOD_ID), found.get(STAGED_STANDING.MEMBER_ID),
                        found.get(STAGED_STANDING.REVISION), found.get(STAGED_STANDING.SCHEME_VERSION_ID), found.get(STAGED_STANDING.ENGINE_VERSION),
                        found.get(STAGED_STANDING.AS_AT), found.get(STAGED_STANDING.STATUS), found.get(STAGED_STANDING.COMPLIANT),
                        Optional.ofNullable(found.get(STAGED_STANDING.DOCUMENT)).map(document -> Notices.read(document.data()))));
    }

    private static void history(DSLContext sql, Call call, List<Changed> changed, String cause) {
        Copies.in(sql, STANDING_HISTORY, List.of(STANDING_HISTORY.ID, STANDING_HISTORY.ENROLMENT_ID, STANDING_HISTORY.PERIOD_ID,
                        STANDING_HISTORY.MEMBER_ID, STANDING_HISTORY.REVISION, STANDING_HISTORY.SCHEME_VERSION_ID, STANDING_HISTORY.ENGINE_VERSION,
                        STANDING_HISTORY.AS_AT, STANDING_HISTORY.JUDGED_AT, STANDING_HISTORY.STATUS, STANDING_HISTORY.COMPLIANT, STANDING_HISTORY.CAUSE),
                rows -> changed.forEach(one -> rows.row().uuid(call.freshId()).uuid(one.enrolment().value()).uuid(one.period().value())
                        .uuid(one.member().value()).bigint(one.revision()).uuid(one.version()).text(one.engine()).date(one.asAt()).instant(call.at())
                        .text(one.now()).flag(one.compliant()).text(cause)));
    }

    private static int upsert(DSLContext sql, Call call, Condition range) {
        LocalDate today = call.today();
        return sql.insertInto(STANDING, STANDING.ENROLMENT_ID, STANDING.PERIOD_ID, STANDING.MEMBER_ID, STANDING.REVISION, STANDING.SCHEME_VERSION_ID,
                        STANDING.ENGINE_VERSION, STANDING.AS_AT, STANDING.JUDGED_AT, STANDING.STATUS, STANDING.STATUS_ORDER, STANDING.STATUS_SINCE,
                        STANDING.COMPLIANT, STANDING.NEEDED, STANDING.COUNTED, STANDING.UNIT, STANDING.SHORT_REQUIREMENT, STANDING.SHORT_TITLE,
                        STANDING.SHORT_BY, STANDING.SHORT_UNIT, STANDING.SHORT_SINCE, STANDING.NEXT_CHANGE_ON, STANDING.DOCUMENT, STANDING.KNOWN_VERSION)
                .select(sql.select(STAGED_STANDING.ENROLMENT_ID, STAGED_STANDING.PERIOD_ID, STAGED_STANDING.MEMBER_ID, STAGED_STANDING.REVISION,
                                STAGED_STANDING.SCHEME_VERSION_ID, STAGED_STANDING.ENGINE_VERSION, STAGED_STANDING.AS_AT, val(call.at()),
                                STAGED_STANDING.STATUS, STAGED_STANDING.STATUS_ORDER, val(today), STAGED_STANDING.COMPLIANT, STAGED_STANDING.NEEDED,
                                STAGED_STANDING.COUNTED, STAGED_STANDING.UNIT, STAGED_STANDING.SHORT_REQUIREMENT, STAGED_STANDING.SHORT_TITLE,
                                STAGED_STANDING.SHORT_BY, STAGED_STANDING.SHORT_UNIT,
                                when(STAGED_STANDING.SHORT_REQUIREMENT.isNotNull(), val(today)), STAGED_STANDING.NEXT_CHANGE_ON,
                                val((JSONB) null, STANDING.DOCUMENT), STAGED_STANDING.KNOWN_VERSION)
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
                .set(STANDING.KNOWN_VERSION, excluded(STANDING.KNOWN_VERSION))
                .execute();
    }
}
