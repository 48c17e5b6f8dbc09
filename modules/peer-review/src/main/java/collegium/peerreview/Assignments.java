package collegium.peerreview;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.ACCOUNT_ROLE;
import static collegium.database.tenant.Tables.CONFLICT_OF_INTEREST;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.REVIEW;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
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
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.engine.Span;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who reviews what: never the member's own, never against a declared conflict, always somebody who is a reviewer. */
@Component
public class Assignments {

    private final TenantDatabase tenants;
    private final Submissions submissions;
    private final Outbox outbox;

    public Assignments(TenantDatabase tenants, Submissions submissions, Outbox outbox) {
        this.tenants = tenants;
        this.submissions = submissions;
        this.outbox = outbox;
    }

    /** Somebody who may be asked. */
    public record Candidate(AccountId account, String name, int openReviews) {}

    /** Who may review the submission, those with the fewest open reviews first. */
    public List<Candidate> candidates(Call call, SubmissionId id) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        MemberId member = submissions.find(call, id).member();
        return tenants.in(call.body(), sql -> sql.select(ACCOUNT.ID, ACCOUNT.NAME).from(ACCOUNT).where(eligible(member))
                .and(notExists(selectOne().from(REVIEW).where(REVIEW.REVIEWER_ID.eq(ACCOUNT.ID), REVIEW.SUBMISSION_ID.eq(id),
                        ReviewStore.given())))
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .fetch(row -> new Candidate(row.value1(), row.value2(), open(sql, row.value1()))).stream()
                .sorted(Comparator.comparingInt(Candidate::openReviews)).toList());
    }

    private static int open(DSLContext sql, AccountId reviewer) {
        return sql.fetchCount(REVIEW, REVIEW.REVIEWER_ID.eq(reviewer).and(ReviewStore.open()));
    }

    private static Condition eligible(MemberId member) {
        return ACCOUNT.STATUS.eq("active")
                .and(exists(selectOne().from(ACCOUNT_ROLE).where(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID), ACCOUNT_ROLE.ROLE.eq("REVIEWER"))))
                .and(notExists(selectOne().from(MEMBER).where(MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID), MEMBER.ID.eq(member))))
                .and(notExists(selectOne().from(CONFLICT_OF_INTEREST).where(CONFLICT_OF_INTEREST.ACCOUNT_ID.eq(ACCOUNT.ID),
                        CONFLICT_OF_INTEREST.MEMBER_ID.eq(member), CONFLICT_OF_INTEREST.ENDED_AT.isNull())));
    }

    /**
     * Gives the submission to the reviewer and tells them. Refused: {@code submission-reopened}, {@code not-eligible} (the
     * member, a conflict, no reviewer), {@code already-assigned}, {@code in-the-past}.
     */
    public ReviewId assign(Call call, SubmissionId submission, AccountId reviewer, LocalDate due) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        if (due.isBefore(call.today())) {
            throw Refused.invalid("in-the-past", "due", Map.of("today", call.today()));
        }
        ReviewId id = new ReviewId(call.freshId());
        tenants.run(call.body(), sql -> {
            Conflicts.lock(sql, submissions.find(call, submission).member());
            Submission frozen = submissions.find(call, submission);
            if (frozen.reopened().isPresent()) {
                throw Refused.conflict("submission-reopened");
            }
            if (!sql.fetchExists(ACCOUNT, ACCOUNT.ID.eq(reviewer).and(eligible(frozen.member())))) {
                throw Refused.invalid("not-eligible", "reviewer");
            }
            insert(sql, call, id, frozen, reviewer, due);
        });
        return id;
    }

    /** Takes an open review away from its reviewer, so that another can have it; the row stays, with who took it and why. */
    public void withdraw(Call call, ReviewId id, String reason) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        Faults faults = new Faults();
        String why = Written.prose(faults, "reason", reason, 2_000);
        faults.refuse();
        tenants.run(call.body(), sql -> {
            Review review = ReviewStore.locked(sql, id);
            if (!review.isOpen()) {
                throw Refused.conflict("review-closed");
            }
            sql.update(REVIEW).set(REVIEW.WITHDRAWN_AT, call.at()).set(REVIEW.WITHDRAWN_REASON, why)
                    .set(REVIEW.WITHDRAWN_BY, call.account().map(Id::value).orElse(null)).where(REVIEW.ID.eq(id.value())).execute();
            AuditLog.write(sql, call, "review-withdrawn", AuditLog.Subject.of("review", id.value(), review.member()), Map.of(), Map.of());
        });
    }

    private void insert(DSLContext sql, Call call, ReviewId id, Submission frozen, AccountId reviewer, LocalDate due) {
        boolean given = sql.fetchExists(REVIEW, REVIEW.SUBMISSION_ID.eq(frozen.id()).and(REVIEW.REVIEWER_ID.eq(reviewer)).and(ReviewStore.given()));
        if (given) {
            throw Refused.conflict("already-assigned");
        }
        sql.insertInto(REVIEW)
                .set(REVIEW.ID, id.value()).set(REVIEW.SUBMISSION_ID, frozen.id()).set(REVIEW.MEMBER_ID, frozen.member())
                .set(REVIEW.REVIEWER_ID, reviewer).set(REVIEW.ASSIGNED_AT, call.at()).set(REVIEW.DUE_ON, due)
                .set(REVIEW.ASSIGNED_BY, call.account().map(Id::value).orElse(reviewer.value()))
                .execute();
        AuditLog.write(sql, call, "review-assigned", AuditLog.Subject.of("review", id.value(), frozen.member()), Map.of(),
                Map.of("reviewer", reviewer.toString(), "due", due.toString()));
        Review review = ReviewStore.find(sql, id).orElseThrow();
        outbox.add(sql, call, NewMessage.now(MessageKind.REVIEW_ASSIGNED, new Recipient.ToAccount(reviewer),
                Facts.at("/reviews/" + id).text("member", review.memberName()).text("period", new Span(review.firstDay(), review.lastDay()).inYears())
                        .date("due", due), call.at()));
    }
}
