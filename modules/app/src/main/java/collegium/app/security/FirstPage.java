package collegium.app.security;

import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A body's first page: where the role of who is signed in begins. */
@Controller
class FirstPage {

    private static final Map<Role, String> BEGINNINGS = new EnumMap<>(Map.of(
            Role.MEMBER, "/home", Role.REVIEWER, "/reviews", Role.OFFICER, "/officer", Role.ADMINISTRATOR, "/admin/requirements"));

    private final Bodies bodies;

    FirstPage(Bodies bodies) {
        this.bodies = bodies;
    }

    /** A body, with the address where it lives. */
    record Door(Body body, String address) {}

    @GetMapping("/")
    String first(Optional<Call> call, HttpServletRequest request, Model model) {
        if (call.isEmpty()) {
            return landing(request, model);
        }
        Call at = call.get();
        return BEGINNINGS.entrySet().stream()
                .filter(role -> at.has(role.getKey()))
                .map(role -> "redirect:" + role.getValue())
                .findFirst().orElse("no-role");
    }

    /** The platform's first page: what this is, the bodies, and in a demonstration the accounts. */
    private String landing(HttpServletRequest request, Model model) {
        model.addAttribute("doors", bodies.all().stream().map(body -> new Door(body,
                request.getScheme() + "://" + bodies.host(body) + (request.getServerPort() == 80 || request.getServerPort() == 443 ? "" : ":" + request.getServerPort())))
                .toList());
        model.addAttribute("demo", bodies.all().stream().anyMatch(Body::demo));
        return "landing";
    }
}
