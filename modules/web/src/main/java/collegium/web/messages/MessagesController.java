package collegium.web.messages;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.membership.Member;
import collegium.membership.Members;
import collegium.notifications.Message;
import collegium.notifications.MessageId;
import collegium.notifications.MessageKind;
import collegium.notifications.MessageState;
import collegium.notifications.Outbox;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A body's messages: what was sent, what waits, what came back; one as it went. The same pages for officers and administrators. */
@Controller
final class MessagesController {

    private static final int PAGE = 50;
    private final Outbox outbox;
    private final Members members;
    private final Accounts accounts;
    private final FormFaults words;

    MessagesController(Outbox outbox, Members members, Accounts accounts, FormFaults words) {
        this.outbox = outbox;
        this.members = members;
        this.accounts = accounts;
        this.words = words;
    }

    /** What the reader chose to see, as it stands in the address. A value that is none of the choices chooses nothing. */
    record View(String state, String kind, String member, String before) {

        Message.Query query(int limit) {
            return new Message.Query(
                    Arrays.stream(MessageState.values()).filter(one -> one.key().equals(state)).findFirst(),
                    Arrays.stream(MessageKind.values()).filter(one -> one.key().equals(kind)).findFirst(),
                    member.isBlank() ? Optional.empty() : Optional.of(MemberId.of(member)),
                    place(before).map(MessageId::new), limit);
        }

        /** What is no place in the list begins anew. */
        private static Optional<UUID> place(String text) {
            try {
                return text.isBlank() ? Optional.empty() : Optional.of(Id.parse(text));
            } catch (Refused _) {
                return Optional.empty();
            }
        }
    }

    /** Officers and administrators have the pages at an address of their own, so that each stays in their role. */
    private static String base(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/admin/") ? "/admin/messages" : "/officer/messages";
    }

    private static void requireRole(Call call, HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/admin/")) {
            call.require(Role.ADMINISTRATOR);
        } else {
            call.require(Role.OFFICER, Role.ADMINISTRATOR);
        }
    }

    @GetMapping({"/officer/messages", "/admin/messages"})
    String list(Call call, View view, Model model, HttpServletRequest request) {
        requireRole(call, request);
        return page(call, view, model, request);
    }

    private String page(Call call, View given, Model model, HttpServletRequest request) {
        View view = new View(text(given.state()), text(given.kind()), text(given.member()), text(given.before()));
        List<Message> found = outbox.page(call, view.query(PAGE + 1));
        List<Message> shown = found.size() > PAGE ? found.subList(0, PAGE) : found;
        Map<MessageState, Integer> counts = outbox.counts(call);
        model.addAttribute("base", base(request));
        model.addAttribute("view", view);
        model.addAttribute("messages", shown);
        model.addAttribute("states", List.of(MessageState.DUE, MessageState.KEPT, MessageState.FAILED, MessageState.SENT, MessageState.CANCELLED));
        model.addAttribute("counts", counts);
        model.addAttribute("total", counts.values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute("kept", counts.getOrDefault(MessageState.KEPT, 0));
        model.addAttribute("kinds", MessageKind.values());
        model.addAttribute("administrator", call.has(Role.ADMINISTRATOR));
        model.addAttribute("about", view.member().isBlank() ? null : members.find(call, MemberId.of(view.member())));
        model.addAttribute("next", found.size() > PAGE ? shown.getLast().id().value() : null);
        model.addAttribute("zone", call.zone());
        return "messages/messages";
    }

    private static String text(String given) {
        return Optional.ofNullable(given).orElse("");
    }

    @GetMapping({"/officer/messages/{id}", "/admin/messages/{id}"})
    String one(Call call, @PathVariable String id, View view, Model model, HttpServletRequest request) {
        requireRole(call, request);
        MessageId message = new MessageId(Id.parse(id));
        model.addAttribute("secret", call.has(Role.ADMINISTRATOR) ? false : secret(call, message));
        if (!Boolean.TRUE.equals(model.getAttribute("secret"))) {
            Message.Opened opened = outbox.open(call, message);
            model.addAttribute("opened", opened);
            opened.message().member().ifPresent(member -> model.addAttribute("member", members.find(call, member)));
        }
        return page(call, view, model, request);
    }

    /** Whether it is one with a one-time link, which only administrators open; where it is not there at all, not found. */
    private boolean secret(Call call, MessageId id) {
        try {
            outbox.open(call, id);
            return false;
        } catch (Refused refused) {
            if (refused.category() == Refused.Category.NOT_ALLOWED && call.has(Role.OFFICER)) {
                return true;
            }
            throw refused;
        }
    }

    /** The message as its reader sees it, in a page of its own that may do nothing: no script, no form, nothing from elsewhere. */
    @GetMapping({"/officer/messages/{id}/html", "/admin/messages/{id}/html"})
    ResponseEntity<String> html(Call call, @PathVariable String id, HttpServletRequest request) {
        // The outbox would open a member's own to them.
        requireRole(call, request);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
                .body(outbox.open(call, new MessageId(Id.parse(id))).html());
    }

    @PostMapping({"/officer/messages/{id}/send", "/admin/messages/{id}/send"})
    String send(Call call, @PathVariable String id, HttpServletRequest request, RedirectAttributes then) {
        requireRole(call, request);
        try {
            outbox.send(call, new MessageId(Id.parse(id)));
            then.addFlashAttribute("done", "messages.again");
        } catch (Refused refused) {
            then.addFlashAttribute("faults", words.of(refused));
        }
        return "redirect:" + base(request) + "/" + id;
    }

    /** Puts the address right at which the person is reached, and lets the message go again at once. */
    @PostMapping({"/officer/messages/{id}/address", "/admin/messages/{id}/address"})
    String address(Call call, @PathVariable String id, @RequestParam(defaultValue = "") String email, View view, Model model,
            HttpServletRequest request, HttpServletResponse response, RedirectAttributes then) {
        MessageId message = new MessageId(Id.parse(id));
        try {
            Member member = members.find(call, outbox.open(call, message).message().member().orElseThrow(Refused::notFound));
            if (member.account().isPresent()) {
                accounts.changeEmail(call, member.account().get(), email);
            } else {
                members.changeEmail(call, member.id(), email);
            }
            outbox.send(call, message);
            then.addFlashAttribute("done", "messages.again");
            return "redirect:" + base(request) + "/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            model.addAttribute("email", email);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return one(call, id, view, model, request);
        }
    }

    @PostMapping("/admin/messages/kept")
    String sendKept(Call call, RedirectAttributes then) {
        then.addFlashAttribute("sentNow", outbox.sendKept(call));
        return "redirect:/admin/messages";
    }
}
