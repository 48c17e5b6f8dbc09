package collegium.web.administrator;

import collegium.compliance.Rejudging;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.Enrolments;
import collegium.requirements.Publications;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Version;
import collegium.requirements.schemes.Differences;
import collegium.requirements.schemes.Example;
import collegium.requirements.schemes.Examples;
import collegium.requirements.schemes.RuleForms;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The body's rules as people read them, their versions and what each changes, publishing one, and for whom it is. */
@Controller
final class RequirementsController {

    private final Schemes schemes;
    private final SchemeDrafts drafts;
    private final Publications publications;
    private final Enrolments enrolments;
    private final Rejudging rejudging;
    private final SchemePages pages;
    private final RuleRows rows;
    private final FormFaults words;

    RequirementsController(Schemes schemes, SchemeDrafts drafts, Publications publications, Enrolments enrolments, Rejudging rejudging,
            SchemePages pages, RuleRows rows, FormFaults words) {
        this.schemes = schemes;
        this.drafts = drafts;
        this.publications = publications;
        this.enrolments = enrolments;
        this.rejudging = rejudging;
        this.pages = pages;
        this.rows = rows;
        this.words = words;
    }

    @GetMapping("/admin/requirements")
    String all(Call call, Model model) {
        call.require(Role.ADMINISTRATOR);
        List<SchemeOutline> all = schemes.all(call);
        model.addAttribute("schemes", all);
        model.addAttribute("planned", all.stream().flatMap(scheme -> scheme.draft().stream()).flatMap(draft -> publications.of(call, draft.id()).stream())
                .collect(Collectors.toMap(Publications.Publication::version, Function.identity())));
        model.addAttribute("today", call.today());
        return "administrator/requirements";
    }

    @GetMapping("/admin/requirements/{scheme}/{version}")
    String rules(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        show(call, scheme, version, model);
        return "administrator/rules";
    }

    /** Everything that the page of rules shows, beside an editor that may stand in it. */
    SchemePages.Shown show(Call call, String scheme, String version, Model model) {
        SchemePages.Shown shown = pages.show(call, scheme, version, "rules", model);
        Scheme alone = schemes.alone(call, shown.version());
        model.addAttribute("steps", pages.timeline(call, shown.scheme()));
        model.addAttribute("groups", rows.of(call, shown));
        model.addAttribute("provenance", alone.provenance());
        model.addAttribute("overrides", alone.overrides());
        model.addAttribute("byStart", pages.byStart(call, shown.version()));
        model.addAttribute("affected", enrolments.affected(call, shown.scheme().id(), shown.version().from()));
        model.addAttribute("reasons", enrolments.reasons(call, shown.scheme().id()));
        model.addAttribute("asked", RuleForms.asked(alone.vocabulary()));
        model.addAttribute("vocabulary", alone.vocabulary());
        rounds(call, shown, model);
        List<Example.Outcome> examples = shown.version().draft() ? Examples.judged(shown.version().source()) : List.of();
        model.addAttribute("examples", examples);
        model.addAttribute("failing", examples.stream().filter(outcome -> !outcome.faults().isEmpty()).count());
        model.addAttribute("addable", List.of("requirements", "limits", "exclusive", "credit", "awards", "eligible", "repeats", "carry", "exemptions"));
        return shown;
    }

    private void rounds(Call call, SchemePages.Shown shown, Model model) {
        // Where nobody was under the scheme there was nothing to do, and there is nothing to say.
        List<Rejudging.Round> rounds = rejudging.of(call, shown.scheme().id()).stream().filter(round -> round.total() > 0).toList();
        model.addAttribute("rounds", rounds);
        model.addAttribute("today", call.today());
        model.addAttribute("running", rounds.stream().anyMatch(round -> round.finished().isEmpty() && !round.due().isAfter(call.today())));
    }

    /** How far judging everybody again is, asked for while it runs. */
    @GetMapping("/admin/requirements/{scheme}/{version}/rounds")
    String rounds(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        rounds(call, pages.show(call, scheme, version, "rules", model), model);
        return "administrator/rules :: rounds";
    }

    @GetMapping("/admin/requirements/{scheme}/{version}/changes")
    String changes(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String old, Model model) {
        SchemePages.Shown shown = pages.show(call, scheme, version, "changes", model);
        Optional<SchemeVersion> before = shown.scheme().versions().stream().filter(each -> each.id().toString().equals(old)).findFirst().or(shown::earlier);
        Optional<Differences.Compared> compared = before.map(each -> pages.compared(call, each, shown.version()));
        model.addAttribute("before", before.orElse(null));
        model.addAttribute("others", shown.scheme().versions().stream().filter(each -> !each.id().equals(shown.version().id())).toList());
        model.addAttribute("lines", compared.map(found -> found.differences().stream().map(ChangeLine::of).toList()).orElse(List.of()));
        model.addAttribute("same", compared.map(Differences.Compared::same).orElse(List.of()));
        model.addAttribute("byStart", pages.byStart(call, shown.version()));
        model.addAttribute("affected", enrolments.affected(call, shown.scheme().id(), shown.version().from()));
        return "administrator/changes";
    }

    @PostMapping("/admin/requirements/{scheme}/next")
    String next(Call call, @PathVariable String scheme, RedirectAttributes then) {
        SchemeVersion draft = drafts.next(call, SchemeId.of(scheme));
        then.addFlashAttribute("done", "requirements.draft.begun");
        return "redirect:/admin/requirements/" + draft.scheme() + "/" + draft.id();
    }

    @PostMapping("/admin/requirements/{scheme}/{version}/discard")
    String discard(Call call, @PathVariable String version, RedirectAttributes then) {
        drafts.discard(call, Id.parse(version));
        then.addFlashAttribute("done", "requirements.draft.discarded");
        return "redirect:/admin/requirements";
    }

    @PostMapping("/admin/requirements/{scheme}/{version}/takes-effect")
    String takesEffect(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "PERIOD_END") Version.ChosenBy chosenBy, Model model, HttpServletResponse response, RedirectAttributes then) {
        return acted(call, scheme, version, model, response, then, "requirements.draft.kept", () -> drafts.takesEffect(call, Id.parse(version), day(from, "from"), chosenBy));
    }

    @PostMapping("/admin/requirements/{scheme}/{version}/publish")
    String publish(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String from,
            Model model, HttpServletResponse response, RedirectAttributes then) {
        return acted(call, scheme, version, model, response, then, "requirements.published", () -> schemes.publish(call, Id.parse(version), day(from, "from")));
    }

    /** On a day to come; what was typed is on the page again where it is refused. */
    @PostMapping("/admin/requirements/{scheme}/{version}/schedule")
    String schedule(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "0") int edit, Model model, HttpServletResponse response, RedirectAttributes then) {
        model.addAttribute("on", on);
        return acted(call, scheme, version, model, response, then, "requirements.scheduled.done",
                () -> publications.plan(call, Id.parse(version), day(on, "on"), day(from, "from"), edit));
    }

    @PostMapping("/admin/requirements/{scheme}/{version}/schedule/cancel")
    String unschedule(Call call, @PathVariable String scheme, @PathVariable String version, Model model, HttpServletResponse response, RedirectAttributes then) {
        return acted(call, scheme, version, model, response, then, "requirements.scheduled.cancelled", () -> publications.cancel(call, Id.parse(version)));
    }

    /** For whom: everybody, or members with a value of a fact. */
    @PostMapping("/admin/requirements/{scheme}/{version}/members")
    String members(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String whom,
            @RequestParam(defaultValue = "") String reason, Model model, HttpServletResponse response, RedirectAttributes then) {
        int equals = whom.indexOf('=');
        Map<String, Set<String>> predicate = equals < 0 ? Map.of() : Map.of(whom.substring(0, equals), Set.of(whom.substring(equals + 1)));
        return acted(call, scheme, version, model, response, then, "requirements.members.added", () -> enrolments.rule(call, SchemeId.of(scheme), predicate, reason));
    }

    private String acted(Call call, String scheme, String version, Model model, HttpServletResponse response, RedirectAttributes then, String done, Runnable act) {
        try {
            act.run();
            then.addFlashAttribute("done", done);
            return "redirect:/admin/requirements/" + scheme + "/" + version;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            show(call, scheme, version, model);
            response.setStatus((refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
            return "administrator/rules";
        }
    }

    private static LocalDate day(String text, String field) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw Refused.invalid("date-form", field);
        }
    }
}
