package collegium.requirements.engine;

import java.time.LocalDate;

/**
 * One span of an enrolment that is judged and closed.
 *
 * @param start first day
 * @param end last day
 * @param number the how-manieth period of the enrolment it is, from 1; 0 where that is not known
 */
public record Period(LocalDate start, LocalDate end, int number) {

    public Period {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("period ends before it starts");
        }
    }

    public static Period of(LocalDate start, LocalDate end) {
        return new Period(start, end, 0);
    }

    /** The same, as days. */
    public Span span() {
        return new Span(start, end);
    }
}
