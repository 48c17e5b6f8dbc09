package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The body's rules as people read them, their versions, a new draft as a document, and publishing it. */
@Controller
final class RequirementsController {

    private final Schemes schemes;
    private final FormFaults words;

    RequirementsController(Schemes schemes, FormFaults words) {
        this.schemes = schemes;
        this.words = words;
    }

    @GetMapping("/admin/requirements")
    String all(Call call, Model model) {
        call.require(Role.ADMINISTRATOR);
        model.addAttribute("schemes", schemes.all(call));
        model.addAttribute("today", call.today());
        return "administrator/requirements";
    }

    @GetMapping("/admin/requirements/{scheme}/{version}")
    String rules(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        show(call, scheme, version, model);
        return "administrator/rules";
    }

    @GetMapping("/admin/requirements/{scheme}/{version}/document")
    String document(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        SchemeVersion shown = show(call, scheme, version, model);
        model.addAttribute("text", shown.source());
        return "administrator/document";
    }

    private SchemeVersion show(Call call, String scheme, String version, Model model) {
        call.require(Role.ADMINISTRATOR);
        SchemeOutline outline = schemes.find(call, SchemeId.of(scheme));
        UUID id = Id.parse(version);
        SchemeVersion shown = outline.versions().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow(Refused::notFound);
        model.addAttribute("scheme", outline);
        model.addAttribute("version", shown);
        model.addAttribute("inForce", outline.inForce(call.today()).filter(shown::equals).isPresent());
        model.addAttribute("sentences", schemes.sentences(call, shown));
        model.addAttribute("today", call.today());
        return shown;
    }

    @GetMapping("/admin/requirements/new")
    String begin(Call call, Model model) {
        call.require(Role.ADMINISTRATOR);
        model.addAttribute("text", "");
        model.addAttribute("from", call.today().plusMonths(1).withDayOfMonth(1).toString());
        return "administrator/draft";
    }

    @PostMapping("/admin/requirements/new")
    String draft(Call call, @RequestParam(defaultValue = "") String text, @RequestParam(required = false) Optional<MultipartFile> file,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "BODY") SchemeOutline.Authority authority,
            @RequestParam(required = false) Optional<Integer> edit, Model model, HttpServletResponse response, RedirectAttributes then)
            throws IOException {
        String document = file.isPresent() && !file.get().isEmpty() ? new String(file.get().getBytes(), StandardCharsets.UTF_8) : text;
        model.addAttribute("text", document);
        model.addAttribute("from", from);
        try {
            switch (schemes.draft(call, document, authority, day(from), edit)) {
                case Drafted.Kept kept -> {
                    then.addFlashAttribute("done", "requirements.draft.kept");
                    return "redirect:/admin/requirements/" + kept.version().scheme() + "/" + kept.version().id();
                }
                case Drafted.Faulty faulty -> model.addAttribute("documentFaults", faulty.faults());
            }
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "administrator/draft";
    }

    @PostMapping("/admin/requirements/{scheme}/{version}/publish")
    String publish(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String from,
            Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            schemes.publish(call, Id.parse(version), day(from));
            then.addFlashAttribute("done", "requirements.published");
            return "redirect:/admin/requirements/" + scheme + "/" + version;
        } catch (Refused refused) {
            List<?> faults = words.of(refused);
            show(call, scheme, version, model);
            model.addAttribute("faults", faults);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "administrator/rules";
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw Refused.invalid("date-form", "from");
        }
    }
}
