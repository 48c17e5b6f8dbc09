package collegium.web.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Fields whose names no form of ours has, such as {@code title[0].x}, cannot be bound: the sender's mistake and not ours. */
@ControllerAdvice
final class MisshapenAdvice {

    @ExceptionHandler(InvalidPropertyException.class)
    void misshapen(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
