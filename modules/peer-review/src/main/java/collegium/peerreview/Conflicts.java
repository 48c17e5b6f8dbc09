package collegium.peerreview;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.CONFLICT_OF_INTEREST;
import static collegium.database.tenant.Tables.MEMBER;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Declared conflicts of interest: while one stands, that person is not given that member's submissions. */
@Component
public class Conflicts {

    private final TenantDatabase tenants;

    public Conflicts(TenantDatabase tenants) {
        this.tenants = tenants;
    }

    /** That the person should not judge the member, and why. */
    public record Conflict(UUID id, AccountId account, String name, MemberId member, String reason, Instant at) {}

    /** A reviewer declares an own one; an officer anybody's. One that stands already is left as it is. */
    public void declare(Call call, AccountId account, MemberId member, String reason) {
        if (!(call.has(Role.REVIEWER) && call.account().filter(account::equals).isPresent())) {
            call.require(Role.OFFICER, Role.ADMINISTRATOR);
        }
        Faults faults = new Faults();
        String why = Written.prose(faults, "reason", reason, 2000);
        faults.refuse();
        tenants.run(call.body(), sql -> declare(sql, call, account, member, why));
    }

    static void declare(DSLContext sql, Call call, AccountId account, MemberId member, String reason) {
        lock(sql, member);
        if (stands(sql, account, member)) {
            return;
        }
        UUID id = call.freshId();
        sql.insertInto(CONFLICT_OF_INTEREST)
                .set(CONFLICT_OF_INTEREST.ID, id).set(CONFLICT_OF_INTEREST.ACCOUNT_ID, account)
                .set(CONFLICT_OF_INTEREST.MEMBER_ID, member).set(CONFLICT_OF_INTEREST.REASON, reason)
                .set(CONFLICT_OF_INTEREST.DECLARED_AT, call.at())
                .set(CONFLICT_OF_INTEREST.DECLARED_BY, call.account().map(Id::value).orElse(account.value()))
                .execute();
        AuditLog.write(sql, call, "conflict-declared", AuditLog.Subject.of("conflict", id, member), Map.of(), Map.of("account", account.toString()));
    }

    /** Holds the member's row, so that declaring and assigning see each other. */
    static void lock(DSLContext sql, MemberId member) {
        if (sql.select(MEMBER.ID).from(MEMBER).where(MEMBER.ID.eq(member)).forUpdate().fetch().isEmpty()) {
            throw Refused.notFound();
        }
    }

    static boolean stands(DSLContext sql, AccountId account, MemberId member) {
        return sql.fetchExists(CONFLICT_OF_INTEREST, CONFLICT_OF_INTEREST.ACCOUNT_ID.eq(account)
                .and(CONFLICT_OF_INTEREST.MEMBER_ID.eq(member)).and(CONFLICT_OF_INTEREST.ENDED_AT.isNull()));
    }

    /** Ends one; the row stays. */
    public void end(Call call, UUID id) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        tenants.run(call.body(), sql -> {
            MemberId member = sql.update(CONFLICT_OF_INTEREST).set(CONFLICT_OF_INTEREST.ENDED_AT, call.at())
                    .where(CONFLICT_OF_INTEREST.ID.eq(id)).and(CONFLICT_OF_INTEREST.ENDED_AT.isNull())
                    .returningResult(CONFLICT_OF_INTEREST.MEMBER_ID).fetchOptional(CONFLICT_OF_INTEREST.MEMBER_ID).orElseThrow(Refused::notFound);
            AuditLog.write(sql, call, "conflict-ended", AuditLog.Subject.of("conflict", id, member), Map.of(), Map.of());
        });
    }

    /** Those that stand for a member: to officers, and to nobody else. */
    public List<Conflict> of(Call call, MemberId member) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql.select(CONFLICT_OF_INTEREST.fields()).select(ACCOUNT.NAME)
                .from(CONFLICT_OF_INTEREST).join(ACCOUNT).on(ACCOUNT.ID.eq(CONFLICT_OF_INTEREST.ACCOUNT_ID))
                .where(CONFLICT_OF_INTEREST.MEMBER_ID.eq(member)).and(CONFLICT_OF_INTEREST.ENDED_AT.isNull())
                .orderBy(CONFLICT_OF_INTEREST.DECLARED_AT, CONFLICT_OF_INTEREST.ID)
                .fetch(row -> new Conflict(row.get(CONFLICT_OF_INTEREST.ID), row.get(CONFLICT_OF_INTEREST.ACCOUNT_ID), row.get(ACCOUNT.NAME),
                        row.get(CONFLICT_OF_INTEREST.MEMBER_ID), row.get(CONFLICT_OF_INTEREST.REASON), row.get(CONFLICT_OF_INTEREST.DECLARED_AT))));
    }
}
