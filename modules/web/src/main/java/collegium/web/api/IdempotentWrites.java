package collegium.web.api;

import static collegium.database.tenant.Tables.IDEMPOTENCY;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes that are sent again with the same {@code Idempotency-Key} are done once. The key is noted in the transaction of the write: of
 * two at the same time the second waits for the first, and then reads what that did; a write that was refused leaves no key behind.
 * Keys of one caller never meet those of another.
 */
@Component
class IdempotentWrites {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final JsonMapper JSON = JsonMapper.shared();
    private final TenantDatabase database;

    IdempotentWrites(TenantDatabase database) {
        this.database = database;
    }

    /** What a write did: which activity, at which of its member's revisions. The answer follows from it, and is the same each time. */
    record Done(UUID activity, long revision) {}

    /**
     * Does the work, unless the caller did it before under the key.
     *
     * @param request all that makes the request what it is; the same key with another is refused as {@code idempotency-key-reused}
     */
    Done once(Call call, Optional<String> key, Object request, Supplier<Done> work) {
        if (key.isEmpty()) {
            return work.get();
        }
        if (!KEY.matcher(key.get()).matches()) {
            throw Refused.invalid("idempotency-key-form", "Idempotency-Key");
        }
        byte[] digest = digest(request);
        return database.in(call.body(), sql -> {
            int fresh = sql.insertInto(IDEMPOTENCY)
                    .set(IDEMPOTENCY.CALLER, caller(call)).set(IDEMPOTENCY.KEY, key.get())
                    .set(IDEMPOTENCY.REQUEST_DIGEST, digest).set(IDEMPOTENCY.CREATED_AT, call.at())
                    .onConflictDoNothing().execute();
            if (fresh == 0) {
                return before(sql, call, key.get(), digest);
            }
            Done done = work.get();
            sql.update(IDEMPOTENCY).set(IDEMPOTENCY.OUTCOME, JSON.writeValueAsString(done))
                    .where(IDEMPOTENCY.CALLER.eq(caller(call))).and(IDEMPOTENCY.KEY.eq(key.get())).execute();
            return done;
        });
    }

    private static Done before(DSLContext sql, Call call, String key, byte[] digest) {
        var first = sql.selectFrom(IDEMPOTENCY).where(IDEMPOTENCY.CALLER.eq(caller(call))).and(IDEMPOTENCY.KEY.eq(key)).fetchSingle();
        if (!Arrays.equals(first.getRequestDigest(), digest)) {
            throw Refused.invalid("idempotency-key-reused", "Idempotency-Key");
        }
        return JSON.readValue(first.getOutcome(), Done.class);
    }

    private static String caller(Call call) {
        return switch (call.actor()) {
            case Actor.Client client -> client.id() + client.member().map(member -> "|" + member).orElse("");
            case Actor.Person person -> person.account().toString();
            case Actor.LinkHolder _, Actor.Job _ -> throw Refused.notAllowed();
        };
    }

    private static byte[] digest(Object request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
