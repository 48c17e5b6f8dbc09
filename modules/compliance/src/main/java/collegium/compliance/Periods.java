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
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import collegium.portfolios.Activity;
import collegium.portfolios.Artefacts;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Portfolios;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.schemes.StandingJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * A member's periods: what is missing before one is submitted, submitting it, opening it again. A submission freezes the record's
 * revision, the standing and a digest in one transaction. The live record goes on after it and may be amended; the submission stays
 * as it is, and another one can follow only after an officer reopened it with a reason.
 */
@Component
public class Periods {

    private final TenantDatabase database;
    private final Enrolments enrolments;
    private final Schemes schemes;
    private final Judgements judgements;
    private final Submissions submissions;
    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final EvidenceFiles files;
    private final Outbox outbox;

    Periods(TenantDatabase database, Enrolments enrolments, Schemes schemes, Judgements judgements, Submissions submissions, Portfolios portfolios,
            Artefacts artefacts, EvidenceFiles files, Outbox outbox) {
        this.database = database;
        this.enrolments = enrolments;
        this.schemes = schemes;
        this.judgements = judgements;
        this.submissions = submissions;
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.files = files;
        this.outbox = outbox;
    }

    /** A period with what was submitted for it and stands. */
    public record Outlook(EnrolledIn enrolled, Optional<Submission> current) {}

    /** Every period of the member, the latest first. */
    public List<Outlook> of(Call call, MemberId member) {
        return enrolments.periods(call, member).stream()
                .map(enrolled -> new Outlook(enrolled, submissions.current(call, enrolled.period().orElseThrow().id())))
                .toList();
    }

    /** Where the period stands at this moment and what is missing, before anything is submitted. Nothing is written. */
    public Readiness readiness(Call call, PeriodId period) {
        EnrolledIn enrolled = enrolments.period(call, period);
        return database.in(call.body(), sql -> {
            long revision = revision(sql, enrolled.member());
            Judgement judgement = judge(sql, call, enrolled, revision);
            List<Activity> activities = portfolios.asKnown(call, enrolled.member(), revision).stream().filter(activity -> within(enrolled, activity)).toList();
            return new Readiness(enrolled, revision, judgement.standing(), number(call, enrolled, judgement), Statements.of(sql),
                    submissions.current(call, period), activities.size(),
                    (int) activities.stream().filter(activity -> activity.said().texts().reflection().isPresent()).count(),
                    artefacts.asKnown(call, enrolled.member(), revision).size(), files.list(call, enrolled.member(), revision).size());
        });
    }

    private static boolean within(EnrolledIn enrolled, Activity activity) {
        return enrolled.period().orElseThrow().days().span().contains(activity.said().ended());
    }

    private int number(Call call, EnrolledIn enrolled, Judgement judgement) {
        return schemes.find(Judgements.asProduct(call), enrolled.scheme()).versions().stream()
                .filter(version -> version.id().equals(judgement.version())).map(SchemeVersion::number).findFirst().orElse(0);
    }

    private Judgement judge(DSLContext sql, Call call, EnrolledIn enrolled, long revision) {
        return judgements.judge(sql, call, enrolled, enrolled.period().orElseThrow().days(), judgements.now(call, enrolled, revision));
    }

    private static long revision(DSLContext sql, MemberId member) {
        return sql.select(MEMBER.REVISION).from(MEMBER).where(MEMBER.ID.eq(member)).fetchOptional(row -> row.value1()).orElseThrow(Refused::notFound);
    }

    /**
     * Freezes the period. Refused beside its field: a statement without an answer ({@code statement-…}), something missing that the
     * member did not agree to submit without ({@code although}), a name that is not the member's ({@code signature}); as conflicts
     * {@code changed-meanwhile} and {@code already-submitted}.
     */
    public SubmissionId submit(Call call, SubmitPeriod command) {
        EnrolledIn enrolled = enrolments.period(call, command.period());
        call.requireOwn(enrolled.member());
        SubmissionId id = new SubmissionId(call.freshId());
        database.run(call.body(), sql -> {
            long revision = Revisions.next(sql, enrolled.member());
            if (revision != command.seen() + 1) {
                throw Refused.conflict("changed-meanwhile");
            }
            Judgement judgement = judge(sql, call, enrolled, revision);
            Map<String, String> answers = checked(sql, enrolled, command, Readiness.missing(judgement.standing()));
            submissions.freeze(sql, call, new Submission(id, enrolled.member(), enrolled.id(), command.period(), revision, judgement.version(),
                    judgement.inputs().engine(), StandingJson.write(judgement.standing()), judgement.digest(), answers, call.at(), Optional.empty()));
        });
        return id;
    }

    /** The answers with the words that they answered, the note and the signature: what the member signed. */
    private static Map<String, String> checked(DSLContext sql, EnrolledIn enrolled, SubmitPeriod command, List<Finding> missing) {
        Faults faults = new Faults();
        Map<String, SubmitPeriod.Answer> given = command.answers().stream()
                .collect(Collectors.toMap(SubmitPeriod.Answer::statement, answer -> answer, (first, _) -> first));
        Map<String, String> answers = new LinkedHashMap<>();
        for (Statement statement : Statements.of(sql)) {
            Optional<SubmitPeriod.Answer> answer = Optional.ofNullable(given.get(statement.key())).filter(said -> statement.answers().contains(said.answer()));
            faults.require(answer.isPresent(), "statement-unanswered", "statement-" + statement.key());
            answer.ifPresent(said -> {
                answers.put(statement.key(), said.answer());
                answers.put(statement.key() + ".asked", said.asked());
            });
        }
        Written.prose(faults, "note", command.note(), 5_000).ifPresent(note -> answers.put("note", note));
        faults.require(missing.isEmpty() || command.although(), "missing-not-agreed", "although");
        if (!missing.isEmpty()) {
            answers.put("although", missing.stream().map(Finding::name).collect(Collectors.joining(", ")));
        }
        String signature = Written.line(faults, "signature", command.signature(), 200);
        String name = sql.select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME).from(MEMBER).where(MEMBER.ID.eq(enrolled.member()))
                .fetchSingle(row -> row.value1() + " " + row.value2());
        if (!signature.isEmpty() && !plain(signature).equals(plain(name))) {
            faults.add("signature-differs", "signature", Map.of("name", name));
        }
        faults.refuse();
        answers.put("signature", signature);
        return answers;
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** Opens the period again with a reason, and tells the member; the submission stays readable as it was. */
    public void reopen(Call call, SubmissionId id, String reason) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            submissions.reopen(sql, call, id, reason);
            Submission submission = submissions.find(call, id);
            outbox.add(sql, call, NewMessage.now(MessageKind.SUBMISSION_REOPENED, new Recipient.ToMember(submission.member()),
                    Facts.at("/record-book/submissions/" + id).text("period", span(enrolments.period(call, submission.period())))
                            .text("reasons", submission.reopened().map(Submission.Reopening::reason).orElse("")), call.at()));
        });
    }

    /** The period as people name it. */
    static String span(EnrolledIn enrolled) {
        return enrolled.period().orElseThrow().days().span().inYears();
    }
}
