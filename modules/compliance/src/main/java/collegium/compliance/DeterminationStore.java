package collegium.compliance;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.DETERMINATION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;

import collegium.kernel.Call;
import collegium.kernel.PeriodId;
import collegium.portfolios.Submission;
import collegium.requirements.schemes.StandingJson;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;

/** The rows of determinations, which are only ever added to. */
final class DeterminationStore {

    private DeterminationStore() {}

    static Optional<Determination> find(DSLContext sql, DeterminationId id) {
        return fetch(sql, DETERMINATION.ID.eq(id.value())).stream().findFirst();
    }

    /** A period's, the last first. */
    static List<Determination> of(DSLContext sql, PeriodId period) {
        return fetch(sql, DETERMINATION.PERIOD_ID.eq(period));
    }

    private static List<Determination> fetch(DSLContext sql, Condition which) {
        return sql.select(DETERMINATION.fields()).select(coalesce(ACCOUNT.NAME, inline("")).as(ACCOUNT.NAME))
                .from(DETERMINATION).leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(DETERMINATION.DETERMINED_BY.coerce(ACCOUNT.ID)))
                .where(which).orderBy(DETERMINATION.DECIDED_REVISION.desc()).fetch(DeterminationStore::read);
    }

    static void insert(DSLContext sql, Call call, DeterminationId id, Submission submission, Determine command, String reasons, Judgement judgement) {
        var row = sql.newRecord(DETERMINATION);
        row.setId(id.value());
        row.setSubmissionId(submission.id());
        row.setMemberId(submission.member());
        row.setPeriodId(submission.period());
        row.setFollows(command.follows().map(DeterminationId::value).orElse(null));
        row.setOutcome(command.outcome().key());
        row.setReasons(reasons);
        row.setRevision(judgement.inputs().record());
        row.setDecidedRevision(judgement.inputs().decided());
        row.setJudgedBy(judgement.inputs().versions().toArray(UUID[]::new));
        row.setAsAt(judgement.inputs().asAt());
        row.setSchemeVersionId(judgement.version());
        row.setEngineVersion(judgement.inputs().engine());
        row.setStanding(JSONB.jsonb(StandingJson.write(judgement.standing())));
        row.setDigest(judgement.digest());
        row.setDeterminedAt(call.at());
        row.setDeterminedBy(EntryDecisions.by(call));
        row.insert();
    }

    private static Determination read(Record row) {
        Inputs inputs = new Inputs(List.of(row.get(DETERMINATION.JUDGED_BY)), row.get(DETERMINATION.ENGINE_VERSION), row.get(DETERMINATION.REVISION),
                row.get(DETERMINATION.DECIDED_REVISION), row.get(DETERMINATION.AS_AT));
        return new Determination(new DeterminationId(row.get(DETERMINATION.ID)), row.get(DETERMINATION.SUBMISSION_ID), row.get(DETERMINATION.MEMBER_ID),
                row.get(DETERMINATION.PERIOD_ID), Determination.Outcome.of(row.get(DETERMINATION.OUTCOME)), row.get(DETERMINATION.REASONS), inputs,
                row.get(DETERMINATION.SCHEME_VERSION_ID), StandingJson.read(row.get(DETERMINATION.STANDING).data()), row.get(DETERMINATION.DIGEST),
                row.get(DETERMINATION.DETERMINED_AT), row.get(ACCOUNT.NAME), Optional.ofNullable(row.get(DETERMINATION.FOLLOWS)).map(DeterminationId::new));
    }
}
