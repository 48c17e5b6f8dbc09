package collegium.database;

import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static collegium.database.tenant.Tables.ARTEFACT_REVISION;
import static collegium.database.tenant.Tables.CARRIED_CREDIT;
import static collegium.database.tenant.Tables.CARRIED_CREDIT_WITHDRAWAL;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.ENTRY_DECISION;
import static collegium.database.tenant.Tables.EVIDENCE;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.RELIEF;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;

import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Select;

/**
 * The order of what happened to a member. The first statement of a write takes the member's next revision, which locks the
 * member's row until commit; everything judged is stamped with it. A clock read before commit would not order writes.
 */
public final class Revisions {

    private Revisions() {}

    /** Locks the member and takes the next revision; a member who is not there is refused as not found. */
    public static long next(DSLContext sql, MemberId member) {
        return sql.update(MEMBER)
                .set(MEMBER.REVISION, MEMBER.REVISION.plus(1L))
                .where(MEMBER.ID.eq(member))
                .returningResult(MEMBER.REVISION)
                .fetchOptional(MEMBER.REVISION)
                .orElseThrow(Refused::notFound);
    }

    /** The same for several members in one transaction, in the order of their ids so that two writes never wait in a ring. */
    public static Map<MemberId, Long> next(DSLContext sql, Collection<MemberId> members) {
        Map<MemberId, Long> taken = new LinkedHashMap<>();
        members.stream().distinct().sorted(Comparator.comparing(MemberId::toString))
                .forEach(member -> taken.put(member, next(sql, member)));
        return taken;
    }

    /** The last revision that was written by the instant; 0 where there was none. What is known at an instant is what is known at it. */
    public static long at(DSLContext sql, MemberId member, Instant instant) {
        var writes = writes(sql, member).asTable("writes", "revision", "at");
        return sql.select(coalesce(max(field(name("writes", "revision"), MEMBER.REVISION.getDataType())), 0L)).from(writes)
                .where(field(name("writes", "at"), MEMBER.CREATED_AT.getDataType()).le(instant))
                .fetchSingle(row -> row.value1());
    }

    /** When a revision was written, or the last before it that is stamped on anything. */
    public static Optional<Instant> written(DSLContext sql, MemberId member, long revision) {
        var writes = writes(sql, member).asTable("writes", "revision", "at");
        return Optional.ofNullable(sql.select(max(field(name("writes", "at"), MEMBER.CREATED_AT.getDataType()))).from(writes)
                .where(field(name("writes", "revision"), MEMBER.REVISION.getDataType()).le(revision))
                .fetchSingle().value1());
    }

    /** Every stamped write of the member with its instant. */
    private static Select<Record2<Long, Instant>> writes(DSLContext sql, MemberId member) {
        return sql.select(MEMBER_FACT.REVISION, MEMBER_FACT.RECORDED_AT).from(MEMBER_FACT).where(MEMBER_FACT.MEMBER_ID.eq(member))
                .unionAll(sql.select(ACTIVITY_REVISION.REVISION, ACTIVITY_REVISION.RECORDED_AT).from(ACTIVITY_REVISION).where(ACTIVITY_REVISION.MEMBER_ID.eq(member)))
                .unionAll(sql.select(ARTEFACT_REVISION.REVISION, ARTEFACT_REVISION.RECORDED_AT).from(ARTEFACT_REVISION).where(ARTEFACT_REVISION.MEMBER_ID.eq(member)))
                .unionAll(sql.select(EVIDENCE.REVISION, EVIDENCE.ADDED_AT).from(EVIDENCE).where(EVIDENCE.MEMBER_ID.eq(member)))
                .unionAll(sql.select(EVIDENCE.REMOVED_REVISION, EVIDENCE.REMOVED_AT).from(EVIDENCE).where(EVIDENCE.MEMBER_ID.eq(member)).and(EVIDENCE.REMOVED_AT.isNotNull()))
                .unionAll(sql.select(ENTRY_DECISION.REVISION, ENTRY_DECISION.DECIDED_AT).from(ENTRY_DECISION).where(ENTRY_DECISION.MEMBER_ID.eq(member)))
                .unionAll(sql.select(RELIEF.REVISION, RELIEF.RECORDED_AT).from(RELIEF).where(RELIEF.MEMBER_ID.eq(member)))
                .unionAll(sql.select(CARRIED_CREDIT.REVISION, CARRIED_CREDIT.RECORDED_AT).from(CARRIED_CREDIT).where(CARRIED_CREDIT.MEMBER_ID.eq(member)))
                .unionAll(sql.select(CARRIED_CREDIT_WITHDRAWAL.REVISION, CARRIED_CREDIT_WITHDRAWAL.WITHDRAWN_AT).from(CARRIED_CREDIT_WITHDRAWAL)
                        .where(CARRIED_CREDIT_WITHDRAWAL.MEMBER_ID.eq(member)))
                .unionAll(sql.select(ENROLMENT.REVISION, ENROLMENT.CREATED_AT).from(ENROLMENT).where(ENROLMENT.MEMBER_ID.eq(member)))
                .unionAll(sql.select(SUBMISSION.REVISION, SUBMISSION.SUBMITTED_AT).from(SUBMISSION).where(SUBMISSION.MEMBER_ID.eq(member)));
    }
}
