package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A version made ready for judging. */
final class VersionPlan {

    final Version version;
    final List<Gate> gates = new ArrayList<>();
    final List<Conversion> conversions = new ArrayList<>();
    final List<Repeats> repeats = new ArrayList<>();
    final List<Cap> caps = new ArrayList<>();
    final List<Carry> carries = new ArrayList<>();
    final List<RequirementPlan> requirements = new ArrayList<>();
    /** Whether something is converted into a ledger of its own, beside what becomes credit. */
    final boolean ledgers;
    private final Map<String, RequirementPlan> byId = new HashMap<>();

    record Gate(Crediting.Gate rule, Selection of, Selection require) {}

    record Conversion(Crediting.Conversion rule, Selection of) {}

    record Repeats(Crediting.Repeats rule, Selection of) {}

    record Cap(Limit limit, Selection of) {}

    record Carry(CarryRule rule, Selection of) {}

    VersionPlan(Version version, Plan plan) {
        this.version = version;
        Crediting crediting = version.crediting();
        crediting.gates().forEach(g -> gates.add(new Gate(g, plan.selection(g.of()), plan.selection(g.require()))));
        crediting.conversions().forEach(c -> conversions.add(new Conversion(c, plan.selection(c.of()))));
        ledgers = conversions.stream().anyMatch(c -> c.rule().into().isPresent());
        crediting.repeats().forEach(r -> repeats.add(new Repeats(r, plan.selection(r.of()))));
        version.limits().forEach(l -> caps.add(new Cap(l, plan.selection(l.of()))));
        version.carries().forEach(c -> carries.add(new Carry(c, plan.selection(c.of()))));
        for (Requirement requirement : version.requirements()) {
            RequirementPlan planned = new RequirementPlan(requirement, requirements.size(), this, plan);
            requirements.add(planned);
            byId.putIfAbsent(requirement.id(), planned);
        }
    }

    Optional<RequirementPlan> requirement(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Where the requirement stands among those of this version; after all of them where it is another's. */
    int position(String id) {
        RequirementPlan planned = byId.get(id);
        return planned == null ? requirements.size() : planned.position;
    }
}
