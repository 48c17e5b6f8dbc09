package collegium.web.reviews;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.peerreview.Criteria;
import collegium.peerreview.OpenedReview;
import collegium.peerreview.Recommendation;
import collegium.peerreview.Review;
import collegium.peerreview.ReviewDraft;
import collegium.peerreview.ReviewId;
import collegium.peerreview.Reviews;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceId;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.StandingJson;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A reviewer's queue, and one portfolio at a time: it opens once no conflict of interest was confirmed, and is saved as one goes. */
@Controller
final class ReviewsController {

    private static final int PAGE = 50;

    private final Reviews reviews;
    private final Frozen frozen;
    private final Answers answers;
    private final FormFaults words;

    ReviewsController(Reviews reviews, Frozen frozen, Answers answers, FormFaults words) {
        this.reviews = reviews;
        this.frozen = frozen;
        this.answers = answers;
        this.words = words;
    }

    @GetMapping("/reviews")
    String queue(Call call, @RequestParam(required = false) Optional<String> after, Model model) {
        return list(call, model, reviews.queue(call, last(call, after), PAGE + 1), "queue");
    }

    @GetMapping("/reviews/done")
    String done(Call call, @RequestParam(required = false) Optional<String> after, Model model) {
        return list(call, model, reviews.done(call, last(call, after), PAGE + 1), "done");
    }

    /** The last of the page before, as its address names it; what is none begins anew. */
    private Optional<Review> last(Call call, Optional<String> after) {
        return after.filter(id -> id.matches("[0-9a-f-]{36}")).map(id -> reviews.find(call, ReviewId.of(id)));
    }

    private static String list(Call call, Model model, List<Review> found, String which) {
        boolean more = found.size() > PAGE;
        List<Review> page = more ? found.subList(0, PAGE) : found;
        model.addAttribute("reviews", page);
        model.addAttribute("today", call.today());
        model.addAttribute("zone", call.zone());
        model.addAttribute("next", more ? ("queue".equals(which) ? "/reviews" : "/reviews/done") + "?after=" + page.getLast().id() : null);
        return "reviews/" + which;
    }

    @GetMapping("/reviews/{id}")
    String one(Call call, @PathVariable String id, Model model) {
        Review review = own(call, id);
        if (!review.isOpen()) {
            return finished(call, review, model);
        }
        return review.noConflictAt().isEmpty() ? begin(call, review, model, Sent.NOTHING) : portfolio(call, review, model, Sent.NOTHING);
    }

    /** These pages are the reviewer's own: an officer reads a review beside the determination. */
    private Review own(Call call, String id) {
        Review review = reviews.find(call, ReviewId.of(id));
        if (call.account().filter(review.reviewer()::equals).isEmpty()) {
            throw Refused.notFound();
        }
        return review;
    }

    /** Before anything opens: whose it is, and whether there is a conflict. */
    private static String begin(Call call, Review review, Model model, Sent sent) {
        model.addAttribute("review", review);
        model.addAttribute("today", call.today());
        model.addAttribute("sent", sent);
        return "reviews/begin";
    }

    @PostMapping("/reviews/{id}/no-conflict")
    String noConflict(Call call, @PathVariable String id, Model model, HttpServletResponse response) {
        try {
            reviews.confirmNoConflict(call, ReviewId.of(id));
            return "redirect:/reviews/" + id;
        } catch (Refused refused) {
            refused(model, response, refused);
            return begin(call, own(call, id), model, Sent.NOTHING);
        }
    }

    @GetMapping("/reviews/{id}/decline")
    String declining(Call call, @PathVariable String id, Model model) {
        Review review = own(call, id);
        model.addAttribute("declining", true);
        return review.isOpen() ? begin(call, review, model, Sent.NOTHING) : finished(call, review, model);
    }

    @PostMapping("/reviews/{id}/decline")
    String decline(Call call, @PathVariable String id, HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) {
        Sent sent = Sent.of(request);
        try {
            reviews.decline(call, ReviewId.of(id), sent.text("reason"), sent.has("conflict"));
            then.addFlashAttribute("done", "review.declined");
            return "redirect:/reviews";
        } catch (Refused refused) {
            refused(model, response, refused);
            model.addAttribute("declining", true);
            return begin(call, own(call, id), model, sent);
        }
    }

    private void refused(Model model, HttpServletResponse response, Refused refused) {
        model.addAttribute("faults", words.of(refused));
        status(response, refused);
    }

    private static void status(HttpServletResponse response, Refused refused) {
        response.setStatus(refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private String portfolio(Call call, Review review, Model model, Sent sent) {
        OpenedReview opened = reviews.open(call, review.id());
        Standing standing = StandingJson.read(opened.submission().standing());
        List<EntryView> entries = frozen.entries(call, standing, opened.activities(), opened.artefacts(), opened.files(), "/reviews/" + review.id() + "/evidence/");
        model.addAttribute("review", review);
        model.addAttribute("entries", entries);
        model.addAttribute("findings", standing.findings().stream().filter(finding -> finding.needed().signum() > 0).limit(3).toList());
        model.addAttribute("answers", answers.open(call, sent.has("edit") ? criteria(sent) : review.criteria()));
        model.addAttribute("comments", sent.has("edit") ? sent.under("comment-") : ReviewPage.of(review, List.of(), opened.comments()).comments());
        model.addAttribute("looked", sent.has("edit") ? sent.all("looked") : review.looked().stream().map(UUID::toString).collect(Collectors.toSet()));
        model.addAttribute("reasons", sent.or("reasons", review.draft()));
        model.addAttribute("outcome", sent.or("outcome", review.leaning().map(Recommendation.Outcome::key).orElse("")));
        model.addAttribute("outcomes", Arrays.stream(Recommendation.Outcome.values()).map(Recommendation.Outcome::key).toList());
        model.addAttribute("answerKeys", Arrays.stream(Criteria.Answer.values()).map(Criteria.Answer::key).toList());
        model.addAttribute("statements", Signed.of(opened.submission()));
        model.addAttribute("submittedAt", opened.submission().at());
        model.addAttribute("zone", call.zone());
        model.addAttribute("today", call.today());
        return "reviews/portfolio";
    }

    /** Saves, from the button or at a pause; or saves and goes on to the recommendation. */
    @PostMapping("/reviews/{id}")
    String save(Call call, @PathVariable String id, HttpServletRequest request, @RequestHeader(name = "HX-Request", required = false) Optional<String> pause,
            Model model, HttpServletResponse response, RedirectAttributes then) {
        Sent sent = Sent.of(request);
        try {
            int edit = reviews.save(call, ReviewId.of(id), draft(sent));
            if (pause.isPresent()) {
                return saved(call, model, edit, Optional.empty());
            }
            then.addFlashAttribute("done", "review.saved");
            return "redirect:/reviews/" + id + (sent.text("then").equals("recommend") ? "/recommendation" : "");
        } catch (Refused refused) {
            if (pause.isPresent()) {
                return saved(call, model, (int) sent.number("edit"), words.of(refused).stream().map(fault -> fault.message()).findFirst());
            }
            refused(model, response, refused);
            return portfolio(call, own(call, id), model, sent);
        }
    }

    /** The small fragment that says so, with the number of the edit that the next save begins from. */
    private static String saved(Call call, Model model, int edit, Optional<String> fault) {
        model.addAttribute("edit", edit);
        model.addAttribute("at", call.at());
        model.addAttribute("zone", call.zone());
        model.addAttribute("fault", fault.orElse(""));
        return "reviews/saved";
    }

    private static ReviewDraft draft(Sent sent) {
        return new ReviewDraft((int) sent.number("edit"), criteria(sent), sent.text("reasons"), outcome(sent.text("outcome")), comments(sent), looked(sent));
    }

    private static Map<String, String> criteria(Sent sent) {
        Map<String, String> given = new LinkedHashMap<>();
        sent.under("criterion-").forEach((key, answer) -> {
            if (Arrays.stream(Criteria.Answer.values()).anyMatch(known -> known.key().equals(answer))) {
                given.put(key, answer);
            }
        });
        sent.under("why-").forEach((key, why) -> {
            if (!why.isBlank()) {
                given.put(key + ".why", why);
            }
        });
        return given;
    }

    private static Optional<Recommendation.Outcome> outcome(String key) {
        return Arrays.stream(Recommendation.Outcome.values()).filter(outcome -> outcome.key().equals(key)).findFirst();
    }

    private static Map<UUID, String> comments(Sent sent) {
        Map<UUID, String> comments = new LinkedHashMap<>();
        sent.under("comment-").forEach((entry, text) -> {
            if (!text.isBlank()) {
                comments.put(Id.parse(entry), text);
            }
        });
        return comments;
    }

    private static Set<UUID> looked(Sent sent) {
        return sent.all("looked").stream().map(Id::parse).collect(Collectors.toSet());
    }

    /** What the member will see, before it is recommended. */
    @GetMapping("/reviews/{id}/recommendation")
    String recommendation(Call call, @PathVariable String id, Model model) {
        Review review = own(call, id);
        return review.isOpen() ? summary(call, review, model) : finished(call, review, model);
    }

    private String summary(Call call, Review review, Model model) {
        OpenedReview opened = reviews.open(call, review.id());
        model.addAttribute("entries", frozen.entries(call, StandingJson.read(opened.submission().standing()), opened.activities(), opened.artefacts(),
                List.of(), ""));
        return read(call, review, answers.page(call, review, opened.comments()), model);
    }

    private String read(Call call, Review review, ReviewPage page, Model model) {
        model.addAttribute("review", review);
        model.addAttribute("page", page);
        model.addAttribute("zone", call.zone());
        return "reviews/summary";
    }

    /** One that is over: as it was recommended, or why it was not. */
    private String finished(Call call, Review review, Model model) {
        if (review.finishedAt().isPresent()) {
            return summary(call, review, model);
        }
        model.addAttribute("entries", List.of());
        return read(call, review, answers.page(call, review, List.of()), model);
    }

    @PostMapping("/reviews/{id}/recommendation")
    String recommend(Call call, @PathVariable String id, @RequestParam(defaultValue = "0") int edit, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        try {
            reviews.recommend(call, ReviewId.of(id), edit);
            then.addFlashAttribute("done", "review.recommended");
            return "redirect:/reviews";
        } catch (Refused refused) {
            Review review = own(call, id);
            status(response, refused);
            model.addAttribute("faults", named(words.of(refused), answers.open(call, review.criteria())));
            return portfolio(call, review, model, Sent.NOTHING);
        }
    }

    /** Summed up on top of the page, what is said of a criterion says of which. */
    private static List<FieldFault> named(List<FieldFault> faults, List<ReviewPage.Answered> criteria) {
        return faults.stream().map(fault -> criteria.stream().filter(criterion -> fault.field().equals("criterion-" + criterion.key())).findFirst()
                .map(criterion -> new FieldFault(fault.field(), criterion.title() + ": " + fault.message())).orElse(fault)).toList();
    }

    /** Always a download, never shown. */
    @GetMapping("/reviews/{id}/evidence/{file}")
    void evidence(Call call, @PathVariable String id, @PathVariable String file, HttpServletResponse response) throws IOException {
        Review review = own(call, id);
        EvidenceFile found = reviews.open(call, review.id()).files().stream().filter(each -> each.id().equals(EvidenceId.of(file))).findFirst()
                .orElseThrow(Refused::notFound);
        Downloads.headers(response, found.fileName());
        reviews.copy(call, review.id(), found.id(), response.getOutputStream());
    }
}
