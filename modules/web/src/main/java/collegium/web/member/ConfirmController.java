package collegium.web.member;

import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.portfolios.Confirmations;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody without an account sees who was asked to confirm: the one thing that the link names, and nothing else. */
@Controller
final class ConfirmController {

    private final Confirmations confirmations;
    private final FormFaults words;

    ConfirmController(Confirmations confirmations, FormFaults words) {
        this.confirmations = confirmations;
        this.words = words;
    }

    @GetMapping("/confirm/{token}")
    String asked(Call call, @PathVariable String token, Model model, HttpServletResponse response) {
        // The address is the key: it goes into no log of another site, no cache and no index.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
        model.addAttribute("token", token);
        try {
            model.addAttribute("asked", confirmations.find(call, OneTimeToken.of(token)));
        } catch (Refused _) {
            return unusable(model, response);
        }
        return "confirm";
    }

    private static String unusable(Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("state", "unusable");
        return "confirm";
    }

    @PostMapping("/confirm/{token}")
    String answer(Call call, @PathVariable String token, @RequestParam(defaultValue = "") String answer, @RequestParam(name = "person-number", defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reason, Model model, HttpServletResponse response) {
        boolean declines = answer.equals("decline");
        try {
            if (declines) {
                confirmations.decline(call, OneTimeToken.of(token), reason);
            } else {
                confirmations.confirm(call, OneTimeToken.of(token), Optional.of(number));
            }
        } catch (Refused refused) {
            if (refused.category() != Refused.Category.INVALID) {
                return unusable(model, response);
            }
            model.addAttribute("faults", words.of(refused));
            model.addAttribute("number", number);
            model.addAttribute("reason", reason);
            String page = asked(call, token, model, response);
            response.setStatus(response.getStatus() == HttpStatus.NOT_FOUND.value() ? response.getStatus() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page;
        }
        model.addAttribute("state", declines ? "declined" : "confirmed");
        return "confirm";
    }
}
