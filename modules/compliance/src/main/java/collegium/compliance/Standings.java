package collegium.compliance;

import static collegium.database.tenant.Tables.DETERMINATION;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.membership.Consents;
import collegium.notifications.NightlyJudging;
import collegium.portfolios.RecordChange;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.EnrolmentsChanged;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Preview;
import collegium.requirements.engine.Scheme;
import collegium.requirements.schemes.StandingJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where each member stands. Everything that is judged tells of its change in the transaction of the change, and the standing is
 * written in that same transaction, under the lock of the member's row: it is never stale after a write. Time changes standings too;
 * each carries the next day on which it can, and the nightly round judges those.
 */
@Component
public class Standings implements NightlyJudging {

    private static final int ROUND = 500;

    private final TenantDatabase database;
    private final Schemes schemes;
    private final Enrolments enrolments;
    private final JudgedRecords records;
    private final Judgements judgements;
    private final Consents consents;

    Standings(TenantDatabase database, Schemes schemes, Enrolments enrolments, JudgedRecords records, Judgements judgements, Consents consents) {
        this.database = database;
        this.schemes = schemes;
        this.enrolments = enrolments;
        this.records = records;
        this.judgements = judgements;
        this.consents = consents;
    }

    @EventListener
    void on(RecordChange change) {
        judge(change.call(), change.member(), change.revision(), change.cause());
    }

    @EventListener
    void on(EnrolmentsChanged change) {
        judge(change.call(), change.member(), change.revision(), change.cause());
    }

    /**
     * Where the member stands in everything that applies now, the body's own scheme first. Another system reads it where the member
     * agreed (scope {@code standing}), without the entries, and that it did is written down.
     */
    public List<CurrentStanding> of(Call call, MemberId member) {
        if (call.actor() instanceof Actor.Client && call.member().isEmpty()) {
            call.requireScope("standing");
            consents.requireStanding(call, member);
            database.run(call.body(), sql -> AuditLog.write(sql, call, "standing-read", AuditLog.Subject.of("member", member.value(), member), Map.of(), Map.of()));
            return current(call, member).stream().map(CurrentStanding::withoutEntries).toList();
        }
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope("record", "record.read", "standing");
        return current(call, member);
    }

    private List<CurrentStanding> current(Call call, MemberId member) {
        return database.in(call.body(), sql -> enrolments.of(asProduct(call), member).stream()
                .filter(enrolled -> enrolled.to().isEmpty())
                .map(enrolled -> new CurrentStanding(enrolled, enrolled.period().flatMap(period -> sql.selectFrom(STANDING)
                        .where(STANDING.ENROLMENT_ID.eq(enrolled.id())).and(STANDING.PERIOD_ID.eq(period.id()))
                        .fetchOptional(row -> new CurrentStanding.Judged(
                                StandingJson.read(row.getDocument().data()), row.getRevision(), row.getJudgedAt())))))
                .toList());
    }

    /** How a period of the member was judged last, an earlier one included; empty where it never was. */
    public Optional<CurrentStanding.Judged> in(Call call, MemberId member, PeriodId period) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope("record");
        return database.in(call.body(), sql -> sql.selectFrom(STANDING)
                .where(STANDING.PERIOD_ID.eq(period)).and(STANDING.MEMBER_ID.eq(member))
                .fetchOptional(row -> new CurrentStanding.Judged(StandingJson.read(row.getDocument().data()), row.getRevision(), row.getJudgedAt())));
    }

    /** What one more activity (or a changed one, of the same id) would count in each enrolment; nothing is written. */
    public List<Preview> preview(Call call, MemberId member, Activity activity) {
        call.requireOwn(member);
        call.requireScope("record");
        return database.in(call.body(), sql -> {
            long revision = revision(sql, member, false);
            List<Preview> previews = new ArrayList<>();
            for (EnrolledIn enrolled : judged(call, member)) {
                MemberRecord record = records.asKnown(sql, asProduct(call), member, enrolled, judgements.now(call, enrolled, revision));
                previews.add(judgeOf(call, enrolled).preview(record, enrolled.period().orElseThrow().days(), call.today(), activity));
            }
            return previews;
        });
    }

    private Judge judgeOf(Call call, EnrolledIn enrolled) {
        return schemes.judge(asProduct(call), enrolled.scheme(), _ -> true).orElseThrow();
    }

    /** The scheme by which an enrolment is judged; empty while nothing of it is published. */
    public Optional<Scheme> scheme(Call call, EnrolledIn enrolled) {
        return schemes.judgedBy(asProduct(call), enrolled.scheme());
    }

    private List<EnrolledIn> judged(Call call, MemberId member) {
        return enrolments.of(asProduct(call), member).stream()
                .filter(enrolled -> enrolled.to().isEmpty() && enrolled.period().isPresent())
                .filter(enrolled -> schemes.judgedBy(asProduct(call), enrolled.scheme()).isPresent())
                .toList();
    }

    private static Call asProduct(Call call) {
        return Judgements.asProduct(call);
    }

    /** Judges what is open, and what was closed and is not settled, inside the caller's transaction. */
    void judge(Call call, MemberId member, long revision, String cause) {
        database.run(call.body(), sql -> {
            judged(call, member).forEach(enrolled -> judge(sql, call, enrolled, revision, cause));
            unsettled(sql, call, member).forEach(enrolled -> judge(sql, call, enrolled, revision, cause));
        });
    }

    private void judge(DSLContext sql, Call call, EnrolledIn enrolled, long revision, String cause) {
        Judgement judgement = judgements.judge(sql, call, enrolled, enrolled.period().orElseThrow().days(), judgements.now(call, enrolled, revision));
        StandingStore.write(sql, call, enrolled, judgement.version(), revision, cause, judgement.standing());
    }

    /** Closed periods that were never judged after their last day, or that were submitted and are not determined. */
    private List<EnrolledIn> unsettled(DSLContext sql, Call call, MemberId member) {
        return sql.select(PERIOD.ID).from(STANDING).join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID))
                .where(STANDING.MEMBER_ID.eq(member)).and(PERIOD.STATUS.eq("closed")).and(PERIOD.SOURCE.eq("opened"))
                .and(STANDING.AS_AT.le(PERIOD.LAST_DAY)
                        .or(exists(selectOne().from(SUBMISSION).where(SUBMISSION.PERIOD_ID.eq(PERIOD.ID)).and(SUBMISSION.REOPENED_AT.isNull()))
                                .and(notExists(selectOne().from(DETERMINATION).where(DETERMINATION.PERIOD_ID.eq(PERIOD.ID))))))
                .fetch(row -> enrolments.period(asProduct(call), row.value1()));
    }

    /** Judges one member again on the record as it is; under the member's lock, without a new revision. */
    public void rejudge(Call call, MemberId member, String cause) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        database.run(call.body(), sql -> judge(call, member, revision(sql, member, true), cause));
    }

    /** The revision of the member's record, held until the transaction ends. */
    long lockedRevision(DSLContext sql, MemberId member) {
        return revision(sql, member, true);
    }

    private static long revision(DSLContext sql, MemberId member, boolean lock) {
        var select = sql.select(MEMBER.REVISION).from(MEMBER).where(MEMBER.ID.eq(member));
        return (lock ? select.forUpdate() : select).fetchOptional(row -> row.value1()).orElseThrow(Refused::notFound);
    }

    @Override
    public int judgeDue(Call call) {
        int done = 0;
        for (MemberId member : enrolments.withEndedPeriods(call, ROUND)) {
            database.run(call.body(), sql -> enrolments.apply(call, member, revision(sql, member, true), "period-ended"));
            done++;
        }
        List<MemberId> due = database.in(call.body(), sql -> sql.selectDistinct(STANDING.MEMBER_ID).from(STANDING)
                .where(STANDING.NEXT_CHANGE_ON.le(call.today())).and(STANDING.AS_AT.lt(call.today()))
                .orderBy(STANDING.MEMBER_ID).fetch(row -> row.value1()));
        for (MemberId member : due) {
            rejudge(call, member, "time");
            done++;
        }
        return done;
    }
}
