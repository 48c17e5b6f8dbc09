package collegium.app.security;

import jakarta.servlet.http.HttpServletRequest;

/** From where a sign-in comes: the host that it is for, and the address that it was sent from. */
record Origin(Host host, String address) {

    static Origin of(HttpServletRequest request) {
        return new Origin(Host.of(request), request.getRemoteAddr());
    }

    /** Says nothing of the address: it could come into a log. */
    @Override
    public String toString() {
        return "Origin[" + host.scope() + "]";
    }
}
