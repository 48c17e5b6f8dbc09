package collegium.requirements.schemes;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents as JSON. Every value is written so that it reads as the same text again. */
final class DocumentJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DocumentJson() {}

    static String write(Doc doc) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            write(doc, json);
        }
        return text.toString();
    }

    private static void write(Doc doc, JsonGenerator json) {
        switch (doc) {
            case Doc.Text text -> {
                if (text.value().matches("-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?")) {
                    json.writeNumber(text.value());
                } else {
                    json.writeString(text.value());
                }
            }
            case Doc.Items items -> {
                json.writeStartArray();
                items.items().forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case Doc.Fields map -> {
                json.writeStartObject();
                for (Map.Entry<String, Doc> field : map.fields().entrySet()) {
                    json.writeName(field.getKey());
                    write(field.getValue(), json);
                }
                json.writeEndObject();
            }
        }
    }
}
