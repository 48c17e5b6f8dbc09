package collegium.app.security;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Connection;
import collegium.membership.Connections;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks a member whether an app may act for them. The answer goes to the protocol's own address. */
@Controller
class ConsentController {

    private final Connections connections;
    private final Onward onward;

    ConsentController(Connections connections, Onward onward) {
        this.connections = connections;
        this.onward = onward;
    }

    @GetMapping(IssuerChains.CONSENT)
    String ask(Call call, @RequestParam("client_id") String client, @RequestParam(defaultValue = "") String scope, @RequestParam String state,
            Model model, HttpServletResponse response) {
        Connection app = connections.find(call.body(), client).filter(found -> found.kind() == Connection.Kind.APP).orElseThrow(Refused::notFound);
        List<String> asked = Arrays.stream(scope.split(" ")).filter(app.scopes()::contains).distinct().sorted().toList();
        model.addAttribute("app", app);
        model.addAttribute("scopes", asked);
        model.addAttribute("state", state);
        model.addAttribute("member", call.has(Role.MEMBER) && call.member().isPresent());
        onward.allow(response, app);
        return "consent";
    }
}
