package collegium.web.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How am I doing, what is missing by when, what can I do next. Template {@code home}, attribute {@code view}.
 *
 * @param main the enrolment that the page is about; none where nothing is asked of the member
 * @param also the other enrolments
 * @param next what can be done next, the most pressing first
 * @param lately the last activities
 * @param recorded how many activities there are in the period
 */
public record HomeView(Optional<StandingView> main, List<StandingView> also, List<Next> next, List<Entry> lately, long recorded) {

    /** One for each enrolment, the main one first. */
    public List<StandingView> cards() {
        return Stream.concat(main.stream(), also.stream()).toList();
    }

    /**
     * Something to do next.
     *
     * @param icon the name of a Tabler icon
     */
    public record Next(String icon, String title, String note, String path) {}

    /**
     * One activity with what it counts.
     *
     * @param path its page
     * @param kind its type, in the scheme's words
     * @param why why less was counted than claimed, where it was
     */
    public record Entry(String path, LocalDate on, String title, String kind, BigDecimal claimed, BigDecimal counted, String mark, Optional<String> why) {}
}
