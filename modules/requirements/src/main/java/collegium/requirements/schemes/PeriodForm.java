package collegium.requirements.schemes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the periods of a scheme follow each other, as a form has it. When the first of somebody who joins begins is left as it is.
 *
 * @param months the length of one, from 1 to 120
 * @param firstDay the first day of one of them; of years only the day of the year is kept
 * @param fact the name of the day that is known of each member, where periods go by it
 * @param newFact what it is called, where it is not known yet and goes in with the period; else empty
 */
public record PeriodForm(int months, Begins begins, LocalDate firstDay, String fact, String newFact) {

    private static final String CYCLE = "cycle";
    private static final Set<String> KNOWN = Set.of("length", "starts", "in-year", "joining", "anniversary-of", "ends-with");

    /** What decides where one begins. */
    public enum Begins {
        ON_A_DAY,
        /** Counted from a day of the member. */
        ANNIVERSARY_OF,
        /** So that one ends on a day of the member. */
        ENDS_WITH
    }

    /**
     * What the document says; empty where it says more than the form knows, such as a day for each grade, or blocks.
     *
     * @param from the day from which the rules hold, whose year stands where the document has none
     */
    public static Optional<PeriodForm> read(SchemeText text, LocalDate from) {
        Doc cycle = text.at(List.of(CYCLE)).orElse(Docs.fields(Map.of()));
        if (!(cycle instanceof Doc.Fields fields) || !KNOWN.containsAll(fields.fields().keySet())) {
            return Optional.empty();
        }
        String length = Docs.words(cycle, "length");
        Optional<Integer> months = RequirementReader.months(length.isEmpty() ? "1 year" : length);
        String anniversary = Docs.words(cycle, "anniversary-of");
        String ends = Docs.words(cycle, "ends-with");
        Optional<LocalDate> first = firstDay(Docs.words(cycle, "starts"), Docs.words(cycle, "in-year"), from);
        return first.filter(_ -> months.isPresent()).map(day -> new PeriodForm(months.get(),
                !anniversary.isEmpty() ? Begins.ANNIVERSARY_OF : !ends.isEmpty() ? Begins.ENDS_WITH : Begins.ON_A_DAY, day, anniversary + ends, ""));
    }

    private static Optional<LocalDate> firstDay(String starts, String inYear, LocalDate from) {
        try {
            MonthDay day = MonthDay.parse("--" + (starts.isEmpty() ? "01-01" : starts));
            return Optional.of(day.atYear(inYear.isEmpty() ? from.getYear() : Integer.parseInt(inYear)));
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The document that says so; empty where that cannot be written without changing something else. */
    Optional<SchemeText> write(SchemeText text) {
        if (begins == Begins.ON_A_DAY || newFact.isBlank()) {
            return write(text, fact);
        }
        NewFact day = new NewFact(newFact, NewFact.Kind.DAY, List.of(), false);
        return day.addedTo(text).flatMap(with -> write(with, day.name(text)));
    }

    private Optional<SchemeText> write(SchemeText text, String byFact) {
        Map<String, Doc> cycle = new LinkedHashMap<>();
        cycle.put("length", Docs.text(months % 12 == 0 ? (months == 12 ? "1 year" : months / 12 + " years") : months == 1 ? "1 month" : months + " months"));
        switch (begins) {
            case ON_A_DAY -> {
                Optional<Doc> joining = text.at(List.of(CYCLE, "joining"));
                cycle.put("starts", Docs.text(firstDay.toString().substring(5)));
                if (joining.isPresent()) {
                    cycle.put("joining", joining.get());
                } else if (months > 12) {
                    cycle.put("in-year", Docs.text(String.valueOf(firstDay.getYear())));
                }
            }
            case ANNIVERSARY_OF -> cycle.put("anniversary-of", Docs.text(byFact));
            case ENDS_WITH -> cycle.put("ends-with", Docs.text(byFact));
        }
        Optional<Doc> wanted = Optional.of(Docs.fields(cycle));
        return Docs.same(text.at(List.of(CYCLE)), wanted) ? Optional.of(text) : text.set(List.of(), CYCLE, wanted);
    }
}
