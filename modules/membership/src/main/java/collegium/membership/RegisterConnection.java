package collegium.membership;

import collegium.kernel.Faults;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets another system in.
 *
 * @param keepsSecret whether it runs where nobody else can read a secret; a system always does
 * @param redirects where an app takes a member back to, exactly: {@code https} anywhere, {@code http} on the own machine alone, or an
 *     app's own scheme with a dot in it (RFC 8252)
 */
public record RegisterConnection(String name, Connection.Kind kind, boolean keepsSecret, Set<String> scopes, List<String> redirects) {

    private static final int LONGEST = 1000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    public RegisterConnection {
        scopes = Set.copyOf(scopes);
        redirects = redirects.stream().map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
    }

    void check() {
        Faults faults = new Faults();
        faults.require(Texts.isLine(name, 120), "name-form", "name");
        check(faults, kind, scopes);
        if (kind == Connection.Kind.APP) {
            faults.require(!redirects.isEmpty(), "required", "redirects");
            faults.require(redirects.stream().allMatch(RegisterConnection::safe), "redirect-form", "redirects");
            faults.require(String.join(",", redirects).length() <= LONGEST, "too-many", "redirects");
        }
        faults.refuse();
    }

    static void check(Faults faults, Connection.Kind kind, Set<String> scopes) {
        faults.require(!scopes.isEmpty(), "required", "scopes");
        faults.require(kind.scopes().containsAll(scopes), "unknown-word", "scopes");
    }

    /** A comma would part it in two where it is kept. */
    private static boolean safe(String address) {
        try {
            URI uri = new URI(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean whole = uri.isAbsolute() && uri.getRawFragment() == null && uri.getRawUserInfo() == null && address.indexOf(',') < 0;
            return whole && switch (scheme) {
                case "https" -> uri.getHost() != null;
                case "http" -> uri.getHost() != null && LOOPBACK.contains(uri.getHost());
                default -> scheme.indexOf('.') > 0 && !uri.isOpaque();
            };
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
