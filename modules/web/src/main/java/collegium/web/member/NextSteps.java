package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.peerreview.Review;
import collegium.peerreview.Reviews;
import collegium.portfolios.Activity;
import collegium.portfolios.Confirmations;
import collegium.portfolios.RecordArtefact;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Period;
import collegium.web.look.Findings;
import collegium.web.look.Show;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a member can do next, the most pressing first; only what is really there to do. */
@Component
final class NextSteps {

    private static final int MOST = 7;
    private static final int OF_A_KIND = 2;
    private static final int SOON = 14;
    private static final int REVIEWS = 100;

    private final Confirmations confirmations;
    private final Reviews reviews;
    private final Drawn drawn;
    private final Show show;

    NextSteps(Confirmations confirmations, Reviews reviews, Drawn drawn, Show show) {
        this.confirmations = confirmations;
        this.reviews = reviews;
        this.drawn = drawn;
        this.show = show;
    }

    List<HomeView.Next> of(Call call, List<CurrentStanding> current, SchemeWords words, List<Activity> all) {
        List<HomeView.Next> next = new ArrayList<>();
        toReview(call, next);
        unconfirmed(all, next);
        pastPlans(call, all, next);
        unanswered(call, OwnSchemes.own(call), next);
        reflections(current, all, next);
        comingUp(call, all, next);
        missing(current, words, next);
        return next.stream().limit(MOST).toList();
    }

    /** A member who reviews others begins here, and not at the queue. */
    private void toReview(Call call, List<HomeView.Next> next) {
        List<Review> queue = call.has(Role.REVIEWER) ? reviews.queue(call, Optional.empty(), REVIEWS) : List.of();
        queue.stream().findFirst().ifPresent(first -> next.add(new HomeView.Next("clipboard-check", drawn.message("home.next.review", queue.size()),
                drawn.message(first.dueOn().isBefore(call.today()) ? "home.next.review.late" : "home.next.review.note", show.day(first.dueOn())), "/reviews")));
    }

    /** Another system says that the member was there. */
    private void unconfirmed(List<Activity> all, List<HomeView.Next> next) {
        all.stream().filter(activity -> activity.state() == Activity.State.UNCONFIRMED).limit(OF_A_KIND)
                .forEach(activity -> next.add(new HomeView.Next("user-check", drawn.message("home.next.confirm", activity.title()),
                        drawn.message("home.next.confirm.note", show.day(activity.said().ended())), "/activities/" + activity.id())));
    }

    private void pastPlans(Call call, List<Activity> all, List<HomeView.Next> next) {
        all.stream().filter(activity -> activity.state() == Activity.State.PLANNED && activity.said().ended().isBefore(call.today())).limit(OF_A_KIND)
                .forEach(activity -> next.add(new HomeView.Next("calendar-event", drawn.message("home.next.done", activity.title()),
                        drawn.message("home.next.done.note", show.day(activity.said().ended())), "/activities/" + activity.id())));
    }

    private void unanswered(Call call, MemberId member, List<HomeView.Next> next) {
        confirmations.of(call, member).stream().filter(request -> request.state() != Confirmations.State.CONFIRMED).limit(OF_A_KIND)
                .forEach(request -> next.add(new HomeView.Next("mail", request.artefact().title(),
                        drawn.message("home.next." + request.state().name().toLowerCase(Locale.ROOT),
                                request.artefact().said().person().map(RecordArtefact.Person::name).orElse(""), show.instant(request.last(), call.zone())),
                        "/artefacts/" + request.artefact().id())));
    }

    private void reflections(List<CurrentStanding> current, List<Activity> all, List<HomeView.Next> next) {
        LocalDate from = current.stream().flatMap(one -> one.enrolment().period().stream()).map(EnrolledIn.OpenPeriod::days).map(Period::start)
                .min(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        List<Activity> waiting = all.stream().filter(activity -> activity.state() == Activity.State.RECORDED && !activity.said().ended().isBefore(from))
                .filter(activity -> activity.said().texts().reflection().isEmpty()).toList();
        waiting.stream().findFirst().ifPresent(latest -> next.add(new HomeView.Next("pencil", drawn.message("home.next.reflect", waiting.size()),
                drawn.message("home.next.reflect.note", latest.title()), waiting.size() == 1 ? "/activities/" + latest.id() : "/record-book#activities")));
    }

    private void comingUp(Call call, List<Activity> all, List<HomeView.Next> next) {
        all.stream().filter(activity -> activity.state() == Activity.State.PLANNED && !activity.said().ended().isBefore(call.today())
                        && activity.said().started().isBefore(call.today().plusDays(SOON)))
                .sorted(Comparator.comparing((Activity activity) -> activity.said().started())).limit(OF_A_KIND)
                .forEach(activity -> next.add(new HomeView.Next("calendar", activity.title(),
                        drawn.message("home.next.planned", show.weekday(activity.said().started())), "/activities/" + activity.id())));
    }

    /** The nearest way to meet what is not met. */
    private void missing(List<CurrentStanding> current, SchemeWords words, List<HomeView.Next> next) {
        Set<String> told = new HashSet<>();
        current.stream().flatMap(one -> one.judged().stream()).flatMap(judged -> judged.standing().findings().stream())
                .filter(finding -> !finding.met() && !finding.nearest().isBlank() && finding.inPlay())
                .filter(finding -> told.add(finding.title()))
                .forEach(finding -> next.add(new HomeView.Next("bulb", Findings.title(finding), Findings.way(finding), way(finding, words))));
    }

    private static String way(Finding finding, SchemeWords words) {
        Optional<String> artefact = words.artefactOf(finding.requirement());
        return artefact.map(kind -> "/artefacts/new?kind=" + kind).orElseGet(() -> words.isOfFacts(finding.requirement()) ? "/me" : "/activities/new");
    }
}
