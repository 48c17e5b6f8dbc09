package collegium.web.member;

import collegium.kernel.Call;
import collegium.membership.Connection;
import collegium.membership.Consents;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What has access to the member's record, given and taken back by the member. */
@Controller
final class AccessController {

    private final Consents consents;

    AccessController(Consents consents) {
        this.consents = consents;
    }

    @GetMapping("/access")
    String all(Call call, Model model) {
        var all = consents.of(call);
        model.addAttribute("apps", all.stream().filter(access -> access.connection().kind() == Connection.Kind.APP).toList());
        model.addAttribute("systems", all.stream().filter(access -> access.connection().kind() == Connection.Kind.SYSTEM).toList());
        model.addAttribute("zone", call.zone());
        return "access";
    }

    @PostMapping("/access/{id}/allow")
    String allow(Call call, @PathVariable String id, RedirectAttributes then) {
        consents.allowStanding(call, id);
        then.addFlashAttribute("done", "access.allowed");
        return "redirect:/access";
    }

    @PostMapping("/access/{id}/withdraw")
    String withdraw(Call call, @PathVariable String id, RedirectAttributes then) {
        consents.withdraw(call, id);
        then.addFlashAttribute("done", "access.withdrawn");
        return "redirect:/access";
    }
}
