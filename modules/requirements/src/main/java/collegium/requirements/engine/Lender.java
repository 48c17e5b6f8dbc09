package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a year's surplus make up a shortfall in the year before or after it. Years are served from the first on, each from the
 * year before it first (whose surplus can serve no later one) and only where that makes it whole; what is left then goes to
 * those that stay short. So the fewest fall short.
 */
final class Lender {

    private final Counter counter;
    private final Questions questions;
    private final Amounts amounts;
    private final LocalDate asOf;

    Lender(Counter counter, Questions questions, Amounts amounts, LocalDate asOf) {
        this.counter = counter;
        this.questions = questions;
        this.amounts = amounts;
        this.asOf = asOf;
    }

    void lend(List<Trial> trials) {
        Map<List<Object>, List<Trial>> runs = new LinkedHashMap<>();
        for (Trial trial : trials) {
            if (trial.requirement.window() instanceof Window.EachYear each && each.lending().isPresent()) {
                runs.computeIfAbsent(List.of(trial.requirement.id(), trial.selection), _ -> new ArrayList<>()).add(trial);
            }
        }
        runs.values().forEach(years -> {
            years.sort((a, b) -> a.slot.span().from().compareTo(b.slot.span().from()));
            serve(years, true);
            serve(years, false);
            years.forEach(year -> provisional(year, years));
        });
    }

    private void serve(List<Trial> years, boolean wholly) {
        for (int n = 0; n < years.size(); n++) {
            Trial year = years.get(n);
            if (year.met() || year.unknown) {
                continue;
            }
            Window.Lending.To to = lending(year).to();
            Optional<Trial> before = n > 0 && to != Window.Lending.To.PREVIOUS ? Optional.of(years.get(n - 1)) : Optional.empty();
            Optional<Trial> after = n + 1 < years.size() && to != Window.Lending.To.NEXT ? Optional.of(years.get(n + 1)) : Optional.empty();
            BigDecimal there = before.map(b -> free(b, year)).orElse(BigDecimal.ZERO)
                    .add(after.map(a -> free(a, year)).orElse(BigDecimal.ZERO));
            if (!wholly || there.compareTo(year.shortBy()) >= 0) {
                before.ifPresent(b -> move(b, year, free(b, year).min(year.shortBy())));
                after.ifPresent(a -> move(a, year, free(a, year).min(year.shortBy())));
            }
        }
    }

    /** How much of the neighbour's surplus may still serve the year. */
    private BigDecimal free(Trial lender, Trial year) {
        boolean beside = lender.slot.span().to().plusDays(1).equals(year.slot.span().from())
                || year.slot.span().to().plusDays(1).equals(lender.slot.span().from());
        if (!beside || !lender.met() || lender.relieved || lender.needed.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal surplus = lender.value.subtract(lender.needed.get());
        BigDecimal lent = lender.lent.getOrDefault(year.slot.span(), BigDecimal.ZERO);
        return surplus.min(most(year).subtract(lent)).min(eligible(lender, year)).max(BigDecimal.ZERO);
    }

    private static Window.Lending lending(Trial trial) {
        return ((Window.EachYear) trial.requirement.window()).lending().orElseThrow();
    }

    private BigDecimal most(Trial year) {
        return amounts.of(lending(year).atMost(), year.slot.span()).orElse(BigDecimal.ZERO);
    }

    private BigDecimal eligible(Trial lender, Trial year) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < lender.counted.size(); i++) {
            sum = sum.add(movable(lender, i, year) ? lender.counted.amounts.get(i) : BigDecimal.ZERO);
        }
        return sum;
    }

    /** Of what the lender did itself, not of what was lent to it. */
    private boolean movable(Trial lender, int index, Trial year) {
        Entry entry = lender.counted.entry(index);
        return counter.entries.placed(entry, lender.slot.span())
                && questions.entry(lending(year).of(), entry) == Truth.YES;
    }

    private void move(Trial lender, Trial year, BigDecimal amount) {
        if (amount.signum() <= 0) {
            return;
        }
        Tally of = lender.counted;
        BigDecimal[] kept = of.amounts.all();
        List<Integer> positions = new ArrayList<>(Arrays.stream(year.counted.positions).boxed().toList());
        List<BigDecimal> counted = new ArrayList<>(List.of(year.counted.amounts.all()));
        BigDecimal left = amount;
        for (int i = 0; i < kept.length; i++) {
            if (movable(lender, i, year)) {
                BigDecimal moved = kept[i].min(left);
                left = left.subtract(moved);
                kept[i] = kept[i].subtract(moved);
                if (moved.signum() > 0) {
                    positions.add(of.positions[i]);
                    counted.add(moved);
                }
            }
        }
        lender.counted = new Tally(counter.entries.all, of.positions, Column.of(kept));
        lender.value = lender.value.subtract(amount);
        lender.lent.merge(year.slot.span(), amount, BigDecimal::add);
        year.counted = new Tally(counter.entries.all, positions.stream().mapToInt(i -> i).toArray(),
                Column.of(counted.toArray(BigDecimal[]::new)));
        year.value = year.value.add(amount);
        String units = Amounts.trim(amount).toPlainString();
        lender.why.add(() -> Reason.of("lent", units + " serve " + year.slot.span().label(), lender.requirement.clause()));
        year.why.add(() -> Reason.of("borrowed", units + " come from " + lender.slot.span().label(), year.requirement.clause()));
    }

    /** A year that has closed short may still be made up while the year after it is open. */
    private void provisional(Trial year, List<Trial> years) {
        boolean more = lending(year).to() != Window.Lending.To.NEXT && years.stream().anyMatch(next -> next.slot.span().from().equals(year.slot.span().to().plusDays(1))
                && next.slot.span().to().isAfter(asOf));
        if (more && !year.met() && !year.unknown && !year.slot.span().to().isAfter(asOf)
                && year.shortBy().compareTo(most(year)) <= 0) {
            year.provisional = true;
            year.why.add(Reason.of("provisional", "The next year may still make it up.", year.requirement.clause()));
        }
    }
}
