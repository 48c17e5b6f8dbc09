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
    private final Version version;
    private final LocalDate asOf;
    private final Period period;
    private final List<String> pots = new ArrayList<>(List.of(""));
    private final List<List<ActivityCredit.Use>> uses = new ArrayList<>();
    private final BigDecimal[][] byPot;

    Uses(List<Trial> trials, Entries entries, Version version, LocalDate asOf, Period period) {
        this.entries = entries;
        this.version = version;
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
            why.add(unused(entry));
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

    private Reason unused(Entry entry) {
        return entry.date().isAfter(asOf) || !period.span().contains(entry.date())
                ? Reason.of("outside-period", "It lies outside the period " + period.span().label())
                : Reason.of("no-requirement", "No requirement counts activities of this kind");
    }
}
