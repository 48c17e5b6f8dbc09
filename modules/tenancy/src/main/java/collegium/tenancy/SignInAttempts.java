package collegium.tenancy;

import static collegium.database.platform.Tables.SIGN_IN_ATTEMPT;

import collegium.database.DeploymentKey;
import collegium.database.PlatformDatabase;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * How often somebody may fail to sign in: few times an account, more times an address (a whole office may share one). What is
 * kept is a keyed hash of scope and name, never the name itself.
 */
@Component
public class SignInAttempts {

    /** Failures within the window after which an account, or an address, has to wait. */
    public static final int PER_ACCOUNT = 8;
    public static final int PER_ADDRESS = 60;
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private final PlatformDatabase platform;
    private final DeploymentKey key;

    public SignInAttempts(PlatformDatabase platform, DeploymentKey key) {
        this.platform = platform;
        this.key = key;
    }

    /** Refuses, before any password is looked at, who failed too often. The scope is the body's slug, or empty for the platform. */
    public void check(String scope, String account, String address, Instant at) {
        boolean waits = platform.in(sql -> failures(sql, accountKey(scope, account), at) >= PER_ACCOUNT
                || failures(sql, addressKey(address), at) >= PER_ADDRESS);
        if (waits) {
            throw new Refused(Refused.Category.TOO_MANY, List.of(new Refused.Fault("too-many-attempts", "", Map.of())));
        }
    }

    private static int failures(DSLContext sql, byte[] of, Instant at) {
        return sql.fetchCount(SIGN_IN_ATTEMPT, SIGN_IN_ATTEMPT.KEY.eq(of).and(SIGN_IN_ATTEMPT.FAILED_AT.gt(at.minus(WINDOW))));
    }

    public void failed(String scope, String account, String address, Instant at) {
        platform.run(sql -> {
            for (byte[] of : List.of(accountKey(scope, account), addressKey(address))) {
                sql.insertInto(SIGN_IN_ATTEMPT, SIGN_IN_ATTEMPT.KEY, SIGN_IN_ATTEMPT.FAILED_AT, SIGN_IN_ATTEMPT.ID)
                        .values(of, at, Id.fresh(at)).execute();
            }
        });
    }

    /** A right password makes the account's failures forgotten, not the address's. */
    public void succeeded(String scope, String account) {
        platform.run(sql -> sql.deleteFrom(SIGN_IN_ATTEMPT).where(SIGN_IN_ATTEMPT.KEY.eq(accountKey(scope, account))).execute());
    }

    /** Removes what no longer bears on anything. */
    public void prune(Instant at) {
        platform.run(sql -> sql.deleteFrom(SIGN_IN_ATTEMPT).where(SIGN_IN_ATTEMPT.FAILED_AT.lt(at.minus(WINDOW))).execute());
    }

    private byte[] accountKey(String scope, String account) {
        return hash("account|" + scope + "|" + account.strip().toLowerCase(Locale.ROOT));
    }

    private byte[] addressKey(String address) {
        return hash("address|" + address);
    }

    private byte[] hash(String text) {
        return key.password("sign-in-attempt:" + text).getBytes(StandardCharsets.US_ASCII);
    }
}
