package collegium.web.officer;

import collegium.kernel.Call;
import collegium.membership.Member;
import collegium.membership.Members;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds a member by name or number from any page of an officer or administrator, whether a scheme applies to them or not. */
@Controller
final class FindController {

    private static final int SHOWN = 50;
    private final Members members;

    FindController(Members members) {
        this.members = members;
    }

    @GetMapping("/officer/find")
    String find(Call call, @RequestParam(defaultValue = "") String q, Model model) {
        List<Member> found = members.search(call, q, Optional.empty(), SHOWN + 1);
        if (found.size() == 1 && !q.isBlank()) {
            return "redirect:/officer/members/" + found.getFirst().id();
        }
        model.addAttribute("q", q);
        model.addAttribute("more", found.size() > SHOWN);
        model.addAttribute("found", found.size() > SHOWN ? found.subList(0, SHOWN) : found);
        return "officer/find";
    }
}
