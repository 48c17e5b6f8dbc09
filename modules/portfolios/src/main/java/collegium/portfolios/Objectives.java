package collegium.portfolios;

import static collegium.database.tenant.Tables.OBJECTIVE;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** A member's development plan: objectives, each with a day and a way. Only the member writes it. */
@Component
public class Objectives {

    private static final int MOST = 100;

    private final TenantDatabase tenants;

    public Objectives(TenantDatabase tenants) {
        this.tenants = tenants;
    }

    /** What is to be learnt. */
    public record Aim(String title, Optional<String> how, Optional<LocalDate> target) {

        Aim checked(Call call) {
            Faults faults = new Faults();
            Aim tidy = new Aim(Written.line(faults, "title", title, 200), Written.prose(faults, "how", how, 5000), target);
            target.filter(day -> day.isBefore(call.today().minusYears(60))).ifPresent(_ -> faults.add("too-long-ago", "target"));
            target.filter(day -> day.isAfter(call.today().plusYears(10))).ifPresent(_ -> faults.add("too-far-ahead", "target"));
            faults.refuse();
            return tidy;
        }
    }

    /** Sets an objective; the same form sent twice sets one. */
    public Objective set(Call call, MemberId member, UUID key, Aim aim) {
        call.requireOwn(member);
        call.requireScope("record");
        Aim said = aim.checked(call);
        return tenants.in(call.body(), sql -> {
            if (sql.fetchCount(OBJECTIVE, OBJECTIVE.MEMBER_ID.eq(member).and(OBJECTIVE.WITHDRAWN_AT.isNull())) >= MOST) {
                throw Refused.invalid("too-many", "title", Map.of("most", MOST));
            }
            int set = sql.insertInto(OBJECTIVE)
                    .set(OBJECTIVE.ID, key).set(OBJECTIVE.MEMBER_ID, member).set(OBJECTIVE.TITLE, said.title())
                    .set(OBJECTIVE.HOW, said.how().orElse(null)).set(OBJECTIVE.TARGET_ON, said.target().orElse(null))
                    .set(OBJECTIVE.CREATED_AT, call.at())
                    .onConflict(OBJECTIVE.ID).doNothing().execute();
            if (set > 0) {
                log(sql, call, "objective-set", key, member);
            }
            return owned(sql, member, key);
        });
    }

    /** States it anew; refused as {@code changed-meanwhile} where it was read from an older revision. */
    public Objective amend(Call call, UUID id, long expected, Aim aim) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        Aim said = aim.checked(call);
        return tenants.in(call.body(), sql -> {
            fresh(sql.update(OBJECTIVE)
                    .set(OBJECTIVE.TITLE, said.title()).set(OBJECTIVE.HOW, said.how().orElse(null))
                    .set(OBJECTIVE.TARGET_ON, said.target().orElse(null)).set(OBJECTIVE.REVISION, expected + 1)
                    .where(OBJECTIVE.ID.eq(id)).and(OBJECTIVE.REVISION.eq(expected)).and(OBJECTIVE.WITHDRAWN_AT.isNull()).execute());
            log(sql, call, "objective-amended", id, member);
            return owned(sql, member, id);
        });
    }

    /** Says that it is met today, or not met after all. */
    public void meet(Call call, UUID id, long expected, boolean met) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        tenants.run(call.body(), sql -> {
            fresh(sql.update(OBJECTIVE).set(OBJECTIVE.MET_ON, met ? call.today() : null).set(OBJECTIVE.REVISION, expected + 1)
                    .where(OBJECTIVE.ID.eq(id)).and(OBJECTIVE.REVISION.eq(expected)).and(OBJECTIVE.WITHDRAWN_AT.isNull()).execute());
            log(sql, call, met ? "objective-met" : "objective-reopened", id, member);
        });
    }

    /** Takes it off the plan; activities that named it keep doing so. */
    public void withdraw(Call call, UUID id, long expected) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        tenants.run(call.body(), sql -> {
            fresh(sql.update(OBJECTIVE).set(OBJECTIVE.WITHDRAWN_AT, call.at()).set(OBJECTIVE.REVISION, expected + 1)
                    .where(OBJECTIVE.ID.eq(id)).and(OBJECTIVE.REVISION.eq(expected)).and(OBJECTIVE.WITHDRAWN_AT.isNull()).execute());
            log(sql, call, "objective-withdrawn", id, member);
        });
    }

    private static void fresh(int changed) {
        if (changed == 0) {
            throw Refused.conflict("changed-meanwhile");
        }
    }

    private static void log(DSLContext sql, Call call, String act, UUID id, MemberId member) {
        AuditLog.write(sql, call, act, AuditLog.Subject.of("objective", id, member), Map.of(), Map.of());
    }

    private static Objective owned(DSLContext sql, MemberId member, UUID id) {
        return sql.selectFrom(OBJECTIVE).where(OBJECTIVE.ID.eq(id)).and(OBJECTIVE.MEMBER_ID.eq(member))
                .fetchOptional(Objectives::read).orElseThrow(Refused::notFound);
    }

    /** Whether the member has it, withdrawn or not. */
    static boolean exists(DSLContext sql, MemberId member, UUID id) {
        return sql.fetchExists(OBJECTIVE, OBJECTIVE.ID.eq(id).and(OBJECTIVE.MEMBER_ID.eq(member)));
    }

    public Objective find(Call call, UUID id) {
        Objective found = tenants.in(call.body(), sql -> sql.selectFrom(OBJECTIVE).where(OBJECTIVE.ID.eq(id)).and(OBJECTIVE.WITHDRAWN_AT.isNull())
                .fetchOptional(Objectives::read).orElseThrow(Refused::notFound));
        call.requireOwn(found.member(), Role.OFFICER, Role.ADMINISTRATOR);
        return found;
    }

    /** All that are on the plan, the next due first. */
    public List<Objective> list(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql.selectFrom(OBJECTIVE)
                .where(OBJECTIVE.MEMBER_ID.eq(member)).and(OBJECTIVE.WITHDRAWN_AT.isNull())
                .orderBy(OBJECTIVE.TARGET_ON.asc().nullsLast(), OBJECTIVE.ID).fetch(Objectives::read));
    }

    private static Objective read(Record row) {
        return new Objective(row.get(OBJECTIVE.ID), row.get(OBJECTIVE.MEMBER_ID), row.get(OBJECTIVE.TITLE), Optional.ofNullable(row.get(OBJECTIVE.HOW)),
                Optional.ofNullable(row.get(OBJECTIVE.TARGET_ON)), Optional.ofNullable(row.get(OBJECTIVE.MET_ON)), row.get(OBJECTIVE.CREATED_AT),
                row.get(OBJECTIVE.REVISION));
    }
}
