package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Connection;
import collegium.membership.Connections;
import collegium.membership.RegisterConnection;
import collegium.membership.SigningKeys;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Other systems that are let in: what each may do, its secret, and the key that signs what they get. */
@Controller
final class ConnectionsController {

    private final Connections connections;
    private final SigningKeys keys;
    private final FormFaults words;

    ConnectionsController(Connections connections, SigningKeys keys, FormFaults words) {
        this.connections = connections;
        this.keys = keys;
        this.words = words;
    }

    /** The form as it was sent; templates call what is public. */
    record Form(@Nullable String name, @Nullable List<String> scopes, @Nullable String redirects, @Nullable String keeps) {

        static final Form EMPTY = new Form("", List.of(), "", "secret");

        public boolean keepsSecret() {
            return !"nothing".equals(keeps);
        }

        public boolean has(String scope) {
            return scopes != null && scopes.contains(scope);
        }

        RegisterConnection command(Connection.Kind kind) {
            return new RegisterConnection(name == null ? "" : name, kind, keepsSecret(), new LinkedHashSet<>(scopes == null ? List.of() : scopes),
                    redirects == null ? List.of() : redirects.lines().toList());
        }
    }

    @GetMapping("/admin/connections")
    String all(Call call, Model model, HttpServletRequest request) {
        model.addAttribute("connections", connections.all(call));
        model.addAttribute("zone", call.zone());
        model.addAttribute("origin", ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        return "administrator/connections";
    }

    @GetMapping("/admin/connections/new")
    String begin(Call call, @RequestParam(defaultValue = "APP") Connection.Kind kind, Model model) {
        call.require(Role.ADMINISTRATOR);
        return form(kind, Form.EMPTY, model);
    }

    private static String form(Connection.Kind kind, Form form, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("form", form);
        return "administrator/connection-new";
    }

    @PostMapping("/admin/connections/new")
    String register(Call call, @RequestParam(defaultValue = "APP") Connection.Kind kind, Form form, Model model, HttpServletResponse response) {
        try {
            return show(call, connections.register(call, form.command(kind)), model);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(kind, form, model);
        }
    }

    /** The secret is on this one page and in no session: whoever loads it again does not see it again. */
    private static String show(Call call, Connections.Registered registered, Model model) {
        registered.secret().ifPresent(secret -> model.addAttribute("secret", secret));
        return show(call, registered.connection(), model);
    }

    private static String show(Call call, Connection connection, Model model) {
        model.addAttribute("connection", connection);
        model.addAttribute("zone", call.zone());
        return "administrator/connection";
    }

    @GetMapping("/admin/connections/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        return show(call, connections.find(call, id), model);
    }

    @PostMapping("/admin/connections/{id}/scopes")
    String allow(Call call, @PathVariable String id, @RequestParam(required = false) Optional<List<String>> scopes, Model model,
            HttpServletResponse response, RedirectAttributes then) {
        try {
            connections.allow(call, id, new LinkedHashSet<>(scopes.orElse(List.of())));
            then.addFlashAttribute("done", "connections.allowed");
            return "redirect:/admin/connections/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return one(call, id, model);
        }
    }

    @PostMapping("/admin/connections/{id}/secret")
    String renew(Call call, @PathVariable String id, Model model) {
        return show(call, connections.renewSecret(call, id), model);
    }

    @PostMapping("/admin/connections/{id}/remove")
    String remove(Call call, @PathVariable String id, RedirectAttributes then) {
        connections.remove(call, id);
        then.addFlashAttribute("done", "connections.removed");
        return "redirect:/admin/connections";
    }

    @PostMapping("/admin/connections/signing-key")
    String rotate(Call call, RedirectAttributes then) {
        keys.rotate(call);
        then.addFlashAttribute("done", "connections.key.replaced");
        return "redirect:/admin/connections";
    }
}
