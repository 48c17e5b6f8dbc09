package collegium.web.problems;

import collegium.kernel.Refused;
import collegium.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Turns a refusal that no form caught into an RFC 9457 problem for programs, or a page for people. */
@ControllerAdvice
final class RefusedAdvice {

    private final FormFaults words;
    private final Problems problems;

    RefusedAdvice(FormFaults words, Problems problems) {
        this.words = words;
        this.problems = problems;
    }

    @ExceptionHandler(Refused.class)
    Object refused(Refused refused, HttpServletRequest request) {
        HttpStatus status = status(refused.category());
        return request.getRequestURI().startsWith("/api/") ? problems.answer(status, refused.faults()) : page(refused, status);
    }

    private static HttpStatus status(Refused.Category category) {
        return switch (category) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }

    private ModelAndView page(Refused refused, HttpStatus status) {
        List<String> details = status == HttpStatus.NOT_FOUND || status == HttpStatus.FORBIDDEN
                ? List.of()
                : refused.faults().stream().map(words::words).toList();
        ModelAndView page = new ModelAndView("error", status);
        page.addObject("code", String.valueOf(status.value()));
        page.addObject("details", details);
        return page;
    }
}
