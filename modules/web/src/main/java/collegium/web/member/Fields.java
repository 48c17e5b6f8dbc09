package collegium.web.member;

import collegium.kernel.Faults;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A form's fields as they were typed, whether they come from a request, a draft or what is recorded; a missing one is empty. */
public record Fields(Map<String, List<String>> typed) {

    /** Never kept: the token is of one session, and files are not text. */
    private static final Set<String> NEVER = Set.of("_csrf", "files");

    public Fields {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        typed.forEach((name, values) -> {
            if (!NEVER.contains(name)) {
                kept.put(name, List.copyOf(values));
            }
        });
        typed = kept;
    }

    public static Fields none() {
        return new Fields(Map.of());
    }

    public String text(String name) {
        return typed.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    public List<String> all(String name) {
        return typed.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList();
    }

    public boolean has(String name, String value) {
        return all(name).contains(value);
    }

    public boolean blank(String... names) {
        return List.of(names).stream().allMatch(name -> text(name).isBlank());
    }

    Optional<String> some(String name) {
        return Optional.of(text(name)).filter(value -> !value.isBlank());
    }

    /** The day in a field; what is none is noted as {@code date-form}, and stands as the other day. */
    LocalDate day(Faults faults, String name, LocalDate otherwise) {
        try {
            return LocalDate.parse(text(name).strip());
        } catch (DateTimeException _) {
            faults.add("date-form", name);
            return otherwise;
        }
    }

    Fields with(String name, String... values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(typed);
        changed.put(name, List.of(values));
        return new Fields(changed);
    }

    Fields with(String name, Iterable<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(typed);
        changed.put(name, java.util.stream.StreamSupport.stream(values.spliterator(), false).toList());
        return new Fields(changed);
    }
}
