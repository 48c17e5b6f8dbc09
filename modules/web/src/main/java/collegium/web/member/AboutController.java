package collegium.web.member;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.AskedChange;
import collegium.membership.MemberFact;
import collegium.membership.Members;
import collegium.web.look.FactWords;
import collegium.web.look.Show;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the body knows of the member, and asking for a change of it. */
@Controller
final class AboutController {

    private final Members members;
    private final OwnSchemes schemes;
    private final FactWords factWords;
    private final FormFaults words;
    private final Show show;

    AboutController(Members members, OwnSchemes schemes, FactWords factWords, FormFaults words, Show show) {
        this.members = members;
        this.schemes = schemes;
        this.factWords = factWords;
        this.words = words;
        this.show = show;
    }

    @GetMapping("/me")
    String about(Call call, Model model) {
        MemberId member = OwnSchemes.own(call);
        FactWords.Kinds kinds = kinds(call);
        Map<String, List<AboutView.Fact>> facts = new LinkedHashMap<>();
        kinds.all().forEach(kind -> facts.put(kind, new ArrayList<>()));
        for (MemberFact fact : members.facts(call, member)) {
            FactWords.Line line = kinds.line(fact);
            facts.computeIfAbsent(fact.kind(), _ -> new ArrayList<>()).add(new AboutView.Fact(line.value(), line.span(), fact.source(), holds(call, fact)));
        }
        model.addAttribute("view", new AboutView(members.find(call, member), facts.entrySet().stream()
                .map(entry -> new AboutView.Kind(entry.getKey(), kinds.title(entry.getKey()), entry.getValue(), kinds.otherwise(entry.getKey())))
                .toList(), members.asked(call, member).stream().map(asked -> asked(call, kinds, asked)).toList()));
        return "about";
    }

    private FactWords.Kinds kinds(Call call) {
        return factWords.of(schemes.words(call).schemes());
    }

    private static boolean holds(Call call, MemberFact fact) {
        return !fact.from().isAfter(call.today()) && fact.to().filter(to -> to.isBefore(call.today())).isEmpty();
    }

    private AboutView.Asked asked(Call call, FactWords.Kinds kinds, AskedChange asked) {
        FactWords.Line line = kinds.line(asked.proposal());
        String state = asked.accepted().map(accepted -> accepted ? "accepted" : "declined").orElse("waiting");
        return new AboutView.Asked(line.title(), line.value(), line.span(), show.instant(asked.proposal().proposedAt(), call.zone()), state, asked.reason(), line.note());
    }

    @GetMapping("/me/change")
    String change(Call call, @RequestParam String kind, Model model) {
        return form(call, Fields.none().with("kind", kind).with("from", call.today().toString()), model);
    }

    private String form(Call call, Fields said, Model model) {
        FactWords.Kinds kinds = kinds(call);
        String kind = said.text("kind");
        boolean known = kinds.all().contains(kind) || members.facts(call, OwnSchemes.own(call)).stream().anyMatch(fact -> fact.kind().equals(kind));
        if (!known) {
            throw Refused.notFound();
        }
        model.addAttribute("view", new AboutView.Change(kinds.asked(kind), said));
        return "about-change";
    }

    @PostMapping("/me/change")
    String ask(Call call, @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response, RedirectAttributes then) {
        Fields said = new Fields(sent);
        try {
            Faults faults = new Faults();
            LocalDate from = said.day(faults, "from", call.today());
            Optional<LocalDate> to = said.some("to").map(_ -> said.day(faults, "to", call.today()));
            String value = kinds(call).read(faults, said.text("kind"), said.text("value"));
            faults.refuse();
            members.propose(call, said.text("kind"), value, from, to, said.some("note"));
            then.addFlashAttribute("toast", "about.asked");
            return "redirect:/me";
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(call, said, model);
        }
    }
}
