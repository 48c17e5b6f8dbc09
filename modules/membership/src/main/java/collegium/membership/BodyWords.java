package collegium.membership;

import static collegium.database.tenant.Tables.BODY_WORD;

import collegium.database.TenantDatabase;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** A body's own words for what the product calls otherwise, in a language: laid over the product's wherever these words stand. */
@Component
public class BodyWords {

    /** What can be called otherwise: a member, the span that is judged, what counts, and learning itself. */
    public static final List<String> TERMS = List.of("member", "cycle", "credit", "cpd");

    private static final int LONGEST = 40;
    /** Every page asks; another node may change them. */
    private static final long FRESH_FOR = Duration.ofSeconds(3).toNanos();

    private final TenantDatabase database;
    private final Map<Key, Read> known = new ConcurrentHashMap<>();

    /** A word for one and for several. */
    public record Term(String singular, String plural) {}

    private record Key(BodyId body, String locale) {}

    private record Read(Map<String, Term> terms, long at) {}

    public BodyWords(TenantDatabase database) {
        this.database = database;
    }

    /** The body's own words, by term; a term that it calls as the product does is not there. No secret: every page shows them. */
    public Map<String, Term> of(BodyId body, Locale locale) {
        Key key = new Key(body, locale.toLanguageTag());
        Read last = known.get(key);
        if (last == null || System.nanoTime() - last.at() > FRESH_FOR) {
            last = new Read(read(key), System.nanoTime());
            known.put(key, last);
        }
        return last.terms();
    }

    private Map<String, Term> read(Key key) {
        return database.in(key.body(), sql -> sql.select(BODY_WORD.TERM, BODY_WORD.SINGULAR, BODY_WORD.PLURAL).from(BODY_WORD)
                .where(BODY_WORD.LOCALE.eq(key.locale())).fetchMap(row -> row.value1(), row -> new Term(row.value2(), row.value3())));
    }

    /**
     * Sets the body's words in a language; a term whose words are both empty is called as the product calls it. Refused: a word of
     * more than 40 characters or several lines ({@code term-form}), one for one without one for several ({@code term-needs-both}).
     */
    public void set(Call call, Locale locale, Map<String, Term> terms) {
        call.require(Role.ADMINISTRATOR);
        Faults faults = new Faults();
        Map<String, Term> own = new LinkedHashMap<>();
        for (String term : TERMS) {
            Term given = terms.getOrDefault(term, new Term("", ""));
            Term word = new Term(given.singular().strip(), given.plural().strip());
            boolean none = word.singular().isEmpty() && word.plural().isEmpty();
            boolean both = !word.singular().isEmpty() && !word.plural().isEmpty();
            faults.require(none || both, "term-needs-both", word.singular().isEmpty() ? "one-" + term : "many-" + term);
            faults.require(word.singular().isEmpty() || isWord(word.singular()), "term-form", "one-" + term);
            faults.require(word.plural().isEmpty() || isWord(word.plural()), "term-form", "many-" + term);
            if (both) {
                own.put(term, word);
            }
        }
        faults.refuse();
        Key key = new Key(call.body(), locale.toLanguageTag());
        database.run(call.body(), sql -> {
            Map<String, Term> before = read(key);
            sql.deleteFrom(BODY_WORD).where(BODY_WORD.LOCALE.eq(key.locale())).execute();
            own.forEach((term, word) -> sql.insertInto(BODY_WORD)
                    .set(BODY_WORD.LOCALE, key.locale()).set(BODY_WORD.TERM, term)
                    .set(BODY_WORD.SINGULAR, word.singular()).set(BODY_WORD.PLURAL, word.plural()).execute());
            AuditLog.write(sql, call, "words-changed", AuditLog.Subject.of("body", call.body().value()), shown(before), shown(own));
        });
        known.remove(key);
    }

    private static boolean isWord(String text) {
        return Texts.isLine(text, LONGEST);
    }

    private static Map<String, String> shown(Map<String, Term> terms) {
        Map<String, String> shown = new LinkedHashMap<>();
        terms.forEach((term, word) -> shown.put(term, word.singular() + " / " + word.plural()));
        return shown;
    }
}
