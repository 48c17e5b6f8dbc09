package collegium.peerreview;

import static collegium.database.tenant.Tables.RECOMMENDATION;
import static collegium.database.tenant.Tables.REVIEW;
import static collegium.database.tenant.Tables.REVIEW_COMMENT;
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
                        .and(REVIEW.DECLINED_AT.isNull()).and(REVIEW.FINISHED_AT.isNull())
                        .and(after.map(last -> row(REVIEW.DUE_ON, REVIEW.ID).gt(last.dueOn(), last.id().value())).orElse(noCondition())))
                .orderBy(REVIEW.DUE_ON, REVIEW.ID).limit(Math.clamp(limit, 1, 200)).fetch(ReviewStore::read));
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
                if (Conflicts.stands(sql, review.reviewer(), review.member())) {
                    throw Refused.conflict("conflict-declared");
                }
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
        if (frozen(call, review).reopened().isPresent()) {
            throw Refused.conflict("submission-reopened");
        }
        return review;
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
        if (review.noConflictAt().isEmpty() || review.declined().isPresent()) {
            throw Refused.conflict("conflict-not-answered");
        }
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

    /** Keeps criteria and reasons as far as they are; what was kept before is replaced. */
    public void save(Call call, ReviewId id, Map<String, String> criteria, String draft) {
        Faults faults = new Faults();
        String reasons = Written.prose(faults, "reasons", Optional.of(draft), 20_000).orElse("");
        faults.require(criteria.size() <= 100, "too-many", "criteria");
        criteria.forEach((criterion, answer) -> {
            Written.word(faults, "criteria", criterion);
            Written.prose(faults, "criteria", Optional.of(answer), 5_000);
        });
        faults.refuse();
        tenants.run(call.body(), sql -> {
            opened(sql, call, id);
            sql.update(REVIEW).set(REVIEW.CRITERIA, ReviewStore.json(criteria)).set(REVIEW.DRAFT, reasons).where(REVIEW.ID.eq(id.value())).execute();
        });
    }

    /** Writes beside an entry of the frozen record, or on the whole. */
    public Comment comment(Call call, ReviewId id, Optional<ActivityId> activity, Optional<ArtefactId> artefact, String text) {
        Faults faults = new Faults();
        String words = Written.prose(faults, "text", text, 5_000);
        faults.refuse();
        OpenedReview opened = open(call, id);
        boolean there = activity.map(a -> opened.activities().stream().anyMatch(e -> e.id().equals(a))).orElse(true)
                && artefact.map(a -> opened.artefacts().stream().anyMatch(e -> e.id().equals(a))).orElse(true);
        if (!there) {
            throw Refused.notFound();
        }
        return tenants.in(call.body(), sql -> {
            opened(sql, call, id);
            return ReviewStore.insert(sql, call, id, new Comment(call.freshId(), activity, artefact, words, call.at()));
        });
    }

    public void removeComment(Call call, ReviewId id, UUID comment) {
        tenants.run(call.body(), sql -> {
            opened(sql, call, id);
            sql.deleteFrom(REVIEW_COMMENT).where(REVIEW_COMMENT.ID.eq(comment)).and(REVIEW_COMMENT.REVIEW_ID.eq(id.value())).execute();
        });
    }

    /** Closes the review with a recommendation, and tells who assigned it. It decides nothing. */
    public void recommend(Call call, ReviewId id, Recommendation.Outcome outcome, String reasons) {
        Faults faults = new Faults();
        String why = Written.prose(faults, "reasons", reasons, 20_000);
        faults.refuse();
        tenants.run(call.body(), sql -> {
            Review review = opened(sql, call, id);
            sql.insertInto(RECOMMENDATION).set(RECOMMENDATION.REVIEW_ID, id.value()).set(RECOMMENDATION.OUTCOME, outcome.key())
                    .set(RECOMMENDATION.REASONS, why).set(RECOMMENDATION.RECOMMENDED_AT, call.at()).execute();
            sql.update(REVIEW).set(REVIEW.FINISHED_AT, call.at()).where(REVIEW.ID.eq(id.value())).execute();
            audit(sql, call, review, "review-recommended");
            tell(sql, call, review, MessageKind.REVIEW_FINISHED, "");
        });
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
            outbox.add(sql, call, NewMessage.now(kind, new Recipient.ToAccount(officer), Facts.at("/submissions/" + review.submission())
                    .text("reviewer", review.reviewerName()).text("member", review.memberName()).text("reasons", reasons), call.at()));
        }
    }

    private static void audit(DSLContext sql, Call call, Review review, String act) {
        AuditLog.write(sql, call, act, AuditLog.Subject.of("review", review.id().value(), review.member()), Map.of(), Map.of());
    }
}
