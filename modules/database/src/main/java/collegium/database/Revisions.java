package collegium.database;

import static collegium.database.tenant.Tables.MEMBER;

import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;

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
}
