package collegium.requirements.engine;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/** Works out a member's periods from the scheme's cycle. */
final class Periods {

    private final Scheme scheme;
    private final MemberRecord record;

    Periods(Scheme scheme, MemberRecord record) {
        this.scheme = scheme;
        this.record = record;
    }

    Optional<Period> at(LocalDate day) {
        Facts facts = new Facts(record, scheme.vocabulary(), Period.of(day, day), day);
        int months = scheme.cycle().months();
        return switch (scheme.cycle().anchor()) {
            case Cycle.Anchor.OnDay on -> fixed(on.day(), on.anyYear(), on.joining(), facts, day);
            case Cycle.Anchor.ByFact by -> facts.on(by.fact(), day).filter(v -> !v.isEmpty())
                    .map(v -> by.days().get(v.getFirst()))
                    .flatMap(d -> fixed(d, Optional.empty(), by.joining(), facts, day));
            case Cycle.Anchor.Anniversary anniversary -> facts.day(anniversary.fact())
                    .map(anchor -> from(anchor, months, day));
            case Cycle.Anchor.EndsWith ends -> facts.day(ends.fact())
                    .map(last -> from(last.plusDays(1).minusMonths(months), months, day));
            case Cycle.Anchor.Blocks blocks -> block(blocks.blocks(), day);
        };
    }

    private static Optional<Period> block(List<Span> blocks, LocalDate day) {
        for (int n = 0; n < blocks.size(); n++) {
            if (blocks.get(n).contains(day)) {
                return Optional.of(new Period(blocks.get(n).from(), blocks.get(n).to(), n + 1));
            }
        }
        return Optional.empty();
    }

    private Optional<Period> fixed(MonthDay start, Optional<Integer> anyYear, Cycle.Joining joining, Facts facts,
            LocalDate day) {
        int months = scheme.cycle().months();
        if (anyYear.isPresent()) {
            return Optional.of(from(start.atYear(anyYear.get()), months, day));
        }
        Optional<LocalDate> joined = joining.fact().flatMap(facts::day);
        if (joined.isPresent()) {
            LocalDate running = running(start, joined.get());
            boolean inTime = joining.until().isEmpty()
                    ? joining.first() == Cycle.Joining.First.RUNNING
                    : !joined.get().isAfter(running(joining.until().get(), running.plusYears(1).minusDays(1)));
            LocalDate first = inTime || running.equals(joined.get()) ? running : running.plusYears(1);
            return day.isBefore(first) ? Optional.empty() : Optional.of(from(first, months, day));
        }
        if (months % 12 == 0 && months > 12) {
            facts.on(joining.fact().orElse("joined"), day);
            return Optional.empty();
        }
        return Optional.of(unnumbered(from(running(start, day), months, day)));
    }

    private static Period unnumbered(Period period) {
        return new Period(period.start(), period.end(), 0);
    }

    private static LocalDate running(MonthDay start, LocalDate day) {
        LocalDate thisYear = start.atYear(day.getYear());
        return thisYear.isAfter(day) ? start.atYear(day.getYear() - 1) : thisYear;
    }

    /** Periods of equal length from an anchor, those that an override extends being longer. */
    private Period from(LocalDate anchor, int months, LocalDate day) {
        LocalDate start = anchor;
        int number = 1;
        int passed = 0;
        while (start.isAfter(day)) {
            number--;
            passed -= months;
            start = anchor.plusMonths(passed);
        }
        while (true) {
            int length = months + extension(start, anchor.plusMonths(passed + (long) months));
            LocalDate next = anchor.plusMonths(passed + (long) length);
            if (next.isAfter(day)) {
                return new Period(start, next.minusDays(1), Math.max(number, 0));
            }
            passed += length;
            start = next;
            number++;
        }
    }

    /** Whether the change is for this member, as known at the period's end. */
    private boolean concerns(Change change, LocalDate start, LocalDate end) {
        Facts facts = new Facts(record, scheme.vocabulary(), Period.of(start, end), end);
        return new Questions(facts, record.artefacts(), end).member(change.who(), new Span(start, end)) == Truth.YES;
    }

    private int extension(LocalDate start, LocalDate next) {
        int more = 0;
        for (Change change : scheme.overrides()) {
            if (change.effect() instanceof Change.Effect.Extend extend && !change.from().isAfter(next.minusDays(1))
                    && !change.to().isBefore(start) && concerns(change, start, next.minusDays(1))) {
                more += extend.months();
            }
        }
        return more;
    }
}
