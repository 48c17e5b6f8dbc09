package collegium.app.isolation;

import collegium.app.Client;
import collegium.app.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads what the API says of itself, and holds it against what answers. */
final class Operations {

    static final String DESCRIPTION = "/api/openapi.json";

    private Operations() {}

    static Set<Operation> of(BodyAtWork at) {
        JsonNode described = Protocol.json(new Client().get(at.at(DESCRIPTION), "Accept", "application/json"));
        Set<Operation> found = new TreeSet<>();
        described.get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> found.add(
                operation(described, operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return found;
    }

    private static Operation operation(JsonNode described, String method, String path, JsonNode said) {
        Set<String> scopes = new TreeSet<>();
        // One that says nothing of its own takes any token of the body.
        each(said.get("security")).forEach(one -> one.properties().forEach(scheme -> scheme.getValue().forEach(scope -> scopes.add(scope.asString()))));
        Optional<JsonNode> json = Optional.ofNullable(said.get("requestBody")).map(body -> body.get("content").get("application/json").get("schema"))
                .map(schema -> schema.has("$ref") ? described.at(schema.get("$ref").asString().substring(1)) : schema);
        return new Operation(method, path, scopes, each(said.get("parameters")), json);
    }

    private static List<JsonNode> each(JsonNode list) {
        return list == null ? List.of() : StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** What is described and does not answer, or answers and is not described; and what says of no scope that it is needed. */
    static List<String> differences(Set<Operation> described, Set<Route> routes) {
        Set<String> said = described.stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = routes.stream().filter(route -> route.pattern().startsWith("/api/") && !route.pattern().startsWith(DESCRIPTION))
                .map(route -> route.method() + " " + route.pattern()).collect(Collectors.toCollection(TreeSet::new));
        List<String> differences = new ArrayList<>();
        there.stream().filter(one -> !said.contains(one)).forEach(one -> differences.add(one + " answers, and is not described at " + DESCRIPTION));
        said.stream().filter(one -> !there.contains(one)).forEach(one -> differences.add(one + " is described, and nothing answers there"));
        described.stream().filter(one -> one.scopes().isEmpty()).forEach(one -> differences.add(one + " does not say which scope opens it"));
        return differences;
    }
}
