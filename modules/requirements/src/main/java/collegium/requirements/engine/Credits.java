package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns claims into credit: eligibility, conversion or fixed award, cap per activity, repeats, an officer's decision. */
final class Credits {

    private static final BigDecimal SIXTY = new BigDecimal(60);

    private final Unit unit;
    private final Questions questions;
    private final Amounts amounts;
    private final MemberRecord record;
    private final Period period;
    private final LocalDate asOf;
    private final Map<Crediting.Conversion, BigDecimal> spent = new HashMap<>();

    Credits(Unit unit, Questions questions, Amounts amounts, MemberRecord record, Period period, LocalDate asOf) {
        this.unit = unit;
        this.questions = questions;
        this.amounts = amounts;
        this.record = record;
        this.period = period;
        this.asOf = asOf;
    }

    /** The entries as the version credits them; where it says so, each as the version in force on its own day does. */
    List<Entry> entries(Version version, Function<LocalDate, Version> onDay) {
        Map<String, Decision> decisions = new HashMap<>();
        for (Decision decision : record.decisions()) {
            decisions.put(decision.activity(), decision);
        }
        List<Entry> entries = new ArrayList<>();
        for (Activity activity : record.activities()) {
            if (activity.date().isAfter(asOf)) {
                continue;
            }
            Decision decision = decisions.get(activity.id());
            Entry entry = new Entry(activity.id(), activity.date(), activity.date(),
                    activity.recorded().orElse(activity.date()), Entry.ACTIVITY, measures(activity, version),
                    tags(activity, decision), period.span());
            entries.add(entry);
        }
        entries.sort(Comparator.<Entry, LocalDate>comparing(e -> e.date).thenComparing(e -> e.id));
        for (Entry entry : entries) {
            Crediting rules = version.crediting().byActivityDate() ? onDay.apply(entry.date).crediting() : version.crediting();
            credit(entry, rules, decisions.get(entry.id));
        }
        version.crediting().repeats().forEach(rule -> refuseRepeats(rule, entries));
        carriedIn(entries);
        awards(version, entries);
        return entries;
    }

    private static Map<String, Set<String>> tags(Activity activity, @Nullable Decision decision) {
        if (decision == null || decision.outcome() != Decision.Outcome.RECLASSIFY) {
            return activity.tags();
        }
        Map<String, Set<String>> tags = new HashMap<>(activity.tags());
        tags.putAll(decision.tags());
        tags.values().removeIf(Set::isEmpty);
        return tags;
    }

    /** Only where something is converted into another ledger do the measures change. */
    private static Map<String, BigDecimal> measures(Activity activity, Version version) {
        boolean converts = version.crediting().conversions().stream().anyMatch(c -> c.into().isPresent());
        return converts ? new HashMap<>(activity.measures()) : activity.measures();
    }

    private void credit(Entry entry, Crediting rules, @Nullable Decision decision) {
        atFace(entry);
        Set<String> filled = new HashSet<>();
        for (Crediting.Conversion conversion : rules.conversions()) {
            String ledger = conversion.into().orElse("");
            if (!filled.contains(ledger) && hasMeasure(conversion, entry)
                    && questions.entry(conversion.of(), entry) == Truth.YES) {
                filled.add(ledger);
                convert(entry, conversion);
            }
        }
        for (Crediting.Gate gate : rules.gates()) {
            if (questions.entry(gate.of(), entry) == Truth.YES && questions.entry(gate.require(), entry) != Truth.YES) {
                refuse(entry, Reason.of("not-eligible", gate.because(), gate.clause()));
            }
        }
        if (decision != null) {
            decide(entry, decision);
        }
    }

    private static boolean hasMeasure(Crediting.Conversion conversion, Entry entry) {
        return conversion.from().isEmpty() || quantity(conversion.from().get(), entry) != null;
    }

    /** What is converted: as recorded, hours and minutes following from each other. */
    private static @Nullable BigDecimal quantity(String measure, Entry entry) {
        BigDecimal stated = entry.measures.get(measure);
        boolean time = entry.measures.containsKey("minutes") || entry.measures.containsKey("hours");
        return stated != null || !time || !(measure.equals("minutes") || measure.equals("hours"))
                ? stated
                : entry.measure(measure);
    }

    private static void refuse(Entry entry, Reason reason) {
        entry.credited = BigDecimal.ZERO;
        entry.refused = true;
        entry.because(reason);
    }

    private void decide(Entry entry, Decision decision) {
        switch (decision.outcome()) {
            case ACCEPT -> {}
            case REJECT -> refuse(entry, Reason.of("decision", "Not accepted: " + decision.reason()));
            case PART -> {
                BigDecimal upTo = decision.upTo().orElse(BigDecimal.ZERO);
                if (upTo.compareTo(entry.credited) < 0) {
                    entry.credited = upTo;
                    entry.because(Reason.of("decision",
                            "Accepted in part, up to " + unit.of(upTo) + ": " + decision.reason()));
                }
            }
            case RECLASSIFY -> entry.because(Reason.of("decision", "Reclassified: " + decision.reason()));
        }
    }

    private void atFace(Entry entry) {
        BigDecimal amount = entry.measures.get("amount");
        if (amount == null) {
            amount = entry.measures.get(unit.plural());
        }
        if (amount == null && unit.minutes().isPresent()) {
            BigDecimal minutes = entry.measures.get("minutes");
            BigDecimal hours = entry.measures.get("hours");
            if (minutes == null && hours != null) {
                minutes = hours.multiply(SIXTY);
            }
            if (minutes != null) {
                amount = Amounts.divide(minutes, unit.minutes().get());
            }
        }
        entry.unitMinutes = unit.minutes().orElse(null);
        entry.claimed = amount == null ? BigDecimal.ZERO : amount;
        entry.credited = unit.rounding().apply(entry.claimed);
        if (entry.credited.compareTo(entry.claimed) != 0) {
            entry.because(Reason.of("rounding", unit.of(entry.claimed) + " are credited as "
                    + unit.of(entry.credited) + ", in steps of " + plain(unit.rounding().increment())));
        }
    }

    private void convert(Entry entry, Crediting.Conversion rule) {
        BigDecimal quantity = rule.from().map(measure -> quantity(measure, entry)).orElse(entry.claimed);
        BigDecimal units = switch (rule.rate()) {
            case Crediting.Rate.Times times -> times(times, rule, quantity);
            case Crediting.Rate.Per per -> Amounts.divide(quantity, per.divisor());
            case Crediting.Rate.Award award -> award.units();
            case Crediting.Rate.Stepped steps -> steps.steps().stream()
                    .filter(s -> Questions.number(s.bound(), quantity))
                    .findFirst()
                    .flatMap(s -> amounts.of(s.value(), entry.period))
                    .orElse(BigDecimal.ZERO);
        };
        BigDecimal rounded = rule.rounding().apply(units);
        Optional<BigDecimal> cap = rule.atMost().flatMap(a -> amounts.of(a, entry.period));
        BigDecimal credited = cap.isPresent() ? rounded.min(cap.get()) : rounded;
        if (rule.into().isPresent()) {
            entry.measures.put(rule.into().get(), credited);
            return;
        }
        entry.why.clear();
        if (rule.from().isPresent() && entry.claimed.signum() == 0) {
            entry.claimed = quantity;
        }
        entry.credited = credited;
        if (credited.compareTo(entry.claimed) != 0 || rule.from().isPresent()) {
            String ceiling = cap.isPresent() && rounded.compareTo(cap.get()) > 0
                    ? ", at most " + unit.of(cap.get()) + " for one activity"
                    : "";
            entry.because(Reason.of("conversion", rule.title() + ": " + plain(quantity) + " "
                    + rule.from().orElse(unit.plural()) + " are credited as " + unit.of(credited) + ceiling,
                    rule.clause()));
        }
    }

    private BigDecimal times(Crediting.Rate.Times times, Crediting.Conversion rule, BigDecimal quantity) {
        if (times.first().isEmpty()) {
            return Amounts.trim(quantity.multiply(times.factor()));
        }
        BigDecimal used = spent.getOrDefault(rule, BigDecimal.ZERO);
        BigDecimal bonus = times.first().get().subtract(used).max(BigDecimal.ZERO).min(quantity);
        spent.put(rule, used.add(bonus));
        return Amounts.trim(bonus.multiply(times.factor()).add(quantity.subtract(bonus)));
    }

    private void refuseRepeats(Crediting.Repeats rule, List<Entry> entries) {
        Map<String, LocalDate> last = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.refused || questions.entry(rule.of(), entry) != Truth.YES) {
                continue;
            }
            for (String value : entry.values(rule.by())) {
                LocalDate before = last.get(value);
                if (before != null && repeats(rule, before, entry.date)) {
                    refuse(entry, Reason.of("repeat", rule.title() + ": the same " + rule.by() + " was credited on "
                            + before, rule.clause()));
                    break;
                }
            }
            if (!entry.refused) {
                entry.values(rule.by()).forEach(value -> last.put(value, entry.date));
            }
        }
    }

    /** In the same period, or so many months back; whole periods are twelve months from the period's first day. */
    private boolean repeats(Crediting.Repeats rule, LocalDate before, LocalDate now) {
        if (rule.months() == 0) {
            return true;
        }
        if (rule.months() % 12 == 0) {
            return Months.year(period.start(), now) - Months.year(period.start(), before) < rule.months() / 12;
        }
        return !Months.last(before, rule.months()).isBefore(now);
    }

    private void carriedIn(List<Entry> entries) {
        for (Carried carried : record.carried()) {
            boolean live = carried.expires().isEmpty() || !carried.expires().get().isBefore(period.start());
            if (!live || carried.earned().isAfter(asOf)) {
                continue;
            }
            Entry entry = new Entry(carried.id(), period.start(), carried.earned(), Entry.CARRIED,
                    Map.of("amount", carried.amount()), carried.tags(), period.span());
            entry.claimed = carried.amount();
            entry.credited = carried.amount();
            entry.expires = carried.expires();
            entry.lives = carried.lives();
            entry.because(Reason.of("carried-in", "Carried in from " + carried.origin()));
            entries.add(entry);
        }
    }

    private void awards(Version version, List<Entry> entries) {
        for (Crediting.Award award : version.crediting().awards()) {
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
            return;
        }
        BigDecimal amount = amounts.of(award.amount(), window).orElse(BigDecimal.ZERO);
        Entry entry = new Entry(id, day, day, Entry.AWARD, Map.of("amount", amount), award.tags(), period.span());
        entry.claimed = amount;
        entry.credited = amount;
        entry.because(Reason.of("award", award.title(), award.clause()));
        entries.add(entry);
    }

    private static String plain(BigDecimal value) {
        return Amounts.trim(value).toPlainString();
    }
}
