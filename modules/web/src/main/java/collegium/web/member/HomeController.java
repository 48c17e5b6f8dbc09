package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How am I doing, what is missing by when, what can I do next. */
@Controller
final class HomeController {

    private static final int LATELY = 6;
    private static final int KNOWN = 500;

    private final Standings standings;
    private final Portfolios portfolios;
    private final OwnSchemes schemes;
    private final NextSteps steps;
    private final Drawn drawn;

    HomeController(Standings standings, Portfolios portfolios, OwnSchemes schemes, NextSteps steps, Drawn drawn) {
        this.standings = standings;
        this.portfolios = portfolios;
        this.schemes = schemes;
        this.steps = steps;
        this.drawn = drawn;
    }

    @GetMapping("/home")
    String home(Call call, Model model) {
        MemberId member = OwnSchemes.own(call);
        List<CurrentStanding> current = standings.of(call, member);
        SchemeWords words = schemes.words(call, current);
        List<Activity> all = portfolios.list(call, member, ActivityQuery.latest(KNOWN));
        List<StandingView> views = current.stream()
                .flatMap(one -> drawn.standing(one, call.today(), planned(call, one, all), words).stream()).toList();
        Map<String, ActivityCredit> credits = credits(current);
        String unit = current.stream().flatMap(one -> one.judged().stream()).findFirst()
                .flatMap(judged -> judged.standing().foremost()).map(Drawn::mark).orElse("");
        model.addAttribute("view", new HomeView(views.stream().findFirst(), views.stream().skip(1).toList(), steps.of(call, current, words, all),
                all.stream().filter(activity -> activity.state() != Activity.State.PLANNED).limit(LATELY)
                        .map(activity -> entry(activity, credits, words, unit)).toList(),
                all.size()));
        return "home";
    }

    /** What is planned in the period, as it would be claimed in the scheme's unit; nothing where a claim is converted. */
    private BigDecimal planned(Call call, CurrentStanding current, List<Activity> all) {
        Optional<Period> period = current.enrolment().period().map(EnrolledIn.OpenPeriod::days);
        Optional<String> measure = standings.scheme(call, current.enrolment()).map(Scheme::unit)
                .flatMap(unit -> unit.minutes().isEmpty() ? Optional.of(unit.plural()) : unit.minutes().filter(HomeController::hour).map(_ -> SchemeWords.HOURS));
        return all.stream().filter(activity -> activity.state() == Activity.State.PLANNED).map(Activity::said)
                .filter(said -> period.filter(days -> days.span().contains(said.ended())).isPresent())
                .flatMap(said -> measure.map(said.measures()::get).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean hour(BigDecimal minutes) {
        return minutes.compareTo(BigDecimal.valueOf(60)) == 0;
    }

    private static Map<String, ActivityCredit> credits(List<CurrentStanding> current) {
        Map<String, ActivityCredit> credits = new LinkedHashMap<>();
        current.stream().flatMap(one -> one.judged().stream()).findFirst()
                .ifPresent(judged -> judged.standing().activities().forEach(credit -> credits.put(credit.activity(), credit)));
        return credits;
    }

    /** What another system says counts nothing until the member confirms it. */
    private String kind(Activity activity, SchemeWords words) {
        String kind = words.title("type", activity.said().type());
        return activity.state() == Activity.State.UNCONFIRMED ? kind + ", " + drawn.message("entry.unconfirmed") : kind;
    }

    private HomeView.Entry entry(Activity activity, Map<String, ActivityCredit> credits, SchemeWords words, String unit) {
        Optional<ActivityCredit> credit = Optional.ofNullable(credits.get(activity.id().toString()));
        BigDecimal claimed = credit.map(ActivityCredit::claimed)
                .orElseGet(() -> activity.said().measures().entrySet().stream().min(Map.Entry.comparingByKey()).map(Map.Entry::getValue).orElse(BigDecimal.ZERO));
        BigDecimal counted = credit.map(ActivityCredit::counted).orElse(BigDecimal.ZERO);
        return new HomeView.Entry("/activities/" + activity.id(), activity.said().ended(), activity.title(), kind(activity, words), claimed,
                counted, words.after(counted, unit),
                credit.filter(found -> found.counted().compareTo(claimed) != 0).map(Drawn::why).filter(why -> !why.isEmpty())
                        .map(why -> String.join(" ", why)));
    }
}
