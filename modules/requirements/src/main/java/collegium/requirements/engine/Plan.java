package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scheme made ready for judging: what does not hang on a member is worked out here, once. Conditions on entries become
 * {@link Selection}s, equal ones the same; each version becomes a {@link VersionPlan}.
 */
final class Plan {

    final Scheme scheme;
    final TagIndex tags = new TagIndex();
    final Claimed claimed;
    final List<VersionPlan> versions = new ArrayList<>();
    /** For a member to whom no version applies nothing is asked. */
    final VersionPlan nothing;
    private final Map<Condition, Selection> selections = new HashMap<>();

    Plan(Scheme scheme) {
        this.scheme = scheme;
        claimed = new Claimed(scheme.unit());
        for (Version version : scheme.versions()) {
            versions.add(new VersionPlan(version, this));
        }
        nothing = new VersionPlan(new Version("none", Optional.empty(), Optional.empty(), Condition.ALWAYS,
                Version.ChosenBy.PERIOD_END, new Crediting(List.of(), List.of(), List.of(), List.of(), false), List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of()), this);
    }

    /** Only while the plan is made. */
    Selection selection(Condition condition) {
        Selection known = selections.get(condition);
        if (known == null) {
            known = new Selection(selections.size(), Sieve.of(condition, tags));
            selections.put(condition, known);
        }
        return known;
    }

    int selections() {
        return selections.size();
    }
}
