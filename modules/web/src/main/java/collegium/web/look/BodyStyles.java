package collegium.web.look;

import java.util.Locale;

/** A body's own small style sheet. */
record BodyStyles(String hash, String css) {

    static BodyStyles of(String colour) {
        String css = ":root{--brand:" + colour.toLowerCase(Locale.ROOT) + "}\n";
        return new BodyStyles(Integer.toHexString(css.hashCode()), css);
    }
}
