package collegium.compliance;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.portfolios.Submission;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Standing;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Judges a submission: the member's record as it was frozen, with what the body has said since. What the member amended meanwhile is
 * not in it.
 */
@Component
final class FrozenStandings {

    private final Enrolments enrolments;
    private final Judgements judgements;

    FrozenStandings(Enrolments enrolments, Judgements judgements) {
        this.enrolments = enrolments;
        this.judgements = judgements;
    }

    EnrolledIn enrolled(Call call, Submission submission) {
        return enrolments.period(Judgements.asProduct(call), submission.period());
    }

    /** As at the call's day, with everything that is decided up to the revision. */
    Judgement judge(DSLContext sql, Call call, Submission submission, long decided) {
        EnrolledIn enrolled = enrolled(call, submission);
        return judge(sql, call, enrolled, inputs(call, enrolled, submission, decided));
    }

    private Inputs inputs(Call call, EnrolledIn enrolled, Submission submission, long decided) {
        Inputs now = judgements.now(call, enrolled, decided);
        return new Inputs(now.versions(), now.engine(), submission.revision(), decided, now.asAt());
    }

    /** From inputs that were kept: exactly as it was. */
    Judgement judge(DSLContext sql, Call call, EnrolledIn enrolled, Inputs inputs) {
        return judgements.judge(sql, call, enrolled, enrolled.period().orElseThrow().days(), inputs);
    }

    /** The same as if nobody had decided on one of its entries. */
    Standing undecided(DSLContext sql, Call call, Submission submission, ActivityId activity, long decided) {
        EnrolledIn enrolled = enrolled(call, submission);
        Judgement judgement = judge(sql, call, submission, decided);
        MemberRecord record = judgement.record();
        MemberRecord without = new MemberRecord(record.facts(), record.activities(), record.artefacts(),
                record.decisions().stream().filter(decision -> !decision.activity().equals(activity.toString())).toList(), record.reliefs(),
                record.carried(), record.owed());
        return judgements.of(call, enrolled, judgement.inputs())
                .judge(without, enrolled.period().orElseThrow().days(), judgement.inputs().asAt());
    }
}
