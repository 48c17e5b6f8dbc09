package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What became of one claim: claimed, credited, counted, used by which requirement, carried on.
 *
 * @param source where the entry comes from: activity, carried, award
 * @param why the rule that made each difference
 */
public record ActivityCredit(
        String activity, LocalDate date, String source, BigDecimal claimed, BigDecimal credited, BigDecimal counted,
        BigDecimal carried, List<Use> uses, List<Reason> why) {

    public ActivityCredit {
        uses = List.copyOf(uses);
        why = List.copyOf(why);
    }

    /** How much of it a requirement counts in a window. */
    public record Use(String requirement, Span window, BigDecimal amount) {}
}
