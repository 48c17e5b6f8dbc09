package collegium.membership;

import static collegium.database.tenant.Tables.AUDIT_LOG;
import static collegium.database.tenant.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who did what that had consequences. Rows are written in the transaction of the act; no runtime role can change or delete one. */
@Component
public class AuditLog {

    private static final JsonMapper JSON = JsonMapper.shared();
    private final TenantDatabase database;

    /** On what an act was done. */
    public record Subject(String kind, UUID id, Optional<MemberId> member) {

        public static Subject of(String kind, UUID id) {
            return new Subject(kind, id, Optional.empty());
        }

        /** Something of a member's. */
        public static Subject of(String kind, UUID id, MemberId member) {
            return new Subject(kind, id, Optional.of(member));
        }
    }

    /** What to show: an act, a part of the actor's name, a member, days; each may be left open. */
    public record Filter(Optional<String> act, Optional<String> actor, Optional<MemberId> member, Optional<Instant> from, Optional<Instant> to) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Where an entry stands in the log. */
    public record Place(Instant at, UUID id) {}

    public AuditLog(TenantDatabase database) {
        this.database = database;
    }

    /** Writes the act down, inside the transaction that does it. Facts are shown to the administrator: no free text of a member's. */
    public static void write(DSLContext sql, Call call, String act, Subject subject, Map<String, ?> before, Map<String, ?> after) {
        sql.insertInto(AUDIT_LOG)
                .set(AUDIT_LOG.ID, call.freshId())
                .set(AUDIT_LOG.AT, call.at())
                .set(AUDIT_LOG.ACT, act)
                .set(AUDIT_LOG.ACTOR_KIND, kind(call.actor()))
                .set(AUDIT_LOG.ACTOR_ID, call.account().map(id -> id.value()).orElse(null))
                .set(AUDIT_LOG.ACTOR_NAME, call.actor().name())
                .set(AUDIT_LOG.SUBJECT_KIND, subject.kind())
                .set(AUDIT_LOG.SUBJECT_ID, subject.id())
                .set(AUDIT_LOG.MEMBER_ID, subject.member().orElse(null))
                .set(AUDIT_LOG.BEFORE, json(before))
                .set(AUDIT_LOG.AFTER, json(after))
                .execute();
    }

    private static String kind(Actor actor) {
        return switch (actor) {
            case Actor.Person _ -> "person";
            case Actor.Client _ -> "client";
            case Actor.LinkHolder _ -> "link";
            case Actor.Job _ -> "product";
        };
    }

    @SuppressWarnings("NullAway") // A column that may be null, given none.
    private static JSONB json(Map<String, ?> facts) {
        return facts.isEmpty() ? null : JSONB.valueOf(JSON.writeValueAsString(facts));
    }

    /** The latest first, so many at a time; {@code after} is the place of the last entry of the page before. The administrator reads it. */
    public List<AuditEntry> page(Call call, Filter filter, Optional<Place> after, int size) {
        call.require(Role.ADMINISTRATOR);
        Condition condition = filter.act().map(AUDIT_LOG.ACT::eq).orElse(noCondition())
                .and(filter.actor().map(AUDIT_LOG.ACTOR_NAME::containsIgnoreCase).orElse(noCondition()))
                .and(filter.member().map(AUDIT_LOG.MEMBER_ID::eq).orElse(noCondition()))
                .and(filter.from().map(AUDIT_LOG.AT::ge).orElse(noCondition()))
                .and(filter.to().map(AUDIT_LOG.AT::lt).orElse(noCondition()))
                .and(after.map(last -> row(AUDIT_LOG.AT, AUDIT_LOG.ID).lt(last.at(), last.id())).orElse(noCondition()));
        return database.in(call.body(), sql -> sql.select(AUDIT_LOG.fields()).select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME)
                .from(AUDIT_LOG).leftJoin(MEMBER).on(MEMBER.ID.eq(AUDIT_LOG.MEMBER_ID))
                .where(condition)
                .orderBy(AUDIT_LOG.AT.desc(), AUDIT_LOG.ID.desc())
                .limit(size)
                .fetch(AuditLog::entry));
    }

    /** The acts that stand in the log, for choosing one to filter by. */
    public List<String> acts(Call call) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.selectDistinct(AUDIT_LOG.ACT).from(AUDIT_LOG).orderBy(AUDIT_LOG.ACT).fetch(found -> found.value1()));
    }

    private static AuditEntry entry(Record found) {
        return new AuditEntry(found.get(AUDIT_LOG.ID), found.get(AUDIT_LOG.AT), found.get(AUDIT_LOG.ACT), found.get(AUDIT_LOG.ACTOR_NAME),
                Optional.ofNullable(found.get(AUDIT_LOG.SUBJECT_KIND)), Optional.ofNullable(found.get(AUDIT_LOG.SUBJECT_ID)),
                Optional.ofNullable(found.get(AUDIT_LOG.MEMBER_ID)),
                Optional.ofNullable(found.get(MEMBER.FAMILY_NAME)).map(family -> found.get(MEMBER.GIVEN_NAME) + " " + family),
                Optional.ofNullable(found.get(AUDIT_LOG.BEFORE)).map(JSONB::data), Optional.ofNullable(found.get(AUDIT_LOG.AFTER)).map(JSONB::data));
    }
}
