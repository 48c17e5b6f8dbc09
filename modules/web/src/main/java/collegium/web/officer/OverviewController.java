package collegium.web.officer;

import collegium.compliance.Cohort;
import collegium.compliance.Trends;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.Members;
import collegium.notifications.Reminders;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.web.look.StatusBar;
import collegium.web.problems.FormFaults;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where everybody stands, and what waits for the officer. */
@Controller
final class OverviewController {

    private static final int DATES = 6;

    private final Cohort cohort;
    private final Trends trends;
    private final Members members;
    private final Schemes schemes;
    private final FormFaults words;
    private final List<WaitingSource> sources;

    OverviewController(Cohort cohort, Trends trends, Members members, Schemes schemes, FormFaults words, List<WaitingSource> sources) {
        this.cohort = cohort;
        this.trends = trends;
        this.members = members;
        this.schemes = schemes;
        this.words = words;
        this.sources = List.copyOf(sources);
    }

    /** A row of the queue, with its age as a message key and what that counts. */
    record Queued(Waiting waiting, String age, long days) {

        static Queued of(Call call, Waiting waiting) {
            long late = waiting.due().map(due -> ChronoUnit.DAYS.between(due, call.today())).orElse(0L);
            long old = ChronoUnit.DAYS.between(waiting.since().atZone(call.zone()).toLocalDate(), call.today());
            return late > 0 ? new Queued(waiting, "waiting.late", late) : new Queued(waiting, "waiting.age", Math.max(0, old));
        }

        public boolean late() {
            return age.equals("waiting.late");
        }
    }

    /** How the members of one scheme stand. */
    record Bar(SchemeOutline of, int total, List<StatusBar.Part> parts) {

        public String scheme() {
            return of.name();
        }

        public String code() {
            return of.code();
        }

        Cohort.Share met() {
            return new Cohort.Share(parts.stream().filter(part -> part.status().equals("met")).mapToInt(part -> Math.toIntExact(part.count())).sum(), total);
        }
    }

    @GetMapping("/officer")
    String overview(Call call, Model model) {
        List<Bar> bars = schemes.all(call).stream().map(scheme -> bar(call, scheme)).filter(bar -> bar.total() > 0).toList();
        model.addAttribute("bars", bars);
        model.addAttribute("queue", sources.stream().flatMap(source -> source.waiting(call).stream())
                .sorted(Comparator.comparing(Waiting::since)).map(waiting -> Queued.of(call, waiting)).toList());
        model.addAttribute("dates", dates(call));
        model.addAttribute("trends", bars.stream().flatMap(bar -> trends.of(call, bar.of().id()).stream()
                .map(trend -> TrendPicture.of(bar.scheme(), trend, call.today(), bar.met()))).toList());
        model.addAttribute("today", call.today());
        return "officer/overview";
    }

    /** What comes, with its day. */
    record Ahead(LocalDate on, String key, String scheme, int members) {}

    /** The last days of periods, and the days on which reminders of them go out, within a year. */
    private List<Ahead> dates(Call call) {
        List<Ahead> ahead = new ArrayList<>();
        for (Cohort.Deadline deadline : cohort.deadlines(call, DATES)) {
            ahead.add(new Ahead(deadline.on(), "overview.period-ends", deadline.scheme(), deadline.members()));
            Reminders.TIERS.stream().map(days -> deadline.on().minusDays(days)).filter(day -> day.isAfter(call.today()))
                    .min(Comparator.naturalOrder())
                    .ifPresent(day -> ahead.add(new Ahead(day, "overview.reminder", deadline.scheme(), deadline.members())));
        }
        return ahead.stream().filter(each -> each.on().isBefore(call.today().plusYears(1))).sorted(Comparator.comparing(Ahead::on)).limit(DATES).toList();
    }

    private Bar bar(Call call, SchemeOutline scheme) {
        Map<String, Integer> counts = cohort.counts(call, Optional.of(scheme.code()));
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        StatusBar bar = StatusBar.of(counts.entrySet().stream().map(entry -> new StatusBar.Count(entry.getKey(), entry.getValue())).toList());
        return new Bar(scheme, total, bar.parts());
    }

    @PostMapping("/officer/proposals/{id}")
    String decide(Call call, @PathVariable UUID id, @RequestParam boolean accept, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String member, RedirectAttributes then) {
        try {
            members.decide(call, id, accept, reason);
            then.addFlashAttribute("done", accept ? "officer.proposal.accepted" : "officer.proposal.declined");
        } catch (Refused refused) {
            then.addFlashAttribute("faults", words.of(refused));
        }
        return member.isBlank() ? "redirect:/officer" : "redirect:/officer/members/" + MemberId.of(member);
    }
}
