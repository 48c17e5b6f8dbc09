package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the standing out of what was tried. */
final class Report {

    private static final List<Status> WORST_FIRST = List.of(Status.SHORT, Status.UNDECIDED, Status.UNKNOWN,
            Status.AT_RISK, Status.ON_TRACK, Status.PROVISIONAL, Status.OPEN, Status.MET);

    private final Scheme scheme;
    private final Version version;
    private final Period period;
    private final LocalDate asOf;
    private final Forward forward;
    private final Questions questions;

    Report(Scheme scheme, Version version, Questions questions, Period period, LocalDate asOf) {
        this.questions = questions;
        this.scheme = scheme;
        this.version = version;
        this.period = period;
        this.asOf = asOf;
        forward = new Forward(scheme.unit(), asOf);
    }

    Standing of(List<Trial> trials, List<Entry> entries, List<Carried> carryOut) {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials) {
            findings.add(finding(trial));
        }
        boolean compliant = findings.stream()
                .allMatch(f -> f.severity() != Severity.MANDATORY || !f.inPlay() || f.met());
        List<ActivityCredit> activities = new ArrayList<>();
        for (Entry entry : entries) {
            activities.add(new ActivityCredit(entry.id, entry.earned, entry.source, Amounts.trim(entry.claimed),
                    Amounts.trim(entry.credited), Amounts.trim(entry.counted), Amounts.trim(entry.carried),
                    entry.uses, List.copyOf(entry.why)));
        }
        Optional<LocalDate> next = trials.stream().flatMap(t -> forward.next(t).stream()).min(LocalDate::compareTo);
        return new Standing(scheme.id(), version.id(), Judge.ENGINE, asOf, period, compliant, status(findings),
                scheme.unit().plural(), findings, activities, carryOut, next, outcome(findings));
    }

    private Optional<Outcome.Reached> outcome(List<Finding> findings) {
        Set<String> missed = new HashSet<>();
        findings.stream().filter(f -> !f.met() && f.inPlay()).forEach(f -> missed.add(f.requirement()));
        return version.outcomes().stream()
                .filter(o -> questions.member(o.who(), period.span()) == Truth.YES)
                .filter(o -> o.met().stream().noneMatch(missed::contains))
                .findFirst()
                .map(o -> new Outcome.Reached(o.id(), o.title(), o.clause()));
    }

    private Finding finding(Trial trial) {
        Requirement requirement = trial.requirement;
        List<Finding> options = new ArrayList<>();
        trial.parts.forEach(part -> options.add(finding(part)));
        Status status = forward.status(trial);
        boolean possible = status != Status.SHORT && status != Status.MET && status != Status.RELIEVED;
        return new Finding(requirement.id(), trial.instance, title(trial), requirement.clause(),
                requirement.severity(), trial.slot.span(), Amounts.trim(trial.needed.orElse(BigDecimal.ZERO)),
                Amounts.trim(trial.value), Amounts.trim(trial.shortBy()), forward.unit(trial), trial.met(), status,
                trial.slot.inPlay(), possible ? Optional.of(trial.slot.span().to()) : Optional.empty(),
                forward.nearest(trial), reasons(trial), options);
    }

    private String title(Trial trial) {
        if (trial.requirement.each().isEmpty() || trial.instance.isEmpty()) {
            return trial.requirement.title();
        }
        String value = trial.instance.get();
        int dot = value.indexOf('.');
        String first = dot < 0 ? value : value.substring(0, dot);
        return trial.requirement.title() + ": "
                + scheme.vocabulary().title(trial.requirement.each().get().kind(), first);
    }

    private List<Reason> reasons(Trial trial) {
        List<Reason> reasons = new ArrayList<>(trial.why);
        if (trial.requirement.measured() instanceof Measured.Credit && !trial.unknown && !trial.relieved) {
            BigDecimal credited = BigDecimal.ZERO;
            for (Entry entry : trial.counted.entries) {
                credited = credited.add(entry.credited);
            }
            if (credited.compareTo(trial.value) > 0) {
                reasons.add(Reason.of("counted", scheme.unit().of(credited) + " credited, "
                        + scheme.unit().of(trial.value) + " count here"));
            }
            trial.counted.entries.stream()
                    .flatMap(e -> e.why.stream())
                    .filter(w -> w.code().equals("limit"))
                    .distinct()
                    .forEach(reasons::add);
        }
        forward.pace(trial).ifPresent(reasons::add);
        forward.lapse(trial).ifPresent(day -> reasons.add(Reason.of("lapses", "Without more it falls below what is "
                + "needed on " + day, trial.requirement.clause())));
        return reasons;
    }

    private static Status status(List<Finding> findings) {
        List<Finding> weighing = findings.stream().filter(f -> f.severity() == Severity.MANDATORY).toList();
        if (!weighing.isEmpty() && weighing.stream().allMatch(f -> f.status() == Status.RELIEVED)) {
            return Status.RELIEVED;
        }
        for (Status status : WORST_FIRST) {
            if (weighing.stream().anyMatch(f -> f.status() == status)) {
                return status;
            }
        }
        return Status.MET;
    }
}
