package collegium.app.security;

import collegium.database.DeploymentKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * Binds sessions to the body of their host: the cookie carries the session's id and a seal over id and body, so that it opens
 * nothing at another body, whenever in a request the session was made.
 */
@Component
final class SessionIds implements HttpSessionIdResolver {

    static final String COOKIE = "collegium-session";
    private final DeploymentKey key;
    private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();

    SessionIds(DeploymentKey key) {
        this.key = key;
        // Without a domain a cookie is for its host alone. Secure wherever the request came over TLS, which is the default.
        cookies.setCookieName(COOKIE);
        cookies.setUseHttpOnlyCookie(true);
        cookies.setSameSite("Lax");
        cookies.setUseBase64Encoding(false);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return Host.find(request)
                .map(host -> cookies.readCookieValues(request).stream().flatMap(value -> opened(host, value).stream()).toList())
                .orElse(List.of());
    }

    private Optional<String> opened(Host host, String value) {
        int dot = value.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String id = value.substring(0, dot);
        boolean genuine = MessageDigest.isEqual(
                value.substring(dot + 1).getBytes(StandardCharsets.UTF_8), seal(host, id).getBytes(StandardCharsets.UTF_8));
        return genuine ? Optional.of(id) : Optional.empty();
    }

    private String seal(Host host, String id) {
        return key.password("session|" + host.scope() + "|" + id);
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        cookies.writeCookieValue(new CookieValue(request, response, id + "." + seal(Host.of(request), id)));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }
}
