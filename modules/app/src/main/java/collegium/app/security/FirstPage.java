package collegium.app.security;

import collegium.kernel.Call;
import collegium.kernel.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A body's first page: where the role of who is signed in begins. */
@Controller
class FirstPage {

    private static final Map<Role, String> BEGINNINGS = new EnumMap<>(Map.of(
            Role.MEMBER, "/home", Role.REVIEWER, "/reviews", Role.OFFICER, "/officer", Role.ADMINISTRATOR, "/admin/requirements"));

    @GetMapping("/")
    String first(Optional<Call> call) {
        return call.map(at -> BEGINNINGS.entrySet().stream()
                        .filter(role -> at.has(role.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst().orElse("/sign-in"))
                .map("redirect:"::concat)
                .orElse("redirect:/operator");
    }
}
