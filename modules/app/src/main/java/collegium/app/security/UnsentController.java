package collegium.app.security;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.view.RedirectView;

/** Shows what was sent after its session had ended, to be sent again on purpose or thrown away. */
@Controller
class UnsentController {

    private final Unsent unsent;

    UnsentController(Unsent unsent) {
        this.unsent = unsent;
    }

    @GetMapping("/unsent")
    String show(Call call, @AuthenticationPrincipal SignedIn person, HttpServletRequest request, Model model) {
        Optional<Unsent.Form> form = unsent.find(request, person);
        if (form.isEmpty()) {
            return "redirect:/";
        }
        model.addAttribute("form", form.get());
        model.addAttribute("readable", Unsent.readable(form.get()));
        return "unsent";
    }

    /** The browser sends the same fields on to where they were meant for, with this session's token. */
    @PostMapping("/unsent/send")
    RedirectView send(Call call, @AuthenticationPrincipal SignedIn person, HttpServletRequest request) {
        String path = unsent.find(request, person).map(Unsent.Form::path).orElseThrow(Refused::notFound);
        unsent.forget(request);
        RedirectView on = new RedirectView(path);
        on.setStatusCode(HttpStatus.TEMPORARY_REDIRECT);
        on.setExposeModelAttributes(false);
        return on;
    }

    @PostMapping("/unsent/discard")
    String discard(Call call, HttpServletRequest request) {
        unsent.forget(request);
        return "redirect:/";
    }
}
