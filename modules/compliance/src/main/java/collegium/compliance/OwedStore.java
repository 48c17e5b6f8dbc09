package collegium.compliance;

import static collegium.database.tenant.Tables.OWED_SHORTFALL;

import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Owed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** What ended periods fell short of, for schemes that add it to what the next period asks. Rows are only added, as in {@link CarriedStore}. */
final class OwedStore {

    private static final String NOTHING = "";

    private OwedStore() {}

    /** What is owed in each period of the member, as known at the revision. */
    static Map<PeriodId, List<Owed>> known(DSLContext sql, MemberId member, long revision) {
        Map<PeriodId, Long> latest = new LinkedHashMap<>();
        Map<PeriodId, List<Owed>> known = new LinkedHashMap<>();
        sql.selectFrom(OWED_SHORTFALL)
                .where(OWED_SHORTFALL.MEMBER_ID.eq(member)).and(OWED_SHORTFALL.REVISION.le(revision))
                .orderBy(OWED_SHORTFALL.REVISION.desc(), OWED_SHORTFALL.REQUIREMENT)
                .forEach(row -> {
                    PeriodId into = new PeriodId(row.getIntoPeriodId());
                    if (latest.computeIfAbsent(into, _ -> row.getRevision()).equals(row.getRevision()) && row.getAmount().signum() > 0) {
                        known.computeIfAbsent(into, _ -> new ArrayList<>())
                                .add(new Owed(row.getRequirement(), row.getAmount(), row.getSince(), Optional.empty()));
                    }
                });
        return known;
    }

    static boolean alike(List<Owed> before, List<Owed> now) {
        return alike(before).equals(alike(now));
    }

    static void state(DSLContext sql, Call call, Closing closing, long revision, List<Owed> now) {
        EnrolledIn from = closing.ended();
        LocalDate since = from.period().orElseThrow().days().end();
        List<Owed> stated = now.isEmpty() ? List.of(new Owed(NOTHING, BigDecimal.ZERO, since, Optional.empty())) : now;
        for (Owed owed : stated) {
            sql.insertInto(OWED_SHORTFALL)
                    .set(OWED_SHORTFALL.ID, call.freshId()).set(OWED_SHORTFALL.MEMBER_ID, from.member()).set(OWED_SHORTFALL.ENROLMENT_ID, from.id())
                    .set(OWED_SHORTFALL.FROM_PERIOD_ID, from.period().orElseThrow().id().value())
                    .set(OWED_SHORTFALL.INTO_PERIOD_ID, closing.open().period().orElseThrow().id().value())
                    .set(OWED_SHORTFALL.REQUIREMENT, owed.requirement()).set(OWED_SHORTFALL.AMOUNT, owed.amount()).set(OWED_SHORTFALL.SINCE, since)
                    .set(OWED_SHORTFALL.REVISION, revision).set(OWED_SHORTFALL.RECORDED_AT, call.at())
                    .execute();
        }
    }

    private static Map<String, String> alike(List<Owed> list) {
        Map<String, String> alike = new LinkedHashMap<>();
        list.stream().sorted((a, b) -> a.requirement().compareTo(b.requirement()))
                .forEach(owed -> alike.merge(owed.requirement(), owed.amount().stripTrailingZeros().toPlainString(), (a, b) -> a + "+" + b));
        return alike;
    }
}
