package collegium.notifications;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.MEMBER;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Account;
import collegium.membership.Accounts;
import collegium.membership.Member;
import collegium.membership.Members;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.Condition;

/** Lets people in by mail: an account, and a link in a message of the same transaction with which a password is set, once. */
public final class Invitations {

    /** So many members are invited in one go: each is an account, a link and a message. */
    public static final int AT_ONCE = 200;

    private final TenantDatabase tenants;
    private final PlatformDatabase platform;
    private final MailSettings settings;
    private final Accounts accounts;
    private final Members members;
    private final Outbox outbox;

    Invitations(TenantDatabase tenants, PlatformDatabase platform, MailSettings settings, Accounts accounts, Members members, Outbox outbox) {
        this.tenants = tenants;
        this.platform = platform;
        this.settings = settings;
        this.accounts = accounts;
        this.members = members;
        this.outbox = outbox;
    }

    /** Opens an account with these roles and invites its person; refused as {@link Accounts#open} refuses. */
    public AccountId invite(Call call, String email, String name, Set<Role> roles) {
        call.require(Role.ADMINISTRATOR);
        return tenants.in(call.body(), _ -> {
            AccountId id = accounts.open(call, email, name, roles);
            send(call, id);
            return id;
        });
    }

    /** Sends a new link, which ends the one before. Refused: somebody who has a password already, and who is locked out. */
    public void again(Call call, AccountId id) {
        call.require(Role.ADMINISTRATOR);
        tenants.run(call.body(), _ -> {
            Account account = accounts.find(call.body(), id).orElseThrow(Refused::notFound);
            if (account.passwordHash().isPresent()) {
                throw Refused.conflict("already-has-password");
            }
            if (account.locked()) {
                throw Refused.conflict("account-is-locked");
            }
            send(call, id);
        });
    }

    /**
     * Opens an account for a member at the address that the body has, and invites them. Refused: a member without an address
     * ({@code member-without-email}), with an account ({@code member-has-account}), or whose address is another account's.
     */
    public AccountId invite(Call call, MemberId member) {
        call.require(Role.ADMINISTRATOR);
        return tenants.in(call.body(), _ -> {
            Member found = members.find(call, member);
            String email = found.email().orElseThrow(() -> Refused.conflict("member-without-email"));
            AccountId id = accounts.open(call, email, found.name(), Set.of(Role.MEMBER));
            accounts.attach(call, id, member);
            send(call, id);
            return id;
        });
    }

    /** How many members have an address and neither an account nor left, so that they could be invited. */
    public int uninvited(Call call) {
        call.require(Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql.fetchCount(MEMBER, invitable(call)));
    }

    /** Invites the next {@link #AT_ONCE} of them, by name. Returns how many it were. */
    public int inviteMembers(Call call) {
        call.require(Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> {
            List<MemberId> next = sql.select(MEMBER.ID).from(MEMBER).where(invitable(call))
                    .orderBy(MEMBER.SORT_NAME, MEMBER.ID).limit(AT_ONCE).fetch(found -> found.value1());
            // Two members of one address: the first is invited, the other needs an address of their own.
            Set<String> seen = new HashSet<>();
            int invited = 0;
            for (MemberId member : next) {
                if (seen.add(members.find(call, member).email().orElse("").toLowerCase(Locale.ROOT))) {
                    invite(call, member);
                    invited++;
                }
            }
            return invited;
        });
    }

    private static Condition invitable(Call call) {
        return MEMBER.EMAIL.isNotNull().and(MEMBER.ACCOUNT_ID.isNull()).and(MEMBER.ERASED_AT.isNull())
                .and(MEMBER.LEFT_ON.isNull().or(MEMBER.LEFT_ON.gt(call.today())))
                .and(notExists(selectOne().from(ACCOUNT).where(lower(ACCOUNT.EMAIL).eq(lower(MEMBER.EMAIL)))));
    }

    private void send(Call call, AccountId id) {
        OneTimeToken token = accounts.link(call, id, true);
        String origin = Face.of(platform, settings, call.body()).origin();
        tenants.run(call.body(), sql -> outbox.add(sql, call, NewMessage.now(MessageKind.INVITATION, new Recipient.ToAccount(id),
                Facts.none().text("link", origin + "/set-password/" + token.value()), call.at())));
    }
}
