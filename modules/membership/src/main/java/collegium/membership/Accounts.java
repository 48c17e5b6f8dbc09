package collegium.membership;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.ACCOUNT_ROLE;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.ONE_TIME_LINK;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Who can sign in to a body, and as what. */
@Component
public class Accounts {

    /** How long an invitation can be accepted, and how long a reset link can be used. */
    public static final Duration INVITATION_LIFE = Duration.ofDays(14);
    public static final Duration RESET_LIFE = Duration.ofHours(2);

    private final TenantDatabase database;
    private final ApplicationEventPublisher events;

    public Accounts(TenantDatabase database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** For signing in: nobody is signed in yet, so there is no caller to check. */
    public Optional<Account> byEmail(BodyId body, String email) {
        if (!Texts.isLine(email, 254)) {
            return Optional.empty();
        }
        return database.in(body, sql -> one(sql, lower(ACCOUNT.EMAIL).eq(email.strip().toLowerCase(Locale.ROOT))));
    }

    public Optional<Account> find(BodyId body, AccountId id) {
        return database.in(body, sql -> one(sql, ACCOUNT.ID.eq(id)));
    }

    /** Everybody who holds the role, by name; officers assign by it. */
    public List<Account> holding(Call call, Role role) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.select(ACCOUNT.ID).from(ACCOUNT)
                .join(ACCOUNT_ROLE).on(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT_ROLE.ROLE.eq(role.name())).and(ACCOUNT.STATUS.ne("locked"))
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .fetch(found -> one(sql, ACCOUNT.ID.eq(found.value1())).orElseThrow()));
    }

    private static Optional<Account> one(DSLContext sql, Condition condition) {
        return sql.select(ACCOUNT.fields()).select(MEMBER.ID.as("member"))
                .from(ACCOUNT)
                .leftJoin(MEMBER).on(MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(condition)
                .fetchOptional(found -> account(found, roles(sql, found.get(ACCOUNT.ID))));
    }

    private static Set<Role> roles(DSLContext sql, AccountId id) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        sql.select(ACCOUNT_ROLE.ROLE).from(ACCOUNT_ROLE).where(ACCOUNT_ROLE.ACCOUNT_ID.eq(id))
                .forEach(found -> roles.add(Role.valueOf(found.value1())));
        return roles;
    }

    private static Account account(Record found, Set<Role> roles) {
        return new Account(found.get(ACCOUNT.ID), found.get(ACCOUNT.EMAIL), found.get(ACCOUNT.NAME),
                Optional.ofNullable(found.get(ACCOUNT.PASSWORD_HASH)), "locked".equals(found.get(ACCOUNT.STATUS)), roles,
                Optional.ofNullable(found.get(MEMBER.ID.as("member"))));
    }

    /** Opens an account for somebody. Refused: an address that is none, or that somebody has; a name that is empty or too long. */
    public AccountId open(Call call, String email, String name, Set<Role> roles) {
        call.require(Role.ADMINISTRATOR);
        new Faults()
                .require(Texts.isEmail(email), "email-form", "email")
                .require(Texts.isLine(name, 120), "name-form", "name")
                .require(!roles.contains(Role.OPERATOR), "role-unknown", "roles")
                .refuse();
        AccountId id = new AccountId(call.freshId());
        database.run(call.body(), sql -> {
            int opened = sql.insertInto(ACCOUNT)
                    .set(ACCOUNT.ID, id).set(ACCOUNT.EMAIL, email.strip()).set(ACCOUNT.NAME, name.strip()).set(ACCOUNT.STATUS, "invited")
                    .set(ACCOUNT.CREATED_AT, call.at()).set(ACCOUNT.CHANGED_AT, call.at())
                    .onConflictDoNothing()
                    .execute();
            if (opened == 0) {
                throw Refused.invalid("email-taken", "email");
            }
            roles.forEach(role -> give(sql, call, id, role));
            AuditLog.write(sql, call, "account-opened", AuditLog.Subject.of("account", id.value()), Map.of(), Map.of("roles", roles));
        });
        return id;
    }

    /**
     * Opens the account of a body's first administrator, or takes the one of that address, and makes the link with which its password is
     * set. By the product alone, which an operator or the command line asked. Links of others who were invited so before end. Refused:
     * a body that an administrator can sign in to ({@code has-administrator}), since from then on its own administrators invite.
     */
    public OneTimeToken firstAdministrator(Call call, FirstAdministrator who) {
        call.require();
        who.check();
        return database.in(call.body(), sql -> {
            Map<AccountId, Optional<String>> administrators = sql.select(ACCOUNT.ID, ACCOUNT.PASSWORD_HASH).from(ACCOUNT)
                    .join(ACCOUNT_ROLE).on(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
                    .where(ACCOUNT_ROLE.ROLE.eq(Role.ADMINISTRATOR.name())).and(ACCOUNT.STATUS.ne("locked"))
                    .fetchMap(found -> found.value1(), found -> Optional.ofNullable(found.value2()));
            if (administrators.values().stream().anyMatch(Optional::isPresent)) {
                throw Refused.conflict("has-administrator");
            }
            administrators.keySet().forEach(invited -> endLinks(sql, call, invited));
            AccountId id = one(sql, lower(ACCOUNT.EMAIL).eq(who.email().strip().toLowerCase(Locale.ROOT))).map(Account::id)
                    .orElseGet(() -> open(call, who.email(), who.name(), Set.of(Role.ADMINISTRATOR)));
            give(sql, call, id, Role.ADMINISTRATOR);
            return link(call, id, true);
        });
    }

    private static void give(DSLContext sql, Call call, AccountId id, Role role) {
        sql.insertInto(ACCOUNT_ROLE)
                .set(ACCOUNT_ROLE.ACCOUNT_ID, id).set(ACCOUNT_ROLE.ROLE, role.name()).set(ACCOUNT_ROLE.SINCE, call.at())
                .onConflictDoNothing()
                .execute();
    }

    /** Sets what an account may do, at once: sessions that were begun with other roles see the change with their next page. */
    public void changeRoles(Call call, AccountId id, Set<Role> roles) {
        call.require(Role.ADMINISTRATOR);
        if (roles.contains(Role.OPERATOR)) {
            throw Refused.invalid("role-unknown", "roles");
        }
        if (call.account().filter(id::equals).isPresent() && !roles.contains(Role.ADMINISTRATOR)) {
            throw Refused.conflict("own-administration");
        }
        database.run(call.body(), sql -> {
            if (!roles.contains(Role.ADMINISTRATOR)) {
                requireAnotherAdministrator(sql, id);
            }
            Account before = one(sql, ACCOUNT.ID.eq(id)).orElseThrow(Refused::notFound);
            sql.deleteFrom(ACCOUNT_ROLE).where(ACCOUNT_ROLE.ACCOUNT_ID.eq(id)).execute();
            roles.forEach(role -> give(sql, call, id, role));
            AuditLog.write(sql, call, "roles-changed", AuditLog.Subject.of("account", id.value()),
                    Map.of("roles", before.roles()), Map.of("roles", roles));
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    /** Administrators are locked together first: two who take one another's role in the same moment would leave none. */
    private static void requireAnotherAdministrator(DSLContext sql, AccountId id) {
        List<AccountId> administrators = sql.select(ACCOUNT_ROLE.ACCOUNT_ID).from(ACCOUNT_ROLE)
                .where(ACCOUNT_ROLE.ROLE.eq(Role.ADMINISTRATOR.name()))
                .orderBy(ACCOUNT_ROLE.ACCOUNT_ID).forUpdate().fetch(found -> found.value1());
        boolean another = sql.fetchExists(ACCOUNT, ACCOUNT.ID.in(administrators).and(ACCOUNT.ID.ne(id)).and(ACCOUNT.STATUS.eq("active")));
        if (administrators.contains(id) && !another) {
            throw Refused.conflict("last-administrator");
        }
    }

    /**
     * Says which member an account's person is; they see that member's record from their next page on. Refused: a member or an
     * account that is linked otherwise ({@code member-has-account}, {@code account-has-member}).
     */
    public void attach(Call call, AccountId id, MemberId member) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            Account account = one(sql, ACCOUNT.ID.eq(id)).orElseThrow(Refused::notFound);
            if (account.member().filter(is -> !is.equals(member)).isPresent()) {
                throw Refused.conflict("account-has-member");
            }
            int linked = sql.update(MEMBER).set(MEMBER.ACCOUNT_ID, id)
                    .where(MEMBER.ID.eq(member)).and(MEMBER.ERASED_AT.isNull())
                    .and(MEMBER.ACCOUNT_ID.isNull().or(MEMBER.ACCOUNT_ID.eq(id))).execute();
            if (linked == 0) {
                throw sql.fetchExists(MEMBER, MEMBER.ID.eq(member).and(MEMBER.ERASED_AT.isNull()))
                        ? Refused.conflict("member-has-account") : Refused.notFound();
            }
            give(sql, call, id, Role.MEMBER);
            AuditLog.write(sql, call, "member-linked", AuditLog.Subject.of("account", id.value(), member), Map.of(), Map.of());
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    /** Takes back that an account's person is a member; the member's record stays as it is. */
    public void detach(Call call, AccountId id) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            MemberId member = one(sql, ACCOUNT.ID.eq(id)).orElseThrow(Refused::notFound).member()
                    .orElseThrow(() -> Refused.conflict("account-without-member"));
            sql.update(MEMBER).setNull(MEMBER.ACCOUNT_ID).where(MEMBER.ID.eq(member)).execute();
            AuditLog.write(sql, call, "member-unlinked", AuditLog.Subject.of("account", id.value(), member), Map.of(), Map.of());
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    /**
     * Corrects the address with which somebody signs in and to which their messages go. Links that went to the old address end,
     * and so do sessions.
     */
    public void changeEmail(Call call, AccountId id, String email) {
        call.require(Role.ADMINISTRATOR);
        if (!Texts.isEmail(email)) {
            throw Refused.invalid("email-form", "email");
        }
        database.run(call.body(), sql -> {
            Account before = one(sql, ACCOUNT.ID.eq(id)).orElseThrow(Refused::notFound);
            if (one(sql, lower(ACCOUNT.EMAIL).eq(email.strip().toLowerCase(Locale.ROOT))).filter(other -> !other.id().equals(id)).isPresent()) {
                throw Refused.invalid("email-taken", "email");
            }
            sql.update(ACCOUNT).set(ACCOUNT.EMAIL, email.strip()).set(ACCOUNT.CHANGED_AT, call.at()).where(ACCOUNT.ID.eq(id)).execute();
            endLinks(sql, call, id);
            AuditLog.write(sql, call, "account-email-changed", AuditLog.Subject.of("account", id.value()),
                    Map.of("email", before.email()), Map.of("email", email.strip()));
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    private static void endLinks(DSLContext sql, Call call, AccountId id) {
        sql.update(ONE_TIME_LINK).set(ONE_TIME_LINK.USED_AT, call.at())
                .where(ONE_TIME_LINK.ACCOUNT_ID.eq(id)).and(ONE_TIME_LINK.USED_AT.isNull()).execute();
    }

    /** Until when the latest invitation of each of these accounts can or could be accepted; none for who was never invited. */
    public Map<AccountId, Instant> invitedUntil(Call call, Collection<AccountId> ids) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.select(ONE_TIME_LINK.ACCOUNT_ID, max(ONE_TIME_LINK.EXPIRES_AT)).from(ONE_TIME_LINK)
                .where(ONE_TIME_LINK.ACCOUNT_ID.in(ids)).and(ONE_TIME_LINK.PURPOSE.eq("invite"))
                .groupBy(ONE_TIME_LINK.ACCOUNT_ID).fetchMap(found -> found.value1(), found -> found.value2()));
    }

    /**
     * A link with which the person sets a password, once: an invitation, or a reset. Whoever asked is in the audit log. The
     * administrator makes one for anybody; the product itself, where somebody says that they forgot their password. A new
     * invitation ends the one before.
     */
    public OneTimeToken link(Call call, AccountId id, boolean invitation) {
        call.require(Role.ADMINISTRATOR);
        OneTimeToken token = OneTimeToken.fresh();
        database.run(call.body(), sql -> {
            if (one(sql, ACCOUNT.ID.eq(id)).isEmpty()) {
                throw Refused.notFound();
            }
            if (invitation) {
                endLinks(sql, call, id);
            }
            sql.insertInto(ONE_TIME_LINK)
                    .set(ONE_TIME_LINK.ID, call.freshId())
                    .set(ONE_TIME_LINK.TOKEN_HASH, token.hash())
                    .set(ONE_TIME_LINK.PURPOSE, invitation ? "invite" : "reset")
                    .set(ONE_TIME_LINK.ACCOUNT_ID, id)
                    .set(ONE_TIME_LINK.CREATED_AT, call.at())
                    .set(ONE_TIME_LINK.EXPIRES_AT, call.at().plus(invitation ? INVITATION_LIFE : RESET_LIFE))
                    .execute();
            AuditLog.write(sql, call, invitation ? "invited" : "reset-asked", AuditLog.Subject.of("account", id.value()), Map.of(), Map.of());
        });
        return token;
    }

    /** Whose password the link sets; empty where it was used, is too old or never was. */
    public Optional<Account> holderOf(Call call, OneTimeToken token) {
        return database.in(call.body(), sql -> sql.select(ONE_TIME_LINK.ACCOUNT_ID).from(ONE_TIME_LINK).where(usable(call, token))
                .fetchOptional(found -> found.value1())
                .flatMap(id -> one(sql, ACCOUNT.ID.eq(id))));
    }

    private static Condition usable(Call call, OneTimeToken token) {
        return ONE_TIME_LINK.TOKEN_HASH.eq(token.hash())
                .and(ONE_TIME_LINK.PURPOSE.in("invite", "reset"))
                .and(ONE_TIME_LINK.USED_AT.isNull())
                .and(ONE_TIME_LINK.EXPIRES_AT.gt(call.at()));
    }

    /** Sets the password with the link, which is used up by it; every other link of the account ends, and so do its sessions. */
    public void setPassword(Call call, OneTimeToken token, String passwordHash) {
        database.run(call.body(), sql -> {
            AccountId id = sql.update(ONE_TIME_LINK).set(ONE_TIME_LINK.USED_AT, call.at()).where(usable(call, token))
                    .returningResult(ONE_TIME_LINK.ACCOUNT_ID)
                    .fetchOptional(found -> found.value1())
                    .orElseThrow(() -> Refused.conflict("link-used-or-expired"));
            endLinks(sql, call, id);
            sql.update(ACCOUNT).set(ACCOUNT.PASSWORD_HASH, passwordHash).set(ACCOUNT.STATUS, "active").set(ACCOUNT.CHANGED_AT, call.at())
                    .where(ACCOUNT.ID.eq(id)).execute();
            AuditLog.write(sql, call, "password-set", AuditLog.Subject.of("account", id.value()), Map.of(), Map.of());
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    /** Keeps a new password of the caller's own, whose old one was checked before; every other session of theirs ends. */
    public void changePassword(Call call, String passwordHash) {
        AccountId id = call.account().orElseThrow(Refused::notAllowed);
        database.run(call.body(), sql -> {
            keep(sql, call, id, passwordHash);
            AuditLog.write(sql, call, "password-changed", AuditLog.Subject.of("account", id.value()), Map.of(), Map.of());
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    /** The same password in the encoder's newer form, as it asks for after a sign-in; by the product alone, and no session ends. */
    public void rehash(Call call, AccountId id, String passwordHash) {
        call.require();
        database.run(call.body(), sql -> keep(sql, call, id, passwordHash));
    }

    private static void keep(DSLContext sql, Call call, AccountId id, String passwordHash) {
        int kept = sql.update(ACCOUNT).set(ACCOUNT.PASSWORD_HASH, passwordHash).set(ACCOUNT.CHANGED_AT, call.at())
                .where(ACCOUNT.ID.eq(id)).execute();
        if (kept == 0) {
            throw Refused.notFound();
        }
    }

    /** Keeps somebody from signing in, or lets them again; nobody locks themself out. What they recorded stays. */
    public void lock(Call call, AccountId id, boolean locked) {
        call.require(Role.ADMINISTRATOR);
        if (locked && call.account().filter(id::equals).isPresent()) {
            throw Refused.conflict("own-administration");
        }
        database.run(call.body(), sql -> {
            if (locked) {
                requireAnotherAdministrator(sql, id);
            }
            Account before = one(sql, ACCOUNT.ID.eq(id)).orElseThrow(Refused::notFound);
            sql.update(ACCOUNT).set(ACCOUNT.STATUS, locked ? "locked" : before.passwordHash().isPresent() ? "active" : "invited")
                    .set(ACCOUNT.CHANGED_AT, call.at()).where(ACCOUNT.ID.eq(id)).execute();
            AuditLog.write(sql, call, locked ? "account-locked" : "account-unlocked", AuditLog.Subject.of("account", id.value()), Map.of(), Map.of());
            events.publishEvent(new AccountChanged(call, id));
        });
    }

    /** Accounts by name, so many at a time, whose name or address holds the words; {@code after} is the last of the page before. */
    public List<Account> page(Call call, String words, Optional<Account> after, int size) {
        call.require(Role.ADMINISTRATOR);
        String wanted = words.strip();
        if (!Texts.printable(wanted)) {
            return List.of();
        }
        Condition condition = wanted.isEmpty() ? noCondition()
                : ACCOUNT.NAME.containsIgnoreCase(wanted).or(ACCOUNT.EMAIL.containsIgnoreCase(wanted));
        return database.in(call.body(), sql -> sql.select(ACCOUNT.ID).from(ACCOUNT)
                .where(condition)
                .and(after.map(last -> row(ACCOUNT.NAME, ACCOUNT.ID).gt(last.name(), last.id())).orElse(noCondition()))
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .limit(size)
                .fetch(found -> one(sql, ACCOUNT.ID.eq(found.value1())).orElseThrow()));
    }

    /** Writes down that the caller signed in. */
    public void signedIn(Call call) {
        database.run(call.body(), sql -> AuditLog.write(sql, call, "signed-in",
                AuditLog.Subject.of("account", call.account().orElseThrow(Refused::notAllowed).value()), Map.of(), Map.of()));
    }
}
