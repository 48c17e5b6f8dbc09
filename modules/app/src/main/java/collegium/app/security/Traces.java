package collegium.app.security;

import collegium.kernel.OneTimeToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace that a request belongs to: the caller's (W3C trace context), or one of its own. It is a tag on logs alone. */
final class Traces {

    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traces() {}

    static String of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("traceparent"))
                .map(TRACE_PARENT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .orElseGet(() -> HexFormat.of().formatHex(OneTimeToken.fresh().hash(), 0, 16));
    }
}
