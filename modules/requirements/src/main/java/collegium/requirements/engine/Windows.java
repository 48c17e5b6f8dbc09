package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a requirement's window over the period. */
final class Windows {

    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

    private final Facts facts;
    private final Questions questions;
    private final Period period;
    private final LocalDate asOf;

    Windows(Facts facts, Questions questions, Period period, LocalDate asOf) {
        this.facts = facts;
        this.questions = questions;
        this.period = period;
        this.asOf = asOf;
    }

    /** The spans; empty where a fact that they hang on is missing, which the facts note. */
    List<Slot> slots(Window window) {
        return switch (window) {
            case Window.WholePeriod _ -> List.of(slot(period.span(), Optional.empty()));
            case Window.EachYear years -> each(years);
            case Window.EachMonths each -> each(each.months());
            case Window.Last last -> {
                Span span = last.endsAtPeriod()
                        ? Months.endingWith(period.span(), last.months())
                        : new Span(Months.firstOf(asOf, last.months()), asOf);
                yield List.of(new Slot(span, Optional.empty(), true));
            }
            case Window.Consecutive consecutive -> consecutive(consecutive.years());
            case Window.Between between -> {
                Optional<LocalDate> from = moment(between.from());
                Optional<LocalDate> to = moment(between.to());
                if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
                    yield List.of();
                }
                yield List.of(slot(new Span(from.get(), to.get()), Optional.empty()));
            }
            case Window.Lifetime _ -> List.of(slot(new Span(EVER, asOf), Optional.empty()));
            case Window.Either _ -> List.of(slot(period.span(), Optional.empty()));
            case Window.Clock clock -> clock(clock);
            case Window.EveryPeriods every -> {
                if (period.number() == 0) {
                    facts.on("period-number", period.end());
                    yield List.of();
                }
                yield List.of(slot(period.span(), Optional.empty()));
            }
        };
    }

    /** Whether the period is one of those in which it is asked for. */
    boolean asked(Window window) {
        return !(window instanceof Window.EveryPeriods every)
                || period.number() == 0
                || (period.number() >= every.first() && (period.number() - every.first()) % every.every() == 0);
    }

    private Slot slot(Span span, Optional<String> label) {
        return new Slot(span, label, !asOf.isBefore(span.from()));
    }

    private List<Slot> each(Window.EachYear each) {
        List<Slot> slots = new ArrayList<>();
        List<Span> years = period.span().years();
        for (int n = 0; n < years.size(); n++) {
            Span year = years.get(n);
            if (!each.except().contains(year.from().getYear())) {
                String name = year.from().getDayOfYear() == 1 ? "" + year.from().getYear() : "" + (n + 1);
                slots.add(slot(year, Optional.of(name)));
            }
        }
        return slots;
    }

    private List<Slot> each(int months) {
        List<Slot> slots = new ArrayList<>();
        for (Span part : period.span().parts(months)) {
            slots.add(slot(part, Optional.of("" + (slots.size() + 1))));
        }
        return slots;
    }

    private List<Slot> consecutive(int count) {
        List<Slot> slots = new ArrayList<>();
        Optional<LocalDate> enrolled = facts.timeline("enrolled").isEmpty() ? Optional.empty() : facts.day("enrolled");
        for (Span last : period.span().years()) {
            LocalDate from = last.from().minusYears(count - 1L);
            if (enrolled.isPresent() && from.isBefore(enrolled.get())) {
                continue;
            }
            Span span = new Span(from, last.to());
            slots.add(new Slot(span, Optional.of(span.label()), !asOf.isBefore(last.from())));
        }
        return slots;
    }

    /** On a grid, each that ended in the period, which stays as it ended, and the one that runs. */
    private List<Slot> clock(Window.Clock clock) {
        if (clock.grid().isEmpty()) {
            return List.of(new Slot(Months.endingWith(period.span(), clock.months()), Optional.empty(), true));
        }
        Optional<LocalDate> anchor = moment(clock.grid().get());
        if (anchor.isEmpty()) {
            return List.of();
        }
        LocalDate until = asOf.isBefore(period.end()) ? asOf : period.end();
        List<Slot> slots = new ArrayList<>();
        Span span = onGrid(anchor.get(), clock, 0);
        for (int n = 1; slots.isEmpty() || !span.from().isAfter(until); n++) {
            boolean endedHere = !span.to().isBefore(period.start()) && !span.to().isAfter(until);
            if (endedHere || !span.to().isBefore(until)) {
                slots.add(new Slot(span, Optional.of(span.label()), !span.to().isAfter(period.end())));
            }
            span = onGrid(anchor.get(), clock, n);
        }
        return slots.size() > 1 ? slots : List.of(new Slot(slots.getFirst().span(), Optional.empty(), slots.getFirst().inPlay()));
    }

    private static Span onGrid(LocalDate anchor, Window.Clock clock, int n) {
        return new Span(anchor.plusMonths((long) clock.months() * n), anchor.plusMonths((long) clock.months() * (n + 1)).minusDays(1));
    }

    /** Over which days another requirement is asked about: its own period where it has one, otherwise the window that asks. */
    static Span over(Requirement requirement, Period period, Span asking) {
        return requirement.window() instanceof Window.WholePeriod ? period.span() : asking;
    }

    private Optional<LocalDate> moment(Moment moment) {
        return questions.moment(moment, period.span());
    }
}
