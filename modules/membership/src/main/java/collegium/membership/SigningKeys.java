package collegium.membership;

import static collegium.database.tenant.Tables.SIGNING_KEY;

import collegium.database.DeploymentKey;
import collegium.database.TenantDatabase;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/**
 * The keys with which a body signs its tokens: one that signs, and those before it for as long as what they signed may still be
 * shown. Each lies in its body's own schema, the private part encrypted with the deployment's key and for that body alone.
 */
@Component
public class SigningKeys {

    /** Longer than any token lives that is checked by its signature. */
    private static final Duration STAYS = Duration.ofDays(1);

    private final TenantDatabase database;
    private final DeploymentKey deployment;

    SigningKeys(TenantDatabase database, DeploymentKey deployment) {
        this.database = database;
        this.deployment = deployment;
    }

    /** The key that signs now, with its private part; made where there is none yet. */
    public JWK signing(BodyId body, Instant at) {
        return database.in(body, sql -> {
            var current = sql.selectFrom(SIGNING_KEY).where(SIGNING_KEY.RETIRED_AT.isNull());
            return current.fetchOptional(found -> whole(body, found)).orElseGet(() -> {
                add(sql, body, at);
                // Another request may have been first: what is there is what signs.
                return current.fetchSingle(found -> whole(body, found));
            });
        });
    }

    /** What others check signatures with, public parts alone. */
    public List<JWK> checking(BodyId body, Instant at) {
        return database.in(body, sql -> sql.selectFrom(SIGNING_KEY)
                .where(SIGNING_KEY.RETIRED_AT.isNull().or(SIGNING_KEY.RETIRED_AT.gt(at.minus(STAYS))))
                .orderBy(SIGNING_KEY.CREATED_AT.desc(), SIGNING_KEY.ID)
                .fetch(found -> parse(found.get(SIGNING_KEY.PUBLIC_JWK))));
    }

    /** Signs with a new key from now on; what the one before signed stays good for as long as it lives. */
    public void rotate(Call call) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            sql.update(SIGNING_KEY).set(SIGNING_KEY.RETIRED_AT, call.at()).where(SIGNING_KEY.RETIRED_AT.isNull()).execute();
            sql.deleteFrom(SIGNING_KEY).where(SIGNING_KEY.RETIRED_AT.lt(call.at().minus(STAYS))).execute();
            add(sql, call.body(), call.at());
            AuditLog.write(sql, call, "signing-key-replaced", AuditLog.Subject.of("body", call.body().value()), Map.of(), Map.of());
        });
    }

    private void add(DSLContext sql, BodyId body, Instant at) {
        String id = UUID.randomUUID().toString();
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID(id).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256).generate();
            sql.insertInto(SIGNING_KEY)
                    .set(SIGNING_KEY.ID, id)
                    .set(SIGNING_KEY.ALGORITHM, JWSAlgorithm.ES256.getName())
                    .set(SIGNING_KEY.PUBLIC_JWK, key.toPublicJWK().toJSONString())
                    .set(SIGNING_KEY.PRIVATE_JWK_ENCRYPTED, deployment.encrypt(purpose(body, id), key.toJSONString().getBytes(StandardCharsets.UTF_8)))
                    .set(SIGNING_KEY.CREATED_AT, at)
                    .onConflictDoNothing()
                    .execute();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row copied to another body, or to another name, does not open. */
    private static String purpose(BodyId body, String id) {
        return "signing-key|" + body + "|" + id;
    }

    private JWK whole(BodyId body, Record found) {
        byte[] key = deployment.decrypt(purpose(body, found.get(SIGNING_KEY.ID)), found.get(SIGNING_KEY.PRIVATE_JWK_ENCRYPTED));
        return parse(new String(key, StandardCharsets.UTF_8));
    }

    private static JWK parse(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key in the database cannot be read.", e);
        }
    }
}
