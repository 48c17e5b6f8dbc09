package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The JSON Schemas published with the product say what the readers read: every good document is valid, every word is known to both. */
class PublishedSchemasTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern KNOWN = Pattern.compile("Known: ([^.]*)\\.");
    private static final String STRANGE = "qqqqqqqqqqqqqqqqqqqq";

    private static JsonNode published(String name) throws IOException {
        return MAPPER.readTree(PublishedSchemas.text(name));
    }

    /** Scalars as an editor's YAML reads them: numbers and true and false as such, all else as text. */
    private static JsonNode node(Doc doc) {
        return switch (doc) {
            case Doc.Fields map -> {
                ObjectNode node = NODES.objectNode();
                map.fields().forEach((key, value) -> node.set(key, node(value)));
                yield node;
            }
            case Doc.Items items -> {
                ArrayNode node = NODES.arrayNode();
                items.items().forEach(item -> node.add(node(item)));
                yield node;
            }
            case Doc.Text text -> scalar(text.value());
        };
    }

    private static JsonNode scalar(String value) {
        if (value.matches("-?(0|[1-9][0-9]{0,11})(\\.[0-9]+)?")) {
            return value.contains(".") ? NODES.numberNode(new java.math.BigDecimal(value)) : NODES.numberNode(Long.parseLong(value));
        }
        return value.equals("true") || value.equals("false") ? NODES.booleanNode(value.equals("true")) : NODES.textNode(value);
    }

    private static Doc doc(String text) {
        List<Fault> faults = new ArrayList<>();
        Doc doc = Documents.read(text, faults).orElseThrow();
        assertThat(faults).isEmpty();
        return doc;
    }

    private static List<String> schemes() throws IOException {
        List<String> schemes = new ArrayList<>();
        ShippedSchemes.ids().forEach(id -> schemes.add(ShippedSchemes.document(id).orElseThrow()));
        schemes.addAll(DocumentedExamples.schemes());
        return schemes;
    }

    @TestFactory
    Stream<DynamicTest> everyGoodSchemeAndRecordIsValid() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        JsonSchema ofSchemes = factory.getSchema(published("scheme"));
        JsonSchema ofRecords = factory.getSchema(published("record"));
        List<DynamicTest> tests = new ArrayList<>();
        for (String text : schemes()) {
            tests.add(valid(ofSchemes, text));
        }
        for (String text : DocumentedExamples.records()) {
            tests.add(valid(ofRecords, text));
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private static DynamicTest valid(JsonSchema schema, String text) {
        return DynamicTest.dynamicTest(text.lines().findFirst().orElse("") + " …", () ->
                assertThat(schema.validate(node(doc(text)))).as(text).isEmpty());
    }

    @Test
    void whatTheReaderRefusesIsRefusedByTheSchemaToo() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(published("scheme"));
        for (String wrong : List.of("requirement: []", "cycle: {lenght: 1 year}", "requirements: [{id: a, cuont: all}]",
                "requirements: [{id: a, count: all, at-least: {percentage: 5}}]", "language: 2", "cycle: {starts: 04-1}")) {
            assertThat(schema.validate(node(doc("scheme: a\n" + wrong)))).as(wrong).isNotEmpty();
        }
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        for (String name : PublishedSchemas.NAMES) {
            JsonNode schema = published(name);
            List<JsonNode> maps = new ArrayList<>(schema.findValues("properties"));
            maps.forEach(properties -> properties.properties().forEach(property ->
                    assertThat(property.getValue().path("description").asText()).as(property.getKey()).isNotBlank()));
        }
    }

    /**
     * Puts a strange word into every map of every example: the fault that comes back lists the words that are known there, which
     * are compared with the properties of the schema's definition for that place.
     */
    @Test
    void everyWordThatTheReaderKnowsIsInTheSchemaAndTheOtherWayRound() throws IOException {
        List<String> schemes = new ArrayList<>(DocumentedExamples.schemes());
        Map<String, Set<String>> ofSchemes = new TreeMap<>();
        for (String text : schemes) {
            collect(text, published("scheme"), t -> SchemeDocuments.read(t).faults(), ofSchemes);
        }
        agree(published("scheme"), ofSchemes);
        Map<String, Set<String>> ofRecords = new TreeMap<>();
        for (String text : DocumentedExamples.records()) {
            collect(text, published("record"), t -> RecordFiles.read(t).faults(), ofRecords);
        }
        agree(published("record"), ofRecords);
    }

    private static void collect(String text, JsonNode schema, Function<String, List<Fault>> reader,
            Map<String, Set<String>> known) throws IOException {
        JsonNode document = node(doc(text));
        List<Place> places = new ArrayList<>();
        places(document, "", schema, schema, places);
        for (Place place : places) {
            place.map.put(STRANGE, "x");
            String strange = MAPPER.writeValueAsString(document);
            place.map.remove(STRANGE);
            for (Fault fault : reader.apply(strange)) {
                Matcher words = KNOWN.matcher(fault.remedy());
                if (fault.path().endsWith(STRANGE) && fault.problem().endsWith("is not known here.") && words.find()) {
                    known.computeIfAbsent(place.definition, _ -> new TreeSet<>())
                            .addAll(Arrays.asList(words.group(1).split(", ")));
                }
            }
        }
    }

    private record Place(ObjectNode map, String definition) {}

    private static void places(JsonNode at, String path, JsonNode schema, JsonNode root, List<Place> places) {
        Resolved resolved = resolve(at, schema, "", root);
        if (at instanceof ObjectNode map && resolved.schema != null) {
            if (resolved.schema.path("additionalProperties").isBoolean()) {
                places.add(new Place(map, resolved.name));
            } else if (resolved.name.equals("selection-map") || resolved.name.equals("award") || resolved.name.equals("each")) {
                places.add(new Place(map, resolved.name));
            }
            map.properties().forEach(property -> {
                JsonNode of = resolved.schema.path("properties").path(property.getKey());
                places(property.getValue(), path, of.isMissingNode() ? resolved.schema.path("additionalProperties") : of, root, places);
            });
        }
        if (at instanceof ArrayNode list && resolved.schema != null) {
            list.forEach(item -> places(item, path, resolved.schema.path("items"), root, places));
        }
    }

    private record Resolved(String name, @Nullable JsonNode schema) {}

    /** The definition that a value is of: through references, and of several the one whose required words it has. */
    private static Resolved resolve(JsonNode at, JsonNode schema, String name, JsonNode root) {
        if (schema.has("$ref")) {
            String of = schema.path("$ref").asText().replace("#/$defs/", "");
            return resolve(at, root.path("$defs").path(of), of, root);
        }
        if (schema.has("anyOf") && !schema.has("properties")) {
            for (JsonNode one : schema.path("anyOf")) {
                Resolved resolved = resolve(at, one, name, root);
                if (resolved.schema != null && fits(at, resolved.schema)) {
                    return resolved;
                }
            }
            return new Resolved(name, null);
        }
        return new Resolved(name, schema);
    }

    private static boolean fits(JsonNode at, JsonNode schema) {
        String type = schema.path("type").asText();
        if (at.isObject() != type.equals("object") || at.isArray() != type.equals("array")) {
            return false;
        }
        for (JsonNode word : schema.path("required")) {
            if (!at.has(word.asText())) {
                return false;
            }
        }
        boolean any = !schema.has("anyOf");
        for (JsonNode one : schema.path("anyOf")) {
            any |= fits(at, ((ObjectNode) one.deepCopy()).put("type", "object"));
        }
        return any;
    }

    private static void agree(JsonNode schema, Map<String, Set<String>> known) {
        Set<String> missing = new TreeSet<>();
        schema.path("$defs").properties().forEach(definition -> {
            if (definition.getValue().has("properties") && !definition.getKey().equals("member-map")) {
                compare(definition.getKey(), definition.getValue(), known, missing);
            }
        });
        compare("", schema, known, missing);
        assertThat(missing).isEmpty();
    }

    private static void compare(String name, JsonNode definition, Map<String, Set<String>> known, Set<String> missing) {
        Set<String> properties = new TreeSet<>();
        definition.path("properties").fieldNames().forEachRemaining(properties::add);
        Set<String> read = new TreeSet<>(known.getOrDefault(name, Set.of()));
        if (!definition.path("additionalProperties").isBoolean()) {
            read.retainAll(properties);
        }
        Set<String> onlyRead = new TreeSet<>(read);
        onlyRead.removeAll(properties);
        Set<String> onlyPublished = new TreeSet<>(properties);
        onlyPublished.removeAll(read);
        onlyRead.forEach(word -> missing.add("read but not published: " + name + "." + word));
        onlyPublished.forEach(word -> missing.add("published but not read, or in no example: " + name + "." + word));
    }
}
