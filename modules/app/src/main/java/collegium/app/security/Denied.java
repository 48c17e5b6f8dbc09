package collegium.app.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * A form without its token from somebody who is not signed in (any more) is kept and leads to signing in; everything else is refused.
 * A fragment is answered without a page, so that what is typed around it stays where it is.
 */
final class Denied implements AccessDeniedHandler {

    private final AccessDeniedHandler otherwise = new AccessDeniedHandlerImpl();
    private final Unsent unsent;

    Denied(Unsent unsent) {
        this.unsent = unsent;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        var found = SecurityContextHolder.getContext().getAuthentication();
        boolean nobody = found == null || !(found.getPrincipal() instanceof SignedIn);
        boolean door = "/sign-in".equals(request.getRequestURI());
        if (denied instanceof CsrfException && nobody && !door) {
            if (request.getHeader("HX-Request") != null) {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                response.sendRedirect(unsent.keep(request) ? "/sign-in?ended=kept" : "/sign-in?ended");
            }
        } else {
            otherwise.handle(request, response, denied);
        }
    }
}
