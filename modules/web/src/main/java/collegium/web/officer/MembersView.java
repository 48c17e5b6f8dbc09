package collegium.web.officer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Members who meet the conditions, the largest shortfall first. Template {@code officer/members}; the conditions are fields
 * of a GET form, so that a view is an address: each has {@code name} and its choices, the chosen one marked.
 *
 * @param found how many meet the conditions; {@code all} how many there are
 * @param sentence the conditions as one sentence
 * @param sorts the columns that sort: member, short, since, message
 * @param export the address of exactly this list as CSV
 * @param earlier the first page, where this is not it; {@code later} the next page, where there is one
 */
public record MembersView(
        long found, long all, String sentence, List<Condition> conditions, List<Sort> sorts, List<Row> rows, String export, String text,
        Optional<String> earlier, Optional<String> later, Optional<String> write) {

    /**
     * One condition.
     *
     * @param before the words before the choice: who is
     * @param label what the choice is, for who hears it
     */
    public record Condition(String before, String label, String name, List<Option> options) {}

    public record Option(String value, String words, boolean chosen) {}

    /**
     * A column.
     *
     * @param direction ascending, descending, or none
     */
    public record Sort(String column, String words, String path, String direction, boolean end) {}

    /**
     * One row.
     *
     * @param about grade and number
     * @param shortBy how much is missing, where something is
     * @param of 1.5 of 9 h
     * @param message the last message: when, and what became of it
     */
    public record Row(
            String id, String path, String name, String about, String status, Optional<BigDecimal> shortBy, String mark, String of,
            Optional<LocalDate> since, Optional<LocalDate> message, String messageState) {}
}
