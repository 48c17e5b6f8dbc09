package collegium.web.problems;

import collegium.kernel.Refused;
import collegium.web.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what the API could not read into problems that name the field. What comes from a page goes on to the page of its error. */
@ControllerAdvice
final class ApiAdvice {

    private final Problems problems;

    ApiAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ApiFault fault) {
        return problems.answer(fault.status(), fault.faults());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unread, HttpServletRequest request) {
        requireApi(unread, request);
        return switch (unread.getCause()) {
            case UnrecognizedPropertyException unknown -> answer("unknown-field", path(unknown));
            case MismatchedInputException mismatched -> answer("wrong-type", path(mismatched));
            case null, default -> answer("malformed-json", "");
        };
    }

    /** As it is written in JavaScript: {@code sessions[0].hours}. */
    private static String path(JacksonException fault) {
        return fault.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining()).replaceFirst("^[.]", "");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mistyped(TypeMismatchException mistyped, HttpServletRequest request) {
        requireApi(mistyped, request);
        return answer("wrong-type", mistyped instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingRequestValueException missing, HttpServletRequest request) throws MissingRequestValueException {
        if (!isApi(request)) {
            throw missing;
        }
        return answer("required", missing instanceof MissingServletRequestParameterException parameter ? parameter.getParameterName() : "");
    }

    private ResponseEntity<ProblemDetail> answer(String code, @Nullable String field) {
        return problems.answer(HttpStatus.BAD_REQUEST, List.of(new Refused.Fault(code, field == null ? "" : field, Map.of())));
    }

    /** What Spring itself refuses: no such address, no such method, a media type that is not spoken. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unspoken(ServletException refused, HttpServletRequest request) throws ServletException {
        if (!isApi(request) || !(refused instanceof ErrorResponse spring)) {
            throw refused;
        }
        HttpStatus status = HttpStatus.valueOf(spring.getStatusCode().value());
        ResponseEntity<ProblemDetail> answer = problems.answer(status, List.of(new Refused.Fault(Problems.code(status), "", Map.of())));
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(spring.getHeaders());
        headers.addAll(answer.getHeaders());
        return ResponseEntity.status(status).headers(headers).body(answer.getBody());
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    /** Thrown again as it came, it goes on to who makes pages of errors. */
    private static void requireApi(RuntimeException fault, HttpServletRequest request) {
        if (!isApi(request)) {
            throw fault;
        }
    }
}
