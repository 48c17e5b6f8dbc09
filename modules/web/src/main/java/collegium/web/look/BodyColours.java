package collegium.web.look;

import java.util.Map;

/**
 * Every colour of a body's pages, computed from the one it chose. Whatever it chose, text keeps a contrast of 4.5 to 1 and
 * the edges of fields and the parts of pictures 3 to 1 on every ground they stand on (WCAG 2.2, 1.4.3 and 1.4.11).
 *
 * @param chosen the body's colour, {@code #rrggbb} in lower case
 * @param light names of the style sheet's tokens without dashes, to {@code #rrggbb}, always in the same order
 * @param dark the same names for dark pages
 */
public record BodyColours(String chosen, Map<String, String> light, Map<String, String> dark) {

    /** Refused with {@code colour-form} where it is not a number sign and six hexadecimal digits. */
    public static BodyColours of(String colour) {
        Rgb chosen = Rgb.of(colour);
        Oklch base = Oklch.of(chosen);
        return new BodyColours(chosen.hex(), LightTheme.of(base), DarkTheme.of(base));
    }

    /**
     * What text keeps on light and dark pages, as contrast ratios: on buttons and as links.
     *
     * @param accent the colour of buttons and links on light pages, which is darker than the chosen one where that could not be read
     */
    public record Contrast(String accent, double button, double link, double darkButton, double darkLink) {}

    public Contrast contrast() {
        return new Contrast(hex(light, "accent"), ratio(light, "on-accent", "accent"), ratio(light, "accent", "paper"),
                ratio(dark, "on-accent", "accent"), ratio(dark, "accent", "paper"));
    }

    private static String hex(Map<String, String> theme, String name) {
        return theme.getOrDefault(name, "#000000");
    }

    private static double ratio(Map<String, String> theme, String text, String ground) {
        return Rgb.of(hex(theme, text)).contrast(Rgb.of(hex(theme, ground)));
    }
}
