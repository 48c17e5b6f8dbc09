package collegium.web.administrator;

import collegium.compliance.DryRuns;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.requirements.Schemes;
import collegium.web.look.StatusBar;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A draft tried on everybody: begun, watched, cancelled, and what came of it. */
@Controller
final class DryRunController {

    private static final String DRY_RUN = "/admin/requirements/{scheme}/{version}/dry-run";
    private static final int PAGE = 25;

    private final DryRuns runs;
    private final Schemes schemes;
    private final SchemePages pages;
    private final MessageSource messages;

    DryRunController(DryRuns runs, Schemes schemes, SchemePages pages, MessageSource messages) {
        this.runs = runs;
        this.schemes = schemes;
        this.pages = pages;
        this.messages = messages;
    }

    /**
     * Whom of those who would stand elsewhere to list, as it stands in the address: what is none of the choices chooses nothing.
     *
     * @param from where they stand, and {@code to} where they would
     * @param because the requirement that does it; {@code -} for none
     */
    record View(String from, String to, String because, String sort) {

        private static final String NOTHING = "-";

        View {
            from = Objects.requireNonNullElse(from, "");
            to = Objects.requireNonNullElse(to, "");
            because = Objects.requireNonNullElse(because, "");
            sort = Objects.requireNonNullElse(sort, "");
        }

        DryRuns.Filter filter() {
            return new DryRuns.Filter(Optional.of(from).filter(text -> !text.isBlank()), Optional.of(to).filter(text -> !text.isBlank()),
                    Optional.of(because).filter(text -> !text.isBlank() && !text.equals(NOTHING)), because.equals(NOTHING));
        }

        DryRuns.Sort order() {
            return sort.equals("name") ? DryRuns.Sort.NAME : DryRuns.Sort.SHORT;
        }

        public boolean everybody() {
            return from.isBlank() && to.isBlank() && because.isBlank();
        }
    }

    @GetMapping(DRY_RUN)
    String open(Call call, @PathVariable String scheme, @PathVariable String version, View view, @RequestParam(required = false) Optional<String> after, Model model) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        Optional<DryRuns.Run> run = runs.latest(call, shown.version());
        progress(run, model);
        model.addAttribute("stale", run.filter(each -> each.edit() != shown.version().edit()).isPresent());
        run.filter(each -> each.state() == DryRuns.State.DONE).ifPresent(done -> {
            DryRuns.Result result = runs.result(call, shown.version());
            model.addAttribute("result", result);
            model.addAttribute("bars", List.of(bar(result, DryRuns.Stood::before), bar(result, DryRuns.Stood::after)));
            model.addAttribute("unjudged", done.done() - result.stood().stream().mapToLong(DryRuns.Stood::before).sum());
            model.addAttribute("facts", schemes.alone(call, shown.version()).vocabulary().facts());
            who(call, shown, view, after, model);
        });
        model.addAttribute("today", call.today());
        return "administrator/dry-run";
    }

    private static StatusBar bar(DryRuns.Result result, ToLongFunction<DryRuns.Stood> members) {
        return StatusBar.of(result.stood().stream().map(stood -> new StatusBar.Count(stood.status(), members.applyAsLong(stood))).toList());
    }

    private void who(Call call, SchemePages.Shown shown, View view, Optional<String> after, Model model) {
        List<DryRuns.Mover> found = runs.page(call, shown.version(), view.filter(), view.order(), after.flatMap(MoverCursor::read), PAGE + 1);
        List<DryRuns.Mover> lines = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("view", view);
        model.addAttribute("lines", lines);
        model.addAttribute("listed", runs.size(call, shown.version(), view.filter()));
        model.addAttribute("first", after.flatMap(MoverCursor::read).isEmpty());
        model.addAttribute("next", found.size() > PAGE ? MoverCursor.write(lines.getLast()) : null);
    }

    private SchemePages.Shown draft(Call call, String scheme, String version, Model model) {
        SchemePages.Shown shown = pages.show(call, scheme, version, "try", model);
        if (!shown.version().draft()) {
            throw Refused.notFound();
        }
        return shown;
    }

    private static void progress(Optional<DryRuns.Run> run, Model model) {
        model.addAttribute("run", run.orElse(null));
        model.addAttribute("wide", run.map(each -> each.total() == 0 ? "0%" : each.done() * 100 / each.total() + "%").orElse("0%"));
    }

    @PostMapping(DRY_RUN)
    String start(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        runs.start(call, shown.version());
        return "redirect:" + shown.path() + "/dry-run";
    }

    @PostMapping(DRY_RUN + "/cancel")
    String cancel(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        runs.cancel(call, shown.version());
        return "redirect:" + shown.path() + "/dry-run";
    }

    /** How far it is, asked for while it runs; the whole page again when it is not under way any more. */
    @GetMapping(DRY_RUN + "/progress")
    String progress(Call call, @PathVariable String scheme, @PathVariable String version, Model model, HttpServletResponse response) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        Optional<DryRuns.Run> run = runs.latest(call, shown.version());
        if (run.filter(each -> each.state() == DryRuns.State.JUDGING).isEmpty()) {
            response.setHeader("HX-Refresh", "true");
        }
        progress(run, model);
        return "administrator/dry-run :: progress";
    }

    @GetMapping(DRY_RUN + "/members.csv")
    void members(Call call, @PathVariable String scheme, @PathVariable String version, Model model, HttpServletResponse response) throws IOException {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        // Before the answer is begun: afterwards a refusal could not be shown any more.
        if (runs.latest(call, shown.version()).filter(run -> run.state() == DryRuns.State.DONE).isEmpty()) {
            throw Refused.notFound();
        }
        List<String> heading = Stream.of("number", "name", "before", "after", "cause", "missing", "unit")
                .map(column -> messages.getMessage("dry-run.csv." + column, null, LocaleContextHolder.getLocale())).toList();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"draft-" + shown.version().number() + "-" + call.today() + ".csv\"");
        runs.export(call, shown.version(), heading, response.getOutputStream());
    }
}
