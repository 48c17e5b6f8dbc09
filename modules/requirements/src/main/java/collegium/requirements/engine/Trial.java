package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One requirement on its way to a finding: in one window and, where it has several, for one instance. */
final class Trial {

    final Requirement requirement;
    final Optional<String> instance;
    final Slot slot;
    final Condition selection;
    final List<Reason> why = new ArrayList<>();
    final List<Trial> parts = new ArrayList<>();
    final Map<Span, BigDecimal> lent = new HashMap<>();
    Optional<BigDecimal> needed = Optional.empty();
    BigDecimal value = BigDecimal.ZERO;
    Counter.Counted counted = new Counter.Counted(List.of(), List.of());
    boolean unknown;
    boolean relieved;
    boolean provisional;
    boolean undecided;

    Trial(Requirement requirement, Optional<String> instance, Slot slot, Condition selection) {
        this.requirement = requirement;
        this.instance = instance;
        this.slot = slot;
        this.selection = selection;
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
