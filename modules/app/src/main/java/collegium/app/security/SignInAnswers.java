package collegium.app.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Shows the form again with what was wrong and the email that was written. */
final class SignInAnswers implements AuthenticationFailureHandler {

    static final String ERROR = "collegium.sign-in.error";

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        request.setAttribute(ERROR, switch (failure) {
            case TooManyAttempts _ -> "sign-in.wait";
            case LockedException _ -> "sign-in.locked";
            default -> "sign-in.wrong";
        });
        response.setStatus(failure instanceof TooManyAttempts ? 429 : 401);
        request.getRequestDispatcher("/sign-in/refused").forward(request, response);
    }
}
