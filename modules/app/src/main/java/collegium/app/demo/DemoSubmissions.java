package collegium.app.demo;

import collegium.compliance.Cohort;
import collegium.compliance.Determination;
import collegium.compliance.Determinations;
import collegium.compliance.Determine;
import collegium.compliance.Periods;
import collegium.compliance.Statements;
import collegium.compliance.SubmitPeriod;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.peerreview.Assignments;
import collegium.peerreview.Criteria;
import collegium.peerreview.OpenedReview;
import collegium.peerreview.Recommendation;
import collegium.peerreview.ReviewDraft;
import collegium.peerreview.ReviewId;
import collegium.peerreview.Reviews;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gives an invented body's officers and reviewers work: periods submitted, reviews asked for, begun, late, recommended, decided. */
@Component
class DemoSubmissions {

    private static final Map<String, String> ASKED = Map.of("true-record", "I did these activities as I recorded them.",
            "insured", "I was insured whenever I practised.", "fit", "Nothing about my health or conduct keeps me from practising safely.");

    private static final int SUBMITTED = 14;

    private final Cohort cohort;
    private final Portfolios portfolios;
    private final Periods periods;
    private final Assignments assignments;
    private final Reviews reviews;
    private final Determinations determinations;

    DemoSubmissions(Cohort cohort, Portfolios portfolios, Periods periods, Assignments assignments, Reviews reviews, Determinations determinations) {
        this.cohort = cohort;
        this.portfolios = portfolios;
        this.periods = periods;
        this.assignments = assignments;
        this.reviews = reviews;
        this.determinations = determinations;
    }

    private record Submitted(SubmissionId id, int days) {}

    /** @param except the demonstration's own accounts, whose periods are theirs to submit */
    void fill(Call call, DemoFiller.People people, Set<MemberId> except) {
        List<Cohort.Line> able = new ArrayList<>();
        for (String status : List.of("met", "on-track", "at-risk")) {
            able.addAll(cohort.page(call, new Cohort.Filter(Optional.of(status), Optional.empty(), Optional.empty()), Cohort.Sort.NAME, Optional.empty(), 60));
        }
        List<Submitted> submitted = new ArrayList<>();
        for (Cohort.Line line : able.stream().filter(line -> !except.contains(line.member())).toList()) {
            int days = 26 - 2 * submitted.size();
            Call then = ago(call, days);
            if (submitted.size() < SUBMITTED && nothingSince(then, line)) {
                submit(then, line).ifPresent(id -> submitted.add(new Submitted(id, days)));
            }
        }
        for (int i = 0; i < submitted.size(); i++) {
            work(call, people, submitted.get(i), i);
        }
    }

    /** Nobody submitted what they did only afterwards. */
    private boolean nothingSince(Call then, Cohort.Line line) {
        return portfolios.list(then, line.member(), ActivityQuery.latest(1)).stream().noneMatch(latest -> latest.said().ended().isAfter(then.today()));
    }

    private static Call ago(Call call, int days) {
        return new Call(call.body(), call.actor(), call.at().minus(Duration.ofDays(days)), call.zone());
    }

    private Optional<SubmissionId> submit(Call call, Cohort.Line line) {
        Optional<PeriodId> period = periods.of(call, line.member()).stream().filter(outlook -> outlook.current().isEmpty())
                .map(Periods.Outlook::enrolled).filter(enrolled -> enrolled.schemeName().equals(line.scheme()))
                .flatMap(enrolled -> enrolled.period().stream()).map(open -> open.id()).findFirst();
        return period.map(id -> periods.submit(call, new SubmitPeriod(id, periods.readiness(call, id).revision(), Statements.USUAL.stream()
                .map(statement -> new SubmitPeriod.Answer(statement.key(), ASKED.getOrDefault(statement.key(), ""), "yes")).toList(),
                Optional.empty(), true, line.name())));
    }

    private void work(Call call, DemoFiller.People people, Submitted submitted, int i) {
        Call officer = as(ago(call, submitted.days() - 1), people.officer(), "Judith Marsh", Role.OFFICER);
        Call first = as(ago(call, 1), people.reviewer(), "Helen Strand", Role.REVIEWER);
        Call second = as(ago(call, 1), people.second(), "Samuel Adeyemi", Role.REVIEWER);
        LocalDate due = call.today().plusDays(4L + i);
        switch (i) {
            case 0 -> {
                recommend(first, assign(officer, submitted, people.reviewer(), due), Recommendation.Outcome.STANDS);
                determinations.determine(as(call, people.officer(), "Judith Marsh", Role.OFFICER), new Determine(submitted.id(), Determination.Outcome.MET,
                        "The record shows what is asked, and the reviewer found nothing that stands against it.", true, Optional.empty()));
            }
            case 1 -> recommend(first, assign(officer, submitted, people.reviewer(), due), Recommendation.Outcome.STANDS_WITH_ADVICE);
            case 2 -> recommend(second, assign(officer, submitted, people.second(), due), Recommendation.Outcome.MORE_EVIDENCE);
            case 3 -> assign(officer, submitted, people.reviewer(), call.today().minusDays(2));
            case 4 -> begin(first, assign(officer, submitted, people.reviewer(), due));
            case 5, 6 -> assign(officer, submitted, people.reviewer(), due);
            case 7 -> assign(officer, submitted, people.second(), due);
            case 8 -> periods.reopen(officer, submitted.id(), "The certificate of the largest activity is missing. Please add it and submit again.");
            default -> {}
        }
    }

    private static Call as(Call call, AccountId account, String name, Role role) {
        return new Call(call.body(), new Actor.Person(account, name, Set.of(role), Optional.empty()), call.at(), call.zone());
    }

    private ReviewId assign(Call officer, Submitted submitted, AccountId reviewer, LocalDate due) {
        return assignments.assign(officer, submitted.id(), reviewer, due);
    }

    private void begin(Call reviewer, ReviewId review) {
        reviews.confirmNoConflict(reviewer, review);
        OpenedReview opened = reviews.open(reviewer, review);
        reviews.save(reviewer, review, new ReviewDraft(0, Map.of("needs", "meets", "activities", "meets"), "", Optional.empty(), comments(opened, 1), looked(opened, 3)));
    }

    private void recommend(Call reviewer, ReviewId review, Recommendation.Outcome outcome) {
        reviews.confirmNoConflict(reviewer, review);
        OpenedReview opened = reviews.open(reviewer, review);
        Map<String, String> answers = new LinkedHashMap<>();
        Criteria.USUAL.forEach(criterion -> answers.put(criterion.key(), Criteria.Answer.MEETS.key()));
        if (outcome != Recommendation.Outcome.STANDS) {
            answers.put("reflections", Criteria.Answer.IN_PART.key());
            answers.put("reflections.why", "Two reflections say what is done differently now; the others stay general.");
        }
        String reasons = outcome == Recommendation.Outcome.MORE_EVIDENCE
                ? "The largest activity has no certificate. With it the record stands."
                : "A varied record that fits the practice behind it. The reflections could say more about what changed.";
        int edit = reviews.save(reviewer, review, new ReviewDraft(0, answers, reasons, Optional.of(outcome), comments(opened, 2), looked(opened, 100)));
        reviews.recommend(reviewer, review, edit);
    }

    private static Map<UUID, String> comments(OpenedReview opened, int most) {
        List<String> said = List.of("A clear change in practice, and you show that it worked.", "What did you do differently afterwards? One sentence would do.");
        Map<UUID, String> comments = new LinkedHashMap<>();
        opened.activities().stream().limit(most).forEach(activity -> comments.put(activity.id().value(), said.get(comments.size())));
        return comments;
    }

    private static Set<UUID> looked(OpenedReview opened, int most) {
        return opened.activities().stream().limit(most).map(activity -> activity.id().value()).collect(Collectors.toSet());
    }
}
