package collegium.compliance;

import static collegium.database.tenant.Tables.CARRIED_CREDIT;
import static collegium.database.tenant.Tables.CARRIED_CREDIT_WITHDRAWAL;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.tenant.tables.records.CarriedCreditRecord;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Carried;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The ledger of credit that was carried from one period into the next. Rows are only added: the latest revision of a source holds. */
final class CarriedStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Set<String>>> TAGS = new TypeReference<>() {};
    private static final String CLOSED = "closed";
    /** How what was brought in is named where it is explained. */
    static final String FROM_BEFORE = "before, as the body brought it in";

    private CarriedStore() {}

    /** What was carried into each period of the member, as known at the revision. */
    static Map<PeriodId, List<Carried>> known(DSLContext sql, MemberId member, long revision) {
        Map<Into, List<CarriedCreditRecord>> latest = new LinkedHashMap<>();
        sql.selectFrom(CARRIED_CREDIT)
                .where(CARRIED_CREDIT.MEMBER_ID.eq(member)).and(CARRIED_CREDIT.REVISION.le(revision))
                .and(notExists(selectOne().from(CARRIED_CREDIT_WITHDRAWAL).where(CARRIED_CREDIT_WITHDRAWAL.CARRIED_ID.eq(CARRIED_CREDIT.ID))
                        .and(CARRIED_CREDIT_WITHDRAWAL.REVISION.le(revision))))
                .orderBy(CARRIED_CREDIT.ORIGIN_ON, CARRIED_CREDIT.ID)
                .forEach(row -> latest.merge(new Into(new PeriodId(row.getIntoPeriodId()), row.getSource()), List.of(row), CarriedStore::later));
        Map<PeriodId, List<Carried>> known = new LinkedHashMap<>();
        latest.forEach((into, rows) -> {
            List<Carried> carried = known.computeIfAbsent(into.period(), _ -> new ArrayList<>());
            rows.stream().filter(row -> row.getAmount().signum() > 0).map(CarriedStore::carried).forEach(carried::add);
        });
        return known;
    }

    private record Into(PeriodId period, String source) {}

    /** What is brought in from before adds up; what a period carries on is stated whole each time. */
    private static List<CarriedCreditRecord> later(List<CarriedCreditRecord> before, List<CarriedCreditRecord> next) {
        long held = before.getFirst().getRevision();
        long other = next.getFirst().getRevision();
        if (held == other || !CLOSED.equals(next.getFirst().getSource())) {
            List<CarriedCreditRecord> both = new ArrayList<>(before);
            both.addAll(next);
            return both;
        }
        return held > other ? before : next;
    }

    private static Carried carried(CarriedCreditRecord row) {
        Map<String, Set<String>> tags = new LinkedHashMap<>(JSON.readValue(row.getTags().data(), TAGS));
        tags.putAll(JudgedRecords.tags(row.getType(), row.getTopics(), row.getFlags()));
        return new Carried(Optional.ofNullable(row.getEntry()).orElse(row.getId().toString()), row.getAmount(), row.getOriginOn(),
                Optional.ofNullable(row.getExpiresOn()), row.getLives(), tags, origin(row));
    }

    private static String origin(CarriedCreditRecord row) {
        return CLOSED.equals(row.getSource()) ? "the period before" : FROM_BEFORE;
    }

    /** Of what is carried into a period, what another carried on here. */
    static List<Carried> moved(List<Carried> carried) {
        return carried.stream().filter(one -> !one.origin().equals(FROM_BEFORE)).toList();
    }

    static void state(DSLContext sql, Call call, Closing closing, long revision) {
        List<Carried> now = closing.last().carryOut();
        EnrolledIn from = closing.ended();
        List<Carried> stated = now.isEmpty() ? List.of(new Carried("none", BigDecimal.ZERO, from.period().orElseThrow().days().end(),
                Optional.empty(), 0, Map.of(), "")) : now;
        for (Carried carried : stated) {
            sql.insertInto(CARRIED_CREDIT)
                    .set(CARRIED_CREDIT.ID, call.freshId()).set(CARRIED_CREDIT.MEMBER_ID, from.member()).set(CARRIED_CREDIT.ENROLMENT_ID, from.id())
                    .set(CARRIED_CREDIT.FROM_PERIOD_ID, from.period().orElseThrow().id().value())
                    .set(CARRIED_CREDIT.INTO_PERIOD_ID, closing.open().period().orElseThrow().id().value())
                    .set(CARRIED_CREDIT.ORIGIN_ON, carried.earned()).set(CARRIED_CREDIT.AMOUNT, carried.amount()).set(CARRIED_CREDIT.UNIT, closing.last().unit())
                    .set(CARRIED_CREDIT.TAGS, JSONB.jsonb(JSON.writeValueAsString(carried.tags())))
                    .set(CARRIED_CREDIT.ENTRY, carried.id()).set(CARRIED_CREDIT.EXPIRES_ON, carried.expires().orElse(null))
                    .set(CARRIED_CREDIT.LIVES, carried.lives()).set(CARRIED_CREDIT.SOURCE, CLOSED)
                    .set(CARRIED_CREDIT.REVISION, revision).set(CARRIED_CREDIT.RECORDED_AT, call.at())
                    .execute();
        }
    }

    private record Alike(String id, String amount, Object earned, Object expires, int lives, Map<String, Set<String>> tags) {
        private static Alike of(Carried one) {
            return new Alike(one.id(), one.amount().stripTrailingZeros().toPlainString(), one.earned(), one.expires(), one.lives(), one.tags());
        }

        private Alike whatever() {
            return new Alike("", amount, earned, expires, lives, tags);
        }
    }

    static boolean alike(List<Carried> before, List<Carried> now) {
        return before.stream().map(Alike::of).collect(Collectors.toSet()).equals(now.stream().map(Alike::of).collect(Collectors.toSet()));
    }

    /** The same, from whatever entries. */
    static boolean alikeWhatever(List<Carried> before, List<Carried> now) {
        return whatever(before).equals(whatever(now));
    }

    private static Map<Alike, Long> whatever(List<Carried> list) {
        return list.stream().map(Alike::of).distinct().collect(Collectors.groupingBy(Alike::whatever, Collectors.counting()));
    }
}
