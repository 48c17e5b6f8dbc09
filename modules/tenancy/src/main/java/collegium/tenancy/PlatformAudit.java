package collegium.tenancy;

import static collegium.database.platform.Tables.PLATFORM_AUDIT_LOG;

import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Id;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what operators do; nobody who serves requests can change or remove a row. */
final class PlatformAudit {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PlatformAudit() {}

    static void write(
            DSLContext sql, Operation operation, String act, @Nullable BodyId body, Map<String, String> before, Map<String, String> after) {
        sql.insertInto(PLATFORM_AUDIT_LOG)
                .set(PLATFORM_AUDIT_LOG.ID, Id.fresh(operation.at()))
                .set(PLATFORM_AUDIT_LOG.AT, operation.at())
                .set(PLATFORM_AUDIT_LOG.ACT, act)
                .set(PLATFORM_AUDIT_LOG.ACTOR_ID, operation.actor() instanceof Actor.Person person ? person.account().value() : null)
                .set(PLATFORM_AUDIT_LOG.ACTOR_NAME, operation.actor().name())
                .set(PLATFORM_AUDIT_LOG.BODY_ID, body)
                .set(PLATFORM_AUDIT_LOG.BEFORE, JSONB.valueOf(JSON.writeValueAsString(before)))
                .set(PLATFORM_AUDIT_LOG.AFTER, JSONB.valueOf(JSON.writeValueAsString(after)))
                .execute();
    }
}
