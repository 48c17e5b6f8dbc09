package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns claims into credit: eligibility, conversion or fixed award, cap per activity, repeats, an officer's decision. */
final class Credits {

    private final Plan plan;
    private final VersionPlan rules;
    private final Unit unit;
    private final Facts facts;
    private final Questions questions;
    private final Amounts amounts;
    private final MemberRecord record;
    private final Period period;
    private final LocalDate asOf;
    /** Of a rule for the first so many: how many of them each period had. */
    private final Map<First, BigDecimal> spent = new HashMap<>();

    Credits(Plan plan, VersionPlan rules, Facts facts, Questions questions, Amounts amounts, MemberRecord record, Period period,
            LocalDate asOf) {
        this.plan = plan;
        this.rules = rules;
        unit = plan.scheme.unit();
        this.facts = facts;
        this.questions = questions;
        this.amounts = amounts;
        this.record = record;
        this.period = period;
        this.asOf = asOf;
    }

    /** The entries as the version credits them; where it says so, each as the version in force on its own day does. */
    Entries entries(Function<LocalDate, VersionPlan> onDay) {
        Map<String, Decision> decisions = new HashMap<>();
        for (Decision decision : record.decisions()) {
            decisions.put(decision.activity(), decision);
        }
        List<Entry> entries = activities(decisions);
        int activities = entries.size();
        for (Entry entry : entries) {
            VersionPlan crediting = rules.version.crediting().byActivityDate() ? onDay.apply(entry.date()) : rules;
            credit(entry, crediting, decisions.isEmpty() ? null : decisions.get(entry.id()));
        }
        rules.repeats.forEach(rule -> refuseRepeats(rule, entries));
        rules.gates.forEach(gate -> gate.rule().together().ifPresent(together -> refuseTooLittle(gate, together, entries)));
        carriedIn(entries);
        awards(entries);
        return new Entries(entries, activities, plan, questions, facts, period);
    }

    /** In the order of their days; those of one day in the order of their ids. */
    private List<Entry> activities(Map<String, Decision> decisions) {
        List<Entry> entries = new ArrayList<>(record.activities().size());
        long last = asOf.toEpochDay();
        boolean inOrder = true;
        for (Activity activity : record.activities()) {
            long day = activity.date().toEpochDay();
            if (day > last) {
                continue;
            }
            Decision decision = decisions.isEmpty() ? null : decisions.get(activity.id());
            Entry entry = new Entry(activity, day, day, Entry.ACTIVITY, tags(activity, decision), period.span());
            plan.tags.mark(entry);
            inOrder &= entries.isEmpty() || byDay(entries.getLast(), entry) <= 0;
            entries.add(entry);
        }
        if (!inOrder) {
            entries.sort(Credits::byDay);
        }
        return entries;
    }

    private static int byDay(Entry a, Entry b) {
        int byDay = Long.compare(a.day, b.day);
        return byDay != 0 ? byDay : a.id().compareTo(b.id());
    }

    private static @Nullable Map<String, Set<String>> tags(Activity activity, @Nullable Decision decision) {
        if (decision == null || decision.outcome() != Decision.Outcome.RECLASSIFY) {
            return null;
        }
        Map<String, Set<String>> tags = new HashMap<>(activity.tags());
        tags.putAll(decision.tags());
        tags.values().removeIf(Set::isEmpty);
        return tags;
    }

    private void credit(Entry entry, VersionPlan crediting, @Nullable Decision decision) {
        atFace(entry);
        Set<String> filled = Set.of();
        for (VersionPlan.Conversion conversion : crediting.conversions) {
            Crediting.Conversion rule = conversion.rule();
            String ledger = rule.into().orElse("");
            if (!filled.contains(ledger) && hasMeasure(rule, entry) && holds(conversion.of(), entry)) {
                convert(entry, rule);
                if (!crediting.ledgers) {
                    break;
                }
                filled = filled.isEmpty() ? new HashSet<>() : filled;
                filled.add(ledger);
            }
        }
        for (VersionPlan.Gate gate : crediting.gates) {
            if (holds(gate.of(), entry)) {
                gate(gate, entry);
            }
        }
        if (decision != null) {
            decide(entry, decision);
        }
        if (entry.values("source").contains("opening")) {
            entry.why.add(() -> Reason.of("opening", "Taken over from before"));
        }
    }

    private void gate(VersionPlan.Gate gate, Entry entry) {
        Truth truth = ask(gate.require(), entry);
        if (truth != Truth.YES) {
            Set<String> doubts = entry.doubts;
            refuse(entry, () -> Reason.of("not-eligible", gate.rule().because(), gate.rule().clause()));
            entry.doubts = truth == Truth.UNKNOWN ? doubts : Set.of();
        }
    }

    private boolean holds(Selection selection, Entry entry) {
        return ask(selection, entry) == Truth.YES;
    }

    /** What hangs on a missing fact is noted as a doubt about the entry, unless it is refused whatever the fact is. */
    private Truth ask(Selection selection, Entry entry) {
        facts.takeMissing();
        Truth truth = selection.sieve().of(entry, questions);
        if (truth == Truth.UNKNOWN && !(entry.refused && entry.doubts.isEmpty())) {
            Set<String> doubts = new HashSet<>(entry.doubts);
            doubts.addAll(facts.takeMissing());
            entry.doubts = doubts;
        }
        return truth;
    }

    private static boolean hasMeasure(Crediting.Conversion conversion, Entry entry) {
        return conversion.from().isEmpty() || quantity(conversion.from().get(), entry) != null;
    }

    /** What is converted: as recorded, hours and minutes following from each other. */
    private static @Nullable BigDecimal quantity(String measure, Entry entry) {
        BigDecimal stated = entry.stated(measure);
        if (stated != null || !(measure.equals("minutes") || measure.equals("hours"))) {
            return stated;
        }
        boolean time = entry.stated("minutes") != null || entry.stated("hours") != null;
        return time ? entry.measure(measure) : null;
    }

    private static void refuse(Entry entry, Supplier<Reason> reason) {
        entry.credited = BigDecimal.ZERO;
        entry.refused = true;
        entry.doubts = Set.of();
        entry.why.add(reason);
    }

    private void decide(Entry entry, Decision decision) {
        switch (decision.outcome()) {
            case ACCEPT -> {}
            case REJECT -> refuse(entry, () -> Reason.of("decision", "Not accepted: " + decision.reason()));
            case PART -> {
                BigDecimal upTo = decision.upTo().orElse(BigDecimal.ZERO);
                if (upTo.compareTo(entry.credited) < 0) {
                    entry.credited = upTo;
                    entry.why.add(() -> Reason.of("decision",
                            "Accepted in part, up to " + unit.of(upTo) + ": " + decision.reason()));
                }
            }
            case RECLASSIFY -> entry.why.add(() -> Reason.of("decision", "Reclassified: " + decision.reason()));
        }
    }

    private void atFace(Entry entry) {
        entry.unitMinutes = unit.minutes().orElse(null);
        entry.claimed = plan.claimed.of(entry.claim);
        entry.credited = unit.rounding().apply(entry.claimed);
        if (entry.claimed.signum() == 0 && unit.minutes().isEmpty()) {
            unread(entry);
        }
        if (entry.credited.compareTo(entry.claimed) != 0) {
            BigDecimal credited = entry.credited;
            entry.why.add(() -> Reason.of("rounding", unit.of(entry.claimed) + " are credited as "
                    + unit.of(credited) + ", in steps of " + plain(unit.rounding().increment())));
        }
    }

    /** Time is no credit of itself where the unit has no length. */
    private void unread(Entry entry) {
        String measure = entry.claim.measure("hours") != null ? "hours" : "minutes";
        BigDecimal time = entry.claim.measure(measure);
        if (time != null && time.signum() > 0) {
            entry.why.add(() -> Reason.of("no-conversion", "Its " + plain(time) + " " + measure + " are no " + unit.plural()
                    + ": no conversion is from " + measure));
        }
    }

    private void convert(Entry entry, Crediting.Conversion rule) {
        BigDecimal measured = rule.from().isPresent() ? quantity(rule.from().get(), entry) : null;
        BigDecimal quantity = measured == null ? entry.claimed : measured;
        BigDecimal units = switch (rule.rate()) {
            case Crediting.Rate.Times times -> times(times, new First(rule, periods(entry.date())), quantity);
            case Crediting.Rate.Per per -> Amounts.divide(quantity, per.divisor());
            case Crediting.Rate.Award award -> award.units();
            case Crediting.Rate.Stepped steps -> stepped(steps, quantity, entry.period);
        };
        BigDecimal rounded = rule.rounding().apply(units);
        Optional<BigDecimal> cap = rule.atMost().flatMap(a -> amounts.of(a, entry.period));
        BigDecimal credited = cap.isPresent() ? rounded.min(cap.get()) : rounded;
        if (rule.into().isPresent()) {
            entry.into(rule.into().get(), credited);
            return;
        }
        entry.why.clear();
        if (rule.from().isPresent() && entry.claimed.signum() == 0) {
            entry.claimed = quantity;
        }
        entry.credited = credited;
        if (credited.compareTo(entry.claimed) != 0 || rule.from().isPresent()) {
            entry.why.add(() -> converted(rule, quantity, credited, cap.filter(most -> rounded.compareTo(most) > 0)));
        }
    }

    private Reason converted(Crediting.Conversion rule, BigDecimal quantity, BigDecimal credited, Optional<BigDecimal> cap) {
        String ceiling = cap.map(most -> ", at most " + unit.of(most) + " for one activity").orElse("");
        return Reason.of("conversion", rule.title() + ": " + plain(quantity) + " " + rule.from().orElse(unit.plural())
                + " are credited as " + unit.of(credited) + ceiling, rule.clause());
    }

    private BigDecimal stepped(Crediting.Rate.Stepped steps, BigDecimal quantity, Span span) {
        for (Amount.Step step : steps.steps()) {
            if (Questions.number(step.bound(), quantity)) {
                return amounts.of(step.value(), span).orElse(BigDecimal.ZERO);
            }
        }
        return BigDecimal.ZERO;
    }

    private record First(Crediting.Conversion rule, long period) {}

    /** How many periods after this one the day lies; below 0 before it. */
    private long periods(LocalDate day) {
        if (period.span().contains(day)) {
            return 0;
        }
        long periods = Math.floorDiv(Months.between(period.start(), day), (long) plan.scheme.cycle().months());
        return periods < 0 ? periods : Math.max(1, periods);
    }

    private BigDecimal times(Crediting.Rate.Times times, First rule, BigDecimal quantity) {
        if (times.first().isEmpty()) {
            return Amounts.trim(quantity.multiply(times.factor()));
        }
        BigDecimal used = spent.getOrDefault(rule, BigDecimal.ZERO);
        BigDecimal bonus = times.first().get().subtract(used).max(BigDecimal.ZERO).min(quantity);
        spent.put(rule, used.add(bonus));
        return Amounts.trim(bonus.multiply(times.factor()).add(quantity.subtract(bonus)));
    }

    private record Shared(long period, String value) {}

    /** Refuses what comes to too little with all that shares a value with it in its period. */
    private void refuseTooLittle(VersionPlan.Gate gate, Crediting.Together together, List<Entry> entries) {
        Map<Shared, BigDecimal> sums = new HashMap<>();
        List<Entry> asked = entries.stream().filter(entry -> !entry.refused && holds(gate.of(), entry)).toList();
        for (Entry entry : asked) {
            long in = periods(entry.date());
            entry.values(together.by()).forEach(value -> sums.merge(new Shared(in, value), entry.credited, BigDecimal::add));
        }
        for (Entry entry : asked) {
            long in = periods(entry.date());
            if (entry.values(together.by()).stream().noneMatch(value -> sums.getOrDefault(new Shared(in, value), BigDecimal.ZERO).compareTo(together.atLeast()) >= 0)) {
                refuse(entry, () -> Reason.of("not-eligible", gate.rule().because(), gate.rule().clause()));
            }
        }
    }

    private void refuseRepeats(VersionPlan.Repeats repeats, List<Entry> entries) {
        Crediting.Repeats rule = repeats.rule();
        Map<String, LocalDate> last = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.refused || !holds(repeats.of(), entry)) {
                continue;
            }
            for (String value : entry.values(rule.by())) {
                LocalDate before = last.get(value);
                if (before != null && repeats(rule, before, entry.date())) {
                    refuse(entry, () -> Reason.of("repeat", rule.title() + ": the same " + rule.by() + " was credited on "
                            + before, rule.clause()));
                    break;
                }
            }
            if (!entry.refused) {
                entry.values(rule.by()).forEach(value -> last.put(value, entry.date()));
            }
        }
    }

    /** Ever, once in a period, or so many months back; years are twelve months each from the period's first day. */
    private boolean repeats(Crediting.Repeats rule, LocalDate before, LocalDate now) {
        if (rule.months() == 0) {
            return true;
        }
        if (rule.months() == Crediting.Repeats.IN_PERIOD) {
            return periods(before) == periods(now);
        }
        if (rule.byYear()) {
            return Months.year(period.start(), now) - Months.year(period.start(), before) < rule.months() / 12;
        }
        return !Months.last(before, rule.months()).isBefore(now);
    }

    private void carriedIn(List<Entry> entries) {
        for (Carried carried : record.carried()) {
            boolean live = carried.expires().isEmpty() || !carried.expires().get().isBefore(period.start());
            if (!live || carried.earned().isAfter(asOf)) {
                questions.turns(carried.earned());
                continue;
            }
            Entry entry = new Entry(
                    new Claim.Plain(carried.id(), Map.of("amount", carried.amount()), carried.tags()),
                    period.start().toEpochDay(), carried.earned().toEpochDay(), Entry.CARRIED, null, period.span());
            plan.tags.mark(entry);
            entry.claimed = carried.amount();
            entry.credited = carried.amount();
            entry.expires = carried.expires();
            entry.lives = lives(carried);
            entry.why.add(() -> Reason.of("carried-in", "Carried in from " + carried.origin()));
            entries.add(entry);
        }
    }

    /** For how many more periods: those that end before it expires; without a day what is left of the longest life that a rule gives. */
    private int lives(Carried carried) {
        if (carried.lives() != Carried.BY_ITS_DAYS) {
            return carried.lives();
        }
        int months = plan.scheme.cycle().months();
        if (carried.expires().isPresent()) {
            return Carried.lives(carried.expires().get(), period.end(), months);
        }
        int life = rules.version.carries().stream().mapToInt(CarryRule::life).max().orElse(0);
        int spent = (int) Math.max(1, -Math.floorDiv(Months.between(period.start(), carried.earned()), (long) months));
        return Math.max(0, life - spent);
    }

    private void awards(List<Entry> entries) {
        for (Crediting.Award award : rules.version.crediting().awards()) {
            if (questions.member(award.who(), period.span()) == Truth.YES) {
                if (award.eachYear()) {
                    for (Span year : period.span().years()) {
                        award(award, award.id() + "-" + year.from().getYear(), year.from(), year, entries);
                    }
                } else {
                    award.on().map(moment -> questions.moment(moment, period.span()))
                            .orElse(Optional.of(period.start()))
                            .ifPresent(day -> award(award, award.id(), day, period.span(), entries));
                }
            }
        }
    }

    private void award(Crediting.Award award, String id, LocalDate day, Span window, List<Entry> entries) {
        if (day.isAfter(asOf) && day.isAfter(period.start())) {
            questions.turns(day);
            return;
        }
        BigDecimal amount = amounts.of(award.amount(), window).orElse(BigDecimal.ZERO);
        Entry entry = new Entry(new Claim.Plain(id, Map.of("amount", amount), award.tags()), day.toEpochDay(),
                day.toEpochDay(), Entry.AWARD, null, period.span());
        plan.tags.mark(entry);
        entry.claimed = amount;
        entry.credited = amount;
        entry.why.add(() -> Reason.of("award", award.title(), award.clause()));
        entries.add(entry);
    }

    private static String plain(BigDecimal value) {
        return Amounts.trim(value).toPlainString();
    }
}
