package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lets credit make up shortfalls of closed periods first: the oldest first, and no credit for two periods. */
final class Repair {

    private final MemberRecord record;
    private final LocalDate asOf;

    Repair(MemberRecord record, LocalDate asOf) {
        this.record = record;
        this.asOf = asOf;
    }

    void apply(Version version, List<Entry> entries, Questions questions) {
        List<Owed> owed = new ArrayList<>(record.owed());
        owed.sort(Comparator.comparing(Owed::since).thenComparing(Owed::requirement));
        for (Owed debt : owed) {
            Optional<Requirement> requirement = version.requirement(debt.requirement());
            if (debt.until().isPresent() && requirement.isPresent()
                    && requirement.get().measured() instanceof Measured.Credit credit) {
                pay(debt, credit.of(), requirement.get(), entries, questions);
            }
        }
    }

    private void pay(Owed debt, Condition of, Requirement requirement, List<Entry> entries, Questions questions) {
        BigDecimal left = debt.amount();
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Counter::order);
        for (Entry entry : sorted) {
            boolean inTime = entry.date.isAfter(debt.since()) && !entry.date.isAfter(debt.until().orElse(asOf));
            if (inTime && !entry.refused && questions.entry(of, entry) == Truth.YES && left.signum() > 0) {
                BigDecimal used = entry.credited.min(left);
                left = left.subtract(used);
                entry.credited = entry.credited.subtract(used);
                entry.because(Reason.of("repair", Amounts.trim(used).toPlainString()
                        + " make up the shortfall in \"" + requirement.title() + "\" of the period to "
                        + debt.since(), requirement.clause()));
            }
        }
    }
}
