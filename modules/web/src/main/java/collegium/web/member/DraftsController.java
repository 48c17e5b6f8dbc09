package collegium.web.member;

import collegium.kernel.Call;
import collegium.portfolios.Drafts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Throws away what was typed and not sent, once its writer says so. */
@Controller
final class DraftsController {

    private final Drafts drafts;

    DraftsController(Drafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping("/drafts/discard")
    String discard(Call call, @RequestParam String form, RedirectAttributes then) {
        OwnSchemes.own(call);
        drafts.discard(call, form);
        then.addFlashAttribute("toast", "draft.discarded");
        return "redirect:/home";
    }
}
