package collegium.app.security;

import collegium.database.DeploymentKey;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Keeps a form that came after its session had ended, and gives it back to the same person after signing in. Who that is says a
 * cookie that outlives the session and opens nothing: on a shared computer nobody reads what somebody else typed. It is never sent by
 * itself; without that cookie, which other sites cannot send along, nothing is kept.
 */
@Component
final class Unsent {

    static final String COOKIE = "collegium-person";
    private static final String KEPT = "collegium.unsent";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final int MOST_CHARACTERS = 200_000;
    private static final List<String> SECRET = List.of("password", "token", "secret", "_csrf");

    private final DeploymentKey key;

    Unsent(DeploymentKey key) {
        this.key = key;
    }

    /** A form as it was sent, without files and secrets. */
    record Form(String path, LinkedHashMap<String, ArrayList<String>> fields, String person) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private String seal(String scope, String account) {
        return key.password("person|" + scope + "|" + account);
    }

    /** Remembers on this browser who signed in. */
    void remember(HttpServletRequest request, HttpServletResponse response, SignedIn person) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, seal(person.scope(), person.getName()))
                .path("/").httpOnly(true).secure(request.isSecure()).sameSite("Lax").maxAge(LIFE).build().toString());
    }

    /** Keeps the form in the new session; says whether it did. */
    boolean keep(HttpServletRequest request) {
        Optional<String> person = Optional.ofNullable(request.getCookies()).stream().flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue).findFirst();
        String path = request.getRequestURI();
        if (person.isEmpty() || Host.find(request).flatMap(Host::body).isEmpty() || !"POST".equals(request.getMethod()) || path.startsWith("/sign-") || path.startsWith("/api/") || path.startsWith("//")) {
            return false;
        }
        LinkedHashMap<String, ArrayList<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (SECRET.stream().noneMatch(name.toLowerCase(Locale.ROOT)::contains)) {
                fields.put(name, new ArrayList<>(List.of(values)));
            }
        });
        int length = fields.entrySet().stream().mapToInt(field -> field.getKey().length() + field.getValue().stream().mapToInt(String::length).sum()).sum();
        if (fields.isEmpty() || length > MOST_CHARACTERS) {
            return false;
        }
        request.getSession(true).setAttribute(KEPT, new Form(path, fields, person.get()));
        return true;
    }

    /** What the person sent too late, where that is there; somebody else's is forgotten. */
    Optional<Form> find(HttpServletRequest request, SignedIn person) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(KEPT) instanceof Form form)) {
            return Optional.empty();
        }
        boolean own = MessageDigest.isEqual(form.person().getBytes(StandardCharsets.UTF_8),
                seal(person.scope(), person.getName()).getBytes(StandardCharsets.UTF_8));
        if (!own) {
            session.removeAttribute(KEPT);
        }
        return own ? Optional.of(form) : Optional.empty();
    }

    void forget(HttpServletRequest request) {
        Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.removeAttribute(KEPT));
    }

    /** The fields that a person would know again: not those that the form filled itself. */
    static Map<String, String> readable(Form form) {
        Map<String, String> readable = new LinkedHashMap<>();
        form.fields().forEach((name, values) -> {
            String text = String.join(", ", values).strip();
            if (!text.isEmpty() && !List.of("key", "revision", "unit", "proposed", "when", "kind").contains(name)) {
                readable.put(name.replace('-', ' ').replace('_', ' '), text);
            }
        });
        return readable;
    }
}
