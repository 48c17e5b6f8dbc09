package collegium.portfolios;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is kept as JSON in a column. Amounts are text, so that nothing on the way makes floating point of them. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JSONB measures(Map<String, BigDecimal> measures) {
        Map<String, String> texts = new TreeMap<>();
        measures.forEach((unit, amount) -> texts.put(unit, amount.toPlainString()));
        return write(texts);
    }

    static Map<String, BigDecimal> measures(JSONB column) {
        Map<String, BigDecimal> measures = new LinkedHashMap<>();
        MAPPER.readValue(column.data(), new TypeReference<TreeMap<String, String>>() {})
                .forEach((unit, amount) -> measures.put(unit, new BigDecimal(amount)));
        return measures;
    }

    static JSONB sessions(List<Session> sessions) {
        return write(sessions);
    }

    static List<Session> sessions(JSONB column) {
        return MAPPER.readValue(column.data(), new TypeReference<List<Session>>() {});
    }

    static JSONB facts(Map<String, Set<String>> facts) {
        Map<String, Set<String>> sorted = new TreeMap<>();
        facts.forEach((kind, values) -> sorted.put(kind, new TreeSet<>(values)));
        return write(sorted);
    }

    static Map<String, Set<String>> facts(JSONB column) {
        return MAPPER.readValue(column.data(), new TypeReference<TreeMap<String, Set<String>>>() {});
    }

    static JSONB write(Object value) {
        return JSONB.jsonb(MAPPER.writeValueAsString(value));
    }

    static Map<String, List<String>> form(JSONB column) {
        return MAPPER.readValue(column.data(), new TypeReference<LinkedHashMap<String, List<String>>>() {});
    }

    static Map<String, String> texts(JSONB column) {
        return MAPPER.readValue(column.data(), new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
