package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks along windows that move with the day judged at: what leaves them and what comes into them as time goes by. */
final class Ahead {

    private final Questions questions;
    private final Entries entries;
    private final MemberRecord record;
    private final Period period;
    private final LocalDate asOf;

    Ahead(Questions questions, Entries entries, MemberRecord record, Period period, LocalDate asOf) {
        this.questions = questions;
        this.entries = entries;
        this.record = record;
        this.period = period;
        this.asOf = asOf;
    }

    /** Whether the window moves with the day judged at. */
    static boolean slides(Window window) {
        return switch (window) {
            case Window.Last last -> !last.endsAtPeriod();
            case Window.Between between -> between.from().hangsOnAsAt() || between.to().hangsOnAsAt();
            default -> false;
        };
    }

    /** The first day judged at whose window no longer has the day; none where it stays. */
    Optional<LocalDate> leaves(Window window, LocalDate day) {
        return questions.first(at -> over(window, at).filter(span -> span.from().isAfter(day)).isPresent());
    }

    private Optional<LocalDate> enters(Window window, LocalDate day) {
        return questions.first(at -> over(window, at).filter(span -> !span.to().isBefore(day)).isPresent());
    }

    private Optional<Span> over(Window window, LocalDate at) {
        return switch (window) {
            case Window.Last last -> Optional.of(new Span(Months.firstOf(at, last.months()), at));
            case Window.Between between -> questions.moment(between.from(), period.span(), at).flatMap(from ->
                    questions.moment(between.to(), period.span(), at).filter(to -> !to.isBefore(from)).map(to -> new Span(from, to)));
            default -> Optional.of(period.span());
        };
    }

    /** The next day on which windows that end with the day judged at come under another version. */
    Optional<LocalDate> versions(Scheme scheme) {
        boolean moving = scheme.versions().stream().flatMap(version -> version.requirements().stream()).anyMatch(Ahead::slides);
        return !moving ? Optional.empty() : scheme.versions().stream().flatMap(version -> version.from().stream())
                .filter(day -> day.isAfter(asOf)).min(LocalDate::compareTo);
    }

    private static boolean slides(Requirement requirement) {
        return slides(requirement.window()) || switch (requirement.measured()) {
            case Measured.Options options -> options.options().stream().anyMatch(Ahead::slides);
            case Measured.Together parts -> parts.parts().stream().anyMatch(Ahead::slides);
            default -> false;
        };
    }

    /** The next day on which something is recorded already for a day to come. */
    Optional<LocalDate> recorded() {
        return Stream.concat(record.activities().stream().map(Activity::date), record.artefacts().stream().map(Artefact::date))
                .filter(day -> day.isAfter(asOf)).min(LocalDate::compareTo);
    }

    /**
     * The next day on which what a trial counts may change because its window moves.
     *
     * @param lapse the day on which a balance that is met lapses
     */
    Optional<LocalDate> next(Trial trial, Optional<LocalDate> lapse) {
        return next(trial, trial.requirement.window(), lapse);
    }

    private Optional<LocalDate> next(Trial trial, Window window, Optional<LocalDate> lapse) {
        Optional<LocalDate> next = slides(window) ? moving(trial, window, lapse) : Optional.empty();
        for (Trial part : trial.parts) {
            Window own = part.requirement.window();
            next = Forward.earlier(next, next(part, own instanceof Window.WholePeriod ? window : own, Optional.empty()));
        }
        return next;
    }

    private Optional<LocalDate> moving(Trial trial, Window window, Optional<LocalDate> lapse) {
        Span span = trial.slot.span();
        Stream<LocalDate> inside = lapse.isPresent() ? Stream.empty() : days(trial, span);
        Stream<LocalDate> after = span.to().isBefore(asOf) ? days(trial, new Span(span.to().plusDays(1), asOf)) : Stream.empty();
        Stream<LocalDate> turned = facts();
        Optional<LocalDate> next = lapse;
        for (LocalDate day : inside.sorted().limit(1).toList()) {
            next = Forward.earlier(next, leaves(window, day));
        }
        for (LocalDate day : after.sorted().limit(1).toList()) {
            next = Forward.earlier(next, enters(window, day));
        }
        for (LocalDate day : turned.toList()) {
            next = Forward.earlier(next, day.isAfter(span.to()) ? enters(window, day) : leaves(window, day.minusDays(1)));
        }
        return next.filter(day -> day.isAfter(asOf));
    }

    /** The days of what the trial looks at in a span. */
    private Stream<LocalDate> days(Trial trial, Span span) {
        if (trial.requirement.measured() instanceof Measured.Artefacts wanted) {
            return record.artefacts().stream().filter(a -> wanted.kinds().contains(a.kind())).map(Artefact::date)
                    .filter(day -> span.contains(day) && !day.isAfter(asOf));
        }
        return Arrays.stream(entries.select(trial.selection, span)).mapToObj(i -> entries.all[i].date());
    }

    /** The days from which a fact is another. */
    private Stream<LocalDate> facts() {
        return record.facts().values().stream().flatMap(List::stream)
                .flatMap(fact -> Stream.concat(fact.from().stream(), fact.to().filter(to -> to.isBefore(LocalDate.MAX)).map(to -> to.plusDays(1)).stream()));
    }
}
