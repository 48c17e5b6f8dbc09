package collegium.app.security;

import collegium.kernel.Actor;
import jakarta.servlet.http.HttpServletRequest;

/** Who makes a request, as it was read for this very request; never what a session once knew. */
final class Actors {

    private static final Actor NOBODY = new Actor.LinkHolder("somebody without an account");

    private Actors() {}

    static Actor of(HttpServletRequest request) {
        return request.getAttribute(Actor.class.getName()) instanceof Actor actor ? actor : NOBODY;
    }

    static void put(HttpServletRequest request, Actor actor) {
        request.setAttribute(Actor.class.getName(), actor);
    }
}
