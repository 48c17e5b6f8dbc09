package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Members;
import collegium.requirements.Schemes;
import collegium.web.look.FactWords;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody as a list that can be filtered, sorted, sent to a colleague and exported; and one member. */
@Controller
final class MembersController {

    private static final int PAGE = 50;
    private static final List<String> STATUSES =
            List.of("short,at-risk", "short", "at-risk", "unknown", "on-track", "provisional", "open", "relieved", "met");
    private static final List<Integer> SILENCES = List.of(14, 30, 60, 90);

    private final Cohort cohort;
    private final Members members;
    private final Standings standings;
    private final Schemes schemes;
    private final BodyFacts facts;
    private final MessageSource messages;

    MembersController(Cohort cohort, Members members, Standings standings, Schemes schemes, BodyFacts facts, MessageSource messages) {
        this.cohort = cohort;
        this.members = members;
        this.standings = standings;
        this.schemes = schemes;
        this.facts = facts;
        this.messages = messages;
    }

    /**
     * Whom the officer chose to see, as it stands in the address: a condition that is none of the choices chooses nothing.
     *
     * @param status one or several, by commas
     * @param of the scheme and the requirement that members are short of, by a slash
     * @param fact its kind and value, by an equals sign
     * @param silent days without a message
     */
    record View(String status, String scheme, String q, String sort, String of, String fact, String silent, String period) {

        View {
            status = Objects.requireNonNullElse(status, "");
            scheme = Objects.requireNonNullElse(scheme, "");
            q = Objects.requireNonNullElse(q, "");
            sort = Objects.requireNonNullElse(sort, "status");
            of = Objects.requireNonNullElse(of, "");
            fact = Objects.requireNonNullElse(fact, "");
            silent = Objects.requireNonNullElse(silent, "");
            period = Objects.requireNonNullElse(period, "");
        }

        Cohort.Filter filter() {
            List<String> missing = List.of(of.split("/", 2));
            List<String> held = List.of(fact.split("=", 2));
            return new Cohort.Filter(
                    Stream.of(status.split(",")).filter(one -> !one.isBlank()).collect(Collectors.toSet()),
                    missing.size() == 2 ? Optional.of(missing.getFirst()) : Optional.of(scheme).filter(chosen -> !chosen.isBlank()),
                    Optional.of(q).filter(words -> !words.isBlank()),
                    missing.size() == 2 ? Optional.of(missing.get(1)) : Optional.empty(),
                    held.size() == 2 ? Optional.of(new Cohort.HeldFact(held.getFirst(), held.get(1))) : Optional.empty(),
                    SILENCES.stream().filter(days -> silent.equals(days.toString())).findFirst(), ended());
        }

        Cohort.Sort order() {
            return Stream.of(Cohort.Sort.values()).filter(one -> one.name().toLowerCase(Locale.ROOT).equals(sort)).findFirst()
                    .orElse(Cohort.Sort.STATUS);
        }

        /** The periods that ended last, instead of those that are open. */
        public boolean ended() {
            return period.equals("ended");
        }

        public boolean everybody() {
            return Stream.of(status, scheme, q, of, fact, silent, period).allMatch(String::isBlank);
        }
    }

    @GetMapping("/officer/members")
    String list(Call call, View view, @RequestParam(required = false) Optional<String> after, Model model) {
        List<Cohort.Line> found = cohort.page(call, view.filter(), view.order(), after.flatMap(Cursor::read), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Cohort.Line> lines = more ? found.subList(0, PAGE) : found;
        model.addAttribute("view", view);
        model.addAttribute("lines", lines);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute("schemes", schemes.all(call));
        model.addAttribute("missing", cohort.missing(call));
        model.addAttribute("facts", held(call));
        model.addAttribute("silences", SILENCES);
        model.addAttribute("sorts", List.of("status", "name", "short", "since"));
        model.addAttribute("total", cohort.size(call, view.filter()));
        model.addAttribute("anyEnded", cohort.anyEnded(call));
        model.addAttribute("all", cohort.size(call, new Cohort.Filter(Optional.empty(), Optional.empty(), Optional.empty())));
        model.addAttribute("next", more ? Cursor.write(lines.getLast()) : null);
        model.addAttribute("zone", call.zone());
        return "officer/members";
    }

    /** The facts whose values schemes list: grades, titles. */
    private List<FactWords.Choice> held(Call call) {
        FactWords.Kinds kinds = facts.kinds(call);
        return kinds.all().stream().map(kinds::asked).flatMap(asked -> asked.choices().stream()
                .map(choice -> new FactWords.Choice(asked.kind() + "=" + choice.value(), asked.title() + ": " + choice.name()))).toList();
    }

    @GetMapping("/officer/members.csv")
    void export(Call call, View view, HttpServletResponse response) throws IOException {
        // Before the answer is begun: afterwards a refusal could not be shown any more.
        call.require(Role.OFFICER);
        List<String> heading = Stream.of("number", "name", "scheme", "status", "since", "needed", "counted", "unit", "short", "by", "short-since", "written")
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
        // The list of all of them is an officer's alone.
        model.addAttribute("listed", call.has(Role.OFFICER));
        FactWords.Kinds kinds = facts.kinds(call);
        model.addAttribute("facts", members.facts(call, member).stream().map(kinds::line).toList());
        model.addAttribute("kinds", kinds.all().stream().map(kinds::asked).toList());
        model.addAttribute("proposals", members.proposals(call).stream().filter(proposal -> proposal.member().equals(member)).map(kinds::line).toList());
        model.addAttribute("standings", standings.of(call, member));
        model.addAttribute("ended", standings.ended(call, member));
        return "officer/member";
    }
}
