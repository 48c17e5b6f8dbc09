package collegium.app.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the account of a session anew for every request, so that a role taken away, or a lock, holds with the next page. A
 * session that was begun at another host is nobody's here, whatever its cookie said.
 */
final class StillThere extends OncePerRequestFilter {

    private final Directory directory;

    StillThere(Directory directory) {
        this.directory = directory;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication found = SecurityContextHolder.getContext().getAuthentication();
        if (found != null && found.getPrincipal() instanceof SignedIn signedIn) {
            Optional<Known> person = Host.find(request)
                    .filter(host -> host.scope().equals(signedIn.scope()))
                    .flatMap(host -> directory.find(host, signedIn.id()))
                    .filter(Known::mayEnter);
            SecurityContext fresh = SecurityContextHolder.createEmptyContext();
            person.ifPresent(known -> {
                fresh.setAuthentication(PasswordCheck.authentication(signedIn, known, found.getAuthorities()));
                Actors.put(request, known.actor());
            });
            SecurityContextHolder.setContext(fresh);
        }
        chain.doFilter(request, response);
    }
}
