package collegium.web;

import collegium.kernel.Refused;
import collegium.web.look.IcuMessages;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes RFC 9457 problems: a stable type for every code, the words of it, and each fault with its field. */
@Component
public final class Problems {

    private static final String TYPE = "urn:collegium:problem:";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final FormFaults words;

    Problems(FormFaults words) {
        this.words = words;
    }

    /** Faults in the product's own words, one after the other, for who has no page before them. */
    public static String said(List<Refused.Fault> faults) {
        FormFaults own = new FormFaults(new IcuMessages());
        return faults.stream().map(own::words).collect(Collectors.joining(" "));
    }

    /** The answer to what was refused: the first fault is the problem's own. */
    public ResponseEntity<ProblemDetail> answer(HttpStatus status, List<Refused.Fault> faults) {
        Refused.Fault first = faults.getFirst();
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, words.words(first));
        detail.setType(URI.create(TYPE + first.code()));
        detail.setProperty("faults", faults.stream()
                .map(fault -> Map.of("code", fault.code(), "field", fault.field(), "detail", words.words(fault), "facts", fault.facts()))
                .toList());
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
    }

    /** The problem of an answer that has a status and no refusal behind it. */
    public Map<String, @Nullable Object> facts(HttpStatus status) {
        return facts(status, code(status));
    }

    private Map<String, @Nullable Object> facts(HttpStatus status, String code) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("type", TYPE + code);
        facts.put("title", status.getReasonPhrase());
        facts.put("status", status.value());
        facts.put("detail", words.words(new Refused.Fault(code, "", Map.of())));
        facts.put("faults", List.of());
        return facts;
    }

    /** The code for a status behind which there is no refusal. */
    public static String code(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "token-needed";
            case FORBIDDEN -> "not-allowed";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "media-type-unknown";
            case SERVICE_UNAVAILABLE -> "body-closed";
            default -> status.is4xxClientError() ? "request-form" : "our-mistake";
        };
    }

    /** Answers outside of every controller. */
    public void write(HttpServletResponse response, HttpStatus status, String code) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsString(facts(status, code)).getBytes(StandardCharsets.UTF_8));
    }
}
