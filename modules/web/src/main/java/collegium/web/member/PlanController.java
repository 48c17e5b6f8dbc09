package collegium.web.member;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Objective;
import collegium.portfolios.Objectives;
import collegium.portfolios.Portfolios;
import collegium.web.look.Show;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The member's development plan: what to learn, by when, how, and what was done for it. */
@Controller
final class PlanController {

    private static final int KNOWN = 500;

    private final Objectives objectives;
    private final Portfolios portfolios;
    private final FormFaults words;
    private final Show show;
    private final Drawn drawn;

    PlanController(Objectives objectives, Portfolios portfolios, FormFaults words, Show show, Drawn drawn) {
        this.objectives = objectives;
        this.portfolios = portfolios;
        this.words = words;
        this.show = show;
        this.drawn = drawn;
    }

    @GetMapping("/plan")
    String plan(Call call, @RequestParam Optional<String> amend, Model model) {
        Optional<Objective> chosen = amend.map(id -> objectives.find(call, Id.parse(id)));
        chosen.ifPresent(objective -> OwnSchemes.requireOwn(call, objective.member()));
        Fields said = chosen.map(PlanController::fields).orElseGet(() -> Fields.none().with("key", call.freshId().toString()));
        return show(call, said, model);
    }

    private static Fields fields(Objective objective) {
        return Fields.none().with("key", objective.id().toString()).with("revision", String.valueOf(objective.revision())).with("title", objective.title())
                .with("how", objective.how().orElse("")).with("target", objective.target().map(LocalDate::toString).orElse(""));
    }

    private String show(Call call, Fields said, Model model) {
        MemberId member = OwnSchemes.own(call);
        List<Activity> all = portfolios.list(call, member, ActivityQuery.latest(KNOWN));
        model.addAttribute("view", new PlanView(said, objectives.list(call, member).stream().map(objective -> row(call, objective, all)).toList()));
        return "plan";
    }

    private PlanView.Row row(Call call, Objective objective, List<Activity> all) {
        Optional<LocalDate> late = objective.target().filter(day -> objective.met().isEmpty() && day.isBefore(call.today()));
        String when = objective.met().map(day -> drawn.message("plan.met-on", show.day(day)))
                .or(() -> late.map(day -> drawn.message("plan.late", show.day(day))))
                .or(() -> objective.target().map(day -> drawn.message("plan.by", show.day(day)))).orElse(drawn.message("plan.no-day"));
        return new PlanView.Row(objective.id().toString(), objective.revision(), objective.title(), objective.how(), when, objective.met().isPresent(), late.isPresent(),
                all.stream().filter(activity -> activity.said().objective().filter(objective.id()::equals).isPresent())
                        .map(activity -> new PlanView.Done("/activities/" + activity.id(), activity.title(), show.day(activity.said().ended()))).toList());
    }

    @PostMapping("/plan")
    String set(Call call, @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response, RedirectAttributes then) {
        Fields said = new Fields(sent);
        try {
            Faults faults = new Faults();
            Optional<LocalDate> target = said.some("target").map(_ -> said.day(faults, "target", call.today()));
            faults.refuse();
            Objectives.Aim aim = new Objectives.Aim(said.text("title"), said.some("how"), target);
            UUID key = Id.parse(said.text("key"));
            if (said.blank("revision")) {
                objectives.set(call, OwnSchemes.own(call), key, aim);
            } else {
                OwnSchemes.requireOwn(call, objectives.find(call, key).member());
                objectives.amend(call, key, revision(said), aim);
            }
            then.addFlashAttribute("toast", "plan.done");
            return "redirect:/plan";
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            boolean stale = refused.category() == Refused.Category.CONFLICT;
            response.setStatus((stale ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
            // What was typed is sent again on purpose, over what is there by now, which stands above it in the list.
            return show(call, stale ? said.with("revision", String.valueOf(objectives.find(call, Id.parse(said.text("key"))).revision())) : said, model);
        }
    }

    private static long revision(Fields said) {
        try {
            return Long.parseLong(said.text("revision"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    @PostMapping("/plan/{id}/met")
    String met(Call call, @PathVariable String id, @RequestParam long revision, @RequestParam boolean met, RedirectAttributes then) {
        objectives.meet(call, Id.parse(id), revision, met);
        then.addFlashAttribute("toast", "plan.done");
        return "redirect:/plan";
    }

    @PostMapping("/plan/{id}/withdraw")
    String withdraw(Call call, @PathVariable String id, @RequestParam long revision, RedirectAttributes then) {
        objectives.withdraw(call, Id.parse(id), revision);
        then.addFlashAttribute("toast", "plan.withdrawn");
        return "redirect:/plan";
    }
}
