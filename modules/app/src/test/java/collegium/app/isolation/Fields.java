package collegium.app.isolation;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a route asks for, filled in well enough that it is the permission which refuses and not the form. Ids are those of the
 * body that is being visited, whoever visits it.
 */
final class Fields {

    private static final String BOUNDARY = "----isolation";
    private final BodyAtWork visited;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private Optional<String> json = Optional.empty();

    private Fields(BodyAtWork visited) {
        this.visited = visited;
    }

    static Fields of(Route route, BodyAtWork visited) {
        Fields fields = new Fields(visited);
        route.code().ifPresent(code -> Arrays.stream(code.getMethodParameters()).forEach(fields::add));
        return fields;
    }

    private void add(MethodParameter parameter) {
        parameter = parameter.nestedIfOptional();
        Class<?> type = parameter.getNestedParameterType();
        RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            json = Optional.of(JsonMapper.shared().writeValueAsString(object(type)));
        } else if (asked != null) {
            String name = asked.value().isEmpty() ? String.valueOf(parameter.getParameter().getName()) : asked.value();
            put(name, type, parameter.getNestedGenericParameterType());
        } else if (!parameter.hasParameterAnnotation(PathVariable.class) && type.isRecord() && !type.getPackageName().matches("collegium\\.(kernel|tenancy)")) {
            for (RecordComponent component : type.getRecordComponents()) {
                put(component.getName(), component.getType(), component.getGenericType());
            }
        }
    }

    private void put(String name, Class<?> type, Type generic) {
        Class<?> single = single(type, generic);
        if (MultipartFile.class.isAssignableFrom(single)) {
            files.put(name, "number,given name,family name\n1,Ann,Example\n");
        } else if (BeanUtils.isSimpleProperty(single)) {
            values.put(name, String.valueOf(value(name, single)));
        }
    }

    private static Class<?> single(Class<?> type, Type generic) {
        return Collection.class.isAssignableFrom(type) || Optional.class == type ? ResolvableType.forType(generic).getGeneric(0).resolve(String.class) : type;
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (BeanUtils.isSimpleProperty(component.getType())) {
                    object.put(component.getName(), value(component.getName(), component.getType()));
                }
            }
        }
        return object;
    }

    private Object value(String name, Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return 1;
        }
        if (type == Instant.class) {
            return Instant.now();
        }
        if (type == UUID.class) {
            return UUID.randomUUID();
        }
        String word = name.toLowerCase(Locale.ROOT);
        if (type == LocalDate.class || word.matches("from|to|since|started|ended|due|dated|day|date|until|joined|on")) {
            return LocalDate.now(visited.body.zone());
        }
        return switch (word) {
            case "key" -> UUID.randomUUID();
            case "password" -> "long enough for one";
            case "email" -> "somebody@example.org";
            case "amount", "number" -> "1";
            case "unit" -> "hours";
            case "type" -> "course";
            case "structured" -> "yes";
            case "kind" -> "categories";
            case "value" -> "practice_2";
            case "zone" -> "Europe/London";
            case "locale" -> "en-GB";
            case "colour" -> "#0f6b5f";
            case "slug" -> "words-" + UUID.randomUUID().toString().substring(0, 8);
            case "member", "enrolment", "activity", "artefact", "submission", "review", "scheme", "period" -> visited.newest(word).orElse("Words");
            case "account", "reviewer" -> visited.newest("account").orElse("Words");
            case "again", "about" -> visited.newest("activity").orElse("Words");
            case "amend" -> visited.newest("objective").orElse("Words");
            case "version" -> visited.newest("scheme_version").orElse("Words");
            default -> "Words";
        };
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    String query() {
        return values.entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue())).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String contentType() {
        return json.isPresent() ? "application/json" : files.isEmpty() ? "application/x-www-form-urlencoded" : "multipart/form-data; boundary=" + BOUNDARY;
    }

    String body() {
        if (json.isPresent() || files.isEmpty()) {
            return json.orElseGet(this::query);
        }
        StringBuilder parts = new StringBuilder();
        values.forEach((name, value) -> parts.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(BOUNDARY, name, value)));
        files.forEach((name, value) -> parts.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"rows.csv\"\r\n".formatted(BOUNDARY, name))
                .append("Content-Type: text/csv\r\n\r\n").append(value).append("\r\n"));
        return parts.append("--").append(BOUNDARY).append("--\r\n").toString();
    }
}
