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
            "www", "api", "admin", "app", "mail", "smtp", "static", "assets", "status", "help", "docs", "operator", "collegium");

    void check() {
        new Faults()
                .require(SLUG.matcher(slug).matches(), "slug-form", "slug")
                .require(!RESERVED.contains(slug), "slug-reserved", "slug")
                .require(COLOUR.matcher(colour).matches(), "colour-form", "colour")
                .require(Names.acceptable(name), "name-form", "name")
                .refuse();
    }
}
