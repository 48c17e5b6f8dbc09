package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.CarryRule;
import collegium.requirements.engine.Change;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Exclusive;
import collegium.requirements.engine.Exemption;
import collegium.requirements.engine.Limit;
import collegium.requirements.engine.Measured;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Version;
import collegium.requirements.engine.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What cannot be right in a scheme that reads well: unknown names, impossible sums, circles, overlapping versions. */
final class Checks {

    private final Scheme scheme;
    private final List<Fault> faults = new ArrayList<>();

    Checks(Scheme scheme) {
        this.scheme = scheme;
    }

    List<Fault> faults() {
        versions();
        for (int v = 0; v < scheme.versions().size(); v++) {
            String path = scheme.versions().size() == 1 ? "" : "versions[" + v + "].";
            version(scheme.versions().get(v), path);
        }
        Set<String> all = new LinkedHashSet<>();
        scheme.versions().forEach(v -> all.addAll(ids(v)));
        for (int i = 0; i < scheme.overrides().size(); i++) {
            Change change = scheme.overrides().get(i);
            names(change.requirements(), all, "overrides[" + i + "].requirements");
        }
        return faults;
    }

    private void fault(String path, String problem, String remedy) {
        faults.add(new Fault(path, 0, problem, remedy));
    }

    /** Versions for the same members must not overlap; the same name must not be given twice. */
    private void versions() {
        List<Version> versions = scheme.versions();
        for (int a = 0; a < versions.size(); a++) {
            for (int b = a + 1; b < versions.size(); b++) {
                Version first = versions.get(a);
                Version second = versions.get(b);
                if (first.id().equals(second.id())) {
                    fault("versions[" + b + "].version", "The version \"" + second.id() + "\" is there twice.",
                            "Give it another name.");
                }
                LocalDate from = later(first.from().orElse(LocalDate.MIN), second.from().orElse(LocalDate.MIN));
                LocalDate to = earlier(first.to().orElse(LocalDate.MAX), second.to().orElse(LocalDate.MAX));
                if (!from.isAfter(to) && first.who().equals(second.who()) && first.chosenBy() == second.chosenBy()) {
                    fault("versions[" + b + "]", "It overlaps version \"" + first.id() + "\".",
                            "End the one on the day before the other begins.");
                }
            }
        }
        List<Version> dated = versions.stream()
                .filter(v -> v.who().equals(versions.getFirst().who()) && v.chosenBy() == versions.getFirst().chosenBy())
                .sorted((a, b) -> a.from().orElse(LocalDate.MIN).compareTo(b.from().orElse(LocalDate.MIN)))
                .toList();
        for (int i = 1; i < dated.size(); i++) {
            Optional<LocalDate> end = dated.get(i - 1).to();
            Optional<LocalDate> start = dated.get(i).from();
            if (end.isPresent() && start.isPresent() && end.get().plusDays(1).isBefore(start.get())) {
                fault("versions", "No version holds from " + end.get().plusDays(1) + " to " + start.get().minusDays(1)
                        + ".", "Move \"to\" of \"" + dated.get(i - 1).id() + "\" or \"from\" of \""
                        + dated.get(i).id() + "\".");
            }
        }
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static Set<String> ids(Version version) {
        Set<String> ids = new LinkedHashSet<>();
        version.requirements().forEach(r -> collect(r, ids));
        return ids;
    }

    private static void collect(Requirement requirement, Collection<String> ids) {
        ids.add(requirement.id());
        children(requirement).forEach(child -> collect(child, ids));
    }

    private static List<Requirement> children(Requirement requirement) {
        return switch (requirement.measured()) {
            case Measured.Options options -> options.options();
            case Measured.Together parts -> parts.parts();
            default -> List.of();
        };
    }

    private void version(Version version, String path) {
        List<String> all = new ArrayList<>();
        version.requirements().forEach(r -> collect(r, all));
        Set<String> seen = new HashSet<>();
        for (String id : all) {
            if (!seen.add(id)) {
                fault(path + "requirements", "The requirement \"" + id + "\" is there twice.", "Give one another id.");
            }
        }
        Set<String> top = new LinkedHashSet<>();
        version.requirements().forEach(r -> top.add(r.id()));
        for (int i = 0; i < version.requirements().size(); i++) {
            requirement(version.requirements().get(i), path + "requirements[" + i + "]", top);
        }
        circles(version, path);
        sums(version, path);
        for (int i = 0; i < version.limits().size(); i++) {
            Limit limit = version.limits().get(i);
            names(limit.in(), seen, path + "limits[" + i + "].in");
            references(limit.atMost(), top, path + "limits[" + i + "].at-most");
        }
        for (int i = 0; i < version.exclusives().size(); i++) {
            exclusive(version.exclusives().get(i), path + "exclusive[" + i + "].pots", top, version);
        }
        for (int i = 0; i < version.carries().size(); i++) {
            CarryRule carry = version.carries().get(i);
            names(carry.over(), top, path + "carry[" + i + "].over");
            references(carry.atMost(), top, path + "carry[" + i + "].at-most");
        }
        for (int i = 0; i < version.exemptions().size(); i++) {
            Exemption exemption = version.exemptions().get(i);
            names(exemption.only(), seen, path + "exemptions[" + i + "].only");
            names(exemption.except(), seen, path + "exemptions[" + i + "].except");
        }
    }

    private void requirement(Requirement requirement, String path, Set<String> top) {
        requirement.inside().ifPresent(id -> names(List.of(id), top, path + ".inside"));
        references(requirement.atLeast(), top, path + ".at-least");
        if (requirement.window() instanceof Window.Either either) {
            either.options().forEach(o -> references(o.atLeast(), top, path + ".window.either"));
            if (!(requirement.measured() instanceof Measured.Credit)) {
                fault(path + ".window", "Alternatives of windows go with credit only.", "Use \"count\".");
            }
        }
        if (requirement.measured() instanceof Measured.Options options
                && requirement.atLeast() instanceof Amount.Fixed fixed
                && fixed.value().compareTo(new BigDecimal(options.options().size())) > 0) {
            fault(path + ".at-least", "More alternatives are asked for than there are.",
                    "At most " + options.options().size() + ".");
        }
        if (requirement.measured() instanceof Measured.Breadth breadth && !breadth.among().isEmpty()
                && requirement.atLeast() instanceof Amount.Fixed fixed
                && fixed.value().compareTo(new BigDecimal(breadth.among().size())) > 0) {
            fault(path + ".at-least", "More are asked for than are listed.", "At most " + breadth.among().size() + ".");
        }
        int i = 0;
        for (Requirement child : children(requirement)) {
            requirement(child, path + ".options[" + i++ + "]", top);
        }
    }

    private void names(Collection<String> used, Collection<String> known, String path) {
        for (String name : used) {
            if (!known.contains(name)) {
                fault(path, "\"" + Reader.shorten(name) + "\" is no requirement here.", Reader.suggest(name, known));
            }
        }
    }

    private void references(Amount amount, Set<String> known, String path) {
        names(references(amount), known, path);
    }

    /** The requirements whose need an amount is worked out from. */
    static Set<String> references(Amount amount) {
        Set<String> names = new LinkedHashSet<>();
        switch (amount) {
            case Amount.Needed needed -> names.add(needed.requirement());
            case Amount.Earned earned -> names.add(earned.requirement());
            case Amount.Owed owed -> names.add(owed.requirement());
            case Amount.Percent percent -> names.addAll(references(percent.of()));
            case Amount.Combined combined -> combined.parts().forEach(p -> names.addAll(references(p)));
            case Amount.Rounded rounded -> names.addAll(references(rounded.part()));
            case Amount.Prorata prorata -> names.addAll(references(prorata.part()));
            case Amount.Table table -> {
                table.rows().values().forEach(r -> names.addAll(references(r)));
                table.otherwise().ifPresent(o -> names.addAll(references(o)));
            }
            case Amount.Cases cases -> {
                cases.cases().forEach(c -> names.addAll(references(c.value())));
                cases.otherwise().ifPresent(o -> names.addAll(references(o)));
            }
            case Amount.Steps steps -> {
                names.addAll(references(steps.on()));
                steps.steps().forEach(s -> names.addAll(references(s.value())));
                names.addAll(references(steps.otherwise()));
            }
            case Amount.ByYear years -> years.years().values().forEach(y -> names.addAll(references(y)));
            case Amount.Segments segments -> segments.rates().values().forEach(r -> names.addAll(references(r)));
            case Amount.Fact fact -> fact.otherwise().ifPresent(o -> names.addAll(references(o)));
            case Amount.Fixed _, Amount.NumberOf _, Amount.Months _ -> {}
        }
        return names;
    }

    private void circles(Version version, String path) {
        Map<String, Set<String>> edges = new HashMap<>();
        for (Requirement requirement : version.requirements()) {
            Set<String> to = new LinkedHashSet<>(references(requirement.atLeast()));
            if (requirement.atLeast() instanceof Amount.Owed) {
                to.remove(requirement.id());
            }
            owes(requirement.atLeast()).forEach(to::remove);
            requirement.inside().ifPresent(to::add);
            edges.put(requirement.id(), to);
        }
        for (Requirement requirement : version.requirements()) {
            if (reaches(requirement.id(), requirement.id(), edges, new HashSet<>())) {
                fault(path + "requirements", "\"" + requirement.id() + "\" refers to itself in a circle.",
                        "State one of them as a number.");
            }
        }
    }

    private static Set<String> owes(Amount amount) {
        Set<String> names = new LinkedHashSet<>();
        if (amount instanceof Amount.Combined combined) {
            combined.parts().forEach(p -> names.addAll(owes(p)));
        } else if (amount instanceof Amount.Owed owed) {
            names.add(owed.requirement());
        }
        return names;
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> edges, Set<String> seen) {
        for (String next : edges.getOrDefault(from, Set.of())) {
            if (next.equals(to) || (seen.add(next) && reaches(next, to, edges, seen))) {
                return true;
            }
        }
        return false;
    }

    /** A floor inside another requirement cannot ask for more; a cap on all of a selection cannot be under its floor. */
    private void sums(Version version, String path) {
        for (int i = 0; i < version.requirements().size(); i++) {
            Requirement inner = version.requirements().get(i);
            Optional<Requirement> outer = inner.inside().flatMap(id -> version.requirements().stream()
                    .filter(r -> r.id().equals(id)).findFirst());
            if (outer.isPresent() && inner.atLeast() instanceof Amount.Fixed floor
                    && outer.get().atLeast() instanceof Amount.Fixed total
                    && inner.measured() instanceof Measured.Credit && outer.get().measured() instanceof Measured.Credit
                    && inner.window().equals(outer.get().window()) && floor.value().compareTo(total.value()) > 0) {
                fault(path + "requirements[" + i + "].at-least", "More is needed inside \"" + outer.get().id()
                        + "\" than " + total.value().toPlainString() + " in all.", "At most "
                        + total.value().toPlainString() + ".");
            }
            cap(version, inner, path + "requirements[" + i + "].at-least");
        }
    }

    private void cap(Version version, Requirement requirement, String path) {
        if (!(requirement.measured() instanceof Measured.Credit credit)
                || !(requirement.atLeast() instanceof Amount.Fixed floor)) {
            return;
        }
        for (Limit limit : version.limits()) {
            boolean whole = limit.of().equals(credit.of()) || limit.of().equals(Condition.ALWAYS);
            boolean bears = limit.in().isEmpty() || limit.in().contains(requirement.id());
            boolean once = limit.per() == Limit.Per.WINDOW && limit.each().isEmpty();
            if (whole && bears && once && limit.atMost() instanceof Amount.Fixed cap
                    && requirement.window() instanceof Window.WholePeriod
                    && limit.who().equals(Condition.ALWAYS) && floor.value().compareTo(cap.value()) > 0) {
                fault(path, "It cannot be reached: \"" + limit.id() + "\" counts at most "
                        + cap.value().toPlainString() + " of it.", "Raise the cap or lower the floor.");
            }
        }
    }

    private void exclusive(Exclusive exclusive, String path, Set<String> top, Version version) {
        Set<String> placed = new HashSet<>();
        exclusive.pots().forEach((pot, members) -> {
            names(members, top, path + "." + pot);
            for (String member : members) {
                if (!placed.add(member)) {
                    fault(path + "." + pot, "\"" + member + "\" is in two pots.", "Leave it in one.");
                }
                version.requirements().stream().filter(r -> r.id().equals(member)).findFirst().ifPresent(r -> {
                    boolean earned = version.limits().stream()
                            .filter(l -> l.in().isEmpty() || l.in().contains(member))
                            .anyMatch(l -> l.atMost() instanceof Amount.Percent p && p.of() instanceof Amount.Earned);
                    if (earned) {
                        fault(path + "." + pot, "A cap that is a share of what is earned bears on \"" + member
                                + "\".", "State the cap as a share of what is needed, or for other requirements.");
                    }
                    boolean entries = r.measured() instanceof Measured.Entries;
                    if (!(r.measured() instanceof Measured.Credit credit && credit.measure().isEmpty())
                            && !(entries && exclusive.whole())) {
                        fault(path + "." + pot, "\"" + member + "\" does not count credit.", entries
                                ? "Where entries are spent once each stays whole: add \"whole: yes\"."
                                : "Only credit, or with \"whole: yes\" entries, are spent once.");
                    }
                });
            }
        });
    }
}
