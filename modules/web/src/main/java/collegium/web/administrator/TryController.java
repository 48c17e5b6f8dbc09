package collegium.web.administrator;

import collegium.compliance.Trial;
import collegium.compliance.Trials;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.Member;
import collegium.membership.Members;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.Examples;
import collegium.requirements.schemes.Fault;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tries a version: on an invented member, on a real one, and on the examples that belong to it. Nothing is written of it. */
@Controller
final class TryController {

    private static final String TRY = "/admin/requirements/{scheme}/{version}/try";
    private static final int FOUND = 8;

    private final Schemes schemes;
    private final SchemeDrafts drafts;
    private final Trials trials;
    private final Members members;
    private final SchemePages pages;
    private final FormFaults words;

    /** One requirement by the rules in force and by those tried. */
    record Beside(String title, Optional<Finding> holding, Optional<Finding> tried) {

        public boolean differs() {
            return !holding.map(found -> found.status() + " " + found.needed().stripTrailingZeros() + " " + found.counted().stripTrailingZeros())
                    .equals(tried.map(found -> found.status() + " " + found.needed().stripTrailingZeros() + " " + found.counted().stripTrailingZeros()));
        }
    }

    TryController(Schemes schemes, SchemeDrafts drafts, Trials trials, Members members, SchemePages pages, FormFaults words) {
        this.schemes = schemes;
        this.drafts = drafts;
        this.trials = trials;
        this.members = members;
        this.pages = pages;
        this.words = words;
    }

    @GetMapping(TRY)
    String open(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String member, Model model) {
        SchemePages.Shown shown = show(call, scheme, version, model);
        invented(call, shown, Invented.first(call.today()), model);
        if (!find.isBlank()) {
            model.addAttribute("found", members.search(call, find, Optional.empty(), FOUND));
        }
        model.addAttribute("find", find);
        if (!member.isEmpty()) {
            real(call, shown, MemberId.of(member), model);
        }
        return "administrator/try";
    }

    private SchemePages.Shown show(Call call, String scheme, String version, Model model) {
        SchemePages.Shown shown = pages.show(call, scheme, version, "try", model);
        model.addAttribute("examples", Examples.judged(shown.version().source()));
        return shown;
    }

    private void real(Call call, SchemePages.Shown shown, MemberId id, Model model) {
        Member member = members.find(call, id);
        Optional<Trial> trial = trials.on(call, id, shown.version());
        model.addAttribute("member", member);
        model.addAttribute("trial", trial.orElse(null));
        model.addAttribute("beside", trial.map(TryController::beside).orElse(List.of()));
    }

    private static List<Beside> beside(Trial trial) {
        List<Beside> lines = new ArrayList<>();
        for (Finding tried : trial.tried().findings()) {
            lines.add(new Beside(tried.title(), trial.holding().flatMap(standing -> finding(standing, tried.name())), Optional.of(tried)));
        }
        trial.holding().ifPresent(holding -> holding.findings().stream().filter(found -> finding(trial.tried(), found.name()).isEmpty())
                .forEach(found -> lines.add(new Beside(found.title(), Optional.of(found), Optional.empty()))));
        return lines;
    }

    private static Optional<Finding> finding(Standing standing, String name) {
        return standing.findings().stream().filter(found -> found.name().equals(name)).findFirst();
    }

    private void invented(Call call, SchemePages.Shown shown, Invented invented, Model model) {
        Scheme scheme = schemes.alone(call, shown.version());
        model.addAttribute("invented", invented);
        model.addAttribute("vocabulary", scheme.vocabulary());
        model.addAttribute("unit", scheme.unit());
        List<FieldFault> faults = new ArrayList<>();
        Optional<Standing> standing = invented.file(faults).flatMap(file -> {
            Judge judge = Judge.of(scheme);
            Optional<Period> period = judge.period(file.record(), file.asAt().orElseThrow());
            if (period.isEmpty()) {
                model.addAttribute("noPeriod", true);
            }
            return period.map(days -> judge.judge(file.record(), days, file.asAt().orElseThrow()));
        });
        model.addAttribute("inventedFaults", faults);
        model.addAttribute("standing", standing.orElse(null));
        model.addAttribute("credits", standing.map(Standing::activities).orElse(List.of()));
    }

    /** The invented member as the form has it: judged at once; with one more activity, or kept as an example of the scheme. */
    @PostMapping(TRY)
    String invented(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "judge") String act,
            @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response, RedirectAttributes then) {
        SchemePages.Shown shown = show(call, scheme, version, model);
        Invented invented = Invented.of(sent);
        if (act.equals("keep") && shown.version().draft()) {
            Scheme alone = schemes.alone(call, shown.version());
            invented(call, shown, invented, model);
            if (model.getAttribute("standing") instanceof Standing standing) {
                Drafted drafted = drafts.addExample(call, Id.parse(version), invented.example(alone, standing, free(shown)));
                if (drafted instanceof Drafted.Kept) {
                    then.addFlashAttribute("done", "try.kept");
                    return "redirect:/admin/requirements/" + scheme + "/" + version + "/try#examples";
                }
                if (drafted instanceof Drafted.Faulty faulty) {
                    model.addAttribute("faults", faulty.faults().stream().map(Fault::toString).map(problem -> new FieldFault("", problem)).toList());
                }
            } else {
                model.addAttribute("faults", words.of(Refused.invalid("example-without-verdict", "asAt")));
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "administrator/try";
        }
        invented(call, shown, act.equals("more") ? invented.withOneMore(call.today()) : invented, model);
        return "administrator/try";
    }

    private static int free(SchemePages.Shown shown) {
        List<String> taken = Examples.judged(shown.version().source()).stream().map(outcome -> outcome.example().id()).toList();
        int free = taken.size() + 1;
        while (taken.contains("example_" + free)) {
            free++;
        }
        return free;
    }

    /** The verdict alone, as one types. */
    @PostMapping(TRY + "/verdict")
    String verdict(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam MultiValueMap<String, String> sent, Model model) {
        invented(call, show(call, scheme, version, model), Invented.of(sent), model);
        return "administrator/try :: verdict";
    }

    /** Takes an example out of a draft. */
    @PostMapping(TRY + "/examples/{id}/remove")
    String remove(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String id, RedirectAttributes then) {
        if (!(drafts.removeExample(call, Id.parse(version), id) instanceof Drafted.Kept)) {
            throw Refused.conflict("changed-meanwhile");
        }
        then.addFlashAttribute("done", "requirements.draft.kept");
        return "redirect:/admin/requirements/" + scheme + "/" + version + "/try#examples";
    }
}
