package collegium.app.security;

import collegium.membership.Connection;
import collegium.membership.Connections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;

/** Lets the form of a page lead on to the app for which somebody signs in or agrees, to the addresses that were registered for it alone. */
@Component
class Onward {

    private final HttpSessionRequestCache asked = new HttpSessionRequestCache();
    private final Connections connections;

    Onward(Connections connections) {
        this.connections = connections;
    }

    /** For the page of signing in: where somebody came from an app, the app of the request that signing in goes back to. */
    void allow(HttpServletRequest request, HttpServletResponse response) {
        Optional.ofNullable(request.getSession(false)).flatMap(_ -> Optional.ofNullable(asked.getRequest(request, response)))
                .filter(DefaultSavedRequest.class::isInstance).map(DefaultSavedRequest.class::cast)
                .filter(saved -> "/oauth2/authorize".equals(saved.getRequestURI()))
                .flatMap(saved -> Optional.ofNullable(saved.getParameterValues("client_id")))
                .flatMap(ids -> Arrays.stream(ids).findFirst())
                .flatMap(id -> connections.find(Host.bodyInHand().id(), id))
                .ifPresent(connection -> allow(response, connection));
    }

    void allow(HttpServletResponse response, Connection connection) {
        response.setHeader("Content-Security-Policy",
                Headers.policy(connection.redirects().stream().map(Onward::source).distinct().collect(Collectors.joining(" "))));
    }

    /** An app on the own machine listens on whichever port is free; one with a scheme of its own has no host. */
    private static String source(String redirect) {
        URI uri = URI.create(redirect);
        return switch (uri.getScheme()) {
            case "https" -> "https://" + uri.getRawAuthority();
            case "http" -> "http://" + uri.getHost() + ":*";
            default -> uri.getScheme() + ":";
        };
    }
}
