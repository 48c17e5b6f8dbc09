package collegium.portfolios;

import collegium.kernel.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * That an activity comes again: every week, every second week or every month, on the same weekday or the same day of the month.
 *
 * @param until the last day on which it may come again
 */
public record Repeats(Every every, LocalDate until) {

    private static final int MOST = 60;

    public enum Every {
        WEEK,
        FORTNIGHT,
        MONTH
    }

    /**
     * The days on which it comes again after the first. Refused: {@code repeats-until-before-first}, {@code too-many-repeats} above
     * {@value #MOST}.
     */
    List<LocalDate> after(LocalDate first) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = next(first, 1); !day.isAfter(until); day = next(first, days.size() + 1)) {
            if (days.size() == MOST) {
                throw Refused.invalid("too-many-repeats", "until", Map.of("most", MOST));
            }
            days.add(day);
        }
        if (days.isEmpty()) {
            throw Refused.invalid("repeats-until-before-first", "until", Map.of("next", next(first, 1)));
        }
        return days;
    }

    /** Counted from the first day, so that the 31st comes back after a short month. */
    private LocalDate next(LocalDate first, int times) {
        return switch (every) {
            case WEEK -> first.plusWeeks(times);
            case FORTNIGHT -> first.plusWeeks(2L * times);
            case MONTH -> first.plusMonths(times);
        };
    }
}
