package collegium.web.operator;

import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.FirstAdministrator;
import collegium.notifications.PlatformInvitations;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.CreateBody;
import collegium.tenancy.Operation;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Bodies: create, rename, suspend, resume. */
@Controller
final class OperatorController {

    /** Where English is written, each with its own dates and numbers; the product has no other words yet. */
    private static final List<Locale> LOCALES = Stream.of("en-GB", "en-IE", "en-AU", "en-CA", "en-IN", "en-NZ", "en-ZA", "en-US").map(Locale::forLanguageTag).toList();

    private final Bodies bodies;
    private final PlatformInvitations invitations;
    private final FormFaults words;

    OperatorController(Bodies bodies, PlatformInvitations invitations, FormFaults words) {
        this.bodies = bodies;
        this.invitations = invitations;
        this.words = words;
    }

    /** What the operator typed of a new body, and of who is to administer it: nobody else could let the first one in. */
    record Form(String name, String slug, Body.Kind kind, String zone, String locale, String colour, String administrator, String email) {
        Form(@Nullable String name, @Nullable String slug, Body.@Nullable Kind kind, @Nullable String zone, @Nullable String locale, @Nullable String colour,
                @Nullable String administrator, @Nullable String email) {
            this.name = text(name);
            this.slug = text(slug);
            this.kind = kind == null ? Body.Kind.PROFESSIONAL_BODY : kind;
            this.zone = text(zone);
            this.locale = text(locale);
            this.colour = text(colour);
            this.administrator = text(administrator);
            this.email = text(email);
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }

        CreateBody body(ZoneId in) {
            return new CreateBody(slug, kind, name, in, Locale.forLanguageTag(locale), colour, Optional.empty(), false);
        }

        FirstAdministrator first() {
            return new FirstAdministrator(email, administrator);
        }
    }

    private static void check(Operation operation) {
        if (!(operation.actor() instanceof Actor.Person person && person.roles().contains(Role.OPERATOR))) {
            throw Refused.notAllowed();
        }
    }

    /** A body, its host and the address where it lives. */
    record Door(Body body, String host, String address) {}

    record Language(String tag, String name) {}

    @GetMapping("/operator")
    String all(Operation operation, HttpServletRequest request, Model model) {
        check(operation);
        model.addAttribute("doors", bodies.all().stream().map(body -> new Door(body, bodies.host(body),
                ServletUriComponentsBuilder.fromContextPath(request).host(bodies.host(body)).build().toUriString())).toList());
        model.addAttribute("kinds", Body.Kind.values());
        Locale reader = LocaleContextHolder.getLocale();
        model.addAttribute("languages", LOCALES.stream().map(locale -> new Language(locale.toLanguageTag(), locale.getDisplayName(reader))).toList());
        return "operator";
    }

    @PostMapping("/operator")
    String create(Operation operation, Form form, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        check(operation);
        Optional<ZoneId> zone = zone(form.zone());
        List<FieldFault> faults = Stream.of(
                refusals(() -> form.body(ZoneOffset.UTC).check()),
                refusals(() -> new Faults()
                        .require(zone.isPresent(), "zone-form", "zone")
                        .require(LOCALES.contains(Locale.forLanguageTag(form.locale())), "choice-unknown", "locale")
                        .refuse()),
                refusals(form.first()::check)).flatMap(List::stream).toList();
        if (faults.isEmpty()) {
            faults = refusals(() -> invitations.administrator(operation, bodies.create(operation, form.body(zone.orElseThrow())).id(), form.first()));
        }
        if (faults.isEmpty()) {
            then.addFlashAttribute("done", "operator.created");
            return "redirect:/operator";
        }
        model.addAttribute("faults", faults);
        model.addAttribute("form", form);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return all(operation, request, model);
    }

    private List<FieldFault> refusals(Runnable act) {
        try {
            act.run();
            return List.of();
        } catch (Refused refused) {
            return words.of(refused);
        }
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
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

    /** For a body that nobody administers yet; what the first one was sent may never have arrived. */
    @PostMapping("/operator/{id}/administrator")
    String administrator(Operation operation, @PathVariable String id, @RequestParam(defaultValue = "") String administrator,
            @RequestParam(defaultValue = "") String email, RedirectAttributes then) {
        check(operation);
        return change(id, "operator.invited", then, body -> invitations.administrator(operation, body, new FirstAdministrator(email, administrator)));
    }

    @PostMapping("/operator/{id}/resume")
    String resume(Operation operation, @PathVariable String id, RedirectAttributes then) {
        return change(id, "operator.is-resumed", then, body -> bodies.resume(operation, body));
    }
}
