package collegium.compliance;

import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.StandingRecord;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.membership.Consents;
import collegium.portfolios.RecordChange;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.EnrolmentsChanged;
import collegium.requirements.Rules;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Preview;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.StandingJson;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where each member stands. Everything that is judged tells of its change in the transaction of the change, and the standing is
 * written in that same transaction, under the lock of the member's row: it is never stale after a write. Time changes standings too:
 * each carries the next day on which it can; see {@link DueStandings}.
 */
@Component
public class Standings {

    /** Judging a member anew in the transaction of a change: reading, judging, writing. Where nobody collects figures it costs nothing. */
    private static final Timer JUDGING = Metrics.timer("collegium.judging");

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
        JUDGING.record(() -> judge(change.call(), change.member(), change.revision(), change.cause()));
    }

    @EventListener
    void on(EnrolmentsChanged change) {
        JUDGING.record(() -> judge(change.call(), change.member(), change.revision(), change.cause()));
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
                .map(enrolled -> current(sql, call, enrolled)).toList());
    }

    /** How the periods ended that came last before those that are open; until they are determined, what is recorded late still changes them. */
    public List<CurrentStanding> ended(Call call, MemberId member) {
        requireReader(call, member);
        return database.in(call.body(), sql -> endedLast(enrolments.periods(asProduct(call), member)).map(ended -> current(sql, call, ended)).toList());
    }

    private static void requireReader(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope("record");
    }

    private CurrentStanding current(DSLContext sql, Call call, EnrolledIn enrolled) {
        return new CurrentStanding(enrolled, enrolled.period().flatMap(period -> sql.selectFrom(STANDING)
                .where(STANDING.ENROLMENT_ID.eq(enrolled.id())).and(STANDING.PERIOD_ID.eq(period.id()))
                .fetchOptional(row -> new CurrentStanding.Judged(read(sql, call, row), row.getRevision(), row.getJudgedAt()))));
    }

    /** A standing that was written for everybody at once is judged again, on what it was judged on: the same comes out. */
    Standing read(DSLContext sql, Call call, StandingRecord row) {
        return Optional.ofNullable(row.getDocument()).map(document -> StandingJson.read(document.data())).orElseGet(() -> {
            EnrolledIn enrolled = enrolments.period(asProduct(call), row.getPeriodId());
            return judgements.judge(sql, call, enrolled, enrolled.period().orElseThrow().days(),
                    judgements.known(call, enrolled, version -> version.number() <= row.getKnownVersion(), row.getRevision(), row.getAsAt())).standing();
        });
    }

    /** How a period of the member was judged last, an earlier one included; empty where it never was. */
    public Optional<CurrentStanding.Judged> in(Call call, MemberId member, PeriodId period) {
        requireReader(call, member);
        return database.in(call.body(), sql -> sql.selectFrom(STANDING)
                .where(STANDING.PERIOD_ID.eq(period)).and(STANDING.MEMBER_ID.eq(member))
                .fetchOptional(row -> new CurrentStanding.Judged(read(sql, call, row), row.getRevision(), row.getJudgedAt())));
    }

    /** What one more activity (or a changed one, of the same id) would count in each enrolment; nothing is written. */
    public List<Preview> preview(Call call, MemberId member, Activity activity) {
        call.requireOwn(member);
        call.requireScope("record");
        return database.in(call.body(), sql -> {
            long revision = revision(sql, member, false);
            KnownRecord known = records.known(sql, asProduct(call), member, revision, revision);
            return judged(call, member).stream().map(under -> under.rules().judge().preview(known.in(under.enrolled()),
                    under.enrolled().period().orElseThrow().days(), call.today(), activity)).toList();
        });
    }

    /** The schemes that apply to the member now, the body's own first, without the standings in them. */
    public List<Scheme> schemes(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope("record", "record.read", "standing");
        return enrolments.of(asProduct(call), member).stream().filter(enrolled -> enrolled.to().isEmpty())
                .flatMap(enrolled -> scheme(call, enrolled).stream()).toList();
    }

    /** The scheme by which an enrolment is judged; empty while nothing of it is published. */
    public Optional<Scheme> scheme(Call call, EnrolledIn enrolled) {
        return schemes.judgedBy(asProduct(call), enrolled.scheme());
    }

    /** That somebody's period is judged by these rules. */
    private record Under(EnrolledIn enrolled, Rules rules) {}

    private List<Under> judged(Call call, MemberId member) {
        return enrolments.of(asProduct(call), member).stream()
                .filter(enrolled -> enrolled.to().isEmpty() && enrolled.period().isPresent())
                .flatMap(enrolled -> judgements.rules(call, enrolled).map(rules -> new Under(enrolled, rules)).stream())
                .toList();
    }

    private static Call asProduct(Call call) {
        return Judgements.asProduct(call);
    }

    /** Judges what is open, and what was closed and is not settled, inside the caller's transaction. */
    void judge(Call call, MemberId member, long revision, String cause) {
        database.run(call.body(), sql -> {
            long now = revision;
            KnownRecord known = records.known(sql, asProduct(call), member, now, now);
            List<Under> open = judged(call, member);
            for (EnrolledIn ended : unsettled(sql, call, member)) {
                Rules rules = judgements.rules(call, ended).orElseThrow(() -> Refused.conflict("nothing-published"));
                Standing last = judge(sql, call, new Under(ended, rules), now, cause, known);
                Optional<Closing> closing = following(open, ended).map(next -> new Closing(ended, next, last)).filter(moving(known));
                if (closing.isPresent()) {
                    now = Revisions.next(sql, member);
                    closing.get().state(sql, call, now, known);
                    known = records.known(sql, asProduct(call), member, now, now);
                }
            }
            for (Under under : open) {
                judge(sql, call, under, now, cause, known);
            }
            StandingStore.keep(sql, member, now, known);
        });
    }

    private static Predicate<Closing> moving(KnownRecord known) {
        return closing -> closing.restates(known);
    }

    private Standing judge(DSLContext sql, Call call, Under under, long revision, String cause, KnownRecord known) {
        Judgement judgement = judgements.judge(call, under.rules(), under.enrolled(), revision, known);
        StandingStore.write(sql, call, under.enrolled(), judgement, under.rules().newest(), cause);
        return judgement.standing();
    }

    private static Optional<EnrolledIn> following(List<Under> open, EnrolledIn ended) {
        return open.stream().map(Under::enrolled).filter(enrolled -> enrolled.id().equals(ended.id())).findFirst();
    }

    /** Of each enrolment the last period that ended; from periods of which the latest come first. */
    private static Stream<EnrolledIn> endedLast(List<EnrolledIn> periods) {
        Set<EnrolmentId> seen = new HashSet<>();
        return periods.stream().filter(period -> period.period().filter(days -> !days.open()).isPresent()).filter(period -> seen.add(period.id()));
    }

    private List<EnrolledIn> unsettled(DSLContext sql, Call call, MemberId member) {
        Set<PeriodId> unsettled = sql.select(PERIOD.ID).from(STANDING).join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID))
                .where(STANDING.MEMBER_ID.eq(member)).and(Unsettled.is()).fetchSet(row -> row.value1());
        return unsettled.isEmpty() ? List.of() : enrolments.periods(asProduct(call), member).reversed().stream()
                .filter(period -> unsettled.contains(period.period().orElseThrow().id())).toList();
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
}
