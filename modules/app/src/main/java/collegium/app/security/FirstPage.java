package collegium.app.security;

import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: where the role of who is signed in begins, and at the platform the bodies that there are. */
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
    String first(Optional<Call> call, Optional<Operation> operation, HttpServletRequest request, Model model) {
        if (call.isEmpty()) {
            return operation.filter(FirstPage::byAnOperator).isPresent() ? "redirect:/operator" : landing(request, model);
        }
        Call at = call.get();
        return BEGINNINGS.entrySet().stream()
                .filter(role -> at.has(role.getKey()))
                .map(role -> "redirect:" + role.getValue())
                .findFirst().orElse("no-role");
    }

    private static boolean byAnOperator(Operation operation) {
        return operation.actor() instanceof Actor.Person person && person.roles().contains(Role.OPERATOR);
    }

    /** The platform's first page for who is not signed in: what this is, the bodies, and in a demonstration the accounts. */
    private String landing(HttpServletRequest request, Model model) {
        model.addAttribute("bodyDoors", bodies.all().stream().map(body -> new Door(body,
                request.getScheme() + "://" + bodies.host(body) + (request.getServerPort() == 80 || request.getServerPort() == 443 ? "" : ":" + request.getServerPort())))
                .toList());
        model.addAttribute("demo", bodies.all().stream().anyMatch(Body::demo));
        return "landing";
    }
}
