package collegium.peerreview;

import static collegium.database.tenant.Tables.RECOMMENDATION;
import static collegium.database.tenant.Tables.REVIEW;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.ActivityId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import collegium.portfolios.ArtefactId;
import collegium.portfolios.Artefacts;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.EvidenceId;
import collegium.portfolios.Portfolios;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A reviewer's own reviews. A portfolio opens only after no conflict of interest was confirmed, and only as it was frozen. */
@Component
public class Reviews {

    private final TenantDatabase tenants;
    private final Submissions submissions;
    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final EvidenceFiles files;
    private final Outbox outbox;

    public Reviews(TenantDatabase tenants, Submissions submissions, Portfolios portfolios, Artefacts artefacts, EvidenceFiles files, Outbox outbox) {
        this.tenants = tenants;
        this.submissions = submissions;
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.files = files;
        this.outbox = outbox;
    }

    /** The caller's open reviews, the next due first; {@code after} is the last of the page before. */
    public List<Review> queue(Call call, Optional<Review> after, int limit) {
        call.require(Role.REVIEWER);
        AccountId self = call.account().orElseThrow(Refused::notAllowed);
        return tenants.in(call.body(), sql -> ReviewStore.select(sql, REVIEW.REVIEWER_ID.eq(self)
                        .and(ReviewStore.open()).and(SUBMISSION.REOPENED_AT.isNull())
                        .and(after.map(last -> row(REVIEW.DUE_ON, REVIEW.ID).gt(last.dueOn(), last.id().value())).orElse(noCondition())))
                .orderBy(REVIEW.DUE_ON, REVIEW.ID).limit(Math.clamp(limit, 1, 200)).fetch(ReviewStore::read));
    }

    /** What the caller finished, declined or was relieved of, the latest first; {@code after} is the last of the page before. */
    public List<Review> done(Call call, Optional<Review> after, int limit) {
        call.require(Role.REVIEWER);
        AccountId self = call.account().orElseThrow(Refused::notAllowed);
        return tenants.in(call.body(), sql -> ReviewStore.select(sql, REVIEW.REVIEWER_ID.eq(self).andNot(ReviewStore.open())
                        .and(after.map(last -> row(REVIEW.ASSIGNED_AT, REVIEW.ID).lt(last.assignedAt(), last.id().value())).orElse(noCondition())))
                .orderBy(REVIEW.ASSIGNED_AT.desc(), REVIEW.ID.desc()).limit(Math.clamp(limit, 1, 200)).fetch(ReviewStore::read));
    }

    /** A review before it opens: who, which period, until when. To its reviewer and to officers. */
    public Review find(Call call, ReviewId id) {
        Review review = tenants.in(call.body(), sql -> ReviewStore.find(sql, id).orElseThrow(Refused::notFound));
        if (!call.has(Role.OFFICER) && !call.has(Role.ADMINISTRATOR)) {
            requireReviewer(call, review);
        }
        return review;
    }

    /** All reviews of a submission with what was recommended: what an officer determines beside. */
    public List<Review> of(Call call, SubmissionId submission) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> ReviewStore.select(sql, REVIEW.SUBMISSION_ID.eq(submission))
                .orderBy(REVIEW.ASSIGNED_AT, REVIEW.ID).fetch(ReviewStore::read));
    }

    /** The finished reviews of a submission with their comments: what a member sees of them is for the body's decision to open. */
    public List<ReviewedBy> finished(Call call, SubmissionId submission) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> ReviewStore.select(sql, REVIEW.SUBMISSION_ID.eq(submission).and(REVIEW.FINISHED_AT.isNotNull()))
                .orderBy(REVIEW.FINISHED_AT, REVIEW.ID).fetch(ReviewStore::read).stream()
                .map(review -> new ReviewedBy(review, ReviewStore.comments(sql, review.id()))).toList());
    }

    private static void requireReviewer(Call call, Review review) {
        if (!call.has(Role.REVIEWER) || call.account().filter(review.reviewer()::equals).isEmpty()) {
            throw Refused.notFound();
        }
    }

    /** The reviewer has no conflict of interest; from then on the portfolio opens. */
    public void confirmNoConflict(Call call, ReviewId id) {
        tenants.run(call.body(), sql -> {
            Review review = working(sql, call, id);
            if (review.noConflictAt().isEmpty()) {
                sql.update(REVIEW).set(REVIEW.NO_CONFLICT_AT, call.at()).where(REVIEW.ID.eq(id.value())).execute();
                audit(sql, call, review, "no-conflict-confirmed");
            }
        });
    }

    /** The review as somebody works on it: the reviewer's own, open, of a submission that was not reopened. Locked. */
    private Review working(DSLContext sql, Call call, ReviewId id) {
        Review review = ReviewStore.locked(sql, id);
        requireReviewer(call, review);
        if (!review.isOpen()) {
            throw Refused.conflict("review-closed");
        }
        if (review.reopened()) {
            throw Refused.conflict("submission-reopened");
        }
        requireNoConflict(sql, review);
        return review;
    }

    /** A conflict that is declared while somebody reviews closes the portfolio to them. */
    private static void requireNoConflict(DSLContext sql, Review review) {
        if (Conflicts.stands(sql, review.reviewer(), review.member())) {
            throw Refused.conflict("conflict-declared");
        }
    }

    private Review opened(DSLContext sql, Call call, ReviewId id) {
        Review review = working(sql, call, id);
        if (review.noConflictAt().isEmpty()) {
            throw Refused.conflict("conflict-not-answered");
        }
        return review;
    }

    private Submission frozen(Call call, Review review) {
        return submissions.find(vouched(call), review.submission());
    }

    /** The portfolio's modules let a reviewer in on this module's word: it checked assignment, conflict and the freeze. */
    private static Call vouched(Call call) {
        return new Call(call.body(), new Actor.Job("review by " + call.actor().name()), call.at(), call.zone());
    }

    /** The record as it was frozen. Refused as {@code conflict-not-answered} until {@link #confirmNoConflict}. */
    public OpenedReview open(Call call, ReviewId id) {
        Review review = find(call, id);
        if (review.ended().isPresent()) {
            throw Refused.conflict("review-closed");
        }
        if (review.noConflictAt().isEmpty()) {
            throw Refused.conflict("conflict-not-answered");
        }
        tenants.run(call.body(), sql -> requireNoConflict(sql, review));
        Submission frozen = frozen(call, review);
        Call vouched = vouched(call);
        return new OpenedReview(review, frozen, portfolios.asKnown(vouched, review.member(), frozen.revision()),
                artefacts.asKnown(vouched, review.member(), frozen.revision()), files.list(vouched, review.member(), frozen.revision()),
                tenants.in(call.body(), sql -> ReviewStore.comments(sql, id)));
    }

    /** Writes the bytes of a file that belongs to the frozen record. */
    public void copy(Call call, ReviewId id, EvidenceId file, OutputStream out) throws IOException {
        if (open(call, id).files().stream().noneMatch(f -> f.id().equals(file))) {
            throw Refused.notFound();
        }
        files.copy(vouched(call), file, out);
    }

    /**
     * Keeps the review as far as it is written, and says the number of this edit. Refused: {@code changed-meanwhile}, and an entry that
     * is not of the frozen record as not found.
     */
    public int save(Call call, ReviewId id, ReviewDraft draft) {
        Faults faults = new Faults();
        String reasons = Written.prose(faults, "reasons", Optional.of(draft.reasons()), 20_000).orElse("");
        faults.require(draft.criteria().size() <= 100, "too-many", "criteria");
        draft.criteria().forEach((criterion, answer) -> {
            Written.word(faults, "criteria", criterion);
            Written.prose(faults, "why-" + criterion.replace(".why", ""), Optional.of(answer), 5_000);
        });
        OpenedReview opened = open(call, id);
        List<Comment> comments = new ArrayList<>();
        draft.comments().forEach((entry, text) -> Written.prose(faults, "comment-" + entry, Optional.of(text), 5_000)
                .ifPresent(words -> comments.add(beside(call, opened, entry, words))));
        faults.refuse();
        return tenants.in(call.body(), sql -> {
            requireLatest(opened(sql, call, id), draft.edit());
            ReviewStore.comment(sql, id, comments);
            return sql.update(REVIEW)
                    .set(REVIEW.CRITERIA, ReviewStore.json(draft.criteria())).set(REVIEW.DRAFT, reasons)
                    .set(REVIEW.DRAFT_OUTCOME, draft.outcome().map(Recommendation.Outcome::key).orElse(null))
                    .set(REVIEW.LOOKED, draft.looked().stream().filter(opened::has).sorted().toArray(UUID[]::new))
                    .set(REVIEW.EDIT, REVIEW.EDIT.plus(1))
                    .where(REVIEW.ID.eq(id.value()))
                    .returningResult(REVIEW.EDIT).fetchSingle(found -> found.value1());
        });
    }

    private static void requireLatest(Review review, int edit) {
        if (review.edit() != edit) {
            throw Refused.conflict("changed-meanwhile");
        }
    }

    private static Comment beside(Call call, OpenedReview opened, UUID entry, String words) {
        if (!opened.has(entry)) {
            throw Refused.notFound();
        }
        boolean activity = opened.activities().stream().anyMatch(each -> each.id().value().equals(entry));
        return new Comment(call.freshId(), activity ? Optional.of(new ActivityId(entry)) : Optional.empty(),
                activity ? Optional.empty() : Optional.of(new ArtefactId(entry)), words, call.at());
    }

    /**
     * Closes the review with what was saved as its recommendation, and tells who assigned it. It decides nothing. Refused, each beside
     * its field: a criterion that is not answered, no recommendation chosen, no reasons; and {@code changed-meanwhile}.
     */
    public void recommend(Call call, ReviewId id, int edit) {
        tenants.run(call.body(), sql -> {
            Review review = opened(sql, call, id);
            requireLatest(review, edit);
            List<Criterion> criteria = Criteria.of(sql);
            Faults faults = new Faults();
            criteria.forEach(criterion -> faults.require(review.criteria().containsKey(criterion.key()), "criterion-unanswered", "criterion-" + criterion.key()));
            faults.require(review.leaning().isPresent(), "recommendation-needed", "outcome");
            faults.require(!review.draft().isBlank(), "required", "reasons");
            faults.refuse();
            sql.insertInto(RECOMMENDATION).set(RECOMMENDATION.REVIEW_ID, id.value())
                    .set(RECOMMENDATION.OUTCOME, review.leaning().orElseThrow().key())
                    .set(RECOMMENDATION.REASONS, review.draft()).set(RECOMMENDATION.RECOMMENDED_AT, call.at()).execute();
            sql.update(REVIEW).set(REVIEW.FINISHED_AT, call.at()).set(REVIEW.CRITERIA, ReviewStore.json(worded(review, criteria)))
                    .where(REVIEW.ID.eq(id.value())).execute();
            audit(sql, call, review, "review-recommended");
            tell(sql, call, review, MessageKind.REVIEW_FINISHED, "");
        });
    }

    /** What was answered stays with the words that it answered, whatever the body asks later. */
    private static Map<String, String> worded(Review review, List<Criterion> criteria) {
        Map<String, String> worded = new LinkedHashMap<>(review.criteria());
        criteria.forEach(criterion -> criterion.title().ifPresent(title -> worded.put(criterion.key() + ".title", title)));
        return worded;
    }

    /** Declines with a reason; where it is a conflict of interest, it stands from then on. Tells who assigned it. */
    public void decline(Call call, ReviewId id, String reason, boolean conflict) {
        Faults faults = new Faults();
        String why = Written.prose(faults, "reason", reason, 2_000);
        faults.refuse();
        tenants.run(call.body(), sql -> {
            // The member's row first, as assigning does it: the two must not wait for each other.
            Conflicts.lock(sql, ReviewStore.find(sql, id).orElseThrow(Refused::notFound).member());
            Review review = working(sql, call, id);
            sql.update(REVIEW).set(REVIEW.DECLINED_AT, call.at()).set(REVIEW.DECLINE_REASON, why).where(REVIEW.ID.eq(id.value())).execute();
            if (conflict) {
                Conflicts.declare(sql, call, review.reviewer(), review.member(), why);
            }
            audit(sql, call, review, "review-declined");
            tell(sql, call, review, MessageKind.REVIEW_DECLINED, why);
        });
    }

    private void tell(DSLContext sql, Call call, Review review, MessageKind kind, String reasons) {
        AccountId officer = new AccountId(sql.select(REVIEW.ASSIGNED_BY).from(REVIEW).where(REVIEW.ID.eq(review.id().value())).fetchSingle(found -> found.value1()));
        if (!officer.equals(review.reviewer())) {
            outbox.add(sql, call, NewMessage.now(kind, new Recipient.ToAccount(officer), Facts.at("/officer/submissions/" + review.submission())
                    .text("reviewer", review.reviewerName()).text("member", review.memberName()).text("reasons", reasons), call.at()));
        }
    }

    private static void audit(DSLContext sql, Call call, Review review, String act) {
        AuditLog.write(sql, call, act, AuditLog.Subject.of("review", review.id().value(), review.member()), Map.of(), Map.of());
    }
}
