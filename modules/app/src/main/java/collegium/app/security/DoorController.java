package collegium.app.security;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.membership.Accounts;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Outbox;
import collegium.notifications.PlatformInvitations;
import collegium.notifications.Recipient;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import collegium.tenancy.SignInAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages before one is in: signing in, asking for a link, setting a password with it. */
@Controller
class DoorController {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private final Accounts accounts;
    private final Operators operators;
    private final SignInAttempts attempts;
    private final Outbox outbox;
    private final PlatformInvitations platformInvitations;
    private final TenantDatabase database;
    private final PasswordEncoder encoder;
    private final FindByIndexNameSessionRepository<?> sessions;
    private final Onward onward;

    DoorController(Accounts accounts, Operators operators, SignInAttempts attempts, Outbox outbox,
            PlatformInvitations platformInvitations, TenantDatabase database, PasswordEncoder encoder, FindByIndexNameSessionRepository<?> sessions, Onward onward) {
        this.accounts = accounts;
        this.operators = operators;
        this.attempts = attempts;
        this.outbox = outbox;
        this.platformInvitations = platformInvitations;
        this.database = database;
        this.encoder = encoder;
        this.sessions = sessions;
        this.onward = onward;
    }

    /** Shown on asking, and again (forwarded) where signing in was refused. */
    @RequestMapping(path = {"/sign-in", "/sign-in/refused"}, method = {RequestMethod.GET, RequestMethod.POST})
    String signIn(HttpServletRequest request, HttpServletResponse response, Model model, @RequestParam(defaultValue = "") String username,
            @RequestParam Optional<String> out, @RequestParam Optional<String> ended, @RequestParam Optional<String> set) {
        Optional.ofNullable(request.getAttribute(SignInAnswers.ERROR)).ifPresent(error -> model.addAttribute("error", error));
        out.ifPresent(_ -> model.addAttribute("notice", "sign-in.out"));
        ended.ifPresent(how -> model.addAttribute("notice", how.equals("kept") ? "sign-in.ended-kept" : "sign-in.ended"));
        set.ifPresent(_ -> model.addAttribute("notice", "set-password.done"));
        model.addAttribute("username", username);
        onward.allow(request, response);
        return "sign-in";
    }

    @GetMapping("/forgotten-password")
    String forgotten() {
        return "forgotten-password";
    }

    /** Answers the same whether there is such an account or not; asking counts against the address like a failed sign-in. */
    @PostMapping("/forgotten-password")
    String sendLink(HttpServletRequest request, Model model, @RequestParam String email, Optional<Call> call, Optional<Operation> operation) {
        // Nobody is signed in: the product itself makes the link for whom it is mailed to, and for nobody else to see.
        call.map(asked -> new Call(asked.body(), new Actor.Job("password reset"), asked.at(), asked.zone())).ifPresent(at -> {
            attempts.check("reset|" + at.body(), email, request.getRemoteAddr(), at.at());
            attempts.failed("reset|" + at.body(), email, request.getRemoteAddr(), at.at());
            accounts.byEmail(at.body(), email).filter(account -> !account.locked()).ifPresent(account -> database.run(at.body(), sql -> {
                OneTimeToken token = accounts.link(at, account.id(), false);
                outbox.add(sql, at, NewMessage.now(MessageKind.PASSWORD_RESET, new Recipient.ToAccount(account.id()),
                        Facts.none().text("link", Addresses.own(request) + "/set-password/" + token.value()), at.at()));
            }));
        });
        operation.map(asked -> new Operation(new Actor.Job("password reset"), asked.at())).ifPresent(at -> {
            attempts.check("reset|", email, request.getRemoteAddr(), at.at());
            attempts.failed("reset|", email, request.getRemoteAddr(), at.at());
            platformInvitations.password(at, email);
        });
        model.addAttribute("sent", true);
        return "forgotten-password";
    }

    @GetMapping("/set-password/{token}")
    String choose(@PathVariable String token, Model model, Optional<Call> call, Optional<Operation> operation) {
        boolean usable = call.map(at -> accounts.holderOf(at, OneTimeToken.of(token)).filter(account -> !account.locked()).isPresent())
                .or(() -> operation.map(at -> operators.usable(token, at.at())))
                .orElse(false);
        model.addAttribute("token", token);
        model.addAttribute("usable", usable);
        return "set-password";
    }

    @PostMapping("/set-password")
    ModelAndView set(@RequestParam String token, @RequestParam String password, Optional<Call> call, Optional<Operation> operation) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return again(token, true, "set-password.short");
        }
        String hash = Objects.requireNonNull(encoder.encode(password));
        try {
            call.ifPresent(at -> {
                Optional<String> holder = accounts.holderOf(at, OneTimeToken.of(token)).map(account -> account.id().toString());
                accounts.setPassword(at, OneTimeToken.of(token), hash);
                holder.ifPresent(this::endSessions);
            });
            operation.map(at -> operators.setPassword(token, hash, at.at())).ifPresent(operator -> endSessions(operator.toString()));
        } catch (Refused _) {
            return again(token, false, "problem.link-used-or-expired");
        }
        return new ModelAndView("redirect:/sign-in?set");
    }

    private void endSessions(String account) {
        sessions.findByPrincipalName(account).keySet().forEach(sessions::deleteById);
    }

    private static ModelAndView again(String token, boolean usable, String error) {
        ModelAndView page = new ModelAndView("set-password", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("token", token);
        page.addObject("usable", usable);
        page.addObject("error", error);
        return page;
    }
}
