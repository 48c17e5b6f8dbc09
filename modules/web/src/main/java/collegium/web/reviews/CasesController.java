package collegium.web.reviews;

import collegium.compliance.Caseload;
import collegium.compliance.DecideEntry;
import collegium.compliance.Determination;
import collegium.compliance.DeterminationId;
import collegium.compliance.Determinations;
import collegium.compliance.Determine;
import collegium.compliance.EntryDecision;
import collegium.compliance.EntryDecisions;
import collegium.compliance.Periods;
import collegium.kernel.AccountId;
import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.SubmissionId;
import collegium.membership.Members;
import collegium.peerreview.Assignments;
import collegium.peerreview.Conflicts;
import collegium.peerreview.ReviewId;
import collegium.peerreview.Reviews;
import collegium.portfolios.Artefacts;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Portfolios;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.StandingJson;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An officer's submissions: the list, and one with its reviewers, its entries and the body's decision on it. */
@Controller
final class CasesController {

    private static final int PAGE = 50;

    private final Caseload caseload;
    private final Submissions submissions;
    private final Periods periods;
    private final Determinations determinations;
    private final EntryDecisions decisions;
    private final Assignments assignments;
    private final Conflicts conflicts;
    private final Reviews reviews;
    private final Members members;
    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final EvidenceFiles files;
    private final Frozen frozen;
    private final Answers answers;
    private final FormFaults words;

    CasesController(Caseload caseload, Submissions submissions, Periods periods, Determinations determinations, EntryDecisions decisions,
            Assignments assignments, Conflicts conflicts, Reviews reviews, Members members, Portfolios portfolios, Artefacts artefacts, EvidenceFiles files,
            Frozen frozen, Answers answers, FormFaults words) {
        this.caseload = caseload;
        this.submissions = submissions;
        this.periods = periods;
        this.determinations = determinations;
        this.decisions = decisions;
        this.assignments = assignments;
        this.conflicts = conflicts;
        this.reviews = reviews;
        this.members = members;
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.files = files;
        this.frozen = frozen;
        this.answers = answers;
        this.words = words;
    }

    /** What the officer chose to see, as it stands in the address. */
    record View(String state, String days, String q) {

        Caseload.Filter filter() {
            return new Caseload.Filter(Arrays.stream(Caseload.State.values()).filter(each -> each.key().equals(state)).findFirst(),
                    days.matches("\\d{1,4}") ? Optional.of(Integer.parseInt(days)) : Optional.empty(), Optional.of(q).filter(words -> !words.isBlank()));
        }
    }

    @GetMapping("/officer/submissions")
    String list(Call call, @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String days, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) Optional<String> after, Model model) {
        View view = new View(state, days, q);
        List<Caseload.Line> found = caseload.page(call, view.filter(), last(call, after), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Caseload.Line> lines = more ? found.subList(0, PAGE) : found;
        Map<Caseload.State, Integer> counts = caseload.counts(call);
        model.addAttribute("view", view);
        model.addAttribute("lines", lines);
        model.addAttribute("counts", counts);
        model.addAttribute("total", counts.values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute("states", Caseload.State.values());
        model.addAttribute("ages", lines.stream().collect(Collectors.toMap(Caseload.Line::id,
                line -> ChronoUnit.DAYS.between(line.at().atZone(call.zone()).toLocalDate(), call.today()))));
        model.addAttribute("next", more ? lines.getLast().id().toString() : null);
        model.addAttribute("today", call.today());
        model.addAttribute("zone", call.zone());
        return "reviews/cases";
    }

    /** The last of the page before, as its address names it; what is none begins anew. */
    private Optional<Caseload.Line> last(Call call, Optional<String> after) {
        return after.filter(id -> id.matches("[0-9a-f-]{36}")).flatMap(id -> caseload.find(call, SubmissionId.of(id)));
    }

    @GetMapping("/officer/submissions/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        return show(call, SubmissionId.of(id), model, Sent.NOTHING, "");
    }

    /**
     * Shows the case.
     *
     * @param form which of the page's forms was sent and refused, so that it comes back as it was typed
     */
    private String show(Call call, SubmissionId id, Model model, Sent sent, String form) {
        Caseload.Line line = caseload.find(call, id).orElseThrow(Refused::notFound);
        Submission submission = submissions.find(call, id);
        Standing asSubmitted = StandingJson.read(submission.standing());
        Standing now = determinations.standing(call, id);
        List<Determination> determined = determinations.of(call, submission.member(), submission.period());
        model.addAttribute("line", line);
        model.addAttribute("submission", submission);
        model.addAttribute("member", members.find(call, submission.member()));
        model.addAttribute("standing", now);
        model.addAttribute("before", asSubmitted.findings().stream().collect(Collectors.toMap(finding -> finding.name(), finding -> finding, (first, _) -> first)));
        model.addAttribute("determinations", determined);
        model.addAttribute("statements", Signed.of(submission));
        model.addAttribute("entries", frozen.entries(call, now, portfolios.asKnown(call, submission.member(), submission.revision()),
                artefacts.asKnown(call, submission.member(), submission.revision()), files.list(call, submission.member(), submission.revision()), "/evidence/"));
        model.addAttribute("decisions", SubmissionsController.last(decisions.of(call, id)));
        people(call, submission, model);
        var vocabulary = frozen.words(call, now);
        model.addAttribute("types", Frozen.choices(vocabulary, "type"));
        model.addAttribute("topics", Frozen.choices(vocabulary, "topic"));
        model.addAttribute("flags", Frozen.choices(vocabulary, "flag"));
        model.addAttribute("sent", sent);
        model.addAttribute("form", form);
        model.addAttribute("today", call.today());
        model.addAttribute("zone", call.zone());
        return "reviews/case";
    }

    private void people(Call call, Submission submission, Model model) {
        var all = reviews.of(call, submission.id());
        Map<ReviewId, ReviewPage> read = reviews.finished(call, submission.id()).stream()
                .collect(Collectors.toMap(reviewed -> reviewed.review().id(), reviewed -> answers.page(call, reviewed.review(), reviewed.comments())));
        model.addAttribute("reviews", all);
        model.addAttribute("read", read);
        model.addAttribute("open", all.stream().anyMatch(review -> review.isOpen()));
        model.addAttribute("candidates", submission.reopened().isPresent() ? List.of() : assignments.candidates(call, submission.id()));
        model.addAttribute("conflicts", conflicts.of(call, submission.member()));
        model.addAttribute("due", call.today().plusWeeks(3));
    }

    /** What is done on the page: one form each, which comes back as it was typed where it is refused. */
    @FunctionalInterface
    private interface Act {
        void on(Sent sent);
    }

    private String act(Call call, String id, String form, String done, HttpServletRequest request, Model model, HttpServletResponse response,
            RedirectAttributes then, Act act) {
        Sent sent = Sent.of(request);
        try {
            act.on(sent);
            then.addFlashAttribute("done", done);
            return "redirect:/officer/submissions/" + id;
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused).stream().map(fault -> new FieldFault(fault.field().isEmpty() ? "" : form + "-" + fault.field(), fault.message())).toList());
            response.setStatus(refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(call, SubmissionId.of(id), model, sent, form);
        }
    }

    @PostMapping("/officer/submissions/{id}/reviewers")
    String assign(Call call, @PathVariable String id, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        return act(call, id, "assign", "case.assigned", request, model, response, then, sent -> {
            Faults faults = new Faults();
            Optional<LocalDate> due = sent.day(faults, "due");
            faults.require(due.isPresent() || sent.some("due").isPresent(), "required", "due");
            faults.require(sent.some("reviewer").isPresent(), "required", "reviewer");
            faults.refuse();
            assignments.assign(call, SubmissionId.of(id), AccountId.of(sent.text("reviewer")), due.orElseThrow());
        });
    }

    @PostMapping("/officer/submissions/{id}/reviewers/{review}/withdraw")
    String withdraw(Call call, @PathVariable String id, @PathVariable String review, HttpServletRequest request, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        return act(call, id, "withdraw-" + review, "case.withdrawn", request, model, response, then, sent -> {
            if (!reviews.find(call, ReviewId.of(review)).submission().equals(SubmissionId.of(id))) {
                throw Refused.notFound();
            }
            assignments.withdraw(call, ReviewId.of(review), sent.text("reason"));
        });
    }

    @PostMapping("/officer/submissions/{id}/conflicts")
    String conflict(Call call, @PathVariable String id, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        return act(call, id, "conflict", "case.conflict-declared", request, model, response, then, sent -> {
            Submission submission = submissions.find(call, SubmissionId.of(id));
            Faults faults = new Faults();
            faults.require(sent.some("account").isPresent(), "required", "account");
            faults.refuse();
            conflicts.declare(call, AccountId.of(sent.text("account")), submission.member(), sent.text("reason"));
        });
    }

    @PostMapping("/officer/submissions/{id}/conflicts/{conflict}/end")
    String endConflict(Call call, @PathVariable String id, @PathVariable UUID conflict, HttpServletRequest request, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        return act(call, id, "conflict", "case.conflict-ended", request, model, response, then, _ -> conflicts.end(call, conflict));
    }

    @PostMapping("/officer/submissions/{id}/entries/{entry}")
    String decide(Call call, @PathVariable String id, @PathVariable String entry, HttpServletRequest request, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        return act(call, id, "entry-" + entry, "case.decided", request, model, response, then, sent -> {
            Faults faults = new Faults();
            Optional<EntryDecision.Verdict> verdict = Arrays.stream(EntryDecision.Verdict.values()).filter(each -> each.key().equals(sent.text("verdict"))).findFirst();
            faults.require(verdict.isPresent(), "required", "verdict");
            var amount = verdict.filter(EntryDecision.Verdict.PART::equals).flatMap(_ -> sent.amount(faults, "amount"));
            faults.refuse();
            decisions.decide(call, new DecideEntry(SubmissionId.of(id), ActivityId.of(entry), sent.number("seen"), verdict.orElseThrow(), amount,
                    verdict.filter(EntryDecision.Verdict.RECLASSIFY::equals).flatMap(_ -> kind(sent)), sent.text("reason")));
        });
    }

    private static Optional<DecideEntry.Kind> kind(Sent sent) {
        return sent.some("type").map(type -> new DecideEntry.Kind(type, sent.some("structured").map("yes"::equals), sent.all("topics"), sent.all("flags")));
    }

    @PostMapping("/officer/submissions/{id}/determinations")
    String determine(Call call, @PathVariable String id, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        return act(call, id, "determine", "case.determined", request, model, response, then, sent -> {
            Faults faults = new Faults();
            Optional<Determination.Outcome> outcome = Arrays.stream(Determination.Outcome.values()).filter(each -> each.key().equals(sent.text("outcome"))).findFirst();
            faults.require(outcome.isPresent(), "required", "outcome");
            faults.refuse();
            determinations.determine(call, new Determine(SubmissionId.of(id), outcome.orElseThrow(), sent.text("reasons"), sent.has("against"),
                    sent.some("follows").map(DeterminationId::of)));
        });
    }

    @PostMapping("/officer/submissions/{id}/reopen")
    String reopen(Call call, @PathVariable String id, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        return act(call, id, "reopen", "case.reopened", request, model, response, then, sent -> periods.reopen(call, SubmissionId.of(id), sent.text("reason")));
    }
}
