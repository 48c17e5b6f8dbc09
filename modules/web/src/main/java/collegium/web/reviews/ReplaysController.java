package collegium.web.reviews;

import collegium.compliance.Determination;
import collegium.compliance.DeterminationId;
import collegium.compliance.Determinations;
import collegium.compliance.Known;
import collegium.compliance.Replay;
import collegium.compliance.Replays;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.Members;
import collegium.portfolios.Portfolios;
import collegium.requirements.EnrolledIn;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Past verdicts again: a member as at a day and as known at a moment, and a determination beside its replay. */
@Controller
final class ReplaysController {

    private final Replays replays;
    private final Determinations determinations;
    private final Members members;
    private final Portfolios portfolios;
    private final FormFaults words;

    ReplaysController(Replays replays, Determinations determinations, Members members, Portfolios portfolios, FormFaults words) {
        this.replays = replays;
        this.determinations = determinations;
        this.members = members;
        this.portfolios = portfolios;
        this.words = words;
    }

    @GetMapping("/officer/members/{id}/replay")
    String member(Call call, @PathVariable String id, HttpServletRequest request, Model model, HttpServletResponse response) {
        MemberId member = MemberId.of(id);
        List<EnrolledIn> enrolments = replays.enrolments(call, member);
        Sent sent = Sent.of(request);
        model.addAttribute("member", members.find(call, member));
        model.addAttribute("enrolments", enrolments);
        model.addAttribute("today", call.today());
        model.addAttribute("now", LocalDateTime.ofInstant(call.at(), call.zone()).truncatedTo(ChronoUnit.MINUTES));
        model.addAttribute("zone", call.zone());
        model.addAttribute("sent", sent);
        if (sent.has("enrolment") && !enrolments.isEmpty()) {
            try {
                Replay replay = judge(call, member, sent);
                model.addAttribute("replay", replay);
                model.addAttribute("titles", titles(call, member, replay));
            } catch (Refused refused) {
                model.addAttribute("faults", words.of(refused));
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
        }
        return "reviews/replay";
    }

    private Replay judge(Call call, MemberId member, Sent sent) {
        Faults faults = new Faults();
        LocalDate asAt = sent.day(faults, "as-at").orElse(call.today());
        Known known = sent.some("revision").<Known>map(text -> new Known.Revision(revision(faults, text))).orElseGet(() -> known(call, faults, sent));
        faults.refuse();
        return replays.judge(call, member, EnrolmentId.of(sent.text("enrolment")), asAt, known);
    }

    private static long revision(Faults faults, String text) {
        if (text.strip().matches("\\d{1,18}")) {
            return Long.parseLong(text.strip());
        }
        faults.add("number-form", "revision");
        return 0;
    }

    /** To the end of the minute that the field can say. */
    private static Known known(Call call, Faults faults, Sent sent) {
        try {
            return sent.some("known").map(text -> new Known.At(LocalDateTime.parse(text).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1).minus(1, ChronoUnit.MICROS)
                    .atZone(call.zone()).toInstant())).orElseGet(() -> new Known.At(call.at()));
        } catch (DateTimeException _) {
            faults.add("date-form", "known");
            return new Known.At(call.at());
        }
    }

    /** What the entries were called at the revision. */
    private Map<String, String> titles(Call call, MemberId member, Replay replay) {
        Map<String, String> titles = new LinkedHashMap<>();
        portfolios.asKnown(call, member, replay.inputs().record()).forEach(activity -> titles.put(activity.id().toString(), activity.title()));
        return titles;
    }

    @GetMapping("/officer/submissions/determinations/{id}")
    String determination(Call call, @PathVariable String id, Model model) {
        Replay replay = replays.of(call, DeterminationId.of(id));
        Determination determination = determinations.find(call, DeterminationId.of(id));
        model.addAttribute("determination", determination);
        model.addAttribute("replay", replay);
        model.addAttribute("compared", replay.against().orElseThrow());
        model.addAttribute("member", members.find(call, determination.member()));
        model.addAttribute("chain", determinations.of(call, determination.member(), determination.period()));
        model.addAttribute("titles", titles(call, determination.member(), replay));
        model.addAttribute("zone", call.zone());
        return "reviews/determination";
    }
}
