package collegium.requirements.schemes;

import collegium.requirements.engine.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A scheme's document, edited rule by rule. Where it states versions, the rules are those of the version that is in force on a day:
 * its own, or those that it has from the top of the document.
 */
public final class SchemeText {

    private final Written written;
    private final List<Object> version;
    private final LocalDate day;

    private SchemeText(Written written, List<Object> version, LocalDate day) {
        this.written = written;
        this.version = version;
        this.day = day;
    }

    /** The rules of the document that hold on the day; empty where it is not readable at all. */
    public static Optional<SchemeText> of(String text, LocalDate day) {
        return Written.of(text).map(written -> of(written, day));
    }

    private static SchemeText of(Written written, LocalDate day) {
        List<Doc> versions = items(written.at(List.of("versions")));
        List<Object> path = List.of();
        for (int n = 0; n < versions.size(); n++) {
            // Without one that covers the day the last holds, as in the sentences.
            if (path.isEmpty() || covers(versions.get(n), day) || !covers(versions.get((int) path.getLast()), day)) {
                path = List.of("versions", n);
            }
            if (covers(versions.get(n), day)) {
                break;
            }
        }
        return new SchemeText(written, path, day);
    }

    private static boolean covers(Doc version, LocalDate day) {
        String from = Docs.words(version, "from");
        String to = Docs.words(version, "to");
        return (from.isEmpty() || from.compareTo(day.toString()) <= 0) && (to.isEmpty() || to.compareTo(day.toString()) >= 0);
    }

    private static List<Doc> items(Optional<Doc> list) {
        return list.filter(Doc.Items.class::isInstance).map(found -> ((Doc.Items) found).items()).orElse(List.of());
    }

    public String text() {
        return written.text();
    }

    /** Where the list of a kind of rule stands, or is to be made. */
    private List<Object> home(RulePart part) {
        boolean own = version.isEmpty() || written.at(Docs.plus(version, part.list())).isPresent() || written.at(List.of(part.list())).isEmpty();
        return own ? version : List.of();
    }

    /** The rules of a kind, without the parts and options inside them. */
    public List<RuleKey> top(RulePart part) {
        List<Doc> items = items(written.at(Docs.plus(home(part), part.list())));
        List<RuleKey> keys = new ArrayList<>();
        for (int n = 0; n < items.size(); n++) {
            keys.add(new RuleKey(part, name(items.get(n), n)));
        }
        return keys;
    }

    /** Every rule, in the order of the document, parts and options of a requirement after it. */
    public List<RuleKey> rules() {
        List<RuleKey> keys = new ArrayList<>();
        for (RulePart part : RulePart.values()) {
            List<Doc> items = items(written.at(Docs.plus(home(part), part.list())));
            for (int n = 0; n < items.size(); n++) {
                keys.add(new RuleKey(part, name(items.get(n), n)));
                if (part == RulePart.REQUIREMENT) {
                    inner(items.get(n), keys);
                }
            }
        }
        return keys;
    }

    private static void inner(Doc item, List<RuleKey> keys) {
        for (String list : List.of("options", "parts")) {
            List<Doc> items = items(Docs.field(item, list));
            for (int n = 0; n < items.size(); n++) {
                keys.add(new RuleKey(RulePart.REQUIREMENT, name(items.get(n), n)));
                inner(items.get(n), keys);
            }
        }
    }

    private static String name(Doc item, int n) {
        String id = Docs.words(item, "id");
        return id.isEmpty() ? String.valueOf(n + 1) : id;
    }

    Optional<Doc> find(RuleKey key) {
        return path(key).flatMap(written::at);
    }

    private Optional<List<Object>> path(RuleKey key) {
        return path(Docs.plus(home(key.part()), key.part().list()), key.name());
    }

    private Optional<List<Object>> path(List<Object> list, String name) {
        List<Doc> items = items(written.at(list));
        for (int n = 0; n < items.size(); n++) {
            List<Object> here = Docs.plus(list, n);
            if (name(items.get(n), n).equals(name)) {
                return Optional.of(here);
            }
            Optional<List<Object>> inside = path(Docs.plus(here, "options"), name).or(() -> path(Docs.plus(here, "parts"), name));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    /** The rule as it is written, or nothing where it is not there: two rules that say the same are the same, however they are spaced. */
    public Optional<String> said(RuleKey key) {
        return find(key).map(doc -> FlowYaml.write(doc, false));
    }

    /** Periods follow each other as the form has it; empty where that cannot be written without changing something else. */
    public Optional<SchemeText> with(PeriodForm form) {
        return form.write(this);
    }

    /** How periods follow each other, as it is written; nothing where it is not. */
    public String period() {
        return at(List.of("cycle")).map(doc -> FlowYaml.write(doc, false)).orElse("");
    }

    /** Sets and removes fields of a rule; empty where it is not there, or not without changing something else. */
    Optional<SchemeText> with(RuleKey key, Map<String, Optional<Doc>> fields) {
        return path(key).flatMap(path -> changed(from -> {
            Written to = from;
            for (Map.Entry<String, Optional<Doc>> field : fields.entrySet()) {
                to = to.with(path, field.getKey(), field.getValue());
            }
            return to;
        }));
    }

    Optional<SchemeText> plus(RulePart part, Doc rule) {
        return changed(from -> from.plus(home(part), part.list(), rule));
    }

    /** Adds an alternative to a requirement that has some, or a part to one of several together. */
    Optional<SchemeText> plusOption(RuleKey menu, Doc option) {
        return path(menu).flatMap(path -> changed(from -> from.plus(path, written.at(Docs.plus(path, "parts")).isPresent() ? "parts" : "options", option)));
    }

    /** Takes a rule out. */
    public Optional<SchemeText> without(RuleKey key) {
        return path(key).flatMap(path -> changed(from ->
                from.minus(path.subList(0, path.size() - 2), (String) path.get(path.size() - 2), (int) path.getLast())));
    }

    /** Sets a field of the document outside its rules. */
    Optional<SchemeText> set(List<Object> path, String field, Optional<Doc> value) {
        return changed(from -> from.with(path, field, value));
    }

    Optional<Doc> at(List<Object> path) {
        return written.at(path);
    }

    /** Adds an entry to a list at the top of the document. */
    Optional<SchemeText> plus(String list, Doc entry) {
        return changed(from -> from.plus(List.of(), list, entry));
    }

    private Optional<SchemeText> changed(UnaryOperator<Written> change) {
        try {
            return Optional.of(of(change.apply(written), day));
        } catch (Written.Tangled _) {
            return Optional.empty();
        }
    }

    /** Which day of a period decides whether this version judges it. */
    public Optional<SchemeText> chosenBy(Version.ChosenBy chosenBy) {
        Optional<Doc> wanted = Optional.of(chosenBy).filter(by -> by != Version.ChosenBy.PERIOD_END).map(by -> Docs.text(Reader.word(by)));
        return Docs.same(written.at(Docs.plus(version, "chosen-by")), wanted) ? Optional.of(this) : changed(from -> from.with(version, "chosen-by", wanted));
    }

    /** Adds a worked example; empty where it is not readable. */
    public Optional<SchemeText> plusExample(String example) {
        return Documents.read(example, new ArrayList<>()).flatMap(doc -> changed(from -> from.plus(List.of(), "examples", doc)));
    }

    /** Takes the worked example of that id out; empty where there is none. */
    public Optional<SchemeText> withoutExample(String id) {
        List<Doc> examples = items(written.at(List.of("examples")));
        for (int n = 0; n < examples.size(); n++) {
            if (Docs.words(examples.get(n), "id").equals(id)) {
                int place = n;
                return changed(from -> from.minus(List.of(), "examples", place));
            }
        }
        return Optional.empty();
    }

    /** Replaces words in the document's own name: {@code scheme}, {@code title}, {@code body}. */
    public Optional<SchemeText> named(String code, String title) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("scheme", code);
        names.put("title", title);
        Optional<SchemeText> named = Optional.of(this);
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.flatMap(text -> text.set(List.of(), name.getKey(), Optional.of(Docs.text(name.getValue()))));
        }
        return named;
    }
}
