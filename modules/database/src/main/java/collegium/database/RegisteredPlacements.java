package collegium.database;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.TENANT_SCHEMA;

import collegium.kernel.BodyId;
import collegium.kernel.Refused;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Placements from the registry, remembered: a body's schema never changes while it lives on one server. */
final class RegisteredPlacements implements Placements {

    private final PlatformDatabase platform;
    private final Map<BodyId, Placement> known = new ConcurrentHashMap<>();

    RegisteredPlacements(PlatformDatabase platform) {
        this.platform = platform;
    }

    @Override
    public Placement of(BodyId body) {
        return known.computeIfAbsent(body, this::look);
    }

    private Placement look(BodyId body) {
        return platform.in(sql -> sql
                .select(TENANT_SCHEMA.SCHEMA_NAME, TENANT_SCHEMA.ROLE_NAME)
                .from(BODY)
                .join(TENANT_SCHEMA).on(TENANT_SCHEMA.SCHEMA_NAME.eq(BODY.SCHEMA_NAME))
                .where(BODY.ID.eq(body))
                .fetchOptional(row -> new Placement(row.value1(), row.value2()))
                .orElseThrow(Refused::notFound));
    }
}
