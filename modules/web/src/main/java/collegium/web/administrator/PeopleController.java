package collegium.web.administrator;

import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.Account;
import collegium.membership.Accounts;
import collegium.membership.Members;
import collegium.notifications.Invitations;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who can sign in, and as what: invite, change roles, link to a member, lock. */
@Controller
final class PeopleController {

    private static final int PAGE = 50;
    /** In the order of the forms; operators belong to the platform. */
    private static final List<Role> ROLES = List.of(Role.MEMBER, Role.COORDINATOR, Role.REVIEWER, Role.OFFICER, Role.ADMINISTRATOR);

    private final Accounts accounts;
    private final Members members;
    private final Invitations invitations;
    private final FormFaults words;

    PeopleController(Accounts accounts, Members members, Invitations invitations, FormFaults words) {
        this.accounts = accounts;
        this.members = members;
        this.invitations = invitations;
        this.words = words;
    }

    /**
     * A line of the list.
     *
     * @param state active, invited, expired (an invitation that nobody accepted), uninvited or locked
     */
    record Person(Account account, String state, Optional<Instant> until) {

        static Person of(Call call, Account account, Map<AccountId, Instant> invited) {
            Optional<Instant> until = Optional.ofNullable(invited.get(account.id()));
            String state = account.locked() ? "locked" : account.passwordHash().isPresent() ? "active"
                    : until.isEmpty() ? "uninvited" : until.get().isAfter(call.at()) ? "invited" : "expired";
            return new Person(account, state, until);
        }

        public List<Role> roles() {
            return ROLES.stream().filter(account.roles()::contains).toList();
        }
    }

    /** What was typed of somebody to invite. */
    record Form(String name, String email, Set<Role> roles) {
        Form {
            name = Objects.requireNonNullElse(name, "");
            email = Objects.requireNonNullElse(email, "");
            roles = chosen(Optional.ofNullable(roles));
        }
    }

    /** An empty choice among others stands for none. */
    private static Set<Role> chosen(Optional<Set<Role>> sent) {
        return sent.orElse(Set.of()).stream().filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    @GetMapping("/admin/people")
    String all(Call call, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after, Model model) {
        Optional<Account> last = place(after).flatMap(id -> accounts.find(call.body(), id));
        List<Account> found = accounts.page(call, q, last, PAGE + 1);
        List<Account> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        Map<AccountId, Instant> invited = accounts.invitedUntil(call, page.stream().map(Account::id).toList());
        model.addAttribute("people", page.stream().map(account -> Person.of(call, account, invited)).toList());
        model.addAttribute("q", q);
        model.addAttribute("next", found.size() > PAGE ? page.getLast().id().toString() : null);
        model.addAttribute("uninvited", invitations.uninvited(call));
        model.addAttribute("atOnce", Invitations.AT_ONCE);
        model.addAttribute("zone", call.zone());
        return "administrator/people";
    }

    /** What is no place in the list begins anew. */
    private static Optional<AccountId> place(String after) {
        try {
            return after.isBlank() ? Optional.empty() : Optional.of(AccountId.of(after));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    @GetMapping("/admin/people/new")
    String begin(Call call, Model model) {
        call.require(Role.ADMINISTRATOR);
        model.addAttribute("allRoles", ROLES);
        return "administrator/invite";
    }

    @PostMapping("/admin/people")
    String invite(Call call, Form form, Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            AccountId id = invitations.invite(call, form.email(), form.name(), form.roles());
            then.addFlashAttribute("done", "people.invited");
            return "redirect:/admin/people/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            model.addAttribute("form", form);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return begin(call, model);
        }
    }

    /** Invites the next members who have an address and no account. */
    @PostMapping("/admin/people/members")
    String inviteMembers(Call call, RedirectAttributes then) {
        then.addFlashAttribute("invitedNow", invitations.inviteMembers(call));
        return "redirect:/admin/people";
    }

    @GetMapping("/admin/people/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        call.require(Role.ADMINISTRATOR);
        Account account = accounts.find(call.body(), AccountId.of(id)).orElseThrow(Refused::notFound);
        model.addAttribute("person", Person.of(call, account, accounts.invitedUntil(call, List.of(account.id()))));
        model.addAttribute("allRoles", ROLES);
        model.addAttribute("member", account.member().map(member -> members.find(call, member)).orElse(null));
        model.addAttribute("own", call.account().filter(account.id()::equals).isPresent());
        model.addAttribute("zone", call.zone());
        return "administrator/person";
    }

    private interface Act {
        void on(AccountId id);
    }

    private String change(Call call, String id, String done, Model model, HttpServletResponse response, RedirectAttributes then, Act act) {
        try {
            act.on(AccountId.of(id));
            then.addFlashAttribute("done", done);
            return "redirect:/admin/people/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            return one(call, id, model);
        }
    }

    @PostMapping("/admin/people/{id}/roles")
    String roles(Call call, @PathVariable String id, @RequestParam Optional<Set<Role>> roles, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        Set<Role> chosen = chosen(roles);
        model.addAttribute("chosen", chosen);
        return change(call, id, "people.roles-changed", model, response, then, account -> accounts.changeRoles(call, account, chosen));
    }

    @PostMapping("/admin/people/{id}/email")
    String email(Call call, @PathVariable String id, @RequestParam(defaultValue = "") String email, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        model.addAttribute("email", email);
        return change(call, id, "people.email-changed", model, response, then, account -> accounts.changeEmail(call, account, email));
    }

    @PostMapping("/admin/people/{id}/invite")
    String again(Call call, @PathVariable String id, Model model, HttpServletResponse response, RedirectAttributes then) {
        return change(call, id, "people.invited", model, response, then, account -> invitations.again(call, account));
    }

    @PostMapping("/admin/people/{id}/lock")
    String lock(Call call, @PathVariable String id, @RequestParam boolean locked, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        return change(call, id, locked ? "people.is-locked" : "people.is-unlocked", model, response, then,
                account -> accounts.lock(call, account, locked));
    }

    @PostMapping("/admin/people/{id}/member")
    String link(Call call, @PathVariable String id, @RequestParam(defaultValue = "") String number, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        model.addAttribute("number", number);
        return change(call, id, "people.linked", model, response, then, account -> {
            MemberId member = Optional.ofNullable(members.byNumbers(call, List.of(number.strip())).get(number.strip()))
                    .orElseThrow(() -> Refused.invalid("unknown-member-number", "number"));
            accounts.attach(call, account, member);
        });
    }

    @PostMapping("/admin/people/{id}/unlink")
    String unlink(Call call, @PathVariable String id, Model model, HttpServletResponse response, RedirectAttributes then) {
        return change(call, id, "people.unlinked", model, response, then, account -> accounts.detach(call, account));
    }
}
