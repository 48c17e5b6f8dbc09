package collegium.web.operator;

import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.CreateBody;
import collegium.tenancy.Operation;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Bodies: create, rename, suspend, resume. */
@Controller
final class OperatorController {

    private final Bodies bodies;
    private final FormFaults words;

    OperatorController(Bodies bodies, FormFaults words) {
        this.bodies = bodies;
        this.words = words;
    }

    /** What the operator typed of a new body. */
    record Form(String name, String slug, Body.Kind kind, String zone, String colour) {
        Form(@Nullable String name, @Nullable String slug, Body.@Nullable Kind kind, @Nullable String zone, @Nullable String colour) {
            this.name = text(name);
            this.slug = text(slug);
            this.kind = kind == null ? Body.Kind.PROFESSIONAL_BODY : kind;
            this.zone = text(zone);
            this.colour = text(colour);
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }
    }

    private static void check(Operation operation) {
        if (!(operation.actor() instanceof Actor.Person person && person.roles().contains(Role.OPERATOR))) {
            throw Refused.notAllowed();
        }
    }

    @GetMapping("/operator")
    String all(Operation operation, Model model) {
        check(operation);
        model.addAttribute("bodies", bodies.all());
        model.addAttribute("kinds", Body.Kind.values());
        return "operator";
    }

    @PostMapping("/operator")
    String create(Operation operation, Form form, Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            bodies.create(operation, new CreateBody(form.slug(), form.kind(), form.name(), zone(form.zone()), Locale.UK, form.colour(),
                    Optional.empty(), false));
            then.addFlashAttribute("done", "operator.created");
            return "redirect:/operator";
        } catch (Refused refused) {
            return again(operation, refused, form, model, response);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException _) {
            throw Refused.invalid("zone-form", "zone");
        }
    }

    private String again(Operation operation, Refused refused, Form form, Model model, HttpServletResponse response) {
        model.addAttribute("faults", words.of(refused));
        model.addAttribute("form", form);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return all(operation, model);
    }

    private interface Act {
        void on(BodyId body);
    }

    private String change(String id, String done, RedirectAttributes then, Act act) {
        try {
            act.on(BodyId.of(id));
            then.addFlashAttribute("done", done);
        } catch (Refused refused) {
            then.addFlashAttribute("faults", words.of(refused));
        }
        return "redirect:/operator";
    }

    @PostMapping("/operator/{id}/rename")
    String rename(Operation operation, @PathVariable String id, @RequestParam(defaultValue = "") String name, RedirectAttributes then) {
        return change(id, "operator.renamed", then, body -> bodies.rename(operation, body, name));
    }

    @PostMapping("/operator/{id}/suspend")
    String suspend(Operation operation, @PathVariable String id, @RequestParam(defaultValue = "") String reason, RedirectAttributes then) {
        return change(id, "operator.is-suspended", then, body -> bodies.suspend(operation, body, reason));
    }

    @PostMapping("/operator/{id}/resume")
    String resume(Operation operation, @PathVariable String id, RedirectAttributes then) {
        return change(id, "operator.is-resumed", then, body -> bodies.resume(operation, body));
    }
}
