package collegium.compliance;

import static collegium.database.tenant.Tables.MEMBER;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
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
import collegium.peerreview.Review;
import collegium.peerreview.Reviews;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.engine.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * The body's decisions on submitted periods. A determination keeps its reasons and the whole standing, and names what it was judged
 * from; reviewers' recommendations stand beside it and are never it.
 */
@Component
public class Determinations {

    private final TenantDatabase database;
    private final Submissions submissions;
    private final Reviews reviews;
    private final EntryDecisions decisions;
    private final FrozenStandings frozen;
    private final Outbox outbox;

    Determinations(TenantDatabase database, Submissions submissions, Reviews reviews, EntryDecisions decisions, FrozenStandings frozen, Outbox outbox) {
        this.database = database;
        this.submissions = submissions;
        this.reviews = reviews;
        this.decisions = decisions;
        this.frozen = frozen;
        this.outbox = outbox;
    }

    /**
     * Decides on the submission as it was frozen, with everything decided on its entries, as at the call's day; keeps the decision for ever
     * and tells the member. Refused beside its field: reasons that are missing, an outcome that the standing does not bear out and that is
     * not said to be meant ({@code against-standing}); as conflicts {@code submission-reopened}, {@code review-open} while a reviewer
     * still has it, {@code changed-meanwhile}.
     */
    public DeterminationId determine(Call call, Determine command) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        Faults faults = new Faults();
        String reasons = Written.prose(faults, "reasons", command.reasons(), 20_000);
        faults.refuse();
        Submission found = submissions.find(call, command.submission());
        DeterminationId id = new DeterminationId(call.freshId());
        database.run(call.body(), sql -> {
            long revision = Revisions.next(sql, found.member());
            Submission submission = submissions.find(call, found.id());
            requireDue(sql, call, submission, command);
            Judgement judgement = frozen.judge(sql, call, submission, revision);
            requireBorneOut(command, judgement.standing());
            DeterminationStore.insert(sql, call, id, submission, command, reasons, judgement);
            AuditLog.write(sql, call, "determined", AuditLog.Subject.of("determination", id.value(), submission.member()), Map.of(),
                    Map.of("outcome", command.outcome().key(), "submission", submission.id().toString(), "digest", judgement.digest()));
            outbox.add(sql, call, NewMessage.now(MessageKind.DETERMINATION, new Recipient.ToMember(submission.member()),
                    Facts.at("/record-book/submissions/" + submission.id()).text("period", Periods.span(frozen.enrolled(call, submission)))
                            .text("outcome", command.outcome().key().replace('-', '_')).text("reasons", reasons), call.at()));
        });
        return id;
    }

    private void requireDue(DSLContext sql, Call call, Submission submission, Determine command) {
        if (submission.reopened().isPresent()) {
            throw Refused.conflict("submission-reopened");
        }
        if (reviews.of(call, submission.id()).stream().anyMatch(Review::isOpen)) {
            throw Refused.conflict("review-open");
        }
        Optional<DeterminationId> last = DeterminationStore.of(sql, submission.period()).stream().findFirst().map(Determination::id);
        if (!last.equals(command.follows())) {
            throw Refused.conflict("changed-meanwhile");
        }
    }

    /** Nobody decides against the numbers by a slip. */
    private static void requireBorneOut(Determine command, Standing standing) {
        boolean borneOut = switch (command.outcome()) {
            case MET -> standing.compliant();
            case NOT_MET -> !standing.compliant();
            case RELIEVED -> true;
        };
        if (!borneOut && !command.against()) {
            throw Refused.invalid("against-standing", "against");
        }
    }

    /** To its member, and to officers and administrators. */
    public Determination find(Call call, DeterminationId id) {
        Determination found = database.in(call.body(), sql -> DeterminationStore.find(sql, id).orElseThrow(Refused::notFound));
        call.requireOwn(found.member(), Role.OFFICER, Role.ADMINISTRATOR);
        return found;
    }

    /** All on a period, of every submission, the last first: to its member, and to officers and administrators. */
    public List<Determination> of(Call call, MemberId member, PeriodId period) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> DeterminationStore.of(sql, period).stream()
                .filter(determination -> determination.member().equals(member)).toList());
    }

    /** Where a submission stands with everything that is decided on its entries until now, as at the call's day: to officers and its member. */
    public Standing standing(Call call, SubmissionId id) {
        Submission submission = submissions.find(call, id);
        return database.in(call.body(), sql -> frozen.judge(sql, call, submission, revision(sql, submission.member())).standing());
    }

    private static long revision(DSLContext sql, MemberId member) {
        return sql.select(MEMBER.REVISION).from(MEMBER).where(MEMBER.ID.eq(member)).fetchOptional(row -> row.value1()).orElseThrow(Refused::notFound);
    }

    /** What came of a submission: to its member, and to officers and administrators as the member sees it. */
    public Result result(Call call, SubmissionId id) {
        Submission submission = submissions.find(call, id);
        List<Determination> determined = of(call, submission.member(), submission.period()).stream()
                .filter(determination -> determination.submission().equals(id)).toList();
        return new Result(submission, determined, decisions.of(call, id),
                determined.isEmpty() ? List.of() : reviews.finished(Judgements.asProduct(call), id));
    }
}
