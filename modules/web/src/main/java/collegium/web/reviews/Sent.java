package collegium.web.reviews;

import collegium.kernel.Faults;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A form's fields as they were sent: read for the command, and shown again where it is refused. */
record Sent(Map<String, List<String>> fields) {

    static final Sent NOTHING = new Sent(Map.of());

    static Sent of(HttpServletRequest request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, List.of(values)));
        return new Sent(fields);
    }

    /** What stands in a field; empty where it was not sent. */
    public String text(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    /** What stands in a field, or what stood there before anything was sent. */
    public String or(String name, String before) {
        return fields.containsKey(name) ? text(name) : before;
    }

    Optional<String> some(String name) {
        return Optional.of(text(name)).filter(text -> !text.isBlank());
    }

    public Set<String> all(String name) {
        return new LinkedHashSet<>(fields.getOrDefault(name, List.of()));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** What follows the beginning in the names of fields, with the fields. */
    Map<String, String> under(String beginning) {
        Map<String, String> found = new LinkedHashMap<>();
        fields.keySet().stream().filter(name -> name.startsWith(beginning)).forEach(name -> found.put(name.substring(beginning.length()), text(name)));
        return found;
    }

    /** A whole number that the page put there itself; what is none is 0, and then no edit or revision fits. */
    long number(String name) {
        return text(name).matches("\\d{1,18}") ? Long.parseLong(text(name)) : 0;
    }

    Optional<LocalDate> day(Faults faults, String name) {
        try {
            return some(name).map(LocalDate::parse);
        } catch (DateTimeException _) {
            faults.add("date-form", name);
            return Optional.empty();
        }
    }

    Optional<BigDecimal> amount(Faults faults, String name) {
        String text = text(name).strip().replace(',', '.');
        if (text.isEmpty() || text.matches("-?\\d{1,6}(\\.\\d{1,6})?")) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
        }
        faults.add("number-form", name);
        return Optional.empty();
    }
}
