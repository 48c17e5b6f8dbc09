package collegium.app.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Addresses in links: the host was checked before, so a request's own origin can be trusted. */
final class Addresses {

    private Addresses() {}

    static String own(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }
}
