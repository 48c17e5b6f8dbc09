package collegium.portfolios;

import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** Frozen periods. Reviews, validations and audits read these, never the live record. */
@Component
public class Submissions {

    private final TenantDatabase tenants;

    public Submissions(TenantDatabase tenants) {
        this.tenants = tenants;
    }

    /** Keeps a submission, inside the transaction that judged it; one that is not reopened is refused as {@code already-submitted}. */
    public void freeze(DSLContext sql, Call call, Submission submission) {
        call.requireOwn(submission.member());
        if (sql.fetchExists(SUBMISSION, SUBMISSION.PERIOD_ID.eq(submission.period()).and(SUBMISSION.REOPENED_AT.isNull()))) {
            throw Refused.conflict("already-submitted");
        }
        sql.insertInto(SUBMISSION)
                .set(SUBMISSION.ID, submission.id()).set(SUBMISSION.MEMBER_ID, submission.member())
                .set(SUBMISSION.ENROLMENT_ID, submission.enrolment()).set(SUBMISSION.PERIOD_ID, submission.period())
                .set(SUBMISSION.REVISION, submission.revision()).set(SUBMISSION.SCHEME_VERSION_ID, submission.schemeVersion())
                .set(SUBMISSION.ENGINE_VERSION, submission.engine()).set(SUBMISSION.STANDING, JSONB.jsonb(submission.standing()))
                .set(SUBMISSION.DIGEST, submission.digest()).set(SUBMISSION.STATEMENTS, Json.write(submission.statements()))
                .set(SUBMISSION.SUBMITTED_AT, call.at()).set(SUBMISSION.SUBMITTED_BY, call.account().map(Id::value).orElse(null))
                .execute();
        AuditLog.write(sql, call, "period-submitted", AuditLog.Subject.of("submission", submission.id().value(), submission.member()),
                Map.of(), Map.of("revision", submission.revision(), "digest", submission.digest()));
    }

    /** To its member, and to officers and administrators. */
    public Submission find(Call call, SubmissionId id) {
        Submission found = tenants.in(call.body(), sql -> sql.selectFrom(SUBMISSION).where(SUBMISSION.ID.eq(id))
                .fetchOptional(Submissions::read).orElseThrow(Refused::notFound));
        call.requireOwn(found.member(), Role.OFFICER, Role.ADMINISTRATOR);
        return found;
    }

    /** A member's, the latest first. */
    public List<Submission> list(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql.selectFrom(SUBMISSION).where(SUBMISSION.MEMBER_ID.eq(member))
                .orderBy(SUBMISSION.SUBMITTED_AT.desc(), SUBMISSION.ID.desc()).fetch(Submissions::read));
    }

    /** The one of the period that is not reopened, if any. */
    public Optional<Submission> current(Call call, PeriodId period) {
        Optional<Submission> found = tenants.in(call.body(), sql -> sql.selectFrom(SUBMISSION)
                .where(SUBMISSION.PERIOD_ID.eq(period)).and(SUBMISSION.REOPENED_AT.isNull()).fetchOptional(Submissions::read));
        found.ifPresent(submission -> call.requireOwn(submission.member(), Role.OFFICER, Role.ADMINISTRATOR));
        return found;
    }

    /** Everybody's that are not reopened, the latest first; {@code after} is the last of the page before. */
    public List<Submission> latest(Call call, Optional<Submission> after, int limit) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql.selectFrom(SUBMISSION).where(SUBMISSION.REOPENED_AT.isNull())
                .and(after.map(last -> row(SUBMISSION.SUBMITTED_AT, SUBMISSION.ID).lt(last.at(), last.id()))
                        .orElse(noCondition()))
                .orderBy(SUBMISSION.SUBMITTED_AT.desc(), SUBMISSION.ID.desc()).limit(Math.clamp(limit, 1, 500)).fetch(Submissions::read));
    }

    /** Opens the period again, inside the caller's transaction; the submission stays readable as it was. */
    public void reopen(DSLContext sql, Call call, SubmissionId id, String reason) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        Faults faults = new Faults();
        String why = Written.prose(faults, "reason", reason, 2000);
        faults.refuse();
        Submission submission = find(call, id);
        Revisions.next(sql, submission.member());
        int reopened = sql.update(SUBMISSION)
                .set(SUBMISSION.REOPENED_AT, call.at()).set(SUBMISSION.REOPENED_REASON, why)
                .set(SUBMISSION.REOPENED_BY, call.account().map(Id::value).orElse(null))
                .where(SUBMISSION.ID.eq(id)).and(SUBMISSION.REOPENED_AT.isNull()).execute();
        if (reopened == 0) {
            throw Refused.conflict("already-reopened");
        }
        AuditLog.write(sql, call, "submission-reopened", AuditLog.Subject.of("submission", id.value(), submission.member()), Map.of(), Map.of());
    }

    private static Submission read(Record row) {
        return new Submission(row.get(SUBMISSION.ID), row.get(SUBMISSION.MEMBER_ID), row.get(SUBMISSION.ENROLMENT_ID),
                row.get(SUBMISSION.PERIOD_ID), row.get(SUBMISSION.REVISION), row.get(SUBMISSION.SCHEME_VERSION_ID),
                row.get(SUBMISSION.ENGINE_VERSION), row.get(SUBMISSION.STANDING).data(), row.get(SUBMISSION.DIGEST),
                Json.texts(row.get(SUBMISSION.STATEMENTS)), row.get(SUBMISSION.SUBMITTED_AT),
                Optional.ofNullable(row.get(SUBMISSION.REOPENED_AT))
                        .map(at -> new Submission.Reopening(at, Optional.ofNullable(row.get(SUBMISSION.REOPENED_REASON)).orElse(""))));
    }
}
