package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.CarryRule;
import collegium.requirements.engine.Change;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Crediting;
import collegium.requirements.engine.Cycle;
import collegium.requirements.engine.Exclusive;
import collegium.requirements.engine.Exemption;
import collegium.requirements.engine.Limit;
import collegium.requirements.engine.Measured;
import collegium.requirements.engine.Moment;
import collegium.requirements.engine.Outcome;
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
import java.util.function.Function;

/** What cannot be right in a scheme that reads well: unknown names, impossible sums, circles, overlapping versions. */
final class Checks {

    /** Past so many nobody reads on. */
    private static final int MOST_FAULTS = 300;
    private static final int MOST_REQUIREMENTS = 1_000;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

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
            String path = "overrides[" + i + "]";
            names(change.requirements(), all, path + ".requirements");
            if (change.to().isBefore(change.from())) {
                fault(path + ".to", "It ends before it begins.", "Put \"to\" after \"from\".");
            }
            if (change.effect() instanceof Change.Effect.Extend && scheme.cycle().anchor() instanceof Cycle.Anchor.Blocks) {
                fault(path + ".extend", "Blocks end as they are listed.", "Give the block in \"cycle\" a later \"to\".");
            }
        }
        twice(scheme.overrides(), Change::id, "overrides");
        blocks();
        return faults;
    }

    private <T> void twice(List<T> all, Function<T, String> id, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!seen.add(id.apply(all.get(i)))) {
                fault(path + "[" + i + "].id", "\"" + id.apply(all.get(i)) + "\" is there twice.", "Give one another id.");
            }
        }
    }

    private void blocks() {
        if (scheme.cycle().anchor() instanceof Cycle.Anchor.Blocks listed) {
            for (int i = 1; i < listed.blocks().size(); i++) {
                if (!listed.blocks().get(i).from().isAfter(listed.blocks().get(i - 1).to())) {
                    fault("cycle.blocks[" + i + "].from", "It begins before the block above it has ended.",
                            "List the blocks in order, each after the one before.");
                }
            }
        }
    }

    private void fault(String path, String problem, String remedy) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        faults.add(new Fault(path, 0, problem, remedy));
    }

    /** Versions for the same members must not overlap; the same name must not be given twice. */
    private void versions() {
        List<Version> versions = scheme.versions();
        for (int a = 0; a < versions.size(); a++) {
            for (int b = a + 1; b < versions.size() && faults.size() < MOST_FAULTS; b++) {
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

    static void collect(Requirement requirement, Collection<String> ids) {
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
        if (all.size() > MOST_REQUIREMENTS) {
            fault(path + "requirements", "There are " + all.size() + " requirements.", "At most " + MOST_REQUIREMENTS + ".");
            return;
        }
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
        twice(version.limits(), Limit::id, path + "limits");
        twice(version.carries(), CarryRule::id, path + "carry");
        twice(version.exemptions(), Exemption::id, path + "exemptions");
        twice(version.outcomes(), Outcome::id, path + "outcomes");
        twice(version.crediting().awards(), Crediting.Award::id, path + "awards");
        for (int i = 0; i < version.outcomes().size(); i++) {
            names(version.outcomes().get(i).met(), top, path + "outcomes[" + i + "].met");
        }
        increments(version, path);
        for (int i = 0; i < version.limits().size(); i++) {
            Limit limit = version.limits().get(i);
            in(limit, version, seen, path + "limits[" + i + "].");
            references(limit.atMost(), top, path + "limits[" + i + "].at-most");
            sameUnit(limit.measure().orElse(""), limit.atMost(), version, path + "limits[" + i + "].at-most");
            if (limit.joint() && limit.measure().isPresent()) {
                fault(path + "limits[" + i + "].joint", "Only caps on credit can be joint.", "Remove \"joint\" or \"measure\".");
            }
            if (limit.joint() && ofEarned(limit)) {
                fault(path + "limits[" + i + "].joint", "A share of what is earned cannot be joint: it is not said of whose.",
                        "Remove \"joint\", or state the cap as a share of what is needed.");
            }
        }
        Map<String, Integer> placed = new HashMap<>();
        for (int i = 0; i < version.exclusives().size(); i++) {
            String at = path + "exclusive[" + i + "].pots";
            exclusive(version.exclusives().get(i), at, top, version);
            together(version.exclusives().get(i), at, version);
            for (List<String> pot : version.exclusives().get(i).pots().values()) {
                for (String member : pot) {
                    Integer before = placed.putIfAbsent(member, i);
                    if (before != null && before != i) {
                        fault(at, "\"" + member + "\" is already in exclusive[" + before + "].", "Put all that shares no "
                                + "credit with it into the pots of one entry.");
                    }
                }
            }
        }
        for (int i = 0; i < version.carries().size(); i++) {
            CarryRule carry = version.carries().get(i);
            names(carry.over(), top, path + "carry[" + i + "].over");
            references(carry.atMost(), top, path + "carry[" + i + "].at-most");
            if (carry.earnedInLastMonths() > scheme.cycle().months()) {
                fault(path + "carry[" + i + "].earned-in-last", "That is longer than the period of "
                        + scheme.cycle().months() + " months.", "Leave it out, or shorten it.");
            }
            for (String over : carry.over()) {
                if (version.requirements().stream().anyMatch(r -> r.id().equals(over) && unit(r).filter(String::isEmpty).isEmpty())) {
                    fault(path + "carry[" + i + "].over", "\"" + over + "\" does not count credit.", "Only credit is carried.");
                }
            }
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
        if (requirement.atLeast() instanceof Amount.Fixed fixed && fixed.value().signum() < 0) {
            fault(path + ".at-least", "Less than nothing is needed.", "Write a number of 0 or more.");
        }
        if (requirement.atLeast() instanceof Amount.Percent percent && percent.of() instanceof Amount.Needed of
                && percent.percent().compareTo(HUNDRED) > 0 && requirement.inside().equals(Optional.of(of.requirement()))) {
            fault(path + ".at-least.percent", "More is needed inside \"" + of.requirement() + "\" than it needs in all.",
                    "At most 100.");
        }
        window(requirement.window(), path + ".window");
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
        String word = requirement.measured() instanceof Measured.Together ? ".parts[" : ".options[";
        for (Requirement child : children(requirement)) {
            requirement(child, path + word + i++ + "]", top);
        }
    }

    private void window(Window window, String path) {
        int cycle = scheme.cycle().months();
        if (window instanceof Window.EachMonths each && each.months() > cycle) {
            fault(path + ".each", each.months() + " months are longer than the period of " + cycle + ".",
                    "Shorten it, or use \"last\".");
        }
        if (window instanceof Window.EachYear && cycle < 12) {
            fault(path, "A period of " + cycle + " months has no whole year.", "Leave it out, or use {each: 1 month}.");
        }
        if (window instanceof Window.Between between && between.from() instanceof Moment.On from
                && between.to() instanceof Moment.On to && to.day().plus(to.plus()).isBefore(from.day().plus(from.plus()))) {
            fault(path + ".to", "It ends before it begins.", "Put \"to\" after \"from\".");
        }
    }

    /** What a requirement counts: credit as an empty name, a measure by its name; nothing for what is no such sum. */
    private static Optional<String> unit(Requirement requirement) {
        return switch (requirement.measured()) {
            case Measured.Credit credit -> Optional.of(credit.measure().orElse(""));
            case Measured.Concentration _ -> Optional.of("");
            default -> Optional.empty();
        };
    }

    /** An amount that is worked out from another requirement is in that one's unit. */
    private void sameUnit(String unit, Amount amount, Version version, String path) {
        if (!(amount instanceof Amount.Percent) && !(amount instanceof Amount.Needed)) {
            return;
        }
        for (String id : references(amount)) {
            Optional<Requirement> other = version.requirements().stream().filter(r -> r.id().equals(id)).findFirst();
            if (other.isPresent() && !unit(other.get()).equals(Optional.of(unit))
                    && !(other.get().measured() instanceof Measured.Options)) {
                fault(path, "\"" + id + "\" is not counted in the same unit.", "State it as a number, or of a requirement that "
                        + "counts the same.");
            }
        }
    }

    /** What is credited in steps only cannot be asked for in between. */
    private void increments(Version version, String path) {
        BigDecimal step = scheme.unit().rounding().increment();
        boolean others = version.crediting().conversions().stream().anyMatch(c -> !c.rounding().equals(scheme.unit().rounding()));
        if (step.signum() <= 0 || others) {
            return;
        }
        for (int i = 0; i < version.requirements().size(); i++) {
            Requirement requirement = version.requirements().get(i);
            boolean credit = unit(requirement).filter(String::isEmpty).isPresent();
            if (credit && requirement.atLeast() instanceof Amount.Fixed fixed && fixed.value().remainder(step).signum() != 0) {
                fault(path + "requirements[" + i + "].at-least", "Credit comes in steps of " + step.toPlainString() + ", of which "
                        + fixed.value().toPlainString() + " is no multiple.", "Write a multiple of it, or change \"unit.to\".");
            }
        }
    }

    private static boolean ofEarned(Limit limit) {
        return limit.atMost() instanceof Amount.Percent percent && percent.of() instanceof Amount.Earned;
    }

    /** Pots share no credit: what all of them need together must fit under a joint cap on everything. */
    private void together(Exclusive exclusive, String path, Version version) {
        BigDecimal sum = BigDecimal.ZERO;
        for (List<String> pot : exclusive.pots().values()) {
            sum = sum.add(version.requirements().stream()
                    .filter(r -> pot.contains(r.id()) && r.measured() instanceof Measured.Credit && r.who().equals(Condition.ALWAYS)
                            && r.atLeast() instanceof Amount.Fixed && r.window() instanceof Window.WholePeriod)
                    .map(r -> ((Amount.Fixed) r.atLeast()).value())
                    .max(BigDecimal::compareTo).orElse(BigDecimal.ZERO));
        }
        for (Limit limit : version.limits()) {
            boolean all = limit.joint() && limit.of().equals(Condition.ALWAYS) && limit.in().isEmpty()
                    && limit.per() == Limit.Per.WINDOW && limit.each().isEmpty();
            if (all && limit.atMost() instanceof Amount.Fixed cap && sum.compareTo(cap.value()) > 0) {
                fault(path, "They need " + sum.toPlainString() + " together, of which \"" + limit.id() + "\" counts "
                        + cap.value().toPlainString() + ".", "Raise the cap, or lower what they need.");
            }
        }
    }

    /** What a cap bears on: requirements, or rules of carrying, for which it is one amount of the period. */
    private void in(Limit limit, Version version, Set<String> requirements, String path) {
        Set<String> carried = new LinkedHashSet<>();
        version.carries().forEach(c -> carried.add(c.id()));
        Set<String> known = new LinkedHashSet<>(requirements);
        known.addAll(carried);
        names(limit.in(), known, path + "in");
        carried.retainAll(limit.in());
        if (carried.isEmpty()) {
            return;
        }
        limit.in().stream().filter(carried::contains).filter(requirements::contains).forEach(id -> fault(path + "in",
                "\"" + id + "\" is a requirement and an entry of carry.", "Give one of them another id."));
        if (limit.per() != Limit.Per.WINDOW) {
            fault(path + "per", "What is carried has no days or years.", "Remove \"per\".");
        }
        if (limit.each().isPresent()) {
            fault(path + "each", "What is carried is capped as a whole.", "State a limit for each value.");
        }
        if (limit.measure().isPresent()) {
            fault(path + "measure", "Only credit is carried.", "Remove \"measure\".");
        }
        if (ofEarned(limit)) {
            fault(path + "at-most", "What is carried is no share of what is earned.", "State a number, or a share of what is needed.");
        }
        if (limit.joint() && !carried.containsAll(limit.in())) {
            fault(path + "joint", "What is carried and what a requirement counts are no one pool.", "State two limits.");
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
            case Amount.Prorata prorata -> {
                names.addAll(references(prorata.part()));
                prorata.outOf().ifPresent(o -> names.addAll(references(o)));
            }
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
            case Amount.ByYear years -> {
                years.years().values().forEach(y -> names.addAll(references(y)));
                years.otherwise().ifPresent(o -> names.addAll(references(o)));
            }
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
            String at = path + "requirements[" + i + "]";
            if (outer.isPresent() && unit(outer.get()).isEmpty() && !selects(outer.get())) {
                fault(at + ".inside", "\"" + outer.get().id() + "\" selects no activities.", "Name one that counts activities.");
            }
            unit(inner).ifPresent(unit -> sameUnit(unit, inner.atLeast(), version, at + ".at-least"));
            cap(version, inner, at + ".at-least");
        }
    }

    private static boolean selects(Requirement requirement) {
        return switch (requirement.measured()) {
            case Measured.Artefacts _, Measured.FactValue _, Measured.MemberIs _, Measured.Options _, Measured.Together _ -> false;
            default -> true;
        };
    }

    private void cap(Version version, Requirement requirement, String path) {
        if (!(requirement.measured() instanceof Measured.Credit credit)
                || !(requirement.atLeast() instanceof Amount.Fixed floor)) {
            return;
        }
        for (Limit limit : version.limits()) {
            boolean whole = limit.of().equals(credit.of()) || limit.of().equals(Condition.ALWAYS);
            boolean bears = limit.in().isEmpty() || limit.in().contains(requirement.id());
            boolean same = limit.measure().equals(credit.measure());
            boolean once = same && limit.per() == Limit.Per.WINDOW && limit.each().isEmpty();
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
                            .anyMatch(Checks::ofEarned);
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
