package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One requirement on its way to a finding: in one window and, where it has several, for one instance. */
final class Trial {

    final RequirementPlan plan;
    final Requirement requirement;
    final Optional<String> instance;
    final Slot slot;
    final Selection selection;
    final Why why = new Why();
    List<Trial> parts = List.of();
    /** What of its surplus serves which other window. */
    final Map<Span, BigDecimal> lent = new HashMap<>();
    Optional<BigDecimal> needed = Optional.empty();
    BigDecimal value = BigDecimal.ZERO;
    Tally counted = Tally.EMPTY;
    /** The last day of its window before relief extended it. */
    LocalDate due;
    /** The caps that were full where it was counted. */
    Why limits = new Why();
    /** The pot that it spends from, where that does not follow from its requirement. */
    @Nullable String pot;
    /** A shortfall of a closed period, as something to be met: it comes before all that may fail, and no cap bears on it. */
    boolean past;
    @Nullable LocalDate atRiskFrom;
    boolean unknown;
    boolean relieved;
    boolean provisional;
    boolean undecided;

    Trial(RequirementPlan plan, Optional<String> instance, Slot slot, Selection selection) {
        this.plan = plan;
        requirement = plan.requirement;
        this.instance = instance;
        this.slot = slot;
        due = slot.span().to();
        this.selection = selection;
    }

    /** Its window without what relief added: over it are worked out what is needed and who is relieved. */
    Span asked() {
        return due.equals(slot.span().to()) ? slot.span() : new Span(slot.span().from(), due);
    }

    String name() {
        return instance.map(i -> requirement.id() + "." + i).orElse(requirement.id());
    }

    boolean met() {
        return !unknown && !undecided && (relieved || (needed.isPresent() && value.compareTo(needed.get()) >= 0));
    }

    BigDecimal shortBy() {
        if (relieved || needed.isEmpty()) {
            return BigDecimal.ZERO;
        }
        return needed.get().subtract(value).max(BigDecimal.ZERO);
    }

    /** What is missing as a share of what is needed; of several parts, the sum; of alternatives, the least. */
    BigDecimal distance() {
        if (met()) {
            return BigDecimal.ZERO;
        }
        if (requirement.measured() instanceof Measured.Together) {
            return parts.stream().map(Trial::distance).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        if (requirement.measured() instanceof Measured.Options) {
            return parts.stream().map(Trial::distance).min(BigDecimal::compareTo).orElse(BigDecimal.ONE);
        }
        BigDecimal need = needed.orElse(BigDecimal.ONE);
        return need.signum() == 0 ? BigDecimal.ONE : Amounts.divide(shortBy(), need);
    }
}
