package collegium.web.look;

import collegium.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * The small style sheet that dresses the pages of one body, linked after {@code collegium.css}. Only plain values, so that
 * a browser of 2022 shows it all; light and dark by the reader's system unless {@code data-theme} on {@code html} says.
 *
 * @param css the text, always the same for the same colour
 * @param hash of the text, for an address that may be kept for ever
 */
public record BodyStyles(String css, String hash) {

    /** What pages wear that belong to no body, and what {@code collegium.css} itself has. */
    public static final String DEFAULT_COLOUR = "#0f6b62";

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** For pages of one body. Refused with {@code colour-form}. */
    public static BodyStyles of(String colour) {
        return hashed(sheet(BodyColours.of(colour), ":root", ""));
    }

    /**
     * For a page on which several bodies stand: each part with {@code data-body="<slug>"} wears that body's colour.
     *
     * @param colours by slug
     */
    public static BodyStyles parts(SortedMap<String, String> colours) {
        StringBuilder css = new StringBuilder();
        colours.forEach((slug, colour) -> {
            if (!SLUG.matcher(slug).matches()) {
                throw Refused.invalid("slug-form", "slug");
            }
            String part = "[data-body=\"" + slug + "\"]";
            css.append(sheet(BodyColours.of(colour), part, " " + part));
        });
        return hashed(css.toString());
    }

    /** Where it is served: {@code /body-<hash>.css}. */
    public String path() {
        return "/body-" + hash + ".css";
    }

    private static BodyStyles hashed(String css) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return new BodyStyles(css, HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String sheet(BodyColours colours, String light, String part) {
        String bright = tokens(colours, "light", colours.light(), "rgba(15, 23, 28, .12)");
        String dark = tokens(colours, "dark", colours.dark(), "rgba(0, 0, 0, .5)");
        return light + " {" + bright + " }\n"
                + "@media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"])" + part + " {" + dark + " } }\n"
                + ":root[data-theme=\"dark\"]" + part + " {" + dark + " }\n";
    }

    private static String tokens(BodyColours colours, String scheme, Map<String, String> tokens, String shade) {
        StringBuilder css = new StringBuilder(" color-scheme: " + scheme + "; --brand: " + colours.chosen() + ";");
        tokens.forEach((name, value) -> css.append(" --").append(name).append(": ").append(value).append(';'));
        return css.append(" --shade: ").append(shade).append(';').toString();
    }
}
