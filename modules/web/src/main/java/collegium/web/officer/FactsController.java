package collegium.web.officer;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.ChangeFact;
import collegium.membership.FactRevision;
import collegium.membership.Members;
import collegium.web.look.FactWords;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Facts about a member: stated, corrected, taken back, each on somebody's word; what was said before can be read. */
@Controller
final class FactsController {

    private final Members members;
    private final BodyFacts facts;
    private final FormFaults words;

    FactsController(Members members, BodyFacts facts, FormFaults words) {
        this.members = members;
        this.facts = facts;
        this.words = words;
    }

    /** The form as it was typed, so that a refusal loses nothing. */
    record FactForm(String kind, String value, String from, String to, String source) {
        FactForm {
            kind = Objects.requireNonNullElse(kind, "");
            value = Objects.requireNonNullElse(value, "");
            from = Objects.requireNonNullElse(from, "");
            to = Objects.requireNonNullElse(to, "");
            source = Objects.requireNonNullElse(source, "");
        }

        ChangeFact change(Optional<UUID> replaces, FactWords.Kinds kinds) {
            Faults faults = new Faults();
            String said = kinds.read(faults, kind, value);
            Optional<LocalDate> first = day(faults, from, "from");
            Optional<LocalDate> last = to.isBlank() ? Optional.empty() : day(faults, to, "to");
            faults.refuse();
            return new ChangeFact(replaces, kind, said, first.orElseThrow(), last, source);
        }
    }

    /** A kind that schemes ask for, or one of the body's own whose name is typed with it. */
    @GetMapping("/officer/members/{id}/facts/new")
    String begin(Call call, @PathVariable String id, @RequestParam(defaultValue = "") String kind, Model model) {
        return form(call, id, new FactForm(kind, "", call.today().toString(), "", ""), model);
    }

    private String form(Call call, String id, FactForm form, Model model) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        FactWords.Kinds kinds = facts.kinds(call);
        model.addAttribute("member", members.find(call, MemberId.of(id)));
        model.addAttribute("form", form);
        model.addAttribute("known", kinds.all().contains(form.kind()));
        model.addAttribute("asked", kinds.asked(form.kind()));
        return "officer/fact-new";
    }

    @PostMapping("/officer/members/{id}/facts")
    String state(Call call, @PathVariable String id, FactForm form, Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            members.change(call, MemberId.of(id), form.change(Optional.empty(), facts.kinds(call)));
            then.addFlashAttribute("done", "officer.fact.changed");
            return "redirect:/officer/members/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(call, id, form, model);
        }
    }

    @GetMapping("/officer/members/{id}/facts/{fact}")
    String fact(Call call, @PathVariable String id, @PathVariable String fact, Model model) {
        MemberId member = MemberId.of(id);
        List<FactRevision> history = members.history(call, member, Id.parse(fact));
        model.addAttribute("member", members.find(call, member));
        model.addAttribute("history", history);
        model.addAttribute("now", history.getFirst());
        model.addAttribute("kinds", facts.kinds(call));
        model.addAttribute("zone", call.zone());
        return "officer/fact";
    }

    @PostMapping("/officer/members/{id}/facts/{fact}")
    String correct(Call call, @PathVariable String id, @PathVariable String fact, @RequestParam(defaultValue = "0") long readAt, FactForm form,
            Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            members.change(call, MemberId.of(id), form.change(Optional.of(Id.parse(fact)), facts.kinds(call)), readAt);
            then.addFlashAttribute("done", "officer.fact.corrected");
            return "redirect:/officer/members/" + id;
        } catch (Refused refused) {
            return again(call, id, fact, form, refused, model, response);
        }
    }

    private String again(Call call, String id, String fact, FactForm form, Refused refused, Model model, HttpServletResponse response) {
        model.addAttribute("faults", words.of(refused));
        model.addAttribute("form", form);
        response.setStatus(refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
        return fact(call, id, fact, model);
    }

    @PostMapping("/officer/members/{id}/facts/{fact}/withdraw")
    String withdraw(Call call, @PathVariable String id, @PathVariable String fact, @RequestParam(defaultValue = "0") long readAt,
            @RequestParam(defaultValue = "") String why, Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            members.withdraw(call, MemberId.of(id), Id.parse(fact), why, readAt);
            then.addFlashAttribute("done", "officer.fact.withdrawn");
            return "redirect:/officer/members/" + id;
        } catch (Refused refused) {
            model.addAttribute("why", why);
            model.addAttribute("faults", words.of(refused).stream().map(fault -> fault.in(fault.field().equals("source") ? "why" : fault.field())).toList());
            response.setStatus(refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            return fact(call, id, fact, model);
        }
    }

    private static Optional<LocalDate> day(Faults faults, String text, String field) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException _) {
            faults.add("date-form", field);
            return Optional.empty();
        }
    }
}
