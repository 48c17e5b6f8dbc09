package collegium.portfolios;

import static collegium.database.tenant.Tables.DRAFT;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;

/** What a person typed into a form and has not sent: one draft a form, the person's own. */
@Component
public class Drafts {

    private static final int MOST_CHARACTERS = 100_000;

    /** Of one person; the oldest makes room. */
    private static final int MOST = 50;

    private final TenantDatabase tenants;

    public Drafts(TenantDatabase tenants) {
        this.tenants = tenants;
    }

    /** What was typed, and when it was kept. */
    public record Draft(String form, Map<String, List<String>> fields, Instant savedAt) {}

    /** Keeps the fields as they were typed; the draft before is replaced. */
    public void save(Call call, String form, Map<String, List<String>> fields) {
        int length = fields.entrySet().stream()
                .mapToInt(f -> f.getKey().length() + f.getValue().stream().mapToInt(String::length).sum()).sum();
        if (form.length() > 100 || length > MOST_CHARACTERS) {
            throw Refused.invalid("too-long", "", Map.of("longest", MOST_CHARACTERS));
        }
        // PostgreSQL cannot keep a NUL; everything else stays as typed.
        String json = Json.write(fields).data().replace("\\u0000", "");
        tenants.run(call.body(), sql -> {
            sql.insertInto(DRAFT)
                    .set(DRAFT.ACCOUNT_ID, account(call)).set(DRAFT.FORM, form).set(DRAFT.CONTENT, JSONB.jsonb(json)).set(DRAFT.SAVED_AT, call.at())
                    .onConflict(DRAFT.ACCOUNT_ID, DRAFT.FORM).doUpdate()
                    .set(DRAFT.CONTENT, JSONB.jsonb(json)).set(DRAFT.SAVED_AT, call.at())
                    .execute();
            List<String> old = sql.select(DRAFT.FORM).from(DRAFT).where(DRAFT.ACCOUNT_ID.eq(account(call)))
                    .orderBy(DRAFT.SAVED_AT.desc(), DRAFT.FORM).offset(MOST).fetch(DRAFT.FORM);
            sql.deleteFrom(DRAFT).where(DRAFT.ACCOUNT_ID.eq(account(call))).and(DRAFT.FORM.in(old)).execute();
        });
    }

    /** The person's drafts of forms whose name begins so, the latest first. */
    public List<Draft> list(Call call, String prefix) {
        return tenants.in(call.body(), sql -> sql.selectFrom(DRAFT)
                .where(DRAFT.ACCOUNT_ID.eq(account(call))).and(DRAFT.FORM.startsWith(prefix))
                .orderBy(DRAFT.SAVED_AT.desc(), DRAFT.FORM)
                .fetch(row -> new Draft(row.getForm(), Json.form(row.getContent()), row.getSavedAt())));
    }

    public Optional<Map<String, List<String>>> find(Call call, String form) {
        return tenants.in(call.body(), sql -> sql.select(DRAFT.CONTENT).from(DRAFT)
                .where(DRAFT.ACCOUNT_ID.eq(account(call))).and(DRAFT.FORM.eq(form)).fetchOptional(row -> Json.form(row.value1())));
    }

    public void discard(Call call, String form) {
        tenants.run(call.body(), sql -> sql.deleteFrom(DRAFT).where(DRAFT.ACCOUNT_ID.eq(account(call))).and(DRAFT.FORM.eq(form)).execute());
    }

    private static AccountId account(Call call) {
        return call.account().orElseThrow(Refused::notAllowed);
    }
}
