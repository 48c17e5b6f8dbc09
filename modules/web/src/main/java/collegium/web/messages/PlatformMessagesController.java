package collegium.web.messages;

import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.notifications.PlatformOutbox;
import collegium.tenancy.Operation;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The platform's own mail to operators. No body's message is seen here. */
@Controller
final class PlatformMessagesController {

    private static final int PAGE = 50;
    private final PlatformOutbox outbox;

    PlatformMessagesController(PlatformOutbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/operator/messages")
    String list(Operation operation, @RequestParam(defaultValue = "") String before, Model model) {
        Optional<UUID> last = place(before);
        List<PlatformOutbox.PlatformMessage> found = outbox.page(operation, last, PAGE + 1);
        List<PlatformOutbox.PlatformMessage> shown = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("messages", shown);
        model.addAttribute("next", found.size() > PAGE ? shown.getLast().id() : null);
        model.addAttribute("zone", ZoneOffset.UTC);
        return "messages/platform";
    }

    /** What is no place in the list begins anew. */
    private static Optional<UUID> place(String before) {
        try {
            return before.isBlank() ? Optional.empty() : Optional.of(Id.parse(before));
        } catch (Refused _) {
            return Optional.empty();
        }
    }
}
