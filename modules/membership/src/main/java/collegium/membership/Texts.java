package collegium.membership;

import java.util.regex.Pattern;

/** What short texts may be: one line of print, no control characters, no end of the world. */
final class Texts {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"(),;:\\\\\\[\\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

    private Texts() {}

    static boolean isEmail(String text) {
        return text.strip().length() <= 254 && printable(text) && EMAIL.matcher(text.strip()).matches();
    }

    static boolean isLine(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && printable(text) && text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\t') < 0;
    }

    /** Whether it can be kept and shown: no control character but line ends and tabs (PostgreSQL keeps no NUL), no half of a pair. */
    static boolean printable(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t'
                || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE));
    }
}
