package collegium.web.reviews;

import collegium.compliance.Determination;
import collegium.compliance.Determinations;
import collegium.compliance.EntryDecision;
import collegium.compliance.Periods;
import collegium.compliance.Readiness;
import collegium.compliance.Result;
import collegium.compliance.Statement;
import collegium.compliance.SubmitPeriod;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import collegium.kernel.SubmissionId;
import collegium.membership.Members;
import collegium.portfolios.Artefacts;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Portfolios;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.StandingJson;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member submits a period, and reads what was frozen and what came of it. */
@Controller
final class SubmissionsController {

    private final Periods periods;
    private final Submissions submissions;
    private final Determinations determinations;
    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final EvidenceFiles files;
    private final Members members;
    private final Frozen frozen;
    private final Answers answers;
    private final FormFaults words;

    SubmissionsController(Periods periods, Submissions submissions, Determinations determinations, Portfolios portfolios, Artefacts artefacts,
            EvidenceFiles files, Members members, Frozen frozen, Answers answers, FormFaults words) {
        this.periods = periods;
        this.submissions = submissions;
        this.determinations = determinations;
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.files = files;
        this.members = members;
        this.frozen = frozen;
        this.answers = answers;
        this.words = words;
    }

    private static MemberId own(Call call) {
        return call.member().orElseThrow(Refused::notAllowed);
    }

    /** The period that is asked for; without one, the earliest that is not submitted, or the list where several are open. */
    @GetMapping("/record-book/submit")
    String submitting(Call call, @RequestParam(required = false) Optional<String> period, Model model) {
        List<Periods.Outlook> all = periods.of(call, own(call));
        if (period.isPresent()) {
            return form(call, PeriodId.of(period.get()), model, Sent.NOTHING);
        }
        List<Periods.Outlook> open = all.stream().filter(outlook -> outlook.current().isEmpty()).toList();
        if (open.size() == 1) {
            return form(call, open.getFirst().enrolled().period().orElseThrow().id(), model, Sent.NOTHING);
        }
        return list(call, model);
    }

    /** Every period with what was submitted for it. */
    @GetMapping("/record-book/submissions")
    String list(Call call, Model model) {
        model.addAttribute("periods", periods.of(call, own(call)));
        model.addAttribute("submissions", submissions.list(call, own(call)));
        model.addAttribute("today", call.today());
        model.addAttribute("zone", call.zone());
        return "reviews/periods";
    }

    private String form(Call call, PeriodId period, Model model, Sent sent) {
        own(call);
        Readiness readiness = periods.readiness(call, period);
        if (readiness.current().isPresent()) {
            return "redirect:/record-book/submissions/" + readiness.current().get().id();
        }
        model.addAttribute("ready", readiness);
        model.addAttribute("statements", statements(readiness));
        model.addAttribute("answered", readiness.statements().stream().filter(statement -> sent.has("statement-" + statement.key())).count());
        model.addAttribute("today", call.today());
        model.addAttribute("name", members.find(call, own(call)).name());
        model.addAttribute("sent", sent);
        return "reviews/submit";
    }

    /**
     * A statement in words.
     *
     * @param answers the words of each answer by its key
     */
    record Asked(String key, String text, String hint, Map<String, String> answers) {}

    private List<Asked> statements(Readiness readiness) {
        String span = readiness.enrolled().period().orElseThrow().days().span().inYears();
        List<Asked> asked = new ArrayList<>();
        for (Statement statement : readiness.statements()) {
            Map<String, String> given = new LinkedHashMap<>();
            statement.answers().forEach(answer -> given.put(answer, answer.equals("not-applicable") && statement.text().isEmpty()
                    ? frozen.word("statement." + statement.key() + ".not-applicable") : frozen.word("statement.answer." + answer)));
            asked.add(new Asked(statement.key(), statement.text().orElseGet(() -> frozen.word("statement." + statement.key(), span)),
                    statement.hint().orElseGet(() -> statement.text().isPresent() ? "" : frozen.word("statement." + statement.key() + ".hint")), given));
        }
        return asked;
    }

    @PostMapping("/record-book/submit")
    String submit(Call call, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        Sent sent = Sent.of(request);
        PeriodId period = PeriodId.of(sent.text("period"));
        try {
            Readiness readiness = periods.readiness(call, period);
            SubmissionId id = periods.submit(call, new SubmitPeriod(period, sent.number("seen"),
                    statements(readiness).stream().map(asked -> new SubmitPeriod.Answer(asked.key(), asked.text(), sent.text("statement-" + asked.key()))).toList(),
                    sent.some("note"), sent.has("although"), sent.text("signature")));
            then.addFlashAttribute("done", "submission.done");
            return "redirect:/record-book/submissions/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(call, period, model, sent);
        }
    }

    /** What was submitted as it was frozen, what was decided, and what reviewers said once it was determined. */
    @GetMapping("/record-book/submissions/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        own(call);
        Result result = determinations.result(call, SubmissionId.of(id));
        Submission submission = result.submission();
        if (call.member().filter(submission.member()::equals).isEmpty()) {
            throw Refused.notFound();
        }
        Standing standing = StandingJson.read(submission.standing());
        model.addAttribute("submission", submission);
        model.addAttribute("standing", standing);
        model.addAttribute("now", determinations.standing(call, submission.id()));
        model.addAttribute("determination", result.determinations().stream().findFirst());
        model.addAttribute("earlier", result.determinations().stream().skip(1).map(Determination::at).toList());
        model.addAttribute("decisions", last(result.decisions()));
        model.addAttribute("reviews", result.reviews().stream().map(reviewed -> answers.page(call, reviewed.review(), reviewed.comments())).toList());
        model.addAttribute("statements", Signed.of(submission));
        model.addAttribute("entries", frozen.entries(call, standing, portfolios.asKnown(call, submission.member(), submission.revision()),
                artefacts.asKnown(call, submission.member(), submission.revision()), files.list(call, submission.member(), submission.revision()), "/evidence/"));
        model.addAttribute("zone", call.zone());
        return "reviews/submission";
    }

    /** The decision that holds for each entry. */
    static Map<String, EntryDecision> last(List<EntryDecision> decisions) {
        Map<String, EntryDecision> last = new LinkedHashMap<>();
        decisions.forEach(decision -> last.putIfAbsent(decision.activity().toString(), decision));
        return last;
    }
}
