package collegium.app.security;

import collegium.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Answers a call of the API that brought no token, or none that is good here: as the protocol says, and as a problem. */
@Component
final class ApiRefusals implements AuthenticationEntryPoint {

    private final BearerTokenAuthenticationEntryPoint protocol = new BearerTokenAuthenticationEntryPoint();
    private final Problems problems;

    ApiRefusals(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) throws IOException {
        protocol.commence(request, response, refused);
        // An unreadable header is 400 by the protocol; every other one is 401.
        problems.write(response, HttpStatus.valueOf(response.getStatus()), "token-needed");
    }
}
