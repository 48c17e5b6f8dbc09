package collegium.app.security;

import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the body that lives at the request's host name, before sessions and security: an unknown host gets no page of ours
 * but a 404 (no issuer's documents either), a suspended body a polite 503. Neither touches a body's schema.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HostFilter extends OncePerRequestFilter {

    private static final String HOUR = "3600";
    private static final Pattern DRESS = Pattern.compile("/(static|fonts|webjars)/.*|/body-[0-9a-f]+\\.css");
    private final Bodies bodies;

    HostFilter(Bodies bodies) {
        this.bodies = bodies;
    }

    /** Load balancers ask by address; what dresses a page of ours dresses the one that says that a body is closed, too. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return "/actuator/health".equals(path) || DRESS.matcher(path).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Body> body = bodies.byHost(request.getServerName());
        try (var _ = MDC.putCloseable("trace", Traces.of(request));
                var _ = MDC.putCloseable("body", body.map(Body::slug).orElse("-"))) {
            if (body.isEmpty() && !bodies.isPlatform(request.getServerName())) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            Host.put(request, body.<Host>map(Host.OfBody::new).orElseGet(Host.Platform::new));
            if (body.filter(Body::suspended).isPresent()) {
                response.setHeader(HttpHeaders.RETRY_AFTER, HOUR);
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
