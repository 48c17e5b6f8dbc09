package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One judgement: credits the entries, tries each requirement in its windows, allocates where asked, and reports. */
final class Judging {

    private final Plan plan;
    private final Scheme scheme;
    private final MemberRecord record;
    private final Period period;
    private final LocalDate asOf;
    private final Facts facts;
    private final Questions questions;
    private final Windows windows;
    private final Versions versions;
    private final Amounts amounts;
    private final Deque<String> needing = new ArrayDeque<>();
    /** The overrides and reliefs that are laid over an amount once it is worked out, and so over no part of it. */
    private final Set<Object> lowered = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Counter counter;
    private final Measuring measuring;
    private VersionPlan version;

    Judging(Plan plan, MemberRecord record, Period period, LocalDate asOf) {
        this.plan = plan;
        scheme = plan.scheme;
        this.record = record;
        this.period = period;
        this.asOf = asOf;
        facts = new Facts(record, scheme.vocabulary(), period, asOf);
        questions = new Questions(facts, record.artefacts(), asOf);
        windows = new Windows(facts, questions, period, asOf);
        versions = new Versions(plan, facts, questions, period);
        version = versions.main();
        amounts = new Amounts(facts, questions, record, this::needed, this::earned);
        Entries entries = new Credits(plan, version, facts, questions, amounts, record, period, asOf).entries(versions::at);
        counter = new Counter(entries, questions, amounts, scheme.unit(), period);
        measuring = new Measuring(counter, questions, facts, record, scheme.vocabulary(), asOf);
    }

    Standing standing() {
        return report().standing();
    }

    Verdict verdict() {
        return report().verdict();
    }

    private Report report() {
        repair();
        return new Report(scheme, version, tried(), counter.entries, questions, amounts, record, period, asOf);
    }

    /** The debts of one closed period after the other: of the ways that may be best, the one that leaves the present best. */
    private void repair() {
        Repair repair = new Repair(record.owed(), version, counter.entries);
        for (List<Owed> debts : repair.debts()) {
            Judging unrepaired = again();
            List<BigDecimal[]> ways = repair.ways(debts, unrepaired.counter, unrepaired.tried());
            BigDecimal[] best = ways.getFirst();
            if (ways.size() > 1) {
                best = ways.stream().min(Comparator.comparing(this::left)).orElseThrow();
            }
            repair.take(debts, best);
        }
    }

    /** A judgement of the same, of the credit that is there by now. */
    private Judging again() {
        Judging again = new Judging(plan, record, period, asOf);
        for (int i = 0; i < counter.entries.all.length; i++) {
            again.counter.entries.all[i].credited = counter.entries.all[i].credited;
        }
        return again;
    }

    /** How the present stands without what is taken from it. */
    private Left left(BigDecimal[] taken) {
        Judging without = again();
        without.counter.entries.take(taken);
        List<Trial> mandatory = without.tried().stream()
                .filter(trial -> trial.requirement.severity() == Severity.MANDATORY && !trial.met()).toList();
        return new Left(mandatory.size(), mandatory.stream().map(Trial::distance).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private record Left(int failing, BigDecimal distance) implements Comparable<Left> {
        @Override
        public int compareTo(Left other) {
            return failing != other.failing ? Integer.compare(failing, other.failing) : distance.compareTo(other.distance);
        }
    }

    private List<Trial> tried() {
        VersionPlan main = version;
        List<Trial> all = new ArrayList<>();
        List<VersionPlan> judging = versions.all();
        for (VersionPlan one : judging) {
            version = one;
            List<Trial> trials = new ArrayList<>();
            for (RequirementPlan requirement : one.requirements) {
                trials.addAll(trials(requirement, Optional.empty()));
            }
            new Extensions(counter).once(trials);
            new Allocation(one, counter).apply(trials);
            new Lender(counter, questions, amounts, asOf).lend(trials);
            trials.forEach(this::doubt);
            all.addAll(trials);
        }
        version = main;
        if (judging.size() > 1) {
            all.sort(Comparator.comparingInt(trial -> main.position(trial.requirement.id())));
        }
        return all;
    }

    /** The trials of a requirement: one for each window and, where it has several, for each instance. */
    private List<Trial> trials(RequirementPlan plan, Optional<Slot> fixed) {
        Requirement requirement = plan.requirement;
        if (!windows.asked(requirement.window())) {
            return List.of();
        }
        facts.takeMissing();
        boolean inherits = fixed.isPresent() && requirement.window() instanceof Window.WholePeriod;
        List<Slot> slots = inherits ? List.of(fixed.get()) : windows.slots(requirement.window());
        Set<String> missing = facts.takeMissing();
        if (slots.isEmpty() && !missing.isEmpty()) {
            Slot whole = new Slot(period.span(), Optional.empty(), true);
            if (!versions.isMain(version) || questions.member(requirement.who(), period.span()) == Truth.NO) {
                return List.of();
            }
            return List.of(unlessRelieved(new Trial(plan, Optional.empty(), whole, plan.selection), missing));
        }
        if (requirement.window() instanceof Window.Either either) {
            return either(plan, either);
        }
        List<Trial> trials = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            if (fixed.isPresent() || versions.judges(version, slot.span())) {
                instances(plan, slot).forEach(instance -> trial(plan, slot, instance, trials));
            }
        }
        return trials;
    }

    /** An instance's name with what it selects; one without a name where the requirement has none. */
    private record Instance(Optional<String> name, Selection selection) {}

    private List<Instance> instances(RequirementPlan plan, Slot slot) {
        if (plan.requirement.each().isEmpty()) {
            return List.of(new Instance(Optional.empty(), plan.selection));
        }
        Requirement.Each each = plan.requirement.each().get();
        Optional<List<String>> known = each.fact().isEmpty() ? Optional.of(each.values()) : facts.on(each.fact().get(), slot.span().to());
        if (known.isEmpty()) {
            return List.of(new Instance(Optional.empty(), plan.selection));
        }
        List<String> values = known.get();
        List<Instance> instances = new ArrayList<>();
        for (String value : values) {
            instances.add(new Instance(Optional.of(value), plan.narrowed(each, value)));
        }
        return instances;
    }

    private void trial(RequirementPlan plan, Slot slot, Instance instance, List<Trial> trials) {
        Requirement requirement = plan.requirement;
        facts.takeMissing();
        Truth who = questions.member(requirement.who(), slot.span());
        if (who == Truth.NO) {
            return;
        }
        Optional<String> name = instance.name().isPresent() && slot.label().isPresent()
                ? Optional.of(instance.name().get() + "." + slot.label().get())
                : instance.name().or(slot::label);
        Trial trial = new Trial(plan, name, extended(requirement, slot), instance.selection());
        trial.due = slot.span().to();
        trials.add(trial);
        if (who == Truth.UNKNOWN) {
            unlessRelieved(trial, facts.takeMissing());
            return;
        }
        run(trial);
    }

    /** The fact of whose values there is an instance each. */
    private static Optional<String> instanceFact(Requirement requirement) {
        return requirement.each().flatMap(Requirement.Each::fact);
    }

    private void run(Trial trial) {
        Requirement requirement = trial.requirement;
        if (relieved(trial)) {
            return;
        }
        if (instanceFact(requirement).filter(fact -> facts.on(fact, trial.asked().to()).isEmpty()).isPresent()) {
            unknown(trial, facts.takeMissing());
            return;
        }
        trial.needed = need(requirement, trial.asked(), trial.why);
        Set<String> missing = facts.takeMissing();
        if (!trial.plan.parts.isEmpty()) {
            trial.parts = new ArrayList<>();
            trial.plan.parts.forEach(part -> trial.parts.addAll(trials(part, Optional.of(trial.slot))));
            trial.parts.forEach(this::doubt);
        }
        if (requirement.measured() instanceof Measured.Together) {
            trial.needed = Optional.of(new BigDecimal(trial.parts.size()));
        }
        facts.takeMissing();
        measuring.measure(trial);
        if (trial.needed.isEmpty()) {
            unknown(trial, missing);
        } else if (trial.unknown) {
            unknown(trial, facts.takeMissing());
        }
        if (requirement.window() instanceof Window.Clock clock && clock.grid().isEmpty()) {
            withoutHistory(trial);
        }
    }

    /**
     * Nobody is failed for a fact that is missing, and nobody passed. What a trial would come to with it is settled last, when
     * all credit has been spent.
     */
    private void doubt(Trial trial) {
        if (trial.unknown || trial.relieved) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>(versions.doubts(version));
        boolean doubtful = !missing.isEmpty() && (!trial.met() || versions.contested(version, trial.slot.span().to()));
        facts.takeMissing();
        if (!trial.met() && perhapsRelieved(trial)) {
            doubtful = true;
            missing.addAll(facts.takeMissing());
        }
        facts.takeMissing();
        Set<String> found = measuring.doubts(trial);
        if (!found.isEmpty()) {
            doubtful = true;
            missing.addAll(found);
        }
        if (doubtful) {
            unknown(trial, missing);
        }
    }

    private boolean perhapsRelieved(Trial trial) {
        String id = trial.requirement.id();
        Span asked = trial.asked();
        return version.version.exemptions().stream().anyMatch(exemption -> exemption.covers(id) && perhaps(exemption.who(), asked))
                || scheme.overrides().stream().anyMatch(change -> change.effect() instanceof Change.Effect.Waive
                        && change.covers(id, asked) && perhaps(change.who(), asked));
    }

    /** The facts that are not missing are of no interest here. */
    private boolean perhaps(Condition who, Span window) {
        facts.takeMissing();
        return questions.member(who, window) == Truth.UNKNOWN;
    }

    /** A topic with its own clock and no history at all: whether it is due is not known. */
    private void withoutHistory(Trial trial) {
        if (trial.value.signum() == 0
                && counter.entries.select(trial.selection, new Span(LocalDate.of(1900, 1, 1), asOf)).length == 0
                && !(trial.requirement.measured() instanceof Measured.FactValue)) {
            trial.unknown = true;
            trial.why.add(Reason.of("no-history", "It is not known when this was last done.",
                    trial.requirement.clause()));
        }
    }

    /** Of whom it is known that it is not asked, nothing need be found out. */
    private Trial unlessRelieved(Trial trial, Set<String> missing) {
        return relieved(trial) ? trial : unknown(trial, missing);
    }

    private Trial unknown(Trial trial, Set<String> missing) {
        trial.unknown = true;
        for (String name : missing) {
            Vocabulary.FactKind kind = scheme.vocabulary().facts().get(name);
            trial.why.add(Reason.of("unknown-fact", "To find out: " + (kind == null ? name : kind.title()),
                    trial.requirement.clause()));
        }
        return trial;
    }

    /** To the latest of the days to which relief extends it. */
    private Slot extended(Requirement requirement, Slot slot) {
        LocalDate until = slot.span().to();
        for (Relief relief : record.reliefs()) {
            if (relief.kind() == Relief.Kind.EXTENSION && relief.touches(requirement.id(), slot.span())) {
                until = relief.until().filter(until::isBefore).orElse(until);
            }
        }
        return until.equals(slot.span().to()) ? slot : new Slot(new Span(slot.span().from(), until), slot.label(), slot.inPlay());
    }

    private boolean relieved(Trial trial) {
        String id = trial.requirement.id();
        Span asked = trial.asked();
        for (Exemption exemption : version.version.exemptions()) {
            if (exemption.covers(id) && questions.member(exemption.who(), asked) == Truth.YES) {
                trial.why.add(Reason.of("exemption", exemption.title(), exemption.clause()));
                trial.relieved = true;
            }
        }
        for (Change change : scheme.overrides()) {
            if (change.effect() instanceof Change.Effect.Waive && touches(change, id, asked)) {
                trial.why.add(Reason.of("override", change.title(), change.clause()));
                trial.relieved = true;
            }
        }
        for (Relief relief : record.reliefs()) {
            if (relief.kind() == Relief.Kind.EXEMPTION && relief.touches(id, asked)) {
                trial.why.add(Reason.of("relief", "Exempted: " + relief.reason()));
                trial.relieved = true;
            }
        }
        facts.takeMissing();
        return trial.relieved;
    }

    private boolean touches(Change change, String requirement, Span window) {
        return change.covers(requirement, window)
                && questions.member(change.who(), window) == Truth.YES;
    }

    /**
     * What the requirement needs in the window: as stated, then as overridden, then as reduced for this member. Each reduction
     * is of the same need, whatever the order of the rows. What is a share of another requirement's need follows it: an
     * override or a relief that lowers both lowers the share once.
     */
    private Optional<BigDecimal> need(Requirement requirement, Span window, Why why) {
        Amount stated = requirement.atLeast();
        for (Change change : scheme.overrides()) {
            if (change.effect() instanceof Change.Effect.Need other && touches(change, requirement.id(), window)) {
                stated = other.atLeast();
            }
        }
        return need(requirement, stated, window, why);
    }

    private Optional<BigDecimal> need(Requirement requirement, Amount stated, Span window, Why why) {
        List<Change> scales = new ArrayList<>();
        for (Change change : scheme.overrides()) {
            if (lowered.contains(change) || !touches(change, requirement.id(), window)) {
                continue;
            }
            if (change.effect() instanceof Change.Effect.Need) {
                scales.clear();
            } else if (change.effect() instanceof Change.Effect.Scale) {
                scales.add(change);
            }
            why.add(Reason.of("override", change.title(), change.clause()));
        }
        List<Relief> reductions = new ArrayList<>();
        for (Relief relief : record.reliefs()) {
            if (relief.kind() == Relief.Kind.REDUCTION && !lowered.contains(relief) && relief.touches(requirement.id(), window)) {
                reductions.add(relief);
                why.add(Reason.of("relief", "Reduced: " + relief.reason()));
            }
        }
        Optional<Requirement> whole = whole(stated);
        for (int n = 0; whole.isPresent() && n <= version.requirements.size(); n++) {
            String id = whole.get().id();
            Span over = Windows.over(whole.get(), period, window);
            scales.removeIf(change -> touches(change, id, over));
            reductions.removeIf(relief -> relief.touches(id, over));
            whole = whole(whole.get().atLeast());
        }
        lowered.addAll(scales);
        lowered.addAll(reductions);
        Optional<BigDecimal> need = amounts.of(stated, window);
        scales.forEach(lowered::remove);
        reductions.forEach(lowered::remove);
        return need.map(n -> reduced(n, scales, reductions));
    }

    private static BigDecimal reduced(BigDecimal stated, List<Change> scales, List<Relief> reductions) {
        BigDecimal need = stated;
        for (Change change : scales) {
            need = change.effect() instanceof Change.Effect.Scale scale ? Amounts.trim(need.multiply(scale.factor())) : need;
        }
        BigDecimal less = BigDecimal.ZERO;
        for (Relief relief : reductions) {
            less = less.add(need.multiply(relief.percent().orElse(BigDecimal.ZERO)).movePointLeft(2))
                    .add(relief.amount().orElse(BigDecimal.ZERO));
        }
        return less.signum() == 0 ? need : Amounts.trim(need.subtract(less).max(BigDecimal.ZERO));
    }

    private Optional<Requirement> whole(Amount share) {
        return shareOf(share).flatMap(id -> version.requirement(id)).map(plan -> plan.requirement);
    }

    /** The requirement of whose need an amount is nothing but a share. */
    private static Optional<String> shareOf(Amount amount) {
        return switch (amount) {
            case Amount.Needed needed -> Optional.of(needed.requirement());
            case Amount.Percent percent -> shareOf(percent.of());
            case Amount.Rounded rounded -> shareOf(rounded.part());
            default -> Optional.empty();
        };
    }

    /** What another requirement needs; over its own period where it has one, otherwise over the asking window. */
    private Optional<BigDecimal> needed(String id, Span window) {
        Optional<Requirement> other = version.requirement(id).map(plan -> plan.requirement);
        if (other.isEmpty() || needing.contains(id)) {
            return Optional.empty();
        }
        needing.push(id);
        try {
            return need(other.get(), Windows.over(other.get(), period, window), new Why());
        } finally {
            needing.pop();
        }
    }

    private BigDecimal earned(String id, Span window) {
        return version.requirement(id).map(plan -> counter.earned(plan.selection, window)).orElse(BigDecimal.ZERO);
    }

    /**
     * Every year is served by one of the options; the split with the fewest and smallest shortfalls is taken. It begins with the
     * first year of which anything is recorded: whether a year has been made up by the one before it hangs on what that one
     * was served by.
     */
    private List<Trial> either(RequirementPlan plan, Window.Either either) {
        Requirement requirement = plan.requirement;
        List<Span> years = new ArrayList<>(period.span().years());
        Optional<LocalDate> enrolled =
                facts.timeline("enrolled").isEmpty() ? Optional.empty() : facts.day("enrolled");
        int back = either.options().stream().mapToInt(Window.Option::years).max().orElse(1) - 1;
        LocalDate first = counter.entries.first().filter(day -> day.isBefore(period.start())).orElse(period.start());
        for (int n = 1; enrolled.isPresent() && (n <= back || period.start().minusYears(n - 1L).isAfter(first)); n++) {
            LocalDate from = period.start().minusYears(n);
            if (!from.isBefore(enrolled.get())) {
                years.addFirst(new Span(from, from.plusYears(1).minusDays(1)));
            }
        }
        Spread spread = new Spread(years, either, (span, option) -> {
            Slot slot = new Slot(span, Optional.of(span.label()), !asOf.isBefore(span.from()));
            Trial trial = new Trial(plan, slot.label(), slot, plan.selection);
            trial.needed = need(requirement, option.atLeast(), span, trial.why);
            measuring.measure(trial);
            return trial;
        });
        List<Trial> best = new ArrayList<>(spread.best());
        best.removeIf(t -> !t.slot.span().overlaps(period.span()) || !versions.judges(version, t.slot.span()));
        if (questions.member(requirement.who(), period.span()) == Truth.NO) {
            return List.of();
        }
        for (Trial trial : best) {
            relieved(trial);
        }
        if (best.isEmpty()) {
            return best;
        }
        Trial last = best.getLast();
        if (!last.met() && last.slot.span().years().size() <= back) {
            last.provisional = true;
            last.why.add(Reason.of("provisional", "The next year may still make it up.", requirement.clause()));
        }
        return best;
    }
}
