package collegium.app.isolation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API's own description says that one can do.
 *
 * @param scopes each of which is enough
 * @param parameters all of them, needed or not, as described
 * @param json the schema of what it takes
 */
record Operation(String method, String path, Set<String> scopes, List<JsonNode> parameters, Optional<JsonNode> json) implements Comparable<Operation> {

    /** What a call of an operation consists of. */
    record Filled(String path, List<String> headers, String body) {}

    /** Every parameter and every field that must be there, by what the suite knows of its name; parameters that may be left out too. */
    Filled filled(Map<String, ?> known) {
        String address = path;
        for (JsonNode parameter : in("path")) {
            address = address.replace("{" + name(parameter) + "}", String.valueOf(value(known, name(parameter))));
        }
        String query = in("query").stream().map(parameter -> name(parameter) + "=" + encode(String.valueOf(value(known, name(parameter))))).collect(Collectors.joining("&"));
        List<String> headers = in("header").stream().flatMap(parameter -> List.of(name(parameter), String.valueOf(value(known, name(parameter)))).stream()).toList();
        return new Filled(query.isEmpty() ? address : address + "?" + query, headers, json.map(schema -> body(schema, known)).orElse(""));
    }

    private List<JsonNode> in(String place) {
        return parameters.stream().filter(parameter -> parameter.get("in").asString().equals(place) && !name(parameter).equals("after")).toList();
    }

    private static String name(JsonNode parameter) {
        return parameter.get("name").asString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Object value(Map<String, ?> known, String name) {
        return Optional.<Object>ofNullable(known.get(name)).orElseThrow(() -> new AssertionError(
                "The isolation suite does not know how to fill “" + name + "” of " + this + ": add it to collegium.app.isolation.ApiVisits"));
    }

    private String body(JsonNode schema, Map<String, ?> known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Optional.ofNullable(schema.get("required")).ifPresent(names -> names.forEach(name -> fields.put(name.asString(), value(known, name.asString()))));
        return JsonMapper.shared().writeValueAsString(fields);
    }

    /** Whether it names one of a member's own things. */
    boolean names() {
        return path.contains("{");
    }

    @Override
    public int compareTo(Operation other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
