package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes down which requirement counts how much of which entry. */
final class Uses {

    private static final int SHARED = 0;

    private final Entries entries;
    private final List<Trial> trials;
    private final VersionPlan plan;
    private final Version version;
    private final LocalDate asOf;
    private final Period period;
    private final List<String> pots = new ArrayList<>(List.of(""));
    private final List<List<ActivityCredit.Use>> uses = new ArrayList<>();
    private final BigDecimal[][] byPot;

    Uses(List<Trial> trials, Entries entries, VersionPlan plan, LocalDate asOf, Period period) {
        this.trials = trials;
        this.entries = entries;
        this.plan = plan;
        version = plan.version;
        this.asOf = asOf;
        this.period = period;
        version.exclusives().forEach(exclusive -> pots.addAll(exclusive.pots().keySet()));
        byPot = new BigDecimal[entries.all.length][];
        for (int i = 0; i < entries.all.length; i++) {
            uses.add(new ArrayList<>());
        }
        trials.forEach(this::assign);
    }

    private void assign(Trial trial) {
        int pot = pot(trial.requirement.id());
        for (int i = 0; i < trial.counted.size(); i++) {
            if (trial.counted.amounts.positive(i)) {
                int position = trial.counted.positions[i];
                BigDecimal amount = Amounts.trim(trial.counted.amounts.get(i));
                uses.get(position).add(new ActivityCredit.Use(trial.name(), trial.slot.span(), amount));
                if (byPot[position] == null) {
                    byPot[position] = new BigDecimal[pots.size()];
                    Arrays.fill(byPot[position], BigDecimal.ZERO);
                }
                byPot[position][pot] = byPot[position][pot].max(amount);
            }
        }
        trial.parts.forEach(this::assign);
    }

    private int pot(String requirement) {
        for (Exclusive exclusive : version.exclusives()) {
            for (Map.Entry<String, List<String>> pot : exclusive.pots().entrySet()) {
                if (pot.getValue().contains(requirement)) {
                    return pots.indexOf(pot.getKey());
                }
            }
        }
        return SHARED;
    }

    /** What became of the claim at the position. */
    ActivityCredit of(int position) {
        Entry entry = entries.all[position];
        List<ActivityCredit.Use> used = uses.get(position);
        List<Reason> why = new ArrayList<>();
        entry.why.addTo(why);
        entry.limits.addTo(why);
        if (used.isEmpty() && entry.credited.signum() > 0 && entry.limits.isEmpty()) {
            why.add(unused(entry, position));
        }
        return new ActivityCredit(entry.id(), LocalDate.ofEpochDay(entry.earned), entry.source, Amounts.trim(entry.claimed),
                Amounts.trim(entry.credited), Amounts.trim(counted(position)), Amounts.trim(entry.carried), used,
                why.size() < 2 ? why : why.stream().distinct().toList());
    }

    /** Shared credit counts once; between pots it adds up. */
    private BigDecimal counted(int position) {
        BigDecimal[] amounts = byPot[position];
        if (amounts == null) {
            return BigDecimal.ZERO;
        }
        BigDecimal exclusive = BigDecimal.ZERO;
        for (int pot = SHARED + 1; pot < amounts.length; pot++) {
            exclusive = exclusive.add(amounts[pot]);
        }
        return exclusive.max(amounts[SHARED]).min(entries.all[position].credited);
    }

    /** Why nothing counts it: what comes nearest to counting it says so. */
    private Reason unused(Entry entry, int position) {
        if (entry.date().isAfter(asOf) || !period.span().contains(entry.date())) {
            return Reason.of("outside-period", "It lies outside the period " + period.span().label());
        }
        List<Trial> asking = new ArrayList<>();
        asking(trials, position, asking);
        List<Trial> then = asking.stream().filter(trial -> trial.slot.span().contains(entry.date())).toList();
        if (then.stream().anyMatch(trial -> !trial.relieved)) {
            for (VersionPlan.Cap cap : plan.caps) {
                if (cap.limit().joint() && entries.picked(cap.of())[position]) {
                    return Reason.of("limit", cap.limit().title() + ": what counts together is full", cap.limit().clause());
                }
            }
            return Reason.of("allocation", "Nothing of it counts for " + titles(then));
        }
        if (!then.isEmpty()) {
            return Reason.of("not-asked", "Only what is not asked would count it: " + titles(then));
        }
        return asking.isEmpty()
                ? Reason.of("no-requirement", "No requirement counts activities of this kind")
                : Reason.of("outside-window", "It lies outside the days of " + titles(asking) + ": "
                        + asking.getFirst().slot.span().label());
    }

    /** What selects it, whenever it was. */
    private void asking(List<Trial> some, int position, List<Trial> asking) {
        for (Trial trial : some) {
            boolean selects = switch (trial.requirement.measured()) {
                case Measured.Credit _, Measured.Entries _, Measured.Breadth _, Measured.Concentration _, Measured.Every _ -> true;
                default -> false;
            };
            if (selects && entries.picked(trial.selection)[position]) {
                asking.add(trial);
            }
            asking(trial.parts, position, asking);
        }
    }

    private static String titles(List<Trial> trials) {
        return String.join(", ", trials.stream().map(trial -> "\"" + trial.requirement.title() + "\"").distinct().limit(3).toList());
    }
}
