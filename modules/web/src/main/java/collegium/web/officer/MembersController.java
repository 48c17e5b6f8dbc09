package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.ChangeFact;
import collegium.membership.Members;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everybody as a list that can be filtered, sorted, sent to a colleague and exported; and one member. */
@Controller
final class MembersController {

    private static final int PAGE = 50;
    private static final List<String> STATUSES =
            List.of("short", "at-risk", "unknown", "on-track", "provisional", "open", "relieved", "met");

    private final Cohort cohort;
    private final Members members;
    private final Standings standings;
    private final FormFaults words;
    private final MessageSource messages;

    MembersController(Cohort cohort, Members members, Standings standings, FormFaults words, MessageSource messages) {
        this.cohort = cohort;
        this.members = members;
        this.standings = standings;
        this.words = words;
        this.messages = messages;
    }

    /** What the officer chose to see, as it stands in the address. */
    record View(String status, String scheme, String q, String sort) {

        Cohort.Filter filter() {
            return new Cohort.Filter(some(status), some(scheme), some(q));
        }

        Cohort.Sort order() {
            return "name".equals(sort) ? Cohort.Sort.NAME : Cohort.Sort.STATUS;
        }

        private static Optional<String> some(String text) {
            // Nobody types a NUL, and PostgreSQL does not compare with one.
            if (text.indexOf('\0') >= 0) {
                throw Refused.invalid("unprintable", "q");
            }
            return Optional.of(text).filter(chosen -> !chosen.isBlank());
        }
    }

    @GetMapping("/officer/members")
    String list(Call call, @RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "") String scheme,
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "status") String sort,
            @RequestParam(required = false) Optional<String> after, Model model) {
        View view = new View(status, scheme, q, sort);
        List<Cohort.Line> found = cohort.page(call, view.filter(), view.order(), after.flatMap(Cursor::read), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Cohort.Line> lines = more ? found.subList(0, PAGE) : found;
        model.addAttribute("view", view);
        model.addAttribute("lines", lines);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute("total", cohort.counts(call, view.filter().scheme()).entrySet().stream()
                .filter(entry -> status.isBlank() || entry.getKey().equals(status)).mapToInt(Map.Entry::getValue).sum());
        model.addAttribute("next", more ? Cursor.write(lines.getLast()) : null);
        return "officer/members";
    }

    @GetMapping("/officer/members.csv")
    void export(Call call, @RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "") String scheme,
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "status") String sort, HttpServletResponse response)
            throws IOException {
        // Before the answer is begun: afterwards a refusal could not be shown any more.
        call.require(Role.OFFICER);
        View view = new View(status, scheme, q, sort);
        List<String> heading = Stream.of("number", "name", "scheme", "status", "since", "needed", "counted", "unit", "short", "by", "short-since")
                .map(column -> messages.getMessage("officer.csv." + column, null, LocaleContextHolder.getLocale()))
                .toList();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"members-" + call.today() + ".csv\"");
        cohort.export(call, view.filter(), view.order(), heading, response.getOutputStream());
    }

    @GetMapping("/officer/members/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        // A member's own pages and a reviewer's are others; these are for those who care for all members.
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        MemberId member = MemberId.of(id);
        model.addAttribute("member", members.find(call, member));
        model.addAttribute("facts", members.facts(call, member));
        model.addAttribute("standings", standings.of(call, member));
        model.addAttribute("today", call.today());
        return "officer/member";
    }

    /** The form as it was typed, so that a refusal loses nothing. */
    record FactForm(String kind, String value, String from, String to, String source) {
        FactForm(@Nullable String kind, @Nullable String value, @Nullable String from, @Nullable String to, @Nullable String source) {
            this.kind = text(kind);
            this.value = text(value);
            this.from = text(from);
            this.to = text(to);
            this.source = text(source);
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }
    }

    @PostMapping("/officer/members/{id}/facts")
    String change(Call call, @PathVariable String id, FactForm form, Model model, HttpServletResponse response, RedirectAttributes then) {
        try {
            members.change(call, MemberId.of(id), new ChangeFact(Optional.empty(), form.kind(), form.value(), day(form.from(), "from"),
                    form.to().isBlank() ? Optional.empty() : Optional.of(day(form.to(), "to")), form.source()));
            then.addFlashAttribute("done", "officer.fact.changed");
            return "redirect:/officer/members/" + id;
        } catch (Refused refused) {
            List<FieldFault> faults = words.of(refused);
            model.addAttribute("faults", faults);
            model.addAttribute("form", form);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return one(call, id, model);
        }
    }

    private static LocalDate day(String text, String field) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw Refused.invalid("date-form", field);
        }
    }
}
