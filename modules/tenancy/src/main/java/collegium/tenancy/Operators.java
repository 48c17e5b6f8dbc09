package collegium.tenancy;

import static collegium.database.platform.Tables.OPERATOR;
import static collegium.database.platform.Tables.OPERATOR_LINK;
import static org.jooq.impl.DSL.lower;

import collegium.database.PlatformDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Id;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** The accounts of those who run the platform; they see no member's record. */
@Component
public class Operators {

    private static final Duration LINK_LIFE = Duration.ofDays(2);
    private static final Duration RESET_LIFE = Duration.ofHours(2);
    private final PlatformDatabase platform;

    /** An operator; without a password until the one-time link was used. */
    public record Operator(AccountId id, String email, String name, Optional<String> passwordHash, boolean demo) {}

    public Operators(PlatformDatabase platform) {
        this.platform = platform;
    }

    public Optional<Operator> byEmail(String email) {
        if (!Names.acceptable(email)) {
            return Optional.empty();
        }
        return platform.in(sql -> sql.selectFrom(OPERATOR)
                .where(lower(OPERATOR.EMAIL).eq(email.strip().toLowerCase(Locale.ROOT)))
                .fetchOptional(Operators::operator));
    }

    public Optional<Operator> find(AccountId id) {
        return platform.in(sql -> sql.selectFrom(OPERATOR).where(OPERATOR.ID.eq(id.value())).fetchOptional(Operators::operator));
    }

    /** Makes an operator, or takes the one of that address, and a link with which a password is set, once, within two days. */
    public OneTimeToken invite(Operation operation, String email, String name) {
        operation.requireOperator();
        if (!email.contains("@") || !Names.acceptable(email) || !Names.acceptable(name)) {
            throw Refused.invalid("email-form", "email");
        }
        OneTimeToken token = OneTimeToken.fresh();
        platform.run(sql -> {
            AccountId id = byEmail(email).map(Operator::id).orElseGet(() -> insert(operation, email, name, Optional.empty(), false));
            link(sql, operation, id, token, LINK_LIFE);
            PlatformAudit.write(sql, operation, "operator-invited", null, Map.of(), Map.of("operator", id.toString()));
        });
        return token;
    }

    /** A link with which an operator who is there chooses another password, once, within two hours. */
    public OneTimeToken reset(Operation operation, Operator operator) {
        operation.requireOperator();
        OneTimeToken token = OneTimeToken.fresh();
        platform.run(sql -> {
            link(sql, operation, operator.id(), token, RESET_LIFE);
            PlatformAudit.write(sql, operation, "operator-reset-asked", null, Map.of(), Map.of("operator", operator.id().toString()));
        });
        return token;
    }

    private static void link(DSLContext sql, Operation operation, AccountId id, OneTimeToken token, Duration life) {
        sql.insertInto(OPERATOR_LINK)
                .set(OPERATOR_LINK.TOKEN_HASH, token.hash())
                .set(OPERATOR_LINK.OPERATOR_ID, id.value())
                .set(OPERATOR_LINK.CREATED_AT, operation.at())
                .set(OPERATOR_LINK.EXPIRES_AT, operation.at().plus(life))
                .execute();
    }

    /** Makes the operator of a demonstration, with a password that everybody is told. */
    public void createForDemonstration(Operation operation, String email, String name, String passwordHash) {
        operation.requireOperator();
        platform.run(_ -> {
            if (byEmail(email).isEmpty()) {
                insert(operation, email, name, Optional.of(passwordHash), true);
            }
        });
    }

    private AccountId insert(Operation operation, String email, String name, Optional<String> passwordHash, boolean demo) {
        AccountId id = new AccountId(Id.fresh(operation.at()));
        platform.run(sql -> sql.insertInto(OPERATOR)
                .set(OPERATOR.ID, id.value())
                .set(OPERATOR.EMAIL, email.strip())
                .set(OPERATOR.NAME, name.strip())
                .set(OPERATOR.PASSWORD_HASH, passwordHash.orElse(null))
                .set(OPERATOR.DEMO, demo)
                .set(OPERATOR.CREATED_AT, operation.at())
                .execute());
        return id;
    }

    /** Whether the link can still be used. */
    public boolean usable(String token, Instant at) {
        return platform.in(sql -> sql.fetchExists(OPERATOR_LINK,
                OPERATOR_LINK.TOKEN_HASH.eq(OneTimeToken.of(token).hash()).and(OPERATOR_LINK.USED_AT.isNull()).and(OPERATOR_LINK.EXPIRES_AT.gt(at))));
    }

    /**
     * Sets the password with the link, which is used up by it, as is every other link of theirs; refused where the link was used, is too
     * old or never was. Returns whose it was, so that their sessions can be ended.
     */
    public AccountId setPassword(String token, String passwordHash, Instant at) {
        return platform.in(sql -> {
            var operator = sql.update(OPERATOR_LINK)
                    .set(OPERATOR_LINK.USED_AT, at)
                    .where(OPERATOR_LINK.TOKEN_HASH.eq(OneTimeToken.of(token).hash()))
                    .and(OPERATOR_LINK.USED_AT.isNull())
                    .and(OPERATOR_LINK.EXPIRES_AT.gt(at))
                    .returningResult(OPERATOR_LINK.OPERATOR_ID)
                    .fetchOptional(row -> row.value1())
                    .orElseThrow(() -> Refused.conflict("link-used-or-expired"));
            sql.update(OPERATOR_LINK).set(OPERATOR_LINK.USED_AT, at)
                    .where(OPERATOR_LINK.OPERATOR_ID.eq(operator)).and(OPERATOR_LINK.USED_AT.isNull()).execute();
            String name = sql.update(OPERATOR).set(OPERATOR.PASSWORD_HASH, passwordHash).where(OPERATOR.ID.eq(operator))
                    .returningResult(OPERATOR.NAME).fetchSingle(row -> row.value1());
            PlatformAudit.write(sql, new Operation(new Actor.LinkHolder(name), at), "operator-password-set", null, Map.of(),
                    Map.of("operator", operator.toString()));
            return new AccountId(operator);
        });
    }

    private static Operator operator(Record row) {
        return new Operator(new AccountId(row.get(OPERATOR.ID)), row.get(OPERATOR.EMAIL), row.get(OPERATOR.NAME),
                Optional.ofNullable(row.get(OPERATOR.PASSWORD_HASH)), row.get(OPERATOR.DEMO));
    }
}
