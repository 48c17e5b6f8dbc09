package collegium.compliance;

import static collegium.database.tenant.Tables.DRY_RUN_TALLY;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STAGED_STANDING;
import static collegium.database.tenant.Tables.STANDING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.percentileDisc;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.requirements.SchemeVersion;
import collegium.requirements.engine.Status;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;

/**
 * What came of a dry run, asked of its rows. Why somebody would stand lower is the requirement that is worst by the draft: as the
 * whole stands where its worst does, that one stood higher before. Why somebody would stand higher is the one that was worst before.
 */
final class DryRunStore {

    private static final int TYPICAL = 10;
    private static final Condition HIGHER = Stream.of(Status.values())
            .map(status -> STAGED_STANDING.STATUS_BEFORE.eq(inline(StandingStore.word(status))).and(STAGED_STANDING.STATUS_ORDER.gt(inline(StandingStore.order(status)))))
            .reduce(Condition::or).orElseThrow();

    private static final Field<String> BEFORE = moved("before", String.class);
    private static final Field<String> AFTER = moved("after", String.class);
    private static final Field<Boolean> UP = moved("higher", Boolean.class);
    private static final Field<String> CAUSE = moved("cause", String.class);
    private static final Field<String> TITLE = moved("title", String.class);
    private static final Field<BigDecimal> BY = moved("short_by", BigDecimal.class);
    private static final Field<String> UNIT = moved("unit", String.class);
    private static final Field<BigDecimal> NEEDED = moved("needed", BigDecimal.class);
    private static final Field<BigDecimal> COUNTED = moved("counted", BigDecimal.class);
    private static final Field<MemberId> WHO = field(name("moved", "member"), STAGED_STANDING.MEMBER_ID.getDataType());
    private static final Field<EnrolmentId> ENROLLED = field(name("moved", "enrolment"), ENROLMENT.ID.getDataType());
    /** Below nothing the more is missing, so that it is in order with what follows. */
    private static final Field<BigDecimal> SHORTFALL = coalesce(BY, inline(BigDecimal.ZERO)).neg();

    private DryRunStore() {}

    private static <T> Field<T> moved(String column, Class<T> type) {
        return field(name("moved", column), type);
    }

    private static Table<?> movers(UUID run) {
        return select(STAGED_STANDING.STATUS_BEFORE.as("before"), STAGED_STANDING.STATUS.as("after"), field(HIGHER).as("higher"),
                Asked.of(when(HIGHER, STANDING.SHORT_REQUIREMENT).otherwise(STAGED_STANDING.SHORT_REQUIREMENT)).as("cause"),
                when(HIGHER, STANDING.SHORT_TITLE).otherwise(STAGED_STANDING.SHORT_TITLE).as("title"),
                when(HIGHER, STANDING.SHORT_BY).otherwise(STAGED_STANDING.SHORT_BY).as("short_by"),
                when(HIGHER, STANDING.SHORT_UNIT).otherwise(STAGED_STANDING.SHORT_UNIT).as("unit"),
                STAGED_STANDING.SHORT_NEEDED.as("needed"), STAGED_STANDING.SHORT_COUNTED.as("counted"),
                STAGED_STANDING.MEMBER_ID.as("member"), STAGED_STANDING.ENROLMENT_ID.as("enrolment"))
                .from(STAGED_STANDING)
                .leftJoin(STANDING).on(STANDING.ENROLMENT_ID.eq(STAGED_STANDING.ENROLMENT_ID)).and(STANDING.PERIOD_ID.eq(STAGED_STANDING.PERIOD_ID))
                .where(STAGED_STANDING.BATCH_ID.eq(run)).asTable("moved");
    }

    /** Adds how many of those just judged stood and would stand where. */
    static void tally(DSLContext sql, UUID run, Map<String, long[]> counted) {
        // In one order, so that two threads do not wait for each other.
        new TreeMap<>(counted).forEach((status, members) -> sql.insertInto(DRY_RUN_TALLY)
                .set(DRY_RUN_TALLY.BATCH_ID, run).set(DRY_RUN_TALLY.STATUS, status)
                .set(DRY_RUN_TALLY.BEFORE, members[0]).set(DRY_RUN_TALLY.AFTER, members[1])
                .onConflict(DRY_RUN_TALLY.BATCH_ID, DRY_RUN_TALLY.STATUS).doUpdate()
                .set(DRY_RUN_TALLY.BEFORE, DRY_RUN_TALLY.BEFORE.plus(excluded(DRY_RUN_TALLY.BEFORE)))
                .set(DRY_RUN_TALLY.AFTER, DRY_RUN_TALLY.AFTER.plus(excluded(DRY_RUN_TALLY.AFTER)))
                .execute());
    }

    static List<DryRuns.Stood> tally(DSLContext sql, UUID run) {
        return sql.selectFrom(DRY_RUN_TALLY).where(DRY_RUN_TALLY.BATCH_ID.eq(run))
                .fetch(found -> new DryRuns.Stood(found.getStatus(), found.getBefore(), found.getAfter())).stream()
                .sorted(Comparator.comparingInt((DryRuns.Stood stood) -> StandingStore.order(StandingStore.status(stood.status()))).reversed()).toList();
    }

    static List<DryRuns.Move> moves(DSLContext sql, UUID run) {
        return sql.select(BEFORE, AFTER, UP, count()).from(movers(run)).groupBy(BEFORE, AFTER, UP).orderBy(count().desc(), BEFORE, AFTER)
                .fetch(found -> new DryRuns.Move(found.value1(), found.value2(), found.value3(), found.value4()));
    }

    static List<DryRuns.ByRequirement> requirements(DSLContext sql, UUID run) {
        return sql.select(CAUSE, min(TITLE), max(TITLE), count().filterWhere(UP.isFalse()), count().filterWhere(UP.isTrue())).from(movers(run))
                .groupBy(CAUSE).orderBy(count().desc(), CAUSE)
                .fetch(found -> new DryRuns.ByRequirement(Optional.ofNullable(found.value1()),
                        Optional.ofNullable(found.value2()).map(first -> Asked.title(first, found.value3())), found.value4(), found.value5()));
    }

    /** By each value that a fact of the scheme has among its members today. */
    static List<DryRuns.ByValue> values(DSLContext sql, Call call, SchemeVersion draft, UUID run, List<String> facts) {
        var later = MEMBER_FACT.as("later");
        return sql.select(MEMBER_FACT.KIND, MEMBER_FACT.VALUE, count(UP).filterWhere(UP.isFalse()), count(UP).filterWhere(UP.isTrue()), count())
                .from(ENROLMENT)
                .join(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(PERIOD.STATUS.eq("open"))
                .join(MEMBER_FACT).on(MEMBER_FACT.MEMBER_ID.eq(ENROLMENT.MEMBER_ID)).and(MEMBER_FACT.KIND.in(facts)).and(MEMBER_FACT.WITHDRAWN.isFalse())
                .and(MEMBER_FACT.EFFECTIVE_FROM.le(call.today())).and(MEMBER_FACT.EFFECTIVE_TO.isNull().or(MEMBER_FACT.EFFECTIVE_TO.ge(call.today())))
                .leftJoin(movers(run)).on(ENROLLED.eq(ENROLMENT.ID))
                .where(ENROLMENT.SCHEME_ID.eq(draft.scheme().value())).and(ENROLMENT.TO_DATE.isNull())
                .and(notExists(selectOne().from(later).where(later.ID.eq(MEMBER_FACT.ID)).and(later.REVISION.gt(MEMBER_FACT.REVISION))))
                .groupBy(MEMBER_FACT.KIND, MEMBER_FACT.VALUE)
                .orderBy(MEMBER_FACT.KIND, count(UP).desc(), MEMBER_FACT.VALUE)
                .fetch(found -> new DryRuns.ByValue(found.value1(), found.value2(), found.value3(), found.value4(), found.value5()));
    }

    static List<DryRuns.Explanation> typical(DSLContext sql, UUID run) {
        Field<BigDecimal> median = percentileDisc(inline(0.5)).withinGroupOrderBy(BY);
        return sql.select(BEFORE, AFTER, UP, CAUSE, max(TITLE), max(UNIT), min(BY), max(BY), median, count(), min(TITLE)).from(movers(run))
                .groupBy(BEFORE, AFTER, UP, CAUSE).orderBy(count().desc(), CAUSE, BEFORE, AFTER).limit(TYPICAL)
                .fetch(found -> {
                    Record one = sql.select(MEMBER.ID, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, NEEDED, COUNTED).from(movers(run))
                            .join(MEMBER).on(MEMBER.ID.eq(WHO))
                            .where(BEFORE.eq(found.value1())).and(AFTER.eq(found.value2())).and(CAUSE.isNotDistinctFrom(found.value4()))
                            .and(BY.isNotDistinctFrom(found.value9()))
                            .orderBy(MEMBER.NUMBER).limit(1).fetchSingle();
                    Optional<DryRuns.Shortfall> shortfall = Optional.ofNullable(found.value9()).map(typical -> new DryRuns.Shortfall(found.value7(), found.value8(), typical, found.value6()));
                    return new DryRuns.Explanation(found.value1(), found.value2(), found.value3(), Optional.ofNullable(found.value4()), Optional.ofNullable(found.value11()).map(first -> Asked.title(first, found.value5())),
                            shortfall, found.value10(), one.get(MEMBER.ID), one.get(MEMBER.GIVEN_NAME) + " " + one.get(MEMBER.FAMILY_NAME),
                            Optional.ofNullable(one.get(NEEDED)), Optional.ofNullable(one.get(COUNTED)));
                });
    }

    static int size(DSLContext sql, UUID run, DryRuns.Filter filter) {
        return sql.fetchCount(lines(sql, run, filter));
    }

    static List<DryRuns.Mover> page(DSLContext sql, UUID run, DryRuns.Filter filter, DryRuns.Sort sort, Optional<DryRuns.Mover> after, int size) {
        SelectConditionStep<Record> lines = lines(sql, run, filter).and(after.map(last -> past(sort, last)).orElse(noCondition()));
        return (sort == DryRuns.Sort.NAME ? lines.orderBy(MEMBER.SORT_NAME, ENROLLED) : lines.orderBy(UP, SHORTFALL, MEMBER.SORT_NAME, ENROLLED))
                .limit(size).fetch(DryRunStore::mover);
    }

    private static Condition past(DryRuns.Sort sort, DryRuns.Mover last) {
        return sort == DryRuns.Sort.NAME ? row(MEMBER.SORT_NAME, ENROLLED).gt(last.sortName(), last.enrolment())
                : row(UP, SHORTFALL, MEMBER.SORT_NAME, ENROLLED)
                        .gt(last.higher(), last.shortBy().orElse(BigDecimal.ZERO).negate(), last.sortName(), last.enrolment());
    }

    private static SelectConditionStep<Record> lines(DSLContext sql, UUID run, DryRuns.Filter filter) {
        Condition because = filter.nothingMissing() ? CAUSE.isNull() : filter.requirement().map(CAUSE::eq).orElse(noCondition());
        return sql.select(List.of(BEFORE, AFTER, UP, TITLE, BY, UNIT, NEEDED, COUNTED, WHO, ENROLLED, MEMBER.NUMBER, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.SORT_NAME))
                .from(movers(run)).join(MEMBER).on(MEMBER.ID.eq(WHO))
                .where(filter.before().map(BEFORE::eq).orElse(noCondition())).and(filter.after().map(AFTER::eq).orElse(noCondition())).and(because);
    }

    private static DryRuns.Mover mover(Record found) {
        return new DryRuns.Mover(found.get(WHO), found.get(ENROLLED), found.get(MEMBER.NUMBER), found.get(MEMBER.GIVEN_NAME) + " " + found.get(MEMBER.FAMILY_NAME),
                found.get(MEMBER.SORT_NAME), found.get(BEFORE), found.get(AFTER), found.get(UP), Optional.ofNullable(found.get(TITLE)),
                Optional.ofNullable(found.get(BY)), Optional.ofNullable(found.get(UNIT)), Optional.ofNullable(found.get(NEEDED)), Optional.ofNullable(found.get(COUNTED)));
    }
}
