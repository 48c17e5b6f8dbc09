package collegium.web.member;

import collegium.compliance.Periods;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.membership.Members;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Artefact;
import collegium.portfolios.Artefacts;
import collegium.portfolios.Confirmations;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Objective;
import collegium.portfolios.Objectives;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordArtefact;
import collegium.requirements.Spell;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.tenancy.Body;
import collegium.web.look.Findings;
import collegium.web.look.Show;
import collegium.web.look.Statuses;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A period of a member's record on one page. */
@Controller
final class RecordBookController {

    private static final int AT_A_TIME = 500;

    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final Confirmations confirmations;
    private final EvidenceFiles evidence;
    private final Objectives objectives;
    private final Periods submittable;
    private final ShownPeriods periods;
    private final OwnSchemes schemes;
    private final Members members;
    private final RecordPdf pdf;
    private final Drawn drawn;
    private final Statuses statuses;
    private final Show show;

    RecordBookController(Portfolios portfolios, Artefacts artefacts, Confirmations confirmations, EvidenceFiles evidence, Objectives objectives,
            Periods submittable, ShownPeriods periods, OwnSchemes schemes, Members members, RecordPdf pdf, Drawn drawn,
            Statuses statuses, Show show) {
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.confirmations = confirmations;
        this.evidence = evidence;
        this.objectives = objectives;
        this.submittable = submittable;
        this.periods = periods;
        this.schemes = schemes;
        this.members = members;
        this.pdf = pdf;
        this.drawn = drawn;
        this.statuses = statuses;
        this.show = show;
    }

    /** What the page is made from. */
    private record Kept(
            ShownPeriods.Shown shown, SchemeWords words, List<Activity> activities, List<Artefact> artefacts, List<Confirmations.Request> requests,
            List<Objective> objectives, Map<String, Integer> files, Map<String, ActivityCredit> credits) {

        long reflected() {
            return done().filter(activity -> activity.said().texts().reflection().isPresent()).count();
        }

        long evaluated() {
            return done().filter(activity -> activity.said().texts().outcome().isPresent()).count();
        }

        Stream<Activity> done() {
            return activities.stream().filter(activity -> activity.state() == Activity.State.RECORDED);
        }
    }

    @GetMapping("/record-book")
    String book(Call call, @RequestParam Optional<String> period, @RequestParam(defaultValue = "requirement") String by, Model model) {
        model.addAttribute("view", view(call, periods.shown(call, period), period, by));
        return "record-book";
    }

    /** A requirement with where it stands, for the printed record. */
    public record Line(String title, String status, String amounts) {}

    /** The period, printed: everything that the page has, by date. */
    @GetMapping("/record-book.pdf")
    void print(Call call, Body body, @RequestParam Optional<String> period, HttpServletResponse response) throws IOException {
        ShownPeriods.Shown shown = periods.shown(call, period);
        RecordBookView view = view(call, shown, period, "date");
        List<Line> findings = shown.standing().map(Standing::findings).orElse(List.of()).stream().map(finding -> new Line(
                Findings.title(finding), statuses.word(finding.status()), finding.needed().signum() > 0
                        ? drawn.message("book.sum", show.number(finding.counted()), show.number(finding.needed()), Drawn.mark(finding)) : "")).toList();
        response.setContentType("application/pdf");
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment().filename("record-" + view.from() + "-" + view.to() + ".pdf").build().toString());
        response.setHeader("Cache-Control", "private, no-store");
        pdf.write(LocaleContextHolder.getLocale(), Map.of("view", view, "findings", findings, "body", body.name(),
                "number", members.find(call, OwnSchemes.own(call)).number(), "made", show.instant(call.at(), call.zone())), response.getOutputStream());
    }

    private RecordBookView view(Call call, ShownPeriods.Shown shown, Optional<String> period, String by) {
        MemberId member = OwnSchemes.own(call);
        SchemeWords words = schemes.words(call);
        Map<String, ActivityCredit> credits = new LinkedHashMap<>();
        shown.standing().ifPresent(standing -> standing.activities().forEach(credit -> credits.put(credit.activity(), credit)));
        Kept kept = new Kept(shown, words, activities(call, member, shown.from(), shown.to()), artefacts.list(call, member).stream()
                        .filter(artefact -> within(shown, artefact.said().dated())).toList(),
                confirmations.of(call, member), objectives.list(call, member), files(call, member), credits);
        Optional<Periods.Outlook> outlook = shown.spell().flatMap(spell -> submittable.of(call, member).stream()
                .filter(each -> each.enrolled().period().orElseThrow().id().equals(spell.id())).findFirst());
        Optional<String> submitted = outlook.flatMap(Periods.Outlook::current).map(submission -> show.instant(submission.at(), call.zone()));
        Optional<String> submit = outlook.filter(each -> each.current().isEmpty())
                .map(each -> "/record-book/submit?period=" + each.enrolled().period().orElseThrow().id());
        String address = "/record-book?by=" + (by.equals("date") ? "date" : "requirement");
        String chosen = period.map(id -> "&period=" + id).orElse("");
        return new RecordBookView(shown.name(), members.find(call, member).name(), shown.from(), shown.to(), stages(kept, submitted), parts(kept),
                by.equals("date") ? byMonth(kept) : byRequirement(kept),
                List.of(new RecordBookView.Link("/record-book?by=requirement" + chosen, drawn.message("book.by-requirement"), !by.equals("date")),
                        new RecordBookView.Link("/record-book?by=date" + chosen, drawn.message("book.by-date"), by.equals("date"))),
                kept.objectives().stream().map(this::objective).toList(), kinds(kept), reflections(kept), links(shown, address), submit, submitted,
                Stream.of("pdf", "csv", "json").map(kind -> new RecordBookView.Link("/record-book." + kind + "?" + chosen.replace("&", ""),
                        drawn.message("book.as-" + kind), false)).toList());
    }

    private static boolean within(ShownPeriods.Shown shown, LocalDate day) {
        return !day.isBefore(shown.from()) && !day.isAfter(shown.to());
    }

    private List<Activity> activities(Call call, MemberId member, LocalDate from, LocalDate to) {
        List<Activity> all = new ArrayList<>();
        ActivityQuery query = ActivityQuery.latest(AT_A_TIME).between(from, to);
        for (List<Activity> page = portfolios.list(call, member, query); !page.isEmpty();
                page = portfolios.list(call, member, query.after(page.getLast()))) {
            all.addAll(page);
        }
        return all;
    }

    private Map<String, Integer> files(Call call, MemberId member) {
        Map<String, Integer> files = new LinkedHashMap<>();
        for (EvidenceFile file : evidence.list(call, member, Long.MAX_VALUE)) {
            file.activity().ifPresent(id -> files.merge(id.toString(), 1, Integer::sum));
            file.artefact().ifPresent(id -> files.merge(id.toString(), 1, Integer::sum));
        }
        return files;
    }

    /** Only the stages that the product has for this member alone: what peers add comes with their pages. */
    private List<RecordBookView.Stage> stages(Kept kept, Optional<String> submitted) {
        long met = kept.objectives().stream().filter(objective -> objective.met().isPresent()).count();
        int planned = kept.objectives().size();
        long done = kept.done().count();
        Optional<Finding> total = kept.shown().standing().flatMap(Standing::foremost);
        return List.of(
                stage("plan", planned > 0, planned > 0 && met == planned, drawn.message("book.stage.plan.note", planned, met)),
                stage("learning", done > 0, total.filter(Finding::met).isPresent(), total.filter(finding -> finding.needed().signum() > 0)
                        .map(finding -> drawn.message("book.stage.learning.note", show.number(finding.counted()), show.number(finding.needed()), Drawn.mark(finding)))
                        .orElse(drawn.message("book.activities.count", done))),
                stage("reflection", kept.reflected() > 0, done > 0 && kept.reflected() == done, drawn.message("book.reflections.count", kept.reflected(), done)),
                stage("evaluation", kept.evaluated() > 0, done > 0 && kept.evaluated() == done, drawn.message("book.stage.evaluation.note", kept.evaluated(), done)),
                stage("review", submitted.isPresent(), submitted.isPresent(),
                        submitted.map(at -> drawn.message("book.stage.review.done", at)).orElse(drawn.message("book.stage.review.note", show.day(kept.shown().to())))));
    }

    private RecordBookView.Stage stage(String name, boolean begun, boolean done, String note) {
        return new RecordBookView.Stage(drawn.message("book.stage." + name), done ? "done" : begun ? "now" : "", note);
    }

    private List<RecordBookView.Part> parts(Kept kept) {
        long done = kept.done().count();
        long said = kept.done().filter(activity -> activity.said().structured().isPresent()).count();
        return List.of(
                new RecordBookView.Part(drawn.message("book.plan"), "plan", drawn.message("book.plan.count", kept.objectives().size())),
                new RecordBookView.Part(drawn.message("book.activities"), "activities", drawn.message("book.activities.count", done)),
                new RecordBookView.Part(drawn.message("book.kind"), "activities", drawn.message("book.reflections.count", said, done)),
                new RecordBookView.Part(drawn.message("book.time"), "activities", drawn.message("book.reflections.count", done, done)),
                new RecordBookView.Part(drawn.message("book.reflections"), "reflections", drawn.message("book.reflections.count", kept.reflected(), done)));
    }

    private RecordBookView.Objective objective(Objective objective) {
        String note = objective.met().map(day -> drawn.message("plan.met-on", show.day(day)))
                .or(() -> objective.target().map(day -> drawn.message("plan.by", show.day(day)))).orElse(drawn.message("plan.no-day"));
        return new RecordBookView.Objective(objective.title(), note, objective.met().isPresent());
    }

    /** Each activity under the requirement that uses it and that asks for the least: a part rather than the whole. */
    private List<RecordBookView.Group> byRequirement(Kept kept) {
        Map<Optional<Finding>, List<Activity>> groups = new LinkedHashMap<>();
        List<Finding> findings = kept.shown().standing().map(Standing::findings).orElse(List.of());
        findings.forEach(finding -> groups.put(Optional.of(finding), new ArrayList<>()));
        groups.put(Optional.empty(), new ArrayList<>());
        for (Activity activity : kept.activities()) {
            groups.computeIfAbsent(home(kept, findings, activity), _ -> new ArrayList<>()).add(activity);
        }
        return groups.entrySet().stream().filter(group -> !group.getValue().isEmpty()).map(group -> new RecordBookView.Group(
                group.getKey().map(Findings::title).orElseGet(() -> drawn.message(findings.isEmpty() ? "book.activities" : "book.unused")),
                group.getKey().map(finding -> drawn.message("book.sum", show.number(finding.counted()), show.number(finding.needed()), Drawn.mark(finding)))
                        .orElse(""),
                group.getValue().stream().map(activity -> row(kept, activity)).toList())).toList();
    }

    private static Optional<Finding> home(Kept kept, List<Finding> findings, Activity activity) {
        Optional<ActivityCredit> credit = Optional.ofNullable(kept.credits().get(activity.id().toString()));
        return credit.stream().flatMap(found -> found.uses().stream()).filter(use -> use.amount().signum() > 0)
                .flatMap(use -> findings.stream().filter(finding -> finding.requirement().equals(use.requirement()) && finding.window().equals(use.window())))
                .filter(finding -> finding.needed().signum() > 0)
                .min((one, other) -> one.needed().compareTo(other.needed()));
    }

    private List<RecordBookView.Group> byMonth(Kept kept) {
        Map<YearMonth, List<Activity>> months = new LinkedHashMap<>();
        kept.activities().forEach(activity -> months.computeIfAbsent(YearMonth.from(activity.said().ended()), _ -> new ArrayList<>()).add(activity));
        return months.entrySet().stream().map(month -> new RecordBookView.Group(show.month(month.getKey()),
                drawn.message("book.activities.count", month.getValue().size()), month.getValue().stream().map(activity -> row(kept, activity)).toList())).toList();
    }

    private RecordBookView.Row row(Kept kept, Activity activity) {
        BigDecimal counted = Optional.ofNullable(kept.credits().get(activity.id().toString())).map(ActivityCredit::counted).orElse(BigDecimal.ZERO);
        String mark = kept.shown().standing().flatMap(Standing::foremost).map(Drawn::mark).map(unit -> kept.words().after(counted, unit)).orElse("");
        String claimed = activity.said().measures().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(measure -> show.number(measure.getValue()) + " " + kept.words().after(measure.getValue(), measure.getKey())).collect(Collectors.joining(", "));
        return new RecordBookView.Row("/activities/" + activity.id(), activity.said().ended(), activity.title(), kind(kept, activity),
                activity.said().texts().reflection().isPresent(), kept.files().getOrDefault(activity.id().toString(), 0), claimed, counted, mark,
                activity.state() == Activity.State.PLANNED, activity.state() == Activity.State.UNCONFIRMED);
    }

    private String kind(Kept kept, Activity activity) {
        String type = kept.words().title("type", activity.said().type());
        return activity.said().structured().map(is -> type + ", " + drawn.message(is ? "record.structured.yes.lower" : "record.structured.no.lower")).orElse(type);
    }

    /** Every kind that is asked for, whether there is one or not, and every kind that there is. */
    private List<RecordBookView.Kind> kinds(Kept kept) {
        Map<String, String> titles = new LinkedHashMap<>(kept.words().artefacts());
        kept.artefacts().forEach(artefact -> titles.putIfAbsent(artefact.said().kind(), artefact.said().kind().replace('_', ' ')));
        List<RecordBookView.Kind> kinds = new ArrayList<>();
        titles.forEach((kind, title) -> {
            Optional<Finding> finding = kept.words().requirementsOf(kind).stream()
                    .flatMap(id -> kept.shown().standing().flatMap(standing -> standing.finding(id)).stream()).findFirst();
            List<RecordBookView.Artefact> rows = Stream.concat(
                            kept.artefacts().stream().filter(artefact -> artefact.said().kind().equals(kind)),
                            kept.requests().stream().filter(request -> request.state() == Confirmations.State.DECLINED).map(Confirmations.Request::artefact)
                                    .filter(artefact -> artefact.said().kind().equals(kind) && within(kept.shown(), artefact.said().dated())))
                    .map(artefact -> artefact(kept, artefact)).toList();
            kinds.add(new RecordBookView.Kind(title, finding.filter(found -> found.needed().signum() > 0)
                            .map(found -> drawn.message("book.reflections.count", show.number(found.counted()), show.number(found.needed()))),
                    finding.map(found -> statuses.word(found.status())), "/artefacts/new?kind=" + kind, rows));
        });
        return kinds;
    }

    private RecordBookView.Artefact artefact(Kept kept, Artefact artefact) {
        Optional<String> state = kept.requests().stream().filter(request -> request.artefact().id().equals(artefact.id())).findFirst()
                .map(request -> drawn.message("artefact.state." + request.state().name().toLowerCase(Locale.ROOT)))
                .or(() -> artefact.completed() ? Optional.empty() : Optional.of(drawn.message("artefact.open")));
        String note = Stream.concat(Stream.of(show.day(artefact.said().dated())),
                artefact.said().person().map(RecordArtefact.Person::name).stream()).collect(Collectors.joining(", "));
        return new RecordBookView.Artefact("/artefacts/" + artefact.id(), artefact.title(), note, state,
                kept.files().getOrDefault(artefact.id().toString(), 0));
    }

    private static List<RecordBookView.Reflection> reflections(Kept kept) {
        return kept.done().filter(activity -> activity.said().texts().reflection().isPresent())
                .map(activity -> new RecordBookView.Reflection("/activities/" + activity.id(), activity.title(), activity.said().ended(),
                        activity.said().texts().reflection().orElse(""), activity.said().texts().outcome())).toList();
    }

    private static List<RecordBookView.Link> links(ShownPeriods.Shown shown, String address) {
        boolean several = shown.all().stream().map(Spell::schemeName).distinct().count() > 1;
        return shown.all().stream().map(spell -> new RecordBookView.Link(address + "&period=" + spell.id(),
                Findings.years(spell.days().start(), spell.days().end()) + (several ? ", " + spell.schemeName() : ""),
                shown.spell().filter(spell::equals).isPresent())).toList();
    }
}
