package collegium.membership;

import static collegium.database.tenant.Tables.SETTING;

import collegium.kernel.Call;
import collegium.kernel.Id;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** What a body set for itself, by name; what it never set is for the module that asks to know. */
public final class BodySettings {

    private BodySettings() {}

    public static Optional<JSONB> read(DSLContext sql, String name) {
        return sql.select(SETTING.VALUE).from(SETTING).where(SETTING.NAME.eq(name)).fetchOptional(row -> row.value1());
    }

    /** Sets it inside the caller's transaction, and writes that down. Who may, was decided by the caller's own check. */
    public static void write(DSLContext sql, Call call, String name, JSONB value) {
        var row = sql.newRecord(SETTING);
        row.setName(name);
        row.setValue(value);
        row.setChangedAt(call.at());
        row.setChangedBy(call.account().map(Id::value).orElse(null));
        sql.insertInto(SETTING).set(row).onConflict(SETTING.NAME).doUpdate().set(row).execute();
        AuditLog.write(sql, call, "setting-changed", AuditLog.Subject.of("setting", call.freshId()), Map.of(), Map.of("setting", name));
    }
}
