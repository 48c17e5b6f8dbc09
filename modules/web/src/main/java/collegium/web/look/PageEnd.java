package collegium.web.look;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page of a list ended, as it stands in the address of the next: a few words that nobody is to read. */
public final class PageEnd {

    /** No amount has so many; one that somebody made up must not become a number that fills the memory. */
    private static final int MOST_DIGITS = 50;

    private PageEnd() {}

    public static String write(String... words) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
    }

    /** The words, where there are so many that can be looked for. */
    public static Optional<List<String>> read(String cursor, int words) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Optional.of(text.lines().toList()).filter(lines -> lines.size() == words && text.indexOf('\0') < 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** An amount that such a word stands for; refused as no number where it is none that could be one. */
    public static BigDecimal amount(String word) {
        BigDecimal amount = new BigDecimal(word);
        if (Math.abs(amount.scale()) > MOST_DIGITS || amount.precision() > MOST_DIGITS) {
            throw new NumberFormatException("Too many digits.");
        }
        return amount;
    }
}
