package collegium.tenancy;

import collegium.kernel.Faults;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the operator says of a new body. */
public record CreateBody(
        String slug, Body.Kind kind, String name, ZoneId zone, Locale locale, String colour, Optional<String> modelledOn, boolean demo) {

    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final Set<String> RESERVED = Set.of(
            "www", "api", "admin", "administrator", "root", "app", "apps", "auth", "login", "signin", "sign-in", "sso", "oauth", "oauth2",
            "account", "accounts", "operator", "platform", "collegium", "support", "help", "status", "health", "metrics", "actuator",
            "static", "assets", "cdn", "media", "mail", "smtp", "imap", "pop", "webmail", "mx", "ns1", "ns2", "dns", "ftp", "ssh", "vpn",
            "git", "blog", "docs", "dev", "staging", "localhost", "local", "internal", "autoconfig", "autodiscover", "wpad", "isatap",
            "security", "abuse", "postmaster", "hostmaster", "webmaster", "noreply", "no-reply", "billing", "pay", "verify");

    static boolean isColour(String text) {
        return COLOUR.matcher(text).matches();
    }

    /**
     * Refuses what {@link Bodies#create} would refuse, but for a slug that is taken.
     * Two hyphens at the third place are how names in other alphabets are written (RFC 5890), so no slug has them.
     */
    public void check() {
        new Faults()
                .require(SLUG.matcher(slug).matches() && !slug.startsWith("--", 2), "slug-form", "slug")
                .require(!RESERVED.contains(slug), "slug-reserved", "slug")
                .require(isColour(colour), "colour-form", "colour")
                .require(Names.acceptable(name), "name-form", "name")
                .refuse();
    }
}
