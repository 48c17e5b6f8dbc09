package collegium.app.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Where one comes after signing in: to what was sent too late, or to the page that was asked for. */
final class Arrivals extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Unsent unsent;

    Arrivals(Unsent unsent) {
        this.unsent = unsent;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof SignedIn person) {
            unsent.remember(request, response, person);
            if (unsent.find(request, person).isPresent()) {
                clearAuthenticationAttributes(request);
                response.sendRedirect("/unsent");
                return;
            }
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
