package collegium.app.security;

import org.springframework.security.core.AuthenticationException;

/** Somebody failed to sign in too often and has to wait. */
final class TooManyAttempts extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    TooManyAttempts(Throwable cause) {
        super("too many attempts", cause);
    }
}
