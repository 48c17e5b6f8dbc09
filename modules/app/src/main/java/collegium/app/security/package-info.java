/** Who is who and may come in: the body of a host name, sign-in, sessions, the call of a request, headers. */
@NullMarked
package collegium.app.security;

import org.jspecify.annotations.NullMarked;
