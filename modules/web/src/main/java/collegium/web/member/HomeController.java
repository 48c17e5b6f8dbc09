package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Artefact;
import collegium.portfolios.Artefacts;
import collegium.portfolios.Portfolios;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.web.look.Statuses;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A member's own pages to read: how am I doing, why these numbers, my record. */
@Controller
final class HomeController {

    private static final int LATELY = 6;
    private static final int BOOK = 500;

    private final Standings standings;
    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final Drawn drawn;
    private final Statuses statuses;

    HomeController(Standings standings, Portfolios portfolios, Artefacts artefacts, Drawn drawn, Statuses statuses) {
        this.standings = standings;
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.drawn = drawn;
        this.statuses = statuses;
    }

    private static MemberId own(Call call) {
        return call.member().orElseThrow(Refused::notAllowed);
    }

    @GetMapping("/home")
    String home(Call call, Model model) {
        MemberId member = own(call);
        List<CurrentStanding> current = standings.of(call, member);
        List<StandingView> views = current.stream().flatMap(one -> drawn.standing(one, call.today()).stream()).toList();
        List<Activity> all = portfolios.list(call, member, ActivityQuery.latest(BOOK));
        Map<String, ActivityCredit> credits = credits(current);
        model.addAttribute("view", new HomeView(views.stream().findFirst(), views.stream().skip(1).toList(), next(current, all),
                all.stream().limit(LATELY).map(activity -> entry(activity, credits, unit(current))).toList(), all.size()));
        return "home";
    }

    private static Map<String, ActivityCredit> credits(List<CurrentStanding> current) {
        Map<String, ActivityCredit> credits = new LinkedHashMap<>();
        current.stream().flatMap(one -> one.judged().stream()).findFirst()
                .ifPresent(judged -> judged.standing().activities().forEach(credit -> credits.put(credit.activity(), credit)));
        return credits;
    }

    private List<HomeView.Next> next(List<CurrentStanding> current, List<Activity> all) {
        List<HomeView.Next> next = new ArrayList<>();
        Set<String> told = new HashSet<>();
        long unreflected = all.stream().filter(activity -> activity.said().texts().reflection().isEmpty()).count();
        if (unreflected > 0) {
            next.add(new HomeView.Next("pencil", drawn.message("home.next.reflect", unreflected), "", "/record-book"));
        }
        current.stream().flatMap(one -> one.judged().stream()).flatMap(judged -> judged.standing().findings().stream())
                .filter(finding -> !finding.met() && !finding.nearest().isBlank() && finding.inPlay())
                .filter(finding -> told.add(finding.title()))
                .limit(3)
                .forEach(finding -> next.add(new HomeView.Next("bulb", finding.title(), finding.nearest(), "/activities/new")));
        return next;
    }

    /** In what the first scheme counts. */
    private static String unit(List<CurrentStanding> current) {
        return current.stream().flatMap(one -> one.judged().stream()).findFirst()
                .flatMap(judged -> judged.standing().foremost()).map(Drawn::mark).orElse("");
    }

    private HomeView.Entry entry(Activity activity, Map<String, ActivityCredit> credits, String unit) {
        Optional<ActivityCredit> credit = Optional.ofNullable(credits.get(activity.id().toString()));
        Map.Entry<String, BigDecimal> claimed = claimed(activity);
        return new HomeView.Entry("/activities/" + activity.id(), activity.said().ended(), activity.title(), kind(activity), claimed.getValue(),
                credit.map(ActivityCredit::counted).orElse(BigDecimal.ZERO), unit,
                credit.filter(found -> found.counted().compareTo(claimed.getValue()) != 0).map(Drawn::why).filter(why -> !why.isEmpty())
                        .map(why -> String.join(" ", why)));
    }

    private static Map.Entry<String, BigDecimal> claimed(Activity activity) {
        return activity.said().measures().entrySet().stream().findFirst().orElse(Map.entry("", BigDecimal.ONE));
    }

    private String kind(Activity activity) {
        return activity.said().structured().map(structured -> drawn.message(structured ? "record.structured.yes" : "record.structured.no")).orElse("");
    }

    @GetMapping("/why")
    String why(Call call, @RequestParam(required = false) Optional<String> enrolment, Model model) {
        MemberId member = own(call);
        Optional<EnrolmentId> wanted = enrolment.map(EnrolmentId::of);
        CurrentStanding current = standings.of(call, member).stream()
                .filter(one -> one.judged().isPresent())
                .filter(one -> wanted.map(one.enrolment().id()::equals).orElse(true))
                .findFirst().orElseThrow(Refused::notFound);
        Standing standing = current.judged().orElseThrow().standing();
        Map<String, String> titles = new LinkedHashMap<>();
        portfolios.list(call, member, ActivityQuery.latest(BOOK)).forEach(activity -> titles.put(activity.id().toString(), activity.title()));
        List<ActivityCredit> entries = standing.activities().stream()
                .filter(credit -> !credit.date().isBefore(standing.period().start()))
                .sorted(Comparator.comparing(ActivityCredit::date).reversed()).toList();
        model.addAttribute("view", new WhyView(drawn.standing(current, call.today()).orElseThrow(), statement(standing, entries), standing.asAt(), standing.version(),
                standing.findings().stream().map(this::finding).toList(),
                standing.findings().stream().filter(finding -> !finding.met() && !finding.nearest().isBlank())
                        .map(finding -> new WhyView.Way(finding.title(), finding.nearest(), Optional.empty())).toList(),
                entries.stream().map(credit -> new WhyView.Entry(titles.containsKey(credit.activity()) ? "/activities/" + credit.activity() : "/why",
                        credit.date(), titles.getOrDefault(credit.activity(), credit.source()), credit.claimed(), credit.credited(), credit.counted(),
                        credit.carried(), Drawn.why(credit))).toList()));
        return "why";
    }

    private WhyView.Finding finding(Finding finding) {
        String words = finding.why().stream().map(reason -> reason.text()).reduce((a, b) -> a + " " + b)
                .orElse(drawn.message("why.counted-of", finding.counted(), finding.needed(), finding.unit()));
        return new WhyView.Finding(finding.name().contains(".") ? finding.title() + ", " + finding.instance().orElse("").replace('_', ' ') : finding.title(),
                statuses.word(finding.status()), words, finding.clause());
    }

    /** From claimed to counted to needed, each step with what it took away. */
    private Optional<WhyView.Statement> statement(Standing standing, List<ActivityCredit> entries) {
        return standing.foremost().filter(_ -> !entries.isEmpty()).map(total -> {
            BigDecimal claimed = sum(entries, ActivityCredit::claimed);
            BigDecimal credited = sum(entries, ActivityCredit::credited);
            BigDecimal counted = total.counted();
            BigDecimal scale = claimed.max(total.needed()).max(BigDecimal.ONE);
            List<WhyView.Line> lines = new ArrayList<>();
            lines.add(new WhyView.Line(drawn.message("why.line.claimed"), Optional.empty(), claimed, true, BigDecimal.ZERO, claimed, "claimed"));
            if (credited.compareTo(claimed) != 0) {
                BigDecimal less = claimed.subtract(credited);
                lines.add(new WhyView.Line(drawn.message("why.line.credited"), Optional.empty(), less.negate(), false, credited.min(claimed), less.abs(), "less"));
            }
            if (counted.compareTo(credited) != 0) {
                BigDecimal less = credited.subtract(counted);
                lines.add(new WhyView.Line(drawn.message("why.line.limits"), Optional.empty(), less.negate(), false, counted.min(credited), less.abs(), "less"));
            }
            lines.add(new WhyView.Line(drawn.message("why.line.counted"), Optional.empty(), counted, true, BigDecimal.ZERO, counted, "counted"));
            lines.add(new WhyView.Line(drawn.message("why.line.needed"), total.clause(), total.needed(), false, BigDecimal.ZERO, total.needed(), "needed"));
            lines.add(new WhyView.Line(drawn.message("why.line.to-go"), Optional.empty(), total.shortBy(), true, counted.min(scale), total.shortBy(), "missing"));
            return new WhyView.Statement(claimed, credited, counted, sum(entries, ActivityCredit::carried), total.unit(), lines, scale);
        });
    }

    private static BigDecimal sum(List<ActivityCredit> entries, Function<ActivityCredit, BigDecimal> amount) {
        return entries.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @GetMapping("/record-book")
    String book(Call call, Model model) {
        MemberId member = own(call);
        List<CurrentStanding> current = standings.of(call, member);
        LocalDate from = current.stream().flatMap(one -> one.enrolment().period().stream()).map(period -> period.days().start()).findFirst()
                .orElse(call.today().withDayOfYear(1));
        LocalDate to = current.stream().flatMap(one -> one.enrolment().period().stream()).map(period -> period.days().end()).findFirst()
                .orElse(call.today());
        Map<String, ActivityCredit> credits = credits(current);
        List<Activity> all = portfolios.list(call, member, ActivityQuery.latest(BOOK).between(from, to));
        Map<String, List<RecordBookView.Row>> groups = new LinkedHashMap<>();
        for (Activity activity : all) {
            groups.computeIfAbsent(kind(activity), _ -> new ArrayList<>()).add(new RecordBookView.Row("/activities/" + activity.id(),
                    activity.said().ended(), activity.title(), activity.said().type().replace('_', ' '), activity.said().texts().reflection().isPresent(), 0,
                    Optional.ofNullable(credits.get(activity.id().toString())).map(ActivityCredit::counted).orElse(BigDecimal.ZERO), unit(current),
                    activity.said().planned()));
        }
        List<RecordBookView.Reflection> reflections = all.stream().filter(activity -> activity.said().texts().reflection().isPresent())
                .map(activity -> new RecordBookView.Reflection(activity.title(), activity.said().ended(), activity.said().texts().reflection().orElse(""))).toList();
        List<Artefact> kept = artefacts.list(call, member);
        model.addAttribute("view", new RecordBookView(Drawn.years(from, to), call.actor().name(), from, to, List.of(
                new RecordBookView.Part(drawn.message("book.activities"), "activities", drawn.message("book.activities.count", all.size())),
                new RecordBookView.Part(drawn.message("book.reflections"), "reflections", drawn.message("book.reflections.count", reflections.size(), all.size()))),
                groups.entrySet().stream().map(group -> new RecordBookView.Group(group.getKey(), drawn.message("book.activities.count", group.getValue().size()), group.getValue())).toList(),
                kept.stream().map(artefact -> new RecordBookView.Artefact("/record-book", artefact.said().title(),
                        artefact.said().kind().replace('_', ' ') + ", " + artefact.said().dated(), Optional.empty())).toList(),
                reflections, List.of(), Optional.empty(), Optional.empty(), List.of()));
        return "record-book";
    }
}
