package collegium.requirements.schemes;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a map field by field; what was not asked for when it is done is a fault, with the nearest known name. */
final class Reader {

    /** Past so many nobody reads on. */
    private static final int MOST_FAULTS = 300;

    private final Map<String, Doc> fields;
    private final String path;
    private final int line;
    private final List<Fault> faults;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> mentioned = new LinkedHashSet<>();
    private String others = "";

    Reader(Doc doc, List<Fault> faults) {
        this.faults = faults;
        path = doc.path();
        line = doc.line();
        if (doc instanceof Doc.Fields map) {
            fields = map.fields();
        } else {
            fields = Map.of();
            fault(doc, "Named fields are expected here.", "Write \"name: value\" lines.");
        }
    }

    List<Fault> faults() {
        return faults;
    }

    String path() {
        return path;
    }

    Set<String> names() {
        return fields.keySet();
    }

    void fault(Doc at, String problem, String remedy) {
        faults.add(new Fault(at.path(), at.line(), problem, remedy));
    }

    void fault(String problem, String remedy) {
        faults.add(new Fault(path, line, problem, remedy));
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Words that would be known here, for the remedy of a wrong one; a word of them that nobody asks for is still a fault. */
    void mention(Collection<String> names) {
        mentioned.addAll(names);
    }

    /** Where names that are not known here stand instead, for the remedy. */
    void others(String where) {
        others = where;
    }

    Optional<Doc> find(String name) {
        asked.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> text(String name) {
        return find(name).flatMap(this::asText).filter(t -> !t.isBlank());
    }

    Optional<String> asText(Doc doc) {
        if (doc instanceof Doc.Text text) {
            if (text.value().length() > 2000) {
                fault(doc, "This is too long.", "At most 2000 characters.");
                return Optional.empty();
            }
            return Optional.of(text.value());
        }
        fault(doc, "A single value is expected here.", "");
        return Optional.empty();
    }

    String need(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            fault("\"" + name + "\" is missing.", "Add \"" + name + ": …\".");
        }
        return text.orElse("");
    }

    Optional<BigDecimal> number(String name) {
        return find(name).flatMap(this::asNumber);
    }

    Optional<BigDecimal> asNumber(Doc doc) {
        String text = asText(doc).orElse("").strip();
        if (text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            return Optional.of(new BigDecimal(text));
        }
        if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            fault(doc, "\"" + shorten(text) + "\" has too many digits.", "At most twelve before the point and six after it; write a share as a quotient.");
        } else {
            fault(doc, "\"" + shorten(text) + "\" is not a number.", "Write digits, with a point for decimals.");
        }
        return Optional.empty();
    }

    /** A number above zero. */
    Optional<BigDecimal> positive(String name) {
        Optional<BigDecimal> number = number(name);
        if (number.filter(n -> n.signum() <= 0).isPresent()) {
            fault("\"" + name + "\" must be above 0.", "");
            return Optional.empty();
        }
        return number;
    }

    int whole(String name, int otherwise) {
        return find(name).flatMap(this::asWhole).orElse(otherwise);
    }

    Optional<Integer> asWhole(Doc doc) {
        Optional<BigDecimal> number = asNumber(doc);
        if (number.isPresent() && (number.get().stripTrailingZeros().scale() > 0
                || number.get().abs().compareTo(new BigDecimal(100_000)) > 0)) {
            fault(doc, "A whole number is expected.", "");
            return Optional.empty();
        }
        return number.map(BigDecimal::intValue);
    }

    boolean flag(String name, boolean otherwise) {
        Optional<Doc> doc = find(name);
        if (doc.isEmpty()) {
            return otherwise;
        }
        String text = asText(doc.get()).orElse("").toLowerCase(Locale.ROOT);
        if (text.equals("yes") || text.equals("true")) {
            return true;
        }
        if (!text.equals("no") && !text.equals("false")) {
            fault(doc.get(), "\"" + shorten(text) + "\" is neither yes nor no.", "Write yes or no.");
        }
        return false;
    }

    Optional<LocalDate> date(String name) {
        return find(name).flatMap(this::asDate);
    }

    Optional<LocalDate> asDate(Doc doc) {
        return asDate(doc, "Write it as 2026-12-31.");
    }

    Optional<LocalDate> asDate(Doc doc, String remedy) {
        String text = asText(doc).orElse("");
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() <= 2200) {
                return Optional.of(date);
            }
        } catch (DateTimeException _) {
            // named below, like a year out of reach
        }
        fault(doc, "\"" + shorten(text) + "\" is not a date.", remedy);
        return Optional.empty();
    }

    Optional<MonthDay> monthDay(Doc doc) {
        String text = asText(doc).orElse("");
        try {
            return Optional.of(MonthDay.parse("--" + text));
        } catch (DateTimeException _) {
            fault(doc, "\"" + shorten(text) + "\" is not a day of the year.", "Write it as \"04-01\", in quotes.");
            return Optional.empty();
        }
    }

    /** A single value or a list of them. */
    List<String> texts(String name) {
        return find(name).map(this::asTexts).orElse(List.of());
    }

    List<String> asTexts(Doc doc) {
        List<String> texts = new ArrayList<>();
        if (doc instanceof Doc.Items items) {
            items.items().forEach(item -> asText(item).ifPresent(texts::add));
        } else {
            asText(doc).ifPresent(texts::add);
        }
        return texts;
    }

    List<Doc> items(String name) {
        Optional<Doc> doc = find(name);
        if (doc.isEmpty()) {
            return List.of();
        }
        if (doc.get() instanceof Doc.Items items) {
            return items.items();
        }
        fault(doc.get(), "A list is expected here.", "Begin each entry with \"- \".");
        return List.of();
    }

    Optional<Reader> reader(String name) {
        return find(name).map(doc -> new Reader(doc, faults));
    }

    <T> Map<String, T> map(String name, Function<Doc, Optional<T>> value) {
        return find(name).map(doc -> asMap(doc, value)).orElse(Map.of());
    }

    <T> Map<String, T> asMap(Doc doc, Function<Doc, Optional<T>> value) {
        Map<String, T> map = new LinkedHashMap<>();
        if (doc instanceof Doc.Fields of) {
            of.fields().forEach((key, v) -> value.apply(v).ifPresent(read -> map.put(key, read)));
        } else {
            fault(doc, "Named fields are expected here.", "Write \"name: value\" lines.");
        }
        return map;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        Optional<Doc> doc = find(name);
        if (doc.isEmpty()) {
            return otherwise;
        }
        String text = asText(doc.get()).orElse("");
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = word(constant);
            if (word.equals(text)) {
                return constant;
            }
            names.add(word);
        }
        fault(doc.get(), "\"" + shorten(text) + "\" is not known here.", "One of: " + String.join(", ", names) + ".");
        return otherwise;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Faults every field that nobody asked for. */
    void done() {
        for (Map.Entry<String, Doc> field : fields.entrySet()) {
            if (!asked.contains(field.getKey()) && faults.size() < MOST_FAULTS) {
                Set<String> known = new LinkedHashSet<>(asked);
                known.addAll(mentioned);
                boolean elsewhere = known.contains(field.getKey());
                String remedy = elsewhere ? "Remove it, or what it does not go with." : suggest(field.getKey(), known);
                fault(field.getValue(), "\"" + shorten(field.getKey()) + (elsewhere ? "\" does not go with the rest here."
                        : "\" is not known here."), elsewhere ? remedy : (remedy + " " + others).strip());
            }
        }
    }

    static String suggest(String wrong, Collection<String> known) {
        String near = "";
        int least = Math.min(4, wrong.length() / 2 + 1);
        for (String name : known) {
            int distance = distance(wrong, name);
            if (distance < least) {
                least = distance;
                near = name;
            }
        }
        return near.isEmpty() ? (known.isEmpty() ? "" : "Known: " + String.join(", ", known) + ".")
                : "Did you mean \"" + near + "\"?";
    }

    private static int distance(String a, String b) {
        if (a.length() > 60 || b.length() > 60) {
            return 100;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    static String shorten(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
