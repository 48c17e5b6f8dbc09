package collegium.requirements;

import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SCHEME_VERSION;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Version;
import collegium.requirements.schemes.Fault;
import collegium.requirements.schemes.FourQuestions;
import collegium.requirements.schemes.Merging;
import collegium.requirements.schemes.NewFact;
import collegium.requirements.schemes.PeriodForm;
import collegium.requirements.schemes.Reading;
import collegium.requirements.schemes.RuleForm;
import collegium.requirements.schemes.RuleForms;
import collegium.requirements.schemes.RuleKey;
import collegium.requirements.schemes.SchemeDocuments;
import collegium.requirements.schemes.SchemeText;
import collegium.requirements.schemes.ShippedSchemes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Drafts of schemes: begun, written rule by rule or as a document, kept as one goes, thrown away. A draft always reads without
 * fault; what somebody typed that does not is kept beside it as typed. Several may write at once: what they change in different
 * rules is put together, what they change in the same one is shown to who comes second.
 */
@Component
public class SchemeDrafts {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_VALUES = 100;

    private final TenantDatabase database;

    /** What somebody typed that is not the draft yet, and the edit of the draft that it began from. */
    public record Unfinished(String text, int base, Instant at) {}

    SchemeDrafts(TenantDatabase database) {
        this.database = database;
    }

    /** Begins a scheme by the answers to the four questions. */
    public SchemeVersion begin(Call call, FourQuestions answers, SchemeOutline.Authority authority) {
        call.require(Role.ADMINISTRATOR);
        titled(answers.title());
        return database.in(call.body(), sql -> fresh(sql, call, answers.document(freeCode(sql, answers.title())), authority, answers.firstDay()));
    }

    /** Begins a scheme as one of the shipped ones; refused as not found where there is none of that id. */
    public SchemeVersion adopt(Call call, String shipped, String title, SchemeOutline.Authority authority, LocalDate from) {
        call.require(Role.ADMINISTRATOR);
        titled(title);
        String document = ShippedSchemes.document(shipped).orElseThrow(Refused::notFound);
        return database.in(call.body(), sql -> {
            String named = SchemeText.of(document, from).flatMap(text -> text.named(freeCode(sql, title), title.strip())).orElseThrow().text();
            return fresh(sql, call, named, authority, from);
        });
    }

    /** Begins the next version as the last published one; the draft that there is already, where there is one. */
    public SchemeVersion next(Call call, SchemeId scheme) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> {
            List<SchemeVersion> versions = DraftStore.versions(sql, scheme.value());
            Optional<SchemeVersion> draft = versions.stream().filter(SchemeVersion::draft).findFirst();
            SchemeVersion last = versions.stream().filter(version -> !version.draft()).reduce((_, later) -> later).or(() -> draft).orElseThrow(Refused::notFound);
            return draft.orElseGet(() -> {
                LocalDate year = last.from().plusYears(1);
                LocalDate from = year.isAfter(call.today()) ? year : last.from().withYear(call.today().getYear() + 1);
                UUID id = DraftStore.begin(sql, call, scheme.value());
                saved(sql, call, id, "next");
                return DraftStore.keep(sql, call, id, from, last.source(), Schemes.read(last.source()).orThrow().title());
            });
        });
    }

    private static void titled(String title) {
        new Faults().require(!title.isBlank() && title.length() <= 120, "name-needed", "title").refuse();
    }

    private static SchemeVersion fresh(DSLContext sql, Call call, String document, SchemeOutline.Authority authority, LocalDate from) {
        Scheme scheme = SchemeDocuments.read(document).orThrow();
        UUID id = DraftStore.begin(sql, call, DraftStore.schemeNamed(sql, call, scheme, authority));
        saved(sql, call, id, "begun");
        return DraftStore.keep(sql, call, id, from, document, scheme.title());
    }

    private static String freeCode(DSLContext sql, String title) {
        String code = RuleForms.name(title);
        String free = code;
        for (int n = 2; sql.fetchExists(SCHEME, SCHEME.CODE.eq(free)); n++) {
            free = code + "_" + n;
        }
        return free;
    }

    /** Throws a draft away; a scheme of which nothing else was ever there goes with it. */
    public void discard(Call call, UUID version) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            SchemeVersion draft = draft(sql, version);
            sql.deleteFrom(SCHEME_VERSION).where(SCHEME_VERSION.ID.eq(version)).execute();
            if (DraftStore.versions(sql, draft.scheme().value()).isEmpty()) {
                sql.deleteFrom(SCHEME).where(SCHEME.ID.eq(draft.scheme().value())).execute();
            }
            AuditLog.write(sql, call, "draft-discarded", AuditLog.Subject.of("scheme-version", version), Map.of("document", draft.source()), Map.of());
        });
    }

    /** The draft, locked; refused where it is none. */
    static SchemeVersion draft(DSLContext sql, UUID version) {
        SchemeVersion draft = DraftStore.locked(sql, version).orElseThrow(Refused::notFound);
        if (!draft.draft()) {
            throw Refused.conflict("already-published");
        }
        return draft;
    }

    /** What the caller typed last for this draft and could not be kept as it. */
    public Optional<Unfinished> unfinished(Call call, UUID version) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> DraftStore.unfinished(sql, call, version));
    }

    /** Forgets what the caller typed and was not kept as the draft. */
    public void forget(Call call, UUID version) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> DraftStore.dropUnfinished(sql, call, version));
    }

    /**
     * Keeps a whole document.
     *
     * @param base the edit of the draft that it began from; what others kept since is put together with it
     */
    public Drafted keep(Call call, UUID version, String document, int base) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> {
            SchemeVersion now = draft(sql, version);
            String before = now.edit() == base ? now.source() : DraftStore.textAt(sql, version, base).orElse("");
            return switch (now.edit() == base ? new Merging.Merged.Both(document) : Merging.merge(before, document, now.source())) {
                case Merging.Merged.Both both -> {
                    Drafted kept = kept(sql, call, now, both.text(), now.edit() != base, "document");
                    if (kept instanceof Drafted.Kept) {
                        DraftStore.dropUnfinished(sql, call, version);
                    } else {
                        DraftStore.keepUnfinished(sql, call, version, base, document);
                    }
                    yield kept;
                }
                case Merging.Merged.Collides collides -> {
                    DraftStore.keepUnfinished(sql, call, version, base, document);
                    yield new Drafted.Collides(now, collides.pieces());
                }
            };
        });
    }

    /**
     * Keeps one rule as a form has it.
     *
     * @param was what {@link SchemeText#said} of the rule when the form was opened; where it says something else by now, the caller chooses
     */
    public Drafted keepRule(Call call, UUID version, RuleKey rule, RuleForm form, String was) {
        return change(call, version, Optional.of(Seen.of(rule, was)), "rule", (text, scheme) -> RuleForms.write(text, rule, form, scheme.vocabulary()));
    }

    /**
     * Keeps how periods follow each other, as a form has it.
     *
     * @param was what {@link SchemeText#period} said when the form was opened; where it says something else by now, the caller chooses
     */
    public Drafted keepPeriod(Call call, UUID version, PeriodForm form, String was) {
        return change(call, version, Optional.of(new Seen("cycle", SchemeText::period, was)), "period", (text, _) -> text.with(form));
    }

    /** Adds a rule; its name is made of its title. */
    public Drafted addRule(Call call, UUID version, RuleForm form) {
        return change(call, version, Optional.empty(), "rule-added", (text, _) -> RuleForms.add(text, form));
    }

    /** Adds an alternative to a requirement that has some. */
    public Drafted addOption(Call call, UUID version, RuleKey menu, RuleForm form) {
        return change(call, version, Optional.empty(), "rule-added", (text, _) -> RuleForms.addOption(text, menu, form));
    }

    /** Takes a rule out, where it still says what the caller saw. */
    public Drafted removeRule(Call call, UUID version, RuleKey rule, String was) {
        return change(call, version, Optional.of(Seen.of(rule, was)), "rule-removed", (text, _) -> text.without(rule));
    }

    /** Adds a name that activities can carry, or a kind of artefact: {@code topics}, {@code types}, {@code flags}, {@code artefacts}. */
    public Drafted addName(Call call, UUID version, String kind, String words) {
        new Faults().require(List.of("topics", "types", "flags", "artefacts").contains(kind), "choice-unknown", "kind")
                .require(!words.isBlank() && words.length() <= 100, "name-needed", "words").refuse();
        return change(call, version, Optional.empty(), "name-added", (text, _) -> RuleForms.addName(text, kind, words));
    }

    /** Adds something to know of members; refused where a list has fewer than two values, or one is too long. */
    public Drafted addFact(Call call, UUID version, NewFact fact) {
        Faults faults = new Faults().require(!fact.title().isEmpty() && fact.title().length() <= LONGEST_NAME, "name-needed", "fact-words")
                .require(fact.kind() != NewFact.Kind.LIST || (fact.values().size() >= 2 && fact.values().size() <= MOST_VALUES), "values-needed", "fact-values");
        if (fact.values().stream().anyMatch(value -> value.length() > LONGEST_NAME)) {
            faults.add("text-too-long", "fact-values", Map.of("longest", LONGEST_NAME));
        }
        faults.refuse();
        return change(call, version, Optional.empty(), "fact-added", (text, _) -> RuleForms.addFact(text, fact));
    }

    /** Adds a worked example, written as a part of a document. */
    public Drafted addExample(Call call, UUID version, String example) {
        return change(call, version, Optional.empty(), "example-added", (text, _) -> text.plusExample(example));
    }

    /** Takes a worked example out. */
    public Drafted removeExample(Call call, UUID version, String example) {
        return change(call, version, Optional.empty(), "example-removed", (text, _) -> text.withoutExample(example));
    }

    /** From when it is meant to hold, and which day of a period decides whether it does. */
    public Drafted takesEffect(Call call, UUID version, LocalDate from, Version.ChosenBy chosenBy) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> {
            SchemeVersion now = draft(sql, version);
            Optional<SchemeText> changed = SchemeText.of(now.source(), now.from()).flatMap(text -> text.chosenBy(chosenBy));
            return changed.map(text -> {
                Drafted kept = kept(sql, call, now, text.text(), false, "day");
                sql.update(SCHEME_VERSION).set(SCHEME_VERSION.EFFECTIVE_FROM, from).where(SCHEME_VERSION.ID.eq(version)).execute();
                return kept;
            }).orElse(new Drafted.Tangled());
        });
    }

    /** The draft as a form would make it, and how it would read; nothing is written. Empty where the form cannot make it. */
    public Optional<Tried> tried(Call call, SchemeVersion draft, Function<SchemeText, Optional<SchemeText>> change) {
        call.require(Role.ADMINISTRATOR);
        return SchemeText.of(draft.source(), draft.from()).flatMap(change).map(text -> new Tried(text, Schemes.read(text.text())));
    }

    /** A draft as it would be. */
    public record Tried(SchemeText text, Reading<Scheme> reading) {}

    private interface Change {
        Optional<SchemeText> of(SchemeText text, Scheme scheme);
    }

    /** What the caller saw of a draft before changing it: where the draft says otherwise by now, nothing is changed. */
    private record Seen(String what, Function<SchemeText, String> said, String was) {
        static Seen of(RuleKey rule, String was) {
            return new Seen(rule.toString(), text -> text.said(rule).orElse(""), was);
        }
    }

    private Drafted change(Call call, UUID version, Optional<Seen> seen, String what, Change change) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> {
            SchemeVersion now = draft(sql, version);
            SchemeText text = SchemeText.of(now.source(), now.from()).orElseThrow();
            if (seen.isPresent() && !seen.get().said().apply(text).equals(seen.get().was())) {
                return new Drafted.Collides(now, List.of(seen.get().what()));
            }
            return change.of(text, Schemes.read(now.source()).orThrow())
                    .map(changed -> kept(sql, call, now, changed.text(), false, what))
                    .orElse(new Drafted.Tangled());
        });
    }

    private static Drafted kept(DSLContext sql, Call call, SchemeVersion now, String document, boolean merged, String what) {
        Reading<Scheme> reading = Schemes.read(document);
        if (reading.value().isEmpty()) {
            return new Drafted.Faulty(reading.faults());
        }
        String code = sql.select(SCHEME.CODE).from(SCHEME).where(SCHEME.ID.eq(now.scheme().value())).fetchSingle(found -> found.value1());
        if (!reading.value().get().id().equals(code)) {
            return new Drafted.Faulty(List.of(new Fault("scheme", 1, "This is a draft of \"" + code + "\".", "Write \"scheme: " + code + "\".")));
        }
        if (document.equals(now.source())) {
            return new Drafted.Kept(now, merged);
        }
        saved(sql, call, now.id(), what);
        return new Drafted.Kept(DraftStore.keep(sql, call, now.id(), now.from(), document, reading.value().get().title()), merged);
    }

    private static void saved(DSLContext sql, Call call, UUID version, String what) {
        AuditLog.write(sql, call, "draft-saved", AuditLog.Subject.of("scheme-version", version), Map.of(), Map.of("what", what));
    }
}
