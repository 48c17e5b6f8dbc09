package collegium.requirements.schemes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something to know of each member that rules can go by: a grade, whether somebody practises, when somebody joined.
 *
 * @param kind one of a list, a yes or no, a day, or a number
 * @param values of a list, in words, in their order
 * @param assumed whether a member of whom it is not recorded is taken for the first of the list, for a no, or for 0; else it is asked for,
 *     and what depends on it is unknown until then
 */
public record NewFact(String title, Kind kind, List<String> values, boolean assumed) {

    /** What can be known. */
    public enum Kind {
        LIST,
        YES_NO,
        DAY,
        NUMBER
    }

    public NewFact {
        title = title.strip();
        values = values.stream().map(String::strip).filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** The document with it; as it was where it has the very same already. Empty where that cannot be done without changing something else. */
    Optional<SchemeText> addedTo(SchemeText text) {
        String name = name(text);
        return text.at(List.of("facts", name)).isPresent() ? Optional.of(text) : text.set(List.of("facts"), name, Optional.of(Docs.fields(fields())));
    }

    /** By which name it is in the document, or will be: one that is free, or that of the very same. */
    String name(SchemeText text) {
        Optional<Doc> fact = Optional.of(Docs.fields(fields()));
        String name = RuleForms.name(title);
        String free = name;
        for (int n = 2; text.at(List.of("facts", free)).filter(there -> !Docs.same(Optional.of(there), fact)).isPresent(); n++) {
            free = name + "_" + n;
        }
        return free;
    }

    private Map<String, Doc> fields() {
        Map<String, Doc> fields = new LinkedHashMap<>();
        if (kind != Kind.LIST) {
            fields.put("kind", Docs.text(switch (kind) {
                case DAY -> "date";
                case NUMBER -> "number";
                case LIST, YES_NO -> "yes-no";
            }));
        }
        fields.put("title", Docs.text(title));
        if (kind == Kind.LIST) {
            Map<String, Doc> listed = new LinkedHashMap<>();
            values.forEach(value -> listed.put(RuleForms.name(value), Docs.text(value)));
            fields.put("values", Docs.fields(listed));
            if (assumed) {
                fields.put("default", Docs.text(listed.keySet().iterator().next()));
            }
        } else if (kind != Kind.DAY && assumed) {
            fields.put("default", Docs.text(kind == Kind.NUMBER ? "0" : "no"));
        }
        return fields;
    }
}
