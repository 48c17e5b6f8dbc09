package collegium.requirements;

import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SCHEME_EDIT;
import static collegium.database.tenant.Tables.SCHEME_UNFINISHED;
import static collegium.database.tenant.Tables.SCHEME_VERSION;

import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.requirements.engine.Scheme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Schemes and the texts of their versions, as rows. */
final class DraftStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private DraftStore() {}

    static List<SchemeVersion> versions(DSLContext sql, UUID scheme) {
        return sql.selectFrom(SCHEME_VERSION)
                .where(SCHEME_VERSION.SCHEME_ID.eq(scheme))
                .orderBy(SCHEME_VERSION.STATUS.desc(), SCHEME_VERSION.EFFECTIVE_FROM, SCHEME_VERSION.NUMBER)
                .fetch(DraftStore::version);
    }

    static SchemeVersion version(Record found) {
        return new SchemeVersion(found.get(SCHEME_VERSION.ID), new SchemeId(found.get(SCHEME_VERSION.SCHEME_ID)), found.get(SCHEME_VERSION.NUMBER),
                found.get(SCHEME_VERSION.EFFECTIVE_FROM), found.get(SCHEME_VERSION.SOURCE), found.get(SCHEME_VERSION.EDIT),
                found.get(SCHEME_VERSION.CHANGED_AT), Optional.ofNullable(found.get(SCHEME_VERSION.CHANGED_BY)).map(AccountId::new),
                Optional.ofNullable(found.get(SCHEME_VERSION.PUBLISHED_AT)));
    }

    /** The version, locked against two who save at once. */
    static Optional<SchemeVersion> locked(DSLContext sql, UUID id) {
        return sql.selectFrom(SCHEME_VERSION).where(SCHEME_VERSION.ID.eq(id)).forUpdate().fetchOptional(DraftStore::version);
    }

    static UUID schemeNamed(DSLContext sql, Call call, Scheme scheme, SchemeOutline.Authority authority) {
        return sql.select(SCHEME.ID).from(SCHEME).where(SCHEME.CODE.eq(scheme.id())).fetchOptional(found -> found.value1()).orElseGet(() -> {
            UUID fresh = call.freshId();
            sql.insertInto(SCHEME)
                    .set(SCHEME.ID, fresh).set(SCHEME.CODE, scheme.id()).set(SCHEME.NAME, scheme.title())
                    .set(SCHEME.AUTHORITY, authority.name().toLowerCase(Locale.ROOT)).set(SCHEME.CREATED_AT, call.at())
                    .execute();
            return fresh;
        });
    }

    static UUID begin(DSLContext sql, Call call, UUID scheme) {
        UUID fresh = call.freshId();
        int last = sql.select(DSL.coalesce(DSL.max(SCHEME_VERSION.NUMBER), 0)).from(SCHEME_VERSION).where(SCHEME_VERSION.SCHEME_ID.eq(scheme))
                .fetchSingle(found -> found.value1());
        sql.insertInto(SCHEME_VERSION)
                .set(SCHEME_VERSION.ID, fresh).set(SCHEME_VERSION.SCHEME_ID, scheme).set(SCHEME_VERSION.NUMBER, last + 1)
                .set(SCHEME_VERSION.STATUS, "draft").set(SCHEME_VERSION.EFFECTIVE_FROM, call.today()).set(SCHEME_VERSION.SOURCE, "")
                .set(SCHEME_VERSION.DOCUMENT, JSONB.valueOf("{}")).set(SCHEME_VERSION.DIGEST, "").set(SCHEME_VERSION.CREATED_AT, call.at())
                .set(SCHEME_VERSION.CHANGED_AT, call.at())
                .execute();
        return fresh;
    }

    /** Makes a text the draft; every text that it has had stays. A scheme of which nothing is published is called as its draft is. */
    static SchemeVersion keep(DSLContext sql, Call call, UUID id, LocalDate from, String document, String title) {
        sql.update(SCHEME_VERSION)
                .set(SCHEME_VERSION.EFFECTIVE_FROM, from)
                .set(SCHEME_VERSION.SOURCE, document)
                .set(SCHEME_VERSION.DOCUMENT, JSONB.valueOf(JSON.writeValueAsString(Map.of("yaml", document))))
                .set(SCHEME_VERSION.DIGEST, digest(document))
                .set(SCHEME_VERSION.EDIT, SCHEME_VERSION.EDIT.plus(1))
                .set(SCHEME_VERSION.CHANGED_AT, call.at())
                .set(SCHEME_VERSION.CHANGED_BY, by(call))
                .where(SCHEME_VERSION.ID.eq(id))
                .execute();
        SchemeVersion kept = sql.selectFrom(SCHEME_VERSION).where(SCHEME_VERSION.ID.eq(id)).fetchSingle(DraftStore::version);
        sql.insertInto(SCHEME_EDIT)
                .set(SCHEME_EDIT.VERSION_ID, id).set(SCHEME_EDIT.EDIT, kept.edit()).set(SCHEME_EDIT.SOURCE, document)
                .set(SCHEME_EDIT.CHANGED_AT, call.at()).set(SCHEME_EDIT.CHANGED_BY, by(call))
                .execute();
        boolean published = sql.fetchExists(SCHEME_VERSION, SCHEME_VERSION.SCHEME_ID.eq(kept.scheme().value()).and(SCHEME_VERSION.STATUS.eq("published")));
        if (!published) {
            sql.update(SCHEME).set(SCHEME.NAME, title).where(SCHEME.ID.eq(kept.scheme().value())).execute();
        }
        return kept;
    }

    /** The text that a draft had at an edit. */
    static Optional<String> textAt(DSLContext sql, UUID version, int edit) {
        return sql.select(SCHEME_EDIT.SOURCE).from(SCHEME_EDIT).where(SCHEME_EDIT.VERSION_ID.eq(version)).and(SCHEME_EDIT.EDIT.eq(edit))
                .fetchOptional(found -> found.value1());
    }

    static void keepUnfinished(DSLContext sql, Call call, UUID version, int base, String text) {
        call.account().ifPresent(account -> sql.insertInto(SCHEME_UNFINISHED)
                .set(SCHEME_UNFINISHED.VERSION_ID, version).set(SCHEME_UNFINISHED.ACCOUNT_ID, account).set(SCHEME_UNFINISHED.BASE, base)
                .set(SCHEME_UNFINISHED.SOURCE, text).set(SCHEME_UNFINISHED.CHANGED_AT, call.at())
                .onConflict(SCHEME_UNFINISHED.VERSION_ID, SCHEME_UNFINISHED.ACCOUNT_ID).doUpdate()
                .set(SCHEME_UNFINISHED.BASE, base).set(SCHEME_UNFINISHED.SOURCE, text).set(SCHEME_UNFINISHED.CHANGED_AT, call.at())
                .execute());
    }

    static Optional<SchemeDrafts.Unfinished> unfinished(DSLContext sql, Call call, UUID version) {
        return call.account().flatMap(account -> sql.selectFrom(SCHEME_UNFINISHED)
                .where(SCHEME_UNFINISHED.VERSION_ID.eq(version)).and(SCHEME_UNFINISHED.ACCOUNT_ID.eq(account))
                .fetchOptional(found -> new SchemeDrafts.Unfinished(found.getSource(), found.getBase(), found.getChangedAt())));
    }

    static void dropUnfinished(DSLContext sql, Call call, UUID version) {
        call.account().ifPresent(account -> sql.deleteFrom(SCHEME_UNFINISHED)
                .where(SCHEME_UNFINISHED.VERSION_ID.eq(version)).and(SCHEME_UNFINISHED.ACCOUNT_ID.eq(account)).execute());
    }

    static @Nullable UUID by(Call call) {
        return call.account().map(AccountId::value).orElse(null);
    }

    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
