package collegium.requirements.schemes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule as the fields of a form. What the form cannot say stands in the document alone and is left there untouched; then the
 * field that would say it is {@link #KEPT}.
 *
 * @param fields values by name: {@code title}, {@code of.topic}, {@code amount.number}…; a field without a value is absent
 */
public record RuleForm(RulePart part, Map<String, List<String>> fields) {

    /** The value of a field for what is left as the document has it. */
    public static final String KEPT = "kept";

    public RuleForm {
        Map<String, List<String>> some = new LinkedHashMap<>();
        fields.forEach((name, values) -> {
            List<String> given = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
            if (!given.isEmpty()) {
                some.put(name, given);
            }
        });
        fields = Collections.unmodifiableMap(some);
    }

    public String one(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    public String one(String name, String otherwise) {
        return all(name).stream().findFirst().orElse(otherwise);
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    /** Whether the field is left as the document has it. */
    public boolean kept(String name) {
        return one(name).equals(KEPT);
    }

    public RuleForm with(String name, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(fields);
        more.put(name, List.of(values));
        return new RuleForm(part, more);
    }

    /** Whether both say the same in every field that begins so. */
    boolean sameIn(RuleForm other, String... beginnings) {
        for (String beginning : beginnings) {
            if (!unordered(beginning(beginning)).equals(unordered(other.beginning(beginning)))) {
                return false;
            }
        }
        return true;
    }

    /** A browser sends what is chosen in the order of the page. */
    private static Map<String, Set<String>> unordered(Map<String, List<String>> fields) {
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        fields.forEach((name, values) -> sets.put(name, Set.copyOf(values)));
        return sets;
    }

    /** The fields of that name, and those inside it. */
    public Map<String, List<String>> beginning(String with) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        fields.forEach((name, values) -> {
            if (name.equals(with) || name.startsWith(with + ".")) {
                found.put(name, values);
            }
        });
        return found;
    }
}
