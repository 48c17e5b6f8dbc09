package collegium.notifications;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a message says, apart from its words: it is worded when it is sent, in the body's language, zone and terms.
 *
 * @param path where its button leads, below the body's address ({@code /standing}); empty for none. A text named
 *     {@code link} goes before it and is a whole address
 * @param lines the table of the message, one a requirement
 */
public record Facts(
        Map<String, String> texts,
        Map<String, BigDecimal> numbers,
        Map<String, LocalDate> dates,
        List<Line> lines,
        String path) {

    /**
     * One requirement's part of a standing.
     *
     * @param status as in the standing ({@code at-risk}), worded like everywhere else
     * @param unit the word that follows the numbers, such as {@code hours}
     * @param why a sentence, or empty
     */
    public record Line(String title, String status, Optional<BigDecimal> needed, Optional<BigDecimal> counted,
            Optional<BigDecimal> shortBy, String unit, String why) {}

    public Facts {
        texts = Map.copyOf(texts);
        numbers = Map.copyOf(numbers);
        dates = Map.copyOf(dates);
        lines = List.copyOf(lines);
    }

    public static Facts none() {
        return new Facts(Map.of(), Map.of(), Map.of(), List.of(), "");
    }

    /** Facts of a message whose button leads to a page of the body. */
    public static Facts at(String path) {
        return new Facts(Map.of(), Map.of(), Map.of(), List.of(), path);
    }

    public Facts text(String name, String value) {
        return new Facts(with(texts, name, value), numbers, dates, lines, path);
    }

    public Facts number(String name, BigDecimal value) {
        return new Facts(texts, with(numbers, name, value), dates, lines, path);
    }

    public Facts date(String name, LocalDate value) {
        return new Facts(texts, numbers, with(dates, name, value), lines, path);
    }

    public Facts line(Line line) {
        List<Line> longer = new ArrayList<>(lines);
        longer.add(line);
        return new Facts(texts, numbers, dates, longer, path);
    }

    /** The same without its one-time link. */
    Facts withoutLink() {
        Map<String, String> rest = new TreeMap<>(texts);
        rest.remove("link");
        return new Facts(rest, numbers, dates, lines, path);
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new TreeMap<>(map);
        more.put(name, value);
        return more;
    }
}
