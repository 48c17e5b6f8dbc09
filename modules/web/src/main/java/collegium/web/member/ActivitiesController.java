package collegium.web.member;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.portfolios.Activity;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.Repeats;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member records, amends and withdraws activities; a form that is refused comes back as it was typed. */
@Controller
final class ActivitiesController {

    private final Portfolios portfolios;
    private final ActivityPages pages;
    private final Attachments attachments;
    private final FormFaults words;

    ActivitiesController(Portfolios portfolios, ActivityPages pages, Attachments attachments, FormFaults words) {
        this.portfolios = portfolios;
        this.pages = pages;
        this.attachments = attachments;
        this.words = words;
    }

    /** Empty, or filled from a draft, from what was done before, or for an objective. */
    @GetMapping("/activities/new")
    String begin(Call call, @RequestParam Optional<String> draft, @RequestParam Optional<String> again, @RequestParam Optional<String> objective, Model model) {
        Optional<Fields> kept = draft.flatMap(key -> pages.draft(call, key));
        String key = kept.flatMap(_ -> draft).orElseGet(() -> call.freshId().toString());
        Fields said = kept.or(() -> again.map(id -> again(call, ActivityId.of(id)))).orElseGet(() -> ActivityForm.nothing(call.today(), pages.words(call)));
        model.addAttribute("view", pages.fresh(call, key, objective.map(id -> said.with("objective", id)).orElse(said), ActivityPages.Beside.NOTHING));
        return "record";
    }

    private Fields again(Call call, ActivityId id) {
        Activity before = portfolios.find(call, id);
        OwnSchemes.requireOwn(call, before.member());
        String today = call.today().toString();
        return ActivityForm.of(before, pages.words(call)).with("when", "today").with("started", today).with("ended", today).with("planned", List.of())
                .with("reflection", "").with("outcome", "").with("notes", "");
    }

    @PostMapping("/activities/new")
    String record(Call call, @RequestParam MultiValueMap<String, String> sent, @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Model model, HttpServletResponse response, RedirectAttributes then) throws IOException {
        Fields said = new Fields(sent);
        ActivityId id = ActivityId.of(said.text("key"));
        try {
            ActivityForm form = new ActivityForm(said, pages.words(call));
            RecordActivity command = form.command(call, id, Optional.empty());
            Optional<Repeats> repeats = form.repeats();
            Activity recorded = repeats.isPresent() ? portfolios.record(call, OwnSchemes.own(call), command, repeats.get())
                    : portfolios.record(call, OwnSchemes.own(call), command);
            return recorded(call, recorded, repeats.isPresent() ? "record.done.repeats" : "record.done", files, then);
        } catch (Refused refused) {
            List<FieldFault> faults = words.of(refused);
            model.addAttribute("faults", faults);
            response.setStatus(status(refused).value());
            if (refused.category() == Refused.Category.CONFLICT) {
                return stale(call, id, said, files, model);
            }
            pages.keep(call, id.toString(), said);
            model.addAttribute("view", pages.fresh(call, id.toString(), said, new ActivityPages.Beside(List.of(), Attachments.names(files), List.of())));
            return "record";
        }
    }

    private static HttpStatus status(Refused refused) {
        return refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    /** It is recorded whatever becomes of its files; one that is refused is said on the activity's own page. */
    private String recorded(Call call, Activity activity, String done, @Nullable List<MultipartFile> files, RedirectAttributes then) throws IOException {
        pages.sent(call, activity.id().toString());
        List<FieldFault> refused = attachments.add(call, activity.id(), files);
        if (!refused.isEmpty()) {
            then.addFlashAttribute("faults", refused);
            return "redirect:/activities/" + activity.id();
        }
        then.addFlashAttribute("toast", activity.said().planned() ? "record.planned.done" : done);
        return "redirect:/home";
    }

    /** Both states side by side: what is recorded by now, and what was typed, which can be sent again on purpose. */
    private String stale(Call call, ActivityId id, Fields said, @Nullable List<MultipartFile> files, Model model) {
        Activity now = portfolios.find(call, id);
        OwnSchemes.requireOwn(call, now.member());
        model.addAttribute("view", pages.amending(call, now, said,
                new ActivityPages.Beside(List.of(), Attachments.names(files), pages.differences(now, said))));
        return "record";
    }

    /** At every pause: keeps what is typed and says what it would count. With scripts off a button asks for the whole page. */
    @PostMapping("/activities/would")
    String would(Call call, @RequestParam MultiValueMap<String, String> sent, @RequestParam(name = "fragment", required = false) @Nullable String fragment, Model model) {
        Fields said = new Fields(sent);
        ActivityId id = ActivityId.of(said.text("key"));
        boolean kept = pages.keep(call, id.toString(), said);
        SchemeWords schemes = pages.words(call);
        Optional<Proposals.Proposal> proposal = pages.proposal(call, schemes, said.text("title"));
        Fields filled = said.blank("revision") ? ActivityPages.proposed(said, proposal) : said;
        Optional<Activity> before = said.some("revision").map(_ -> portfolios.find(call, id));
        before.ifPresent(activity -> OwnSchemes.requireOwn(call, activity.member()));
        List<Would> would = List.of();
        try {
            // A title is not needed to know what it counts.
            Fields titled = filled.blank("title") ? filled.with("title", "…") : filled;
            would = pages.would(call, id, new ActivityForm(titled, schemes).command(call, id, before.map(Activity::said)));
        } catch (Refused refused) {
            List<FieldFault> faults = words.of(refused).stream().filter(fault -> !filled.text(fault.field()).isBlank()).toList();
            model.addAttribute("wouldNot", faults);
            if (fragment == null) {
                model.addAttribute("faults", words.of(refused));
            }
        }
        ActivityPages.Beside beside = new ActivityPages.Beside(would, List.of(), List.of());
        RecordView view = before.map(activity -> pages.amending(call, activity, filled, beside)).orElseGet(() -> pages.fresh(call, id.toString(), filled, beside));
        model.addAttribute("view", view);
        model.addAttribute("kept", kept ? pages.clock(call) : "");
        model.addAttribute("proposedAnew", !filled.text("type").equals(said.text("type")) || !filled.text("structured").equals(said.text("structured")));
        return fragment == null ? "record" : "parts/record-pause :: pause";
    }

    @GetMapping("/activities/{id}")
    String one(Call call, @PathVariable String id, @RequestParam Optional<String> draft, Model model) {
        Activity activity = portfolios.find(call, ActivityId.of(id));
        OwnSchemes.requireOwn(call, activity.member());
        if (activity.withdrawn()) {
            return "redirect:/activities/" + id + "/history";
        }
        Optional<Fields> kept = pages.draft(call, id);
        Fields said = kept.filter(_ -> draft.isPresent()).orElseGet(() -> ActivityForm.of(activity, pages.words(call)));
        // A draft that was begun on an older revision is shown beside what is recorded by now.
        boolean old = draft.isPresent() && kept.filter(typed -> !typed.text("revision").equals(String.valueOf(activity.revision()))).isPresent();
        model.addAttribute("draftThere", kept.isPresent() && draft.isEmpty());
        model.addAttribute("view", pages.amending(call, activity, said,
                new ActivityPages.Beside(List.of(), List.of(), old ? pages.differences(activity, said) : List.of())));
        return "record";
    }

    @PostMapping("/activities/{id}")
    String amend(Call call, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files, Model model, HttpServletResponse response,
            RedirectAttributes then) throws IOException {
        Fields said = new Fields(sent);
        Activity activity = portfolios.find(call, ActivityId.of(id));
        OwnSchemes.requireOwn(call, activity.member());
        try {
            RecordActivity command = new ActivityForm(said, pages.words(call)).command(call, activity.id(), Optional.of(activity.said()));
            return recorded(call, portfolios.amend(call, activity.id(), revision(said), command), "record.amended", files, then);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(status(refused).value());
            pages.keep(call, id, said);
            if (refused.category() == Refused.Category.CONFLICT) {
                return stale(call, activity.id(), said, files, model);
            }
            model.addAttribute("view", pages.amending(call, activity, said, new ActivityPages.Beside(List.of(), Attachments.names(files), List.of())));
            return "record";
        }
    }

    private static long revision(Fields said) {
        try {
            return Long.parseLong(said.text("revision"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Planned becomes done, as it was planned; one whose day is still to come is refused. */
    @PostMapping("/activities/{id}/done")
    String done(Call call, @PathVariable String id, @RequestParam long revision, RedirectAttributes then) {
        Activity planned = portfolios.find(call, ActivityId.of(id));
        OwnSchemes.requireOwn(call, planned.member());
        portfolios.amend(call, planned.id(), revision, planned.said().done());
        then.addFlashAttribute("toast", "record.done");
        return "redirect:/home";
    }

    @PostMapping("/activities/{id}/withdraw")
    String withdraw(Call call, @PathVariable String id, @RequestParam long revision, RedirectAttributes then) {
        portfolios.withdraw(call, ActivityId.of(id), revision);
        pages.sent(call, id);
        then.addFlashAttribute("toast", "record.withdrawn");
        return "redirect:/record-book";
    }
}
