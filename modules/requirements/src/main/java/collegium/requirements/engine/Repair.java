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

    void apply(VersionPlan version, Entries entries, Questions questions) {
        List<Owed> owed = new ArrayList<>(record.owed());
        owed.sort(Comparator.comparing(Owed::since).thenComparing(Owed::requirement));
        for (Owed debt : owed) {
            Optional<RequirementPlan> plan = version.requirement(debt.requirement());
            if (debt.until().isPresent() && plan.isPresent()
                    && plan.get().requirement.measured() instanceof Measured.Credit credit) {
                pay(debt, credit.of(), plan.get().requirement, entries, questions);
            }
        }
    }

    private void pay(Owed debt, Condition of, Requirement requirement, Entries entries, Questions questions) {
        BigDecimal left = debt.amount();
        List<Entry> sorted = new ArrayList<>(List.of(entries.all));
        sorted.sort(Entry::order);
        for (Entry entry : sorted) {
            boolean inTime = entry.date().isAfter(debt.since()) && !entry.date().isAfter(debt.until().orElse(asOf));
            if (inTime && !entry.refused && questions.entry(of, entry) == Truth.YES && left.signum() > 0) {
                BigDecimal used = entry.credited.min(left);
                left = left.subtract(used);
                entry.credited = entry.credited.subtract(used);
                entry.why.add(Reason.of("repair", Amounts.trim(used).toPlainString()
                        + " make up the shortfall in \"" + requirement.title() + "\" of the period to "
                        + debt.since(), requirement.clause()));
            }
        }
    }
}
