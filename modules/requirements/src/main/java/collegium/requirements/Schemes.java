package collegium.requirements;

import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SCHEME_VERSION;

import collegium.database.TenantDatabase;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import collegium.requirements.schemes.Reading;
import collegium.requirements.schemes.SchemeDocuments;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A body's schemes and their versions: written as drafts, immutable once published. */
@Component
public class Schemes {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 1_000_000;
    /** Past so many all are forgotten and made again as they are asked for. */
    private static final int MOST_JUDGES = 500;

    private final TenantDatabase database;
    private final ApplicationEventPublisher events;
    private final Map<Key, Judge> composed = new ConcurrentHashMap<>();

    /** What a composed scheme is made of: documents never change once published, so neither does it. */
    private record Key(BodyId body, SchemeId scheme, List<String> digests) {}

    public Schemes(TenantDatabase database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** Every scheme of the body, its own first, with all versions; drafts only for administrators. */
    public List<SchemeOutline> all(Call call) {
        boolean drafts = call.has(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.selectFrom(SCHEME).orderBy(SCHEME.AUTHORITY, SCHEME.NAME).fetch(found ->
                new SchemeOutline(new SchemeId(found.getId()), found.getCode(), found.getName(),
                        SchemeOutline.Authority.valueOf(found.getAuthority().toUpperCase(Locale.ROOT)),
                        versions(sql, found.getId()).stream().filter(version -> drafts || !version.draft()).toList())));
    }

    /** One scheme with its versions; refused as not found where the body has none of that id. */
    public SchemeOutline find(Call call, SchemeId id) {
        return all(call).stream().filter(scheme -> scheme.id().equals(id)).findFirst().orElseThrow(Refused::notFound);
    }

    private static List<SchemeVersion> versions(DSLContext sql, UUID scheme) {
        return sql.selectFrom(SCHEME_VERSION)
                .where(SCHEME_VERSION.SCHEME_ID.eq(scheme))
                .orderBy(SCHEME_VERSION.STATUS.desc(), SCHEME_VERSION.EFFECTIVE_FROM, SCHEME_VERSION.NUMBER)
                .fetch(Schemes::version);
    }

    private static SchemeVersion version(Record found) {
        return new SchemeVersion(found.get(SCHEME_VERSION.ID), new SchemeId(found.get(SCHEME_VERSION.SCHEME_ID)), found.get(SCHEME_VERSION.NUMBER),
                found.get(SCHEME_VERSION.EFFECTIVE_FROM), found.get(SCHEME_VERSION.SOURCE), found.get(SCHEME_VERSION.EDIT),
                found.get(SCHEME_VERSION.CHANGED_AT), Optional.ofNullable(found.get(SCHEME_VERSION.PUBLISHED_AT)));
    }

    /** Reads a document without keeping anything. */
    public Reading<Scheme> check(Call call, String document) {
        call.require(Role.ADMINISTRATOR);
        return read(document);
    }

    private static Reading<Scheme> read(String document) {
        if (document.length() > LONGEST) {
            throw Refused.invalid("text-too-long", "document", Map.of("longest", LONGEST));
        }
        return SchemeDocuments.read(document);
    }

    /**
     * Keeps a document as the draft of the scheme that it names; a scheme of a new name begins with it. A document with faults is
     * not kept, and all of them are said.
     *
     * @param expectedEdit of the draft that the administrator began from; refused as {@code changed-meanwhile} where another saved since
     */
    public Drafted draft(Call call, String document, SchemeOutline.Authority authority, LocalDate from, Optional<Integer> expectedEdit) {
        call.require(Role.ADMINISTRATOR);
        Reading<Scheme> reading = read(document);
        if (reading.value().isEmpty()) {
            return new Drafted.Faulty(reading.faults());
        }
        Scheme scheme = reading.value().get();
        return database.in(call.body(), sql -> {
            UUID id = schemeNamed(sql, call, scheme, authority);
            Optional<SchemeVersion> before = versions(sql, id).stream().filter(SchemeVersion::draft).findFirst();
            if (before.isPresent() && expectedEdit.isPresent() && before.get().edit() != expectedEdit.get()) {
                throw Refused.conflict("changed-meanwhile");
            }
            UUID kept = before.map(SchemeVersion::id).orElseGet(() -> begin(sql, call, id));
            sql.update(SCHEME_VERSION)
                    .set(SCHEME_VERSION.EFFECTIVE_FROM, from)
                    .set(SCHEME_VERSION.SOURCE, document)
                    .set(SCHEME_VERSION.DOCUMENT, JSONB.valueOf(JSON.writeValueAsString(Map.of("yaml", document))))
                    .set(SCHEME_VERSION.DIGEST, digest(document))
                    .set(SCHEME_VERSION.EDIT, SCHEME_VERSION.EDIT.plus(1))
                    .set(SCHEME_VERSION.CHANGED_AT, call.at())
                    .set(SCHEME_VERSION.CHANGED_BY, call.account().map(account -> account.value()).orElse(null))
                    .where(SCHEME_VERSION.ID.eq(kept))
                    .execute();
            AuditLog.write(sql, call, "draft-saved", AuditLog.Subject.of("scheme-version", kept), Map.of(), Map.of("scheme", scheme.id()));
            return new Drafted.Kept(versions(sql, id).stream().filter(version -> version.id().equals(kept)).findFirst().orElseThrow());
        });
    }

    private static UUID schemeNamed(DSLContext sql, Call call, Scheme scheme, SchemeOutline.Authority authority) {
        return sql.select(SCHEME.ID).from(SCHEME).where(SCHEME.CODE.eq(scheme.id())).fetchOptional(found -> found.value1()).orElseGet(() -> {
            UUID fresh = call.freshId();
            sql.insertInto(SCHEME)
                    .set(SCHEME.ID, fresh).set(SCHEME.CODE, scheme.id()).set(SCHEME.NAME, scheme.title())
                    .set(SCHEME.AUTHORITY, authority.name().toLowerCase(Locale.ROOT)).set(SCHEME.CREATED_AT, call.at())
                    .execute();
            return fresh;
        });
    }

    private static UUID begin(DSLContext sql, Call call, UUID scheme) {
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

    /**
     * Makes a draft immutable and in force from its day. Refused: what is no draft; a day on or before that of the version before,
     * whose verdicts would be rewritten; a day that another version has.
     */
    public void publish(Call call, UUID id, LocalDate from) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            SchemeVersion draft = sql.selectFrom(SCHEME_VERSION).where(SCHEME_VERSION.ID.eq(id)).forUpdate()
                    .fetchOptional(Schemes::version).orElseThrow(Refused::notFound);
            if (!draft.draft()) {
                throw Refused.conflict("already-published");
            }
            Optional<SchemeVersion> last = versions(sql, draft.scheme().value()).stream().filter(version -> !version.draft()).reduce((_, later) -> later);
            if (last.isPresent() && !from.isAfter(last.get().from())) {
                throw Refused.invalid("version-too-early", "from", Map.of("after", last.get().from().toString()));
            }
            sql.update(SCHEME_VERSION)
                    .set(SCHEME_VERSION.STATUS, "published").set(SCHEME_VERSION.EFFECTIVE_FROM, from)
                    .set(SCHEME_VERSION.PUBLISHED_AT, call.at())
                    .set(SCHEME_VERSION.PUBLISHED_BY, call.account().map(account -> account.value()).orElse(null))
                    .where(SCHEME_VERSION.ID.eq(id))
                    .execute();
            AuditLog.write(sql, call, "scheme-published", AuditLog.Subject.of("scheme-version", id), Map.of(),
                    Map.of("number", draft.number(), "from", from.toString()));
            events.publishEvent(new SchemePublished(call, draft.scheme(), id, from));
        });
    }

    /** The scheme with all its published versions, as it is judged by; empty while nothing of it is published. */
    public Optional<Scheme> judgedBy(Call call, SchemeId id) {
        return judge(call, id, _ -> true).map(Judge::scheme);
    }

    /**
     * Who judges by those of its published versions that were known: all of them now, or those that a past verdict was judged by. The
     * same one for the same versions, since preparing it costs as much as many judgements.
     */
    public Optional<Judge> judge(Call call, SchemeId id, Predicate<SchemeVersion> known) {
        return database.in(call.body(), sql -> {
            List<SchemeVersion> published = versions(sql, id.value()).stream().filter(version -> !version.draft()).filter(known).toList();
            if (published.isEmpty()) {
                return Optional.empty();
            }
            Key key = new Key(call.body(), id, published.stream().map(version -> version.from() + " " + digest(version.source())).toList());
            if (composed.size() >= MOST_JUDGES) {
                composed.clear();
            }
            return Optional.of(composed.computeIfAbsent(key, _ -> Judge.of(compose(published))));
        });
    }

    private static Scheme compose(List<SchemeVersion> published) {
        return Composition.of(published.stream()
                .map(version -> new Composition.Part(version.number(), version.from(), SchemeDocuments.read(version.source()).orThrow()))
                .toList());
    }

    /** The rules of a version as sentences that members read; a draft's for administrators. */
    public List<Sentence> sentences(Call call, SchemeVersion version) {
        if (version.draft()) {
            call.require(Role.ADMINISTRATOR);
        }
        return Judge.of(SchemeDocuments.read(version.source()).orThrow()).sentences(version.from());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
