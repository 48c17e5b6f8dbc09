package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.portfolios.Activity;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.EvidenceId;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.engine.Scheme;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member records, amends and withdraws activities, and adds evidence; a form that is refused comes back as it was typed. */
@Controller
final class ActivitiesController {

    private final Portfolios portfolios;
    private final EvidenceFiles evidence;
    private final Standings standings;
    private final FormFaults words;

    ActivitiesController(Portfolios portfolios, EvidenceFiles evidence, Standings standings, FormFaults words) {
        this.portfolios = portfolios;
        this.evidence = evidence;
        this.standings = standings;
        this.words = words;
    }

    /** The form's fields as they were sent. */
    record Form(
            @Nullable String key, @Nullable Long revision, @Nullable String title, @Nullable String started, @Nullable String ended,
            @Nullable String amount, @Nullable String unit, @Nullable String type, @Nullable String structured, @Nullable List<String> topics,
            @Nullable List<String> flags, @Nullable String provider, @Nullable String role, @Nullable String reflection, @Nullable String outcome,
            @Nullable String notes, @Nullable Boolean planned, @Nullable List<MultipartFile> files) {

        RecordView.Said said() {
            return new RecordView.Said(text(title), text(started), text(ended), text(amount), text(unit), text(type), text(structured),
                    topics == null ? List.of() : topics, flags == null ? List.of() : flags, text(provider), text(role), text(reflection),
                    text(outcome), text(notes), Boolean.TRUE.equals(planned));
        }

        RecordActivity command(ActivityId id) {
            RecordView.Said said = said();
            LocalDate first = day(said.started(), "started");
            LocalDate last = said.ended().isBlank() ? first : day(said.ended(), "ended");
            return new RecordActivity(Optional.of(id), said.planned(), said.title(), first, last, List.of(),
                    Map.of(said.unit().isBlank() ? "hours" : said.unit(), Amounts.read(said.amount(), said.unit())), said.type(), Optional.empty(),
                    said.structured().isEmpty() ? Optional.empty() : Optional.of(said.structured().equals("yes")), new LinkedHashSet<>(said.topics()),
                    new LinkedHashSet<>(said.flags()), some(said.provider()), Optional.empty(), some(said.role()), Optional.empty(),
                    new RecordActivity.Texts(some(said.notes()), some(said.reflection()), some(said.outcome())));
        }

        List<MultipartFile> added() {
            return files == null ? List.of() : files.stream().filter(file -> !file.isEmpty()).toList();
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }

        private static Optional<String> some(String text) {
            return Optional.of(text).filter(said -> !said.isBlank());
        }

        private static LocalDate day(String text, String field) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException _) {
                throw Refused.invalid("date-form", field);
            }
        }
    }

    private static MemberId own(Call call) {
        return call.member().orElseThrow(Refused::notAllowed);
    }

    @GetMapping("/activities/new")
    String begin(Call call, Model model) {
        ActivityId key = new ActivityId(call.freshId());
        Optional<Scheme> scheme = scheme(call);
        String unit = claimedIn(scheme);
        show(call, model, key.toString(), Optional.empty(), "/activities/new", RecordView.Said.nothing(call.today().toString(), unit), List.of());
        return "record";
    }

    /** Time is claimed in hours, whatever a scheme makes of it: so the same claim counts in every scheme that applies. */
    private static String claimedIn(Optional<Scheme> scheme) {
        return scheme.map(Scheme::unit).filter(unit -> unit.minutes().isEmpty()).map(unit -> unit.plural()).orElse("hours");
    }

    private Optional<Scheme> scheme(Call call) {
        return standings.of(call, own(call)).stream().map(CurrentStanding::enrolment).flatMap(enrolled -> standings.scheme(call, enrolled).stream()).findFirst();
    }

    private void show(Call call, Model model, String key, Optional<Long> revision, String action, RecordView.Said said, List<RecordView.FileRow> files) {
        Optional<Scheme> scheme = scheme(call);
        model.addAttribute("view", new RecordView(key, revision, action, revision.isPresent(), said,
                choices(scheme, "type"), List.of(new RecordView.Choice(claimedIn(scheme), claimedIn(scheme))),
                choices(scheme, "topic"), choices(scheme, "flag"), true,
                portfolios.suggestions(call, own(call), "", 20).stream().map(Activity::title).distinct().toList(), Optional.empty(), files,
                revision.isPresent() ? Optional.of("/activities/" + key + "/withdraw") : Optional.empty()));
    }

    private static List<RecordView.Choice> choices(Optional<Scheme> scheme, String kind) {
        return scheme.map(found -> found.vocabulary().tags().getOrDefault(kind, Map.of()).entrySet().stream()
                .map(value -> new RecordView.Choice(value.getKey(), value.getValue())).toList()).orElse(List.of());
    }

    @PostMapping("/activities/new")
    String record(Call call, Form form, Model model, HttpServletResponse response, RedirectAttributes then) throws IOException {
        ActivityId id = ActivityId.of(Form.text(form.key()));
        try {
            portfolios.record(call, own(call), form.command(id));
            add(call, id, form);
            then.addFlashAttribute("toast", "record.done");
            return "redirect:/home";
        } catch (Refused refused) {
            return refused(call, form, refused, Optional.empty(), "/activities/new", model, response);
        }
    }

    private void add(Call call, ActivityId id, Form form) throws IOException {
        for (MultipartFile file : form.added()) {
            evidence.add(call, id, Optional.ofNullable(file.getOriginalFilename()).orElse("file"), file.getInputStream());
        }
    }

    private String refused(Call call, Form form, Refused refused, Optional<Long> revision, String action, Model model, HttpServletResponse response) {
        List<FieldFault> faults = words.of(refused);
        show(call, model, Form.text(form.key()), revision, action, form.said(), List.of());
        model.addAttribute("faults", faults);
        response.setStatus((refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
        return "record";
    }

    @GetMapping("/activities/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        Activity activity = portfolios.find(call, ActivityId.of(id));
        RecordActivity said = activity.said();
        Map.Entry<String, BigDecimal> claimed = said.measures().entrySet().stream().findFirst().orElse(Map.entry("", BigDecimal.ZERO));
        List<RecordView.FileRow> files = evidence.list(call, activity.member(), Long.MAX_VALUE).stream()
                .filter(file -> file.activity().filter(activity.id()::equals).isPresent())
                .map(file -> new RecordView.FileRow("/evidence/" + file.id(), file.fileName(), file.size() / 1024 + 1 + " kB", Optional.empty())).toList();
        show(call, model, id, Optional.of(activity.revision()), "/activities/" + id, new RecordView.Said(said.title(), said.started().toString(),
                said.ended().toString(), claimed.getValue().toPlainString(), claimed.getKey(), said.type(),
                said.structured().map(structured -> structured ? "yes" : "no").orElse(""), List.copyOf(said.topics()), List.copyOf(said.flags()),
                said.provider().orElse(""), said.roleTaken().orElse(""), said.texts().reflection().orElse(""), said.texts().outcome().orElse(""),
                said.texts().notes().orElse(""), said.planned()), files);
        return "record";
    }

    @PostMapping("/activities/{id}")
    String amend(Call call, @PathVariable String id, Form form, Model model, HttpServletResponse response, RedirectAttributes then) throws IOException {
        ActivityId activity = ActivityId.of(id);
        long revision = Optional.ofNullable(form.revision()).orElse(0L);
        try {
            portfolios.amend(call, activity, revision, keeping(portfolios.find(call, activity).said(), form.command(activity)));
            add(call, activity, form);
            then.addFlashAttribute("toast", "record.done");
            return "redirect:/home";
        } catch (Refused refused) {
            return refused(call, form, refused, Optional.of(revision), "/activities/" + id, model, response);
        }
    }

    /** What the form does not show stays as it was: other measures, the mode, the course, the objective, sessions of the same days. */
    private static RecordActivity keeping(RecordActivity before, RecordActivity after) {
        Map<String, BigDecimal> measures = new LinkedHashMap<>(before.measures());
        before.measures().keySet().stream().findFirst().ifPresent(measures::remove);
        measures.putAll(after.measures());
        boolean sameDays = before.started().equals(after.started()) && before.ended().equals(after.ended());
        return new RecordActivity(after.key(), after.planned(), after.title(), after.started(), after.ended(), sameDays ? before.sessions() : List.of(),
                measures, after.type(), before.mode(), after.structured(), after.topics(), after.flags(), after.provider(), before.course(),
                after.roleTaken(), before.objective(), after.texts());
    }

    @PostMapping("/activities/{id}/withdraw")
    String withdraw(Call call, @PathVariable String id, @RequestParam long revision, RedirectAttributes then) {
        portfolios.withdraw(call, ActivityId.of(id), revision);
        then.addFlashAttribute("toast", "record.withdrawn");
        return "redirect:/record-book";
    }

    /** Always a download, never shown: whatever the file holds, it runs nowhere near the body's pages. */
    @GetMapping("/evidence/{id}")
    void download(Call call, @PathVariable String id, HttpServletResponse response) throws IOException {
        EvidenceFile file = evidence.find(call, EvidenceId.of(id));
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20"));
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("Cache-Control", "private, no-store");
        evidence.copy(call, file.id(), response.getOutputStream());
    }
}
