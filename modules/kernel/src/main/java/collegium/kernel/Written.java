package collegium.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what people write into fields: its length, and that it holds nothing that cannot be shown. */
public final class Written {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FFFE}\\x{FFFF}]");
    private static final Pattern CONTROL_BUT_LINES = Pattern.compile("[\\p{Cc}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\x{FFFE}\\x{FFFF}&&[^\\t\\n]]");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,59}");

    private Written() {}

    /** One line of text, without spaces around it: {@code required}, {@code too-long} or {@code unprintable}. */
    public static String line(Faults faults, String field, String text, int most) {
        Optional<String> line = line(faults, field, Optional.of(text), most);
        faults.require(line.isPresent(), "required", field);
        return line.orElse("");
    }

    /** One line that may be left out; blank counts as left out. */
    public static Optional<String> line(Faults faults, String field, Optional<String> text, int most) {
        return check(faults, field, text.map(String::strip).filter(t -> !t.isEmpty()), most, CONTROL);
    }

    /** Text of several lines, which end in a line feed alone; blank counts as left out. */
    public static Optional<String> prose(Faults faults, String field, Optional<String> text, int most) {
        return check(faults, field, text.map(t -> t.replace("\r\n", "\n").replace('\r', '\n').strip()).filter(t -> !t.isEmpty()),
                most, CONTROL_BUT_LINES);
    }

    /** Text of several lines that must be there. */
    public static String prose(Faults faults, String field, String text, int most) {
        Optional<String> prose = prose(faults, field, Optional.of(text), most);
        faults.require(prose.isPresent(), "required", field);
        return prose.orElse("");
    }

    /** A name of a scheme, such as a type or a topic: small letters, digits, dashes, at most 60; {@code unknown-word} otherwise. */
    public static void word(Faults faults, String field, String word) {
        faults.require(WORD.matcher(word).matches(), "unknown-word", field);
    }

    private static Optional<String> check(Faults faults, String field, Optional<String> text, int most, Pattern banned) {
        text.ifPresent(t -> {
            if (t.codePointCount(0, t.length()) > most) {
                faults.add("too-long", field, Map.of("longest", most));
            }
            faults.require(!banned.matcher(t).find(), "unprintable", field);
        });
        return text;
    }
}
