package collegium.compliance;

import static collegium.database.tenant.Tables.DETERMINATION;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import org.jooq.Condition;

/**
 * Closed periods on which nobody decided, of each enrolment the last one and what was submitted: what is recorded late still changes
 * them. What was never judged after its last day is judged in any case.
 */
final class Unsettled {

    private Unsettled() {}

    /** Of a period joined with its standing. */
    static Condition is() {
        var later = PERIOD.as("later");
        Condition last = notExists(selectOne().from(later).where(later.ENROLMENT_ID.eq(PERIOD.ENROLMENT_ID)).and(later.STATUS.eq("closed"))
                .and(later.SOURCE.eq("opened")).and(later.LAST_DAY.gt(PERIOD.LAST_DAY)));
        Condition submitted = exists(selectOne().from(SUBMISSION).where(SUBMISSION.PERIOD_ID.eq(PERIOD.ID)).and(SUBMISSION.REOPENED_AT.isNull()));
        Condition determined = exists(selectOne().from(DETERMINATION).where(DETERMINATION.PERIOD_ID.eq(PERIOD.ID)));
        return PERIOD.STATUS.eq("closed").and(PERIOD.SOURCE.eq("opened"))
                .and(STANDING.AS_AT.le(PERIOD.LAST_DAY).or(last.or(submitted).andNot(determined)));
    }
}
