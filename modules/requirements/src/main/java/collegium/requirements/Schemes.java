package collegium.requirements;

import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SCHEME_VERSION;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import collegium.requirements.schemes.Examples;
import collegium.requirements.schemes.Reading;
import collegium.requirements.schemes.SchemeDocuments;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A body's schemes and their versions: written as drafts, immutable once published. */
@Component
public class Schemes {

    private static final int LONGEST = 1_000_000;
    /** Past so many all are forgotten and made again as they are asked for. */
    private static final int MOST_JUDGES = 500;
    private static final int MOST_READ = 16;

    private final TenantDatabase database;
    private final ApplicationEventPublisher events;
    private final Map<Key, Judge> composed = new ConcurrentHashMap<>();

    private final Map<String, Scheme> lastRead = new LinkedHashMap<>(MOST_READ, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Scheme> eldest) {
            return size() > MOST_READ;
        }
    };

    /** What a composed scheme is made of: documents never change once published, so neither does it. */
    private record Key(BodyId body, SchemeId scheme, List<PublishedVersion> versions) {}

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
                        DraftStore.versions(sql, found.getId()).stream().filter(version -> drafts || !version.draft()).toList())));
    }

    /** One scheme with its versions; refused as not found where the body has none of that id. */
    public SchemeOutline find(Call call, SchemeId id) {
        return all(call).stream().filter(scheme -> scheme.id().equals(id)).findFirst().orElseThrow(Refused::notFound);
    }

    /** Reads a document without keeping anything. */
    public Reading<Scheme> check(Call call, String document) {
        call.require(Role.ADMINISTRATOR);
        return read(document);
    }

    static Reading<Scheme> read(String document) {
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
            UUID id = DraftStore.schemeNamed(sql, call, scheme, authority);
            Optional<SchemeVersion> before = DraftStore.versions(sql, id).stream().filter(SchemeVersion::draft).findFirst();
            if (before.isPresent() && expectedEdit.isPresent() && before.get().edit() != expectedEdit.get()) {
                throw Refused.conflict("changed-meanwhile");
            }
            UUID kept = before.map(SchemeVersion::id).orElseGet(() -> DraftStore.begin(sql, call, id));
            AuditLog.write(sql, call, "draft-saved", AuditLog.Subject.of("scheme-version", kept), Map.of(), Map.of("scheme", scheme.id()));
            return new Drafted.Kept(DraftStore.keep(sql, call, kept, from, document, scheme.title()), false);
        });
    }

    /**
     * Makes a draft immutable and in force from its day. Refused: what is no draft; a day on or before that of the version before,
     * whose verdicts would be rewritten; a day that another version has; a scheme whose own examples come out otherwise.
     */
    public void publish(Call call, UUID id, LocalDate from) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> published(sql, call, SchemeDrafts.draft(sql, id), from, call.account(), Map.of()));
    }

    /** Publishes a draft that the caller has locked. */
    void published(DSLContext sql, Call call, SchemeVersion draft, LocalDate from, Optional<AccountId> by, Map<String, Object> facts) {
        Faults faults = new Faults();
        checked(sql, draft, from, faults);
        faults.refuse();
        sql.update(SCHEME)
                .set(SCHEME.NAME, SchemeDocuments.read(draft.source()).orThrow().title())
                .where(SCHEME.ID.eq(draft.scheme().value()))
                .execute();
        sql.update(SCHEME_VERSION)
                .set(SCHEME_VERSION.STATUS, "published").set(SCHEME_VERSION.EFFECTIVE_FROM, from)
                .set(SCHEME_VERSION.PUBLISHED_AT, call.at())
                .set(SCHEME_VERSION.PUBLISHED_BY, by.map(AccountId::value).orElse(null))
                .where(SCHEME_VERSION.ID.eq(draft.id()))
                .execute();
        Publications.drop(sql, draft.id());
        Map<String, Object> written = new TreeMap<>(facts);
        written.put("number", draft.number());
        written.put("from", from.toString());
        AuditLog.write(sql, call, "scheme-published", AuditLog.Subject.of("scheme-version", draft.id()), Map.of(), written);
        events.publishEvent(new SchemePublished(call, draft.scheme(), draft.id(), from));
    }

    /** Adds what stands against publishing the draft from the day. */
    static void checked(DSLContext sql, SchemeVersion draft, LocalDate from, Faults faults) {
        Optional<SchemeVersion> last = DraftStore.versions(sql, draft.scheme().value()).stream().filter(version -> !version.draft()).reduce((_, later) -> later);
        if (last.isPresent() && !from.isAfter(last.get().from())) {
            faults.add("version-too-early", "from", Map.of("after", last.get().from()));
        }
        // A draft was read when it was kept, by whichever release of the product that was.
        if (read(draft.source()).value().isEmpty()) {
            faults.add("draft-has-faults", "document");
            return;
        }
        Examples.judged(draft.source()).forEach(outcome -> outcome.faults().forEach(fault ->
                faults.add("example-fails", "examples", Map.of("what", fault.problem()))));
    }

    /** The scheme with all its published versions, as it is judged by; empty while nothing of it is published. */
    public Optional<Scheme> judgedBy(Call call, SchemeId id) {
        return rules(call, id, _ -> true).map(rules -> rules.judge().scheme());
    }

    /**
     * What is judged by, with those of its published versions that were known: all of them now, or those that a past verdict was judged
     * by; empty where none was. The same judge for the same versions, since preparing it costs as much as many judgements.
     */
    public Optional<Rules> rules(Call call, SchemeId id, Predicate<PublishedVersion> known) {
        return database.in(call.body(), sql -> {
            var found = sql.select(SCHEME_VERSION.ID, SCHEME_VERSION.NUMBER, SCHEME_VERSION.EFFECTIVE_FROM, SCHEME_VERSION.PUBLISHED_AT, SCHEME.NAME)
                    .from(SCHEME_VERSION).join(SCHEME).on(SCHEME.ID.eq(SCHEME_VERSION.SCHEME_ID))
                    .where(SCHEME_VERSION.SCHEME_ID.eq(id.value())).and(SCHEME_VERSION.PUBLISHED_AT.isNotNull())
                    .orderBy(SCHEME_VERSION.EFFECTIVE_FROM, SCHEME_VERSION.NUMBER).fetch();
            List<PublishedVersion> published = found.map(row -> new PublishedVersion(row.value1(), row.value2(), row.value3(), row.value4()))
                    .stream().filter(known).toList();
            return published.isEmpty() ? Optional.empty() : Optional.of(new Rules(id, found.getFirst().value5(), published, judge(sql, call, id, published)));
        });
    }

    private Judge judge(DSLContext sql, Call call, SchemeId id, List<PublishedVersion> published) {
        Key key = new Key(call.body(), id, published);
        Judge before = composed.get(key);
        if (before != null) {
            return before;
        }
        if (composed.size() >= MOST_JUDGES) {
            composed.clear();
        }
        List<UUID> ids = published.stream().map(PublishedVersion::id).toList();
        Judge made = Judge.of(compose(DraftStore.versions(sql, id.value()).stream().filter(version -> ids.contains(version.id())).toList()));
        composed.put(key, made);
        return made;
    }

    private static Scheme compose(List<SchemeVersion> published) {
        return Composition.of(published.stream()
                .map(version -> new Composition.Part(version.number(), version.from(), SchemeDocuments.read(version.source()).orThrow()))
                .toList());
    }

    /**
     * The scheme as it would be if this version alone were in force, whatever its day: what a draft is tried by. Refused as not
     * found for who may not see it.
     */
    public Scheme alone(Call call, SchemeVersion version) {
        if (version.draft()) {
            call.require(Role.ADMINISTRATOR);
        }
        return Composition.alone(document(version));
    }

    /** The rules of a version, as its document has them on the day, in sentences that members read; a draft's for administrators. */
    public List<Sentence> sentences(Call call, SchemeVersion version, LocalDate day) {
        if (version.draft()) {
            call.require(Role.ADMINISTRATOR);
        }
        return Judge.of(document(version)).sentences(day);
    }

    /** A page asks for the same document several times over; what it says follows from its text alone. */
    private Scheme document(SchemeVersion version) {
        synchronized (lastRead) {
            return lastRead.computeIfAbsent(version.source(), text -> SchemeDocuments.read(text).orThrow());
        }
    }
}
