package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGED_RECORD;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;

import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import collegium.requirements.schemes.StandingJson;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Writes a standing with the columns that lists are sorted and filtered by, and a line of history where it changed. */
final class StandingStore {

    /** What needs an officer first comes first. */
    private static final List<Status> ORDER = List.of(Status.SHORT, Status.AT_RISK, Status.UNKNOWN, Status.UNDECIDED, Status.ON_TRACK,
            Status.PROVISIONAL, Status.OPEN, Status.RELIEVED, Status.MET);

    private StandingStore() {}

    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Status status(String word) {
        return Status.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static int order(Status status) {
        return ORDER.indexOf(status);
    }

    /**
     * Writes how the enrolment's period was judged.
     *
     * @param known the number of the version of the scheme that was published last
     */
    static void write(DSLContext sql, Call call, EnrolledIn enrolled, Judgement judgement, int known, String cause) {
        Standing standing = judgement.standing();
        UUID version = judgement.version();
        long revision = judgement.inputs().record();
        var period = enrolled.period().orElseThrow();
        var before = sql.select(STANDING.STATUS, STANDING.STATUS_SINCE, STANDING.SHORT_REQUIREMENT, STANDING.SHORT_SINCE).from(STANDING)
                .where(STANDING.ENROLMENT_ID.eq(enrolled.id())).and(STANDING.PERIOD_ID.eq(period.id())).fetchOptional();
        String status = word(standing.status());
        boolean same = before.filter(row -> status.equals(row.value1())).isPresent();
        LocalDate since = same ? before.orElseThrow().value2() : call.today();
        Optional<Finding> worst = standing.worst();
        Optional<Finding> main = standing.foremost();
        var row = sql.newRecord(STANDING);
        row.setEnrolmentId(enrolled.id());
        row.setPeriodId(period.id());
        row.setMemberId(enrolled.member());
        row.setRevision(revision);
        row.setSchemeVersionId(version);
        row.setKnownVersion(known);
        row.setEngineVersion(standing.engine());
        row.setAsAt(standing.asAt());
        row.setJudgedAt(call.at());
        row.setStatus(status);
        row.setStatusOrder(order(standing.status()));
        row.setStatusSince(since);
        row.setCompliant(standing.compliant());
        row.setNeeded(main.map(Finding::needed).orElse(null));
        row.setCounted(main.map(Finding::counted).orElse(null));
        row.setUnit(main.map(Finding::unit).orElse(null));
        row.setShortRequirement(worst.map(Finding::name).orElse(null));
        row.setShortTitle(worst.map(Finding::title).orElse(null));
        row.setShortBy(worst.map(Finding::shortBy).orElse(null));
        row.setShortUnit(worst.map(Finding::unit).orElse(null));
        row.setShortSince(worst.map(finding -> before
                        .filter(old -> finding.name().equals(old.value3()) && old.value4() != null)
                        .map(old -> old.value4())
                        .orElse(call.today()))
                .orElse(null));
        row.setNextChangeOn(standing.nextChange().orElse(null));
        row.setDocument(JSONB.valueOf(StandingJson.write(standing)));
        sql.insertInto(STANDING).set(row).onConflict(STANDING.ENROLMENT_ID, STANDING.PERIOD_ID).doUpdate().set(row).execute();
        if (!same) {
            sql.insertInto(STANDING_HISTORY)
                    .set(STANDING_HISTORY.ID, call.freshId()).set(STANDING_HISTORY.ENROLMENT_ID, enrolled.id())
                    .set(STANDING_HISTORY.PERIOD_ID, period.id()).set(STANDING_HISTORY.MEMBER_ID, enrolled.member())
                    .set(STANDING_HISTORY.REVISION, revision).set(STANDING_HISTORY.SCHEME_VERSION_ID, version)
                    .set(STANDING_HISTORY.ENGINE_VERSION, standing.engine()).set(STANDING_HISTORY.AS_AT, standing.asAt())
                    .set(STANDING_HISTORY.JUDGED_AT, call.at()).set(STANDING_HISTORY.STATUS, status)
                    .set(STANDING_HISTORY.COMPLIANT, standing.compliant()).set(STANDING_HISTORY.CAUSE, cause)
                    .execute();
        }
    }

    /** Keeps what was judged in one row, for judging everybody. */
    static void keep(DSLContext sql, MemberId member, long revision, KnownRecord known) {
        byte[] packed = PackedRecord.pack(known);
        sql.insertInto(JUDGED_RECORD, JUDGED_RECORD.MEMBER_ID, JUDGED_RECORD.REVISION, JUDGED_RECORD.PACKED)
                .values(member, revision, packed)
                .onConflict(JUDGED_RECORD.MEMBER_ID).doUpdate()
                .set(JUDGED_RECORD.REVISION, revision).set(JUDGED_RECORD.PACKED, packed)
                .execute();
    }
}
