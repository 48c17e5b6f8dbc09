package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.web.look.Findings;
import collegium.web.look.Show;
import collegium.web.look.Statuses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why these numbers: from claimed to counted, entry by entry. */
@Controller
final class WhyController {

    private static final int TITLES = 500;

    private final Standings standings;
    private final Portfolios portfolios;
    private final Drawn drawn;
    private final Statuses statuses;

    WhyController(Standings standings, Portfolios portfolios, Drawn drawn, Statuses statuses) {
        this.standings = standings;
        this.portfolios = portfolios;
        this.drawn = drawn;
        this.statuses = statuses;
    }

    @GetMapping("/why")
    String why(Call call, @RequestParam(required = false) Optional<String> enrolment, Model model) {
        MemberId member = OwnSchemes.own(call);
        Optional<EnrolmentId> wanted = enrolment.map(EnrolmentId::of);
        CurrentStanding current = standings.of(call, member).stream()
                .filter(one -> one.judged().isPresent())
                .filter(one -> wanted.map(one.enrolment().id()::equals).orElse(true))
                .findFirst().orElseThrow(Refused::notFound);
        Standing standing = current.judged().orElseThrow().standing();
        Map<String, String> titles = new LinkedHashMap<>();
        portfolios.list(call, member, ActivityQuery.latest(TITLES)).forEach(activity -> titles.put(activity.id().toString(), activity.title()));
        List<ActivityCredit> entries = standing.activities().stream()
                .filter(credit -> !credit.date().isBefore(standing.period().start()))
                .sorted(Comparator.comparing(ActivityCredit::date).reversed()).toList();
        model.addAttribute("view", new WhyView(drawn.standing(current, call.today(), BigDecimal.ZERO, new SchemeWords(List.of())).orElseThrow(), statement(standing, entries), standing.asAt(), called(standing.version()),
                standing.findings().stream().map(this::finding).toList(),
                standing.findings().stream().filter(finding -> !finding.met() && !finding.nearest().isBlank())
                        .map(finding -> new WhyView.Way(Findings.title(finding), Findings.way(finding), Optional.empty())).toList(),
                entries.stream().map(credit -> new WhyView.Entry(titles.containsKey(credit.activity()) ? "/activities/" + credit.activity() : "/why",
                        credit.date(), titles.getOrDefault(credit.activity(), credit.source()), credit.claimed(), credit.credited(), credit.counted(),
                        credit.carried(), Drawn.why(credit))).toList()));
        return "why";
    }

    private WhyView.Finding finding(Finding finding) {
        String words = finding.why().stream().map(reason -> Show.said(reason.text())).reduce((a, b) -> a + " " + b)
                .orElse(drawn.message("why.counted-of", finding.counted(), finding.needed(), Show.unit(finding.needed(), Drawn.mark(finding))));
        return new WhyView.Finding(Findings.title(finding),
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

    /** A version as people name it: by the number of its document, and by its own name where the document states several by date. */
    private static String called(String version) {
        List<String> parts = List.of(version.split("/", 2));
        return parts.size() < 2 || parts.getLast().equals("1") ? parts.getFirst() : parts.getFirst() + " (" + parts.getLast() + ")";
    }
}
