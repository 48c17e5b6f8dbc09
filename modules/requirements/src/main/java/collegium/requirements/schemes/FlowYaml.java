package collegium.requirements.schemes;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes a part of a document on one line, so that it fits wherever it is put. */
final class FlowYaml {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,3} (years?|months?|days?)");
    /** Words that need no quotes in any place; what could be taken for something else gets them. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}][\\p{L}\\p{N}_./()’–-]*( [\\p{L}\\p{N}_./()’–-]+)*");

    private FlowYaml() {}

    static String write(Doc doc, boolean json) {
        return switch (doc) {
            case Doc.Text text -> scalar(text.value(), json);
            case Doc.Items list -> list.items().stream().map(item -> write(item, json)).collect(Collectors.joining(", ", "[", "]"));
            case Doc.Fields map -> map.fields().entrySet().stream()
                    .map(field -> name(field.getKey(), json) + ": " + write(field.getValue(), json)).collect(Collectors.joining(", ", "{", "}"));
        };
    }

    static String name(String name, boolean json) {
        return scalar(name, json);
    }

    private static String scalar(String value, boolean json) {
        boolean bare = NUMBER.matcher(value).matches() || (!json && !value.equalsIgnoreCase("null")
                && (PLAIN.matcher(value).matches() || DAY.matcher(value).matches()));
        return bare ? value : JSON.writeValueAsString(value);
    }
}
