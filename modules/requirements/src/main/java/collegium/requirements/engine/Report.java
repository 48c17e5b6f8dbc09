package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the standing out of what was tried. */
final class Report {

    private static final Set<Status> ONLY_RELIEVED = EnumSet.of(Status.RELIEVED);

    private final Scheme scheme;
    private final VersionPlan version;
    private final List<Trial> trials;
    private final Entries entries;
    private final Questions questions;
    private final Amounts amounts;
    private final Period period;
    private final LocalDate asOf;
    private final Ahead ahead;
    private final Forward forward;
    private @Nullable List<Carried> carryOut;

    Report(Scheme scheme, VersionPlan version, List<Trial> trials, Entries entries, Questions questions, Amounts amounts,
            MemberRecord record, Period period, LocalDate asOf) {
        this.scheme = scheme;
        this.version = version;
        this.trials = trials;
        this.entries = entries;
        this.questions = questions;
        this.amounts = amounts;
        this.period = period;
        this.asOf = asOf;
        ahead = new Ahead(questions, entries, record, period, asOf);
        forward = new Forward(scheme.unit(), asOf, ahead);
    }

    /** The verdict is worked out now, the explanation when it is read. */
    Standing standing() {
        Optional<Outcome.Reached> outcome = outcome();
        return new Standing(scheme.id(), version.version.id(), Judge.ENGINE, asOf, period, compliant(), status(),
                scheme.unit().plural(), new Lazy<>(this::findings), new Lazy<>(this::activities),
                new Lazy<>(this::carryOut), nextChange(), outcome);
    }

    private Optional<Outcome.Reached> outcome() {
        for (Outcome outcome : version.version.outcomes()) {
            if (questions.member(outcome.who(), period.span()) == Truth.YES && trials.stream()
                    .noneMatch(t -> !t.met() && t.slot.inPlay() && outcome.met().contains(t.requirement.id()))) {
                return Optional.of(new Outcome.Reached(outcome.id(), outcome.title(), outcome.clause()));
            }
        }
        return Optional.empty();
    }

    /** Of the findings only those that are asked for are made. */
    Verdict verdict() {
        return new Verdict(version.version.id(), asOf, compliant(), status(), foremost().map(this::finding),
                worst().map(this::finding), nextChange());
    }

    private Optional<Trial> foremost() {
        for (Trial trial : trials) {
            if (forward.unit(trial).equals(scheme.unit().plural())) {
                return Optional.of(trial);
            }
        }
        return trials.stream().findFirst();
    }

    private Optional<Trial> worst() {
        Optional<Trial> worst = Optional.empty();
        int rank = 0;
        BigDecimal furthest = BigDecimal.ZERO;
        for (Trial trial : trials) {
            if (trial.requirement.severity() == Severity.MANDATORY && trial.slot.inPlay() && !trial.met()
                    && trial.shortBy().signum() > 0) {
                BigDecimal distance = Finding.distance(Amounts.trim(trial.shortBy()), trial.needed.orElse(BigDecimal.ZERO));
                int its = forward.status(trial).rank();
                if (worst.isEmpty() || its < rank || (its == rank && distance.compareTo(furthest) > 0)) {
                    worst = Optional.of(trial);
                    rank = its;
                    furthest = distance;
                }
            }
        }
        return worst;
    }

    private boolean compliant() {
        for (Trial trial : trials) {
            if (trial.requirement.severity() == Severity.MANDATORY && trial.slot.inPlay() && !trial.met()) {
                return false;
            }
        }
        return true;
    }

    private Status status() {
        Set<Status> weighing = EnumSet.noneOf(Status.class);
        for (Trial trial : trials) {
            if (trial.requirement.severity() == Severity.MANDATORY) {
                weighing.add(forward.status(trial));
            }
        }
        if (weighing.equals(ONLY_RELIEVED)) {
            return Status.RELIEVED;
        }
        for (Status status : Status.WORST_FIRST) {
            if (weighing.contains(status)) {
                return status;
            }
        }
        return Status.MET;
    }

    private Optional<LocalDate> nextChange() {
        Optional<LocalDate> next = Forward.earlier(Forward.earlier(questions.turns(), ahead.recorded()), ahead.versions(scheme));
        for (Trial trial : trials) {
            next = Forward.earlier(next, forward.next(trial));
        }
        return next;
    }

    private synchronized List<Finding> findings() {
        return trials.stream().map(this::finding).toList();
    }

    private synchronized List<ActivityCredit> activities() {
        carryOut();
        Uses uses = new Uses(trials, entries, version, asOf, period);
        return IntStream.range(0, entries.all.length).mapToObj(uses::of).toList();
    }

    private synchronized List<Carried> carryOut() {
        List<Carried> known = carryOut;
        if (known == null) {
            known = new Carrying(version, trials, entries, questions, amounts, period, scheme.cycle()).out();
            carryOut = known;
        }
        return known;
    }

    private Finding finding(Trial trial) {
        return finding(trial, trial.requirement.window());
    }

    /** In the window of its own or, for a part without one, in that of what it is a part of. */
    private Finding finding(Trial trial, Window window) {
        Requirement requirement = trial.requirement;
        List<Finding> options = trial.parts.stream()
                .map(part -> finding(part, part.requirement.window() instanceof Window.WholePeriod ? window : part.requirement.window())).toList();
        Status status = forward.status(trial);
        boolean possible = status != Status.SHORT && status != Status.MET && status != Status.RELIEVED;
        return new Finding(requirement.id(), trial.instance, title(trial), requirement.clause(),
                requirement.severity(), trial.slot.span(), Amounts.trim(trial.needed.orElse(BigDecimal.ZERO)),
                Amounts.trim(trial.value), Amounts.trim(trial.shortBy()), forward.unit(trial), trial.met(), status,
                trial.slot.inPlay(), possible ? Optional.of(trial.slot.span().to()) : Optional.empty(),
                forward.nearest(trial), new Lazy<>(() -> reasons(trial, status == Status.SHORT && anyDay(trial, window))), options);
    }

    /** Whether what is missing may be done on any day, because the window ends with the day judged at. */
    private boolean anyDay(Trial trial, Window window) {
        return Ahead.slides(window) && trial.slot.span().to().equals(asOf) && switch (trial.requirement.measured()) {
            case Measured.MemberIs _, Measured.FactValue _, Measured.Every _ -> false;
            default -> true;
        };
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

    /** Of several things that were asked, those that are not so: of alternatives, of the one of which the fewest are not. */
    private List<Condition> failing(Condition condition, Span window) {
        return switch (condition) {
            case Condition.All all -> all.parts().stream()
                    .filter(part -> questions.member(part, window) == Truth.NO)
                    .flatMap(part -> failing(part, window).stream()).toList();
            case Condition.Any any -> any.parts().stream()
                    .map(part -> failing(part, window))
                    .min(Comparator.comparingInt(List::size)).orElse(List.of());
            default -> List.of(condition);
        };
    }

    private synchronized List<Reason> reasons(Trial trial, boolean anyDay) {
        List<Reason> reasons = new ArrayList<>();
        trial.why.addTo(reasons);
        if (trial.requirement.measured() instanceof Measured.Credit && !trial.unknown && !trial.relieved) {
            BigDecimal credited = entries.credited().at(trial.counted.positions).sum();
            if (credited.compareTo(trial.value) > 0) {
                reasons.add(Reason.of("counted", scheme.unit().of(credited) + " credited, "
                        + scheme.unit().of(trial.value) + " count here"));
            }
            List<Reason> limits = new ArrayList<>();
            trial.limits.addTo(limits);
            limits.stream().distinct().forEach(reasons::add);
        }
        if (trial.requirement.measured() instanceof Measured.MemberIs is && !trial.met() && !trial.unknown
                && (is.condition() instanceof Condition.All || is.condition() instanceof Condition.Any)) {
            failing(is.condition(), trial.slot.span()).forEach(part -> reasons.add(Reason.of("not-confirmed",
                    "Not so: " + new Phrases(scheme).condition(part), trial.requirement.clause())));
        }
        if (anyDay) {
            reasons.add(Reason.of("any-day", "It is met again from the day on which what is missing is done", trial.requirement.clause()));
        }
        forward.pace(trial).ifPresent(reasons::add);
        forward.lapse(trial).ifPresent(day -> reasons.add(Reason.of("lapses", "Without more it falls below what is "
                + "needed on " + day, trial.requirement.clause())));
        return reasons;
    }
}
