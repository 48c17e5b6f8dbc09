package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.notifications.NightlyJudging;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeId;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.springframework.stereotype.Component;

/**
 * Judges, with the body's day, whose period is over, one by one, since that opens their next one; and then, as one stream, whose
 * standing time alone can have changed, or a release that judges otherwise.
 */
@Component
class DueStandings implements NightlyJudging {

    private static final String TIME = "time";
    private static final int ROUND = 500;

    private final TenantDatabase database;
    private final Enrolments enrolments;
    private final Standings standings;
    private final StreamedRounds rounds;

    DueStandings(TenantDatabase database, Enrolments enrolments, Standings standings, StreamedRounds rounds) {
        this.database = database;
        this.enrolments = enrolments;
        this.standings = standings;
        this.rounds = rounds;
    }

    @Override
    public int judgeDue(Call call) {
        return ended(call) + due(call);
    }

    private int ended(Call call) {
        int done = 0;
        Set<MemberId> ended = enrolments.withEndedPeriods(call, ROUND);
        Set<MemberId> before = Set.of();
        // Until none are left, or none of a round could be moved on.
        while (!ended.isEmpty() && !ended.equals(before)) {
            for (MemberId member : ended) {
                database.run(call.body(), sql -> enrolments.apply(call, member, standings.lockedRevision(sql, member), "period-ended"));
                done++;
            }
            before = ended;
            ended = enrolments.withEndedPeriods(call, ROUND);
        }
        return done;
    }

    private int due(Call call) {
        Condition due = Everybody.due(call.today());
        List<SchemeId> schemes = database.in(call.body(), sql -> sql.selectDistinct(ENROLMENT.SCHEME_ID).from(STANDING)
                .join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID)).join(ENROLMENT).on(ENROLMENT.ID.eq(STANDING.ENROLMENT_ID))
                .where(due).and(Everybody.Which.OPEN.condition().or(Everybody.Which.UNSETTLED.condition()))
                .orderBy(ENROLMENT.SCHEME_ID).fetch(found -> new SchemeId(found.value1())));
        if (!schemes.isEmpty()) {
            // What one that was cut off left: whoever it did not come to is due still.
            database.run(call.body(), sql -> sql.deleteFrom(JUDGING_BATCH).where(JUDGING_BATCH.KIND.eq(TIME)).execute());
        }
        return schemes.stream().mapToInt(scheme -> Math.toIntExact(rounds.byTheDay(call, scheme, TIME, due))).sum();
    }
}
