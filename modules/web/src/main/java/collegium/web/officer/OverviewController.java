package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.membership.Members;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.web.problems.FormFaults;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where everybody stands, and what waits for the officer. */
@Controller
final class OverviewController {

    private static final Map<String, String> FILL = Map.of("met", "f-met", "on-track", "f-track", "at-risk", "f-risk", "short", "f-short",
            "relieved", "f-relieved");

    private final Cohort cohort;
    private final Members members;
    private final Schemes schemes;
    private final FormFaults words;

    OverviewController(Cohort cohort, Members members, Schemes schemes, FormFaults words) {
        this.cohort = cohort;
        this.members = members;
        this.schemes = schemes;
        this.words = words;
    }

    /** A part of the cohort's bar, its place and width in per cent. */
    record Part(String status, int count, String x, String width, String fill) {}

    /** How the members of one scheme stand. */
    record Bar(String scheme, String code, int total, List<Part> parts) {}

    @GetMapping("/officer")
    String overview(Call call, Model model) {
        List<Bar> bars = schemes.all(call).stream().map(scheme -> bar(call, scheme)).filter(bar -> bar.total() > 0).toList();
        model.addAttribute("bars", bars);
        model.addAttribute("proposals", members.proposals(call));
        model.addAttribute("today", call.today());
        return "officer/overview";
    }

    private Bar bar(Call call, SchemeOutline scheme) {
        Map<String, Integer> counts = cohort.counts(call, Optional.of(scheme.code()));
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Part> parts = new ArrayList<>();
        BigDecimal x = BigDecimal.ZERO;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            BigDecimal width = BigDecimal.valueOf(entry.getValue() * 100L).divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP);
            parts.add(new Part(entry.getKey(), entry.getValue(), x + "%", width + "%", FILL.getOrDefault(entry.getKey(), "f-open")));
            x = x.add(width);
        }
        return new Bar(scheme.name(), scheme.code(), total, parts);
    }

    @PostMapping("/officer/proposals/{id}")
    String decide(Call call, @PathVariable UUID id, @RequestParam boolean accept, @RequestParam(defaultValue = "") String reason,
            RedirectAttributes then) {
        try {
            members.decide(call, id, accept, reason);
            then.addFlashAttribute("done", accept ? "officer.proposal.accepted" : "officer.proposal.declined");
        } catch (Refused refused) {
            then.addFlashAttribute("faults", words.of(refused));
        }
        return "redirect:/officer";
    }
}
