package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks ahead: whether it can still be met, at which pace, when time alone changes it, and the nearest way. */
final class Forward {

    private static final BigDecimal QUARTER = new BigDecimal("0.25");
    private static final BigDecimal THREE_QUARTERS = new BigDecimal("0.75");

    private final Unit unit;
    private final LocalDate asOf;
    private final Ahead ahead;

    Forward(Unit unit, LocalDate asOf, Ahead ahead) {
        this.unit = unit;
        this.asOf = asOf;
        this.ahead = ahead;
    }

    Status status(Trial trial) {
        if (trial.undecided) {
            return Status.UNDECIDED;
        }
        if (trial.unknown) {
            return Status.UNKNOWN;
        }
        if (trial.relieved) {
            return Status.RELIEVED;
        }
        if (trial.met()) {
            return Status.MET;
        }
        if (!trial.slot.inPlay()) {
            return Status.OPEN;
        }
        if (trial.provisional) {
            return Status.PROVISIONAL;
        }
        if (!trial.slot.span().to().isAfter(asOf)) {
            return Status.SHORT;
        }
        return asOf.isBefore(atRiskFrom(trial)) ? Status.ON_TRACK : Status.AT_RISK;
    }

    /**
     * The first day at the end of which the pace no longer suffices: an even pace, after a first quarter in which nobody
     * is behind. What is counted in whole pieces is behind once the next piece is due, the last with the last quarter.
     */
    private LocalDate atRiskFrom(Trial trial) {
        LocalDate known = trial.atRiskFrom;
        if (known == null) {
            known = workedOut(trial);
            trial.atRiskFrom = known;
        }
        return known;
    }

    private static LocalDate workedOut(Trial trial) {
        Span span = trial.slot.span();
        BigDecimal days = BigDecimal.valueOf(span.days());
        BigDecimal needed = trial.needed.orElse(BigDecimal.ONE);
        BigDecimal done = trial.value.min(needed);
        BigDecimal share;
        if (trial.requirement.measured() instanceof Measured.Credit && needed.signum() > 0) {
            share = Amounts.divide(done, needed).max(QUARTER);
        } else {
            BigDecimal next = needed.signum() == 0 ? BigDecimal.ONE : Amounts.divide(done.add(BigDecimal.ONE), needed);
            share = next.min(THREE_QUARTERS);
        }
        long into = days.multiply(share).setScale(0, RoundingMode.DOWN).longValue();
        return span.from().plusDays(into);
    }

    /** The next day on which time alone can change the finding. */
    Optional<LocalDate> next(Trial trial) {
        Span span = trial.slot.span();
        Optional<LocalDate> next = earlier(ahead.next(trial, lapse(trial)), later(span.from()));
        if (trial.requirement.window() instanceof Window.Consecutive) {
            next = earlier(next, later(span.to().plusDays(1).minusYears(1)));
        }
        if (trial.met() || trial.unknown) {
            return next;
        }
        return earlier(next, earlier(later(atRiskFrom(trial)), later(span.to())));
    }

    private Optional<LocalDate> later(LocalDate day) {
        return day.isAfter(asOf) ? Optional.of(day) : Optional.empty();
    }

    static Optional<LocalDate> earlier(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isBefore(a.get())) ? b : a;
    }

    /** The day on which a balance that expires, of credit or entries, falls below what is needed. */
    Optional<LocalDate> lapse(Trial trial) {
        boolean entries = trial.requirement.measured() instanceof Measured.Entries;
        if (!(entries || trial.requirement.measured() instanceof Measured.Credit) || !Ahead.slides(trial.requirement.window())
                || !trial.met() || trial.needed.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal left = trial.value;
        for (int i : byDay(trial.counted)) {
            left = left.subtract(entries ? BigDecimal.ONE : trial.counted.amounts.get(i));
            if (left.compareTo(trial.needed.get()) < 0) {
                return ahead.leaves(trial.requirement.window(), trial.counted.entry(i).date());
            }
        }
        return Optional.empty();
    }

    private static List<Integer> byDay(Tally tally) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < tally.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> tally.entry(i).day));
        return order;
    }

    /** What is still missing, spread evenly over the months that are left. */
    Optional<Reason> pace(Trial trial) {
        Span span = trial.slot.span();
        boolean sum = trial.requirement.measured() instanceof Measured.Credit;
        if (!sum || trial.met() || trial.unknown || trial.undecided || !trial.slot.inPlay() || !span.to().isAfter(asOf)) {
            return Optional.empty();
        }
        int months = Months.started(new Span(asOf.plusDays(1), span.to()));
        BigDecimal each = trial.shortBy().divide(BigDecimal.valueOf(months), 1, RoundingMode.UP);
        String amount = trial.requirement.measured() instanceof Measured.Credit credit && credit.measure().isPresent()
                ? Amounts.trim(each).toPlainString() + " " + credit.measure().get()
                : unit.of(each);
        return Optional.of(Reason.of("pace", months == 1 ? amount + " within the month that is left"
                : amount + " a month for the " + months + " months that are left"));
    }

    String unit(Trial trial) {
        return switch (trial.requirement.measured()) {
            case Measured.Credit credit -> credit.measure().orElse(unit.plural());
            case Measured.Concentration _ -> unit.plural();
            case Measured.Entries _ -> "entries";
            case Measured.Breadth breadth -> breadth.kind() + "s";
            case Measured.Artefacts _ -> "items";
            case Measured.FactValue fact -> fact.name();
            case Measured.MemberIs _ -> "confirmed";
            case Measured.Every _ -> "activities";
            case Measured.Options _ -> "alternatives";
            case Measured.Together _ -> "parts";
        };
    }

    String nearest(Trial trial) {
        if (trial.met() || trial.unknown) {
            return "";
        }
        return switch (trial.requirement.measured()) {
            case Measured.Options _ -> trial.parts.stream()
                    .filter(p -> !p.met())
                    .min(Comparator.comparing(Trial::distance))
                    .map(p -> p.requirement.title() + ": " + nearest(p))
                    .orElse("");
            case Measured.Together _ -> String.join("; ", trial.parts.stream()
                    .filter(p -> !p.met())
                    .map(this::nearest)
                    .toList());
            case Measured.Credit credit when credit.measure().isEmpty() ->
                unit.of(trial.shortBy()) + " more: " + trial.requirement.title();
            case Measured.MemberIs _ -> trial.requirement.title();
            default -> Amounts.trim(trial.shortBy()).toPlainString() + " more: " + trial.requirement.title();
        };
    }
}
