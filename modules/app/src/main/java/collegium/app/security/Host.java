package collegium.app.security;

import collegium.kernel.Refused;
import collegium.tenancy.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Whose address a request came to; decided once, before everything else, by {@link HostFilter}. */
sealed interface Host {

    /** The platform itself, where operators sign in. */
    record Platform() implements Host {}

    /** A body that is open. */
    record OfBody(Body open) implements Host {}

    /** What ties sessions and failed attempts to the host: the body's id, or {@code platform}. */
    default String scope() {
        return switch (this) {
            case Platform _ -> "platform";
            case OfBody of -> of.open().id().toString();
        };
    }

    default Optional<Body> body() {
        return this instanceof OfBody of ? Optional.of(of.open()) : Optional.empty();
    }

    /** The host of the request; refused as not found for a request that {@link HostFilter} let pass without one. */
    static Host of(HttpServletRequest request) {
        return find(request).orElseThrow(Refused::notFound);
    }

    static Optional<Host> find(HttpServletRequest request) {
        return request.getAttribute(Host.class.getName()) instanceof Host host ? Optional.of(host) : Optional.empty();
    }

    /** The body of the request in hand, for what a library calls without saying for which request. */
    static Body bodyInHand() {
        return of(inHand()).body().orElseThrow(Refused::notFound);
    }

    static HttpServletRequest inHand() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    /** Notes the host on the request; a body also under its own type's name, for pages. */
    static void put(HttpServletRequest request, Host host) {
        request.setAttribute(Host.class.getName(), host);
        host.body().ifPresent(body -> request.setAttribute(Body.class.getName(), body));
    }
}
