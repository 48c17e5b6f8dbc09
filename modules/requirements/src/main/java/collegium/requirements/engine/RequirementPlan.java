package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A requirement made ready for judging: what it selects, what it asks beside, its parts, and the caps that may bear on it. */
final class RequirementPlan {

    final Requirement requirement;
    final int position;
    final VersionPlan version;
    final Selection selection;
    /** What each selected activity must have, where that is what is measured. */
    final Selection further;
    final List<VersionPlan.Cap> caps;
    final List<RequirementPlan> parts = new ArrayList<>();
    private final Map<String, Selection> instances = new HashMap<>();

    RequirementPlan(Requirement requirement, int position, VersionPlan version, Plan plan) {
        this.requirement = requirement;
        this.position = position;
        this.version = version;
        Condition of = selects(requirement, version.version);
        selection = plan.selection(of);
        further = plan.selection(requirement.measured() instanceof Measured.Every every ? every.has() : Condition.ALWAYS);
        Optional<String> ledger = requirement.measured() instanceof Measured.Credit credit ? credit.measure() : Optional.empty();
        caps = version.caps.stream()
                .filter(cap -> cap.limit().measure().equals(ledger))
                .filter(cap -> cap.limit().in().isEmpty() || cap.limit().in().contains(requirement.id()))
                .toList();
        for (Requirement part : parts(requirement.measured())) {
            parts.add(new RequirementPlan(part, position, version, plan));
        }
        requirement.each().ifPresent(each -> each.values().forEach(value ->
                instances.put(value, plan.selection(new Condition.All(List.of(of, tag(each, value)))))));
    }

    private static List<Requirement> parts(Measured measured) {
        return switch (measured) {
            case Measured.Options options -> options.options();
            case Measured.Together together -> together.parts();
            case Measured.Credit _, Measured.Entries _, Measured.Breadth _, Measured.Concentration _,
                    Measured.Artefacts _, Measured.FactValue _, Measured.MemberIs _, Measured.Every _ -> List.of();
        };
    }

    /** What a requirement selects, inside what the one that it is inside of selects. */
    private static Condition selects(Requirement requirement, Version version) {
        Condition own = switch (requirement.measured()) {
            case Measured.Credit credit -> credit.of();
            case Measured.Entries entries -> entries.of();
            case Measured.Breadth breadth -> breadth.of();
            case Measured.Concentration concentration -> concentration.of();
            case Measured.Every every -> every.of();
            case Measured.Artefacts _, Measured.FactValue _, Measured.MemberIs _, Measured.Options _,
                    Measured.Together _ -> Condition.ALWAYS;
        };
        Optional<Requirement> outer = requirement.inside().flatMap(version::requirement);
        return outer.isPresent() ? new Condition.All(List.of(own, selects(outer.get(), version))) : own;
    }

    private static Condition tag(Requirement.Each each, String value) {
        return new Condition.Tag(each.kind(), Set.of(value));
    }

    /** The selection narrowed to one value; one that only the member's facts name is asked of the tags themselves. */
    Selection narrowed(Requirement.Each each, String value) {
        Selection known = instances.get(value);
        return known != null ? known : new Selection(Selection.UNNUMBERED, new Narrowed(selection.sieve(), tag(each, value)));
    }

    private record Narrowed(Sieve all, Condition to) implements Sieve {
        @Override
        public Truth of(Entry entry, Questions questions) {
            return all.of(entry, questions).and(questions.entry(to, entry));
        }
    }
}
