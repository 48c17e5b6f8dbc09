package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down which requirement counts how much of which entry. */
final class Uses {

    private final List<Trial> trials;
    private final Version version;
    private final LocalDate asOf;
    private final Period period;

    Uses(List<Trial> trials, Version version, LocalDate asOf, Period period) {
        this.trials = trials;
        this.version = version;
        this.asOf = asOf;
        this.period = period;
    }

    void assign(List<Entry> entries) {
        Map<Entry, Map<String, BigDecimal>> byPot = new HashMap<>();
        for (Trial trial : trials) {
            assign(trial, byPot);
        }
        for (Entry entry : entries) {
            BigDecimal counted = BigDecimal.ZERO;
            BigDecimal shared = BigDecimal.ZERO;
            for (Map.Entry<String, BigDecimal> pot : byPot.getOrDefault(entry, Map.of()).entrySet()) {
                if (pot.getKey().isEmpty()) {
                    shared = pot.getValue();
                } else {
                    counted = counted.add(pot.getValue());
                }
            }
            entry.counted = counted.max(shared).min(entry.credited);
            boolean cut = entry.why.stream().anyMatch(why -> why.code().equals("limit"));
            if (entry.uses.isEmpty() && entry.credited.signum() > 0 && !cut) {
                entry.because(entry.date.isAfter(asOf) || !period.span().contains(entry.date)
                        ? Reason.of("outside-period", "It lies outside the period " + period.span().label())
                        : Reason.of("no-requirement", "No requirement counts activities of this kind"));
            }
        }
    }

    private void assign(Trial trial, Map<Entry, Map<String, BigDecimal>> byPot) {
        for (int i = 0; i < trial.counted.entries.size(); i++) {
            BigDecimal amount = trial.counted.amounts.get(i);
            if (amount.signum() > 0) {
                Entry entry = trial.counted.entries.get(i);
                entry.uses.add(new ActivityCredit.Use(trial.name(), trial.slot.span(), amount));
                byPot.computeIfAbsent(entry, _ -> new HashMap<>())
                        .merge(pot(trial.requirement.id()), amount, BigDecimal::max);
            }
        }
        trial.parts.forEach(part -> assign(part, byPot));
    }

    private String pot(String requirement) {
        for (Exclusive exclusive : version.exclusives()) {
            for (Map.Entry<String, List<String>> pot : exclusive.pots().entrySet()) {
                if (pot.getValue().contains(requirement)) {
                    return pot.getKey();
                }
            }
        }
        return "";
    }
}
