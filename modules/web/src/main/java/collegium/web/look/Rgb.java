package collegium.web.look;

import collegium.kernel.Refused;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** A colour of the screen (sRGB), each channel from 0 to 255. */
record Rgb(int red, int green, int blue) {

    static final Rgb WHITE = new Rgb(255, 255, 255);

    private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Reads {@code #rrggbb}; refused otherwise with {@code colour-form}. */
    static Rgb of(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw Refused.invalid("colour-form", "colour");
        }
        int all = Integer.parseInt(hex.substring(1), 16);
        return new Rgb(all >> 16, all >> 8 & 0xff, all & 0xff);
    }

    String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /** Contrast ratio from 1 to 21 (WCAG 2.2, "contrast ratio"), the same both ways. */
    double contrast(Rgb other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }

    /** The contrast with the one of these that it stands out from least. */
    double leastContrast(Collection<Rgb> others) {
        return others.stream().mapToDouble(this::contrast).min().orElse(21);
    }

    /** Relative luminance from 0 to 1 (WCAG 2.2). */
    double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    /** The channel as an amount of light from 0 to 1 (IEC 61966-2-1). */
    static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
