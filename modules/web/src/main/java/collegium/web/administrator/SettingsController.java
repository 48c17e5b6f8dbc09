package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.BodyLooks;
import collegium.membership.BodyWords;
import collegium.portfolios.EvidenceFiles;
import collegium.tenancy.Body;
import collegium.web.look.BodyColours;
import collegium.web.look.BodySheets;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How a body's pages speak and look: its words, its colour, its logo; and how large evidence may be. */
@Controller
final class SettingsController {

    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1024 * 1024);
    private final BodyLooks looks;
    private final BodyWords words;
    private final EvidenceFiles evidence;
    private final BodySheets sheets;
    private final FormFaults formFaults;

    SettingsController(BodyLooks looks, BodyWords words, EvidenceFiles evidence, BodySheets sheets, FormFaults formFaults) {
        this.looks = looks;
        this.words = words;
        this.evidence = evidence;
        this.sheets = sheets;
        this.formFaults = formFaults;
    }

    /** @param colour one to be tried on this page before it is kept */
    @GetMapping("/admin/settings")
    String show(Call call, Body body, @RequestParam Optional<String> colour, Model model, HttpServletResponse response) {
        call.require(Role.ADMINISTRATOR);
        try {
            String tried = colour.map(given -> given.strip().toLowerCase(Locale.ROOT)).orElse(body.colour());
            model.addAttribute("contrast", BodyColours.of(tried).contrast());
            model.addAttribute("colour", tried);
            model.addAttribute("preview", tried.equals(body.colour()) ? null : sheets.address(tried));
        } catch (Refused refused) {
            model.addAttribute("faults", formFaults.of(refused));
            model.addAttribute("contrast", BodyColours.of(body.colour()).contrast());
            model.addAttribute("colour", body.colour());
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("body", body);
        model.addAttribute("terms", BodyWords.TERMS);
        model.addAttribute("words", words.of(body.id(), body.locale()));
        model.addAttribute("limit", BigDecimal.valueOf(evidence.limit(call)).divide(MEGABYTE).stripTrailingZeros().toPlainString());
        model.addAttribute("language", body.locale().getDisplayName(body.locale()));
        return "administrator/settings";
    }

    private interface Act {
        void run() throws IOException;
    }

    private String change(Call call, Body body, String done, Model model, HttpServletResponse response, RedirectAttributes then, Act act) throws IOException {
        try {
            act.run();
            then.addFlashAttribute("done", done);
            return "redirect:/admin/settings";
        } catch (Refused refused) {
            List<FieldFault> faults = formFaults.of(refused);
            Map<String, Object> typed = new LinkedHashMap<>(model.asMap());
            String page = show(call, body, Optional.empty(), model, response);
            // What was typed stands as it was typed.
            model.addAllAttributes(typed);
            model.addAttribute("faults", faults);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page;
        }
    }

    @PostMapping("/admin/settings/words")
    String words(Call call, Body body, @RequestParam Map<String, String> form, Model model, HttpServletResponse response, RedirectAttributes then)
            throws IOException {
        Map<String, BodyWords.Term> given = new LinkedHashMap<>();
        BodyWords.TERMS.forEach(term -> given.put(term,
                new BodyWords.Term(form.getOrDefault("one-" + term, ""), form.getOrDefault("many-" + term, ""))));
        model.addAttribute("words", given);
        return change(call, body, "settings.words.done", model, response, then, () -> words.set(call, body.locale(), given));
    }

    @PostMapping("/admin/settings/colour")
    String colour(Call call, Body body, @RequestParam(defaultValue = "") String colour, Model model, HttpServletResponse response, RedirectAttributes then)
            throws IOException {
        return change(call, body, "settings.colour.done", model, response, then, () -> looks.recolour(call, colour));
    }

    @PostMapping("/admin/settings/logo")
    String logo(Call call, Body body, @RequestParam Optional<MultipartFile> logo, Model model, HttpServletResponse response, RedirectAttributes then)
            throws IOException {
        return change(call, body, "settings.logo.done", model, response, then,
                () -> looks.decorate(call, logo.isPresent() ? logo.get().getBytes() : new byte[0]));
    }

    @PostMapping("/admin/settings/logo/remove")
    String noLogo(Call call, Body body, Model model, HttpServletResponse response, RedirectAttributes then) throws IOException {
        return change(call, body, "settings.logo.removed", model, response, then, () -> looks.undecorate(call));
    }

    @PostMapping("/admin/settings/evidence")
    String evidence(Call call, Body body, @RequestParam(defaultValue = "") String evidenceLimit, Model model, HttpServletResponse response,
            RedirectAttributes then) throws IOException {
        model.addAttribute("limit", evidenceLimit);
        return change(call, body, "settings.evidence.done", model, response, then, () -> evidence.limit(call, bytes(evidenceLimit)));
    }

    private static long bytes(String megabytes) {
        try {
            return new BigDecimal(megabytes.strip()).multiply(MEGABYTE).longValue();
        } catch (NumberFormatException _) {
            throw Refused.invalid("limit-form", "evidenceLimit");
        }
    }
}
