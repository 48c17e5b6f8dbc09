package collegium.membership;

import collegium.kernel.Faults;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A fact from a day on, or the correction of one.
 *
 * @param replaces the fact that is corrected; empty where a new one begins
 * @param source on whose word
 */
public record ChangeFact(
        Optional<UUID> replaces, String kind, String value, LocalDate from, Optional<LocalDate> to, String source) {

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_-]{0,59}");

    public static ChangeFact of(String kind, String value, LocalDate from, String source) {
        return new ChangeFact(Optional.empty(), kind, value, from, Optional.empty(), source);
    }

    void check() {
        new Faults()
                .require(KIND.matcher(kind).matches(), "fact-kind-form", "kind")
                .require(Texts.isLine(value, 200), "fact-value-form", "value")
                .require(Texts.isLine(source, 200), "fact-source-needed", "source")
                .require(plausible(from), "date-implausible", "from")
                .require(to.map(day -> plausible(day) && !day.isBefore(from)).orElse(true), "date-order", "to")
                .refuse();
    }

    static boolean plausible(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() <= 2200;
    }
}
