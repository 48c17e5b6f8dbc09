package collegium.requirements.schemes;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * A standing as JSON and back. The same standing always gives the same text: fields stand in the order in which the types
 * declare them, decimals are written plainly, and what is absent is left out.
 */
public final class StandingJson {

    private static final JsonMapper MAPPER = mapper(false);
    private static final JsonMapper PRETTY = mapper(true);

    private StandingJson() {}

    public static String write(Standing standing) {
        return MAPPER.writeValueAsString(standing);
    }

    public static String pretty(Standing standing) {
        return PRETTY.writeValueAsString(standing);
    }

    public static Standing read(String json) {
        return MAPPER.readValue(json, Standing.class);
    }

    private static JsonMapper mapper(boolean indented) {
        SimpleModule words = new SimpleModule();
        words(words, Status.class);
        words(words, Severity.class);
        words.addSerializer(BigDecimal.class, new Plain());
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .configure(SerializationFeature.INDENT_OUTPUT, indented)
                .changeDefaultPropertyInclusion(v -> v.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .addMixIn(Finding.class, FindingNames.class)
                .addModule(words)
                .build();
    }

    private abstract static class FindingNames {
        @JsonProperty("short")
        abstract BigDecimal shortBy();
    }

    private static <E extends Enum<E>> void words(SimpleModule module, Class<E> type) {
        module.addSerializer(type, new ValueSerializer<E>() {
            @Override
            public void serialize(E value, JsonGenerator json, SerializationContext context) {
                json.writeString(Reader.word(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<E>() {
            @Override
            public E deserialize(JsonParser json, DeserializationContext context) {
                return Enum.valueOf(type, json.getString().toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        });
    }

    private static final class Plain extends ValueSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(value.toPlainString());
        }
    }
}
