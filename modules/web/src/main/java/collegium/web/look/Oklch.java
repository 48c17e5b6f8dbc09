package collegium.web.look;

/**
 * A colour in OKLCH (CSS Color 4, section 9), in which equal lightness looks equally light whatever the hue.
 *
 * @param light from 0 (black) to 1 (white)
 * @param chroma from 0 (grey) to about 0.32 at the most a screen can show
 * @param hue in degrees; 0 where there is no chroma
 */
record Oklch(double light, double chroma, double hue) {

    /** Below this a colour is a grey whose hue is only the noise of rounding. */
    private static final double GREY = 0.0005;

    Oklch {
        light = Math.clamp(light, 0.0, 1.0);
        if (chroma < GREY) {
            chroma = 0;
            hue = 0;
        }
    }

    /** Coefficients: Björn Ottosson, "A perceptual color space for image processing", as CSS Color 4 has them. */
    static Oklch of(Rgb rgb) {
        double red = Rgb.linear(rgb.red());
        double green = Rgb.linear(rgb.green());
        double blue = Rgb.linear(rgb.blue());
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        double light = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return new Oklch(light, Math.hypot(a, b), (Math.toDegrees(Math.atan2(b, a)) + 360) % 360);
    }

    /** The same hue at this lightness, with at most this chroma; a grey stays a grey. */
    Oklch at(double newLight, double mostChroma) {
        return new Oklch(newLight, Math.min(chroma, mostChroma), hue);
    }

    Oklch at(double newLight) {
        return new Oklch(newLight, chroma, hue);
    }

    /** What a screen shows of it: the same lightness and hue with as much of the chroma as sRGB has. */
    Rgb rgb() {
        if (shown(chroma)) {
            return rounded(chroma);
        }
        double within = 0;
        double beyond = chroma;
        for (int halving = 0; halving < 24; halving++) {
            double middle = (within + beyond) / 2;
            if (shown(middle)) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return rounded(within);
    }

    private boolean shown(double ofChroma) {
        for (double channel : linear(ofChroma)) {
            if (channel < -0.0001 || channel > 1.0001) {
                return false;
            }
        }
        return true;
    }

    private Rgb rounded(double ofChroma) {
        double[] linear = linear(ofChroma);
        return new Rgb(channel(linear[0]), channel(linear[1]), channel(linear[2]));
    }

    private double[] linear(double ofChroma) {
        double a = ofChroma * Math.cos(Math.toRadians(hue));
        double b = ofChroma * Math.sin(Math.toRadians(hue));
        double l = Math.pow(light + 0.3963377774 * a + 0.2158037573 * b, 3);
        double m = Math.pow(light - 0.1055613458 * a - 0.0638541728 * b, 3);
        double s = Math.pow(light - 0.0894841775 * a - 1.2914855480 * b, 3);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static int channel(double linear) {
        double share = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return Math.clamp(Math.round(share * 255), 0, 255);
    }
}
