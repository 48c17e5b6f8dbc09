package collegium.notifications;

import java.util.regex.Pattern;

/** What people typed, made fit for a header or a line: no line break can begin another header, no mark can turn the direction. */
final class SingleLine {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F]");

    private SingleLine() {}

    static String of(String text) {
        return TURNS.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("").strip();
    }

    static String atMost(String text, int length) {
        String line = of(text);
        return line.codePointCount(0, line.length()) <= length
                ? line
                : line.substring(0, line.offsetByCodePoints(0, length - 1)) + "…";
    }
}
