package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static collegium.database.tenant.Tables.STANDING_TALLY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.val;

import collegium.database.Copies;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.notifications.NightlyJudging;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.SelectHavingStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * How many members had met everything, day by day. What is known of a day is in the history of standings, which nobody can change
 * afterwards; going through it takes as long as there are members, so each day is counted once, when it is over, and kept. A night that
 * was missed, and everything before the first, is counted with the next.
 */
@Component
public class Trends implements NightlyJudging {

    private static final int FETCH = 1_000;

    private final TenantDatabase database;
    private final Schemes schemes;

    Trends(TenantDatabase database, Schemes schemes) {
        this.database = database;
        this.schemes = schemes;
    }

    /** How it went in a scheme until the day before the call's; empty where nothing of the scheme was ever published. */
    public Optional<Trend> of(Call call, SchemeId scheme) {
        call.require(Role.OFFICER);
        return schemes.rules(Judgements.asProduct(call), scheme, _ -> true).map(rules -> {
            Span running = span(rules.judge(), call.today());
            Span before = span(rules.judge(), running.from().minusDays(1));
            return database.in(call.body(), sql -> new Trend(running, before, days(sql, scheme, running), days(sql, scheme, before)));
        });
    }

    /** The period in which the day lies for everybody; where each member's begins on another day, the calendar year. */
    private static Span span(Judge judge, LocalDate day) {
        return judge.period(MemberRecord.EMPTY, day).map(period -> period.span())
                .orElseGet(() -> new Span(day.withDayOfYear(1), day.withDayOfYear(1).plusYears(1).minusDays(1)));
    }

    private static List<Trend.Day> days(DSLContext sql, SchemeId scheme, Span span) {
        return sql.select(STANDING_TALLY.DAY, STANDING_TALLY.MET, STANDING_TALLY.MEMBERS).from(STANDING_TALLY)
                .where(STANDING_TALLY.SCHEME_ID.eq(scheme.value())).and(STANDING_TALLY.DAY.between(span.from(), span.to()))
                .orderBy(STANDING_TALLY.DAY)
                .fetch(found -> new Trend.Day(found.value1(), new Cohort.Share(Math.toIntExact(found.value2()), Math.toIntExact(found.value3()))));
    }

    /** Counts the days that are over and were not counted, and says how many they are. */
    @Override
    public int judgeDue(Call call) {
        LocalDate yesterday = call.today().minusDays(1);
        return database.in(call.body(), sql -> {
            Optional<LocalDate> counted = first(sql.select(max(STANDING_TALLY.DAY)).from(STANDING_TALLY));
            if (counted.filter(last -> !last.isBefore(yesterday)).isPresent()) {
                return 0;
            }
            // The last one again: what was judged on it around midnight may have been written after it was counted.
            return counted.or(() -> first(sql.select(min(STANDING_HISTORY.AS_AT)).from(STANDING_HISTORY))).filter(from -> !from.isAfter(yesterday))
                    .map(from -> count(sql, from, yesterday)).orElse(0);
        });
    }

    private static Optional<LocalDate> first(Select<Record1<LocalDate>> select) {
        return Optional.ofNullable(select.fetchSingle().value1());
    }

    private static int count(DSLContext sql, LocalDate from, LocalDate to) {
        Map<UUID, Tally> tallies = new HashMap<>();
        int days = days(from, to) + 1;
        try (Cursor<Record6<UUID, Boolean, LocalDate, LocalDate, LocalDate, Integer>> spells = spells(sql, from, to).fetchSize(FETCH).fetchLazy()) {
            spells.forEach(spell -> {
                LocalDate end = Optional.ofNullable(spell.value5()).filter(next -> !next.isAfter(spell.value4())).orElse(spell.value4().plusDays(1));
                tallies.computeIfAbsent(spell.value1(), _ -> new Tally(days)).add(days(from, spell.value3()), days(from, end), spell.value2(), spell.value6());
            });
        }
        sql.deleteFrom(STANDING_TALLY).where(STANDING_TALLY.DAY.between(from, to)).execute();
        Copies.in(sql, STANDING_TALLY, List.of(STANDING_TALLY.SCHEME_ID, STANDING_TALLY.DAY, STANDING_TALLY.MET, STANDING_TALLY.MEMBERS),
                rows -> tallies.forEach((scheme, tally) -> tally.each((day, met, members) ->
                        rows.row().uuid(scheme).date(from.plusDays(day)).bigint(met).bigint(members))));
        return days;
    }

    private static int days(LocalDate from, LocalDate to) {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }

    /**
     * Of how many members a line of history held alike: scheme, whether they had met everything, from which day, until which last day
     * of their period, or before which day, on which the next line or nothing holds.
     */
    private static SelectHavingStep<Record6<UUID, Boolean, LocalDate, LocalDate, LocalDate, Integer>> spells(DSLContext sql, LocalDate from, LocalDate to) {
        Field<UUID> scheme = field(name("scheme"), UUID.class);
        Field<Boolean> met = field(name("met"), Boolean.class);
        Field<LocalDate> first = field(name("first"), LocalDate.class);
        Field<LocalDate> last = field(name("last"), LocalDate.class);
        Field<LocalDate> next = field(name("next"), LocalDate.class);
        Field<LocalDate> followed = lead(STANDING_HISTORY.AS_AT).over(partitionBy(STANDING_HISTORY.ENROLMENT_ID, STANDING_HISTORY.PERIOD_ID)
                .orderBy(STANDING_HISTORY.AS_AT, STANDING_HISTORY.REVISION, STANDING_HISTORY.JUDGED_AT, STANDING_HISTORY.ID));
        // The least of what there is: nothing is not less than a day.
        var spell = sql.select(ENROLMENT.SCHEME_ID.as(scheme), field(STANDING_HISTORY.STATUS.eq("met")).as(met),
                        greatest(STANDING_HISTORY.AS_AT, PERIOD.FIRST_DAY, val(from)).as(first), least(PERIOD.LAST_DAY, val(to)).as(last),
                        least(followed, ENROLMENT.TO_DATE).as(next))
                .from(STANDING_HISTORY)
                .join(PERIOD).on(PERIOD.ID.eq(STANDING_HISTORY.PERIOD_ID))
                .join(ENROLMENT).on(ENROLMENT.ID.eq(PERIOD.ENROLMENT_ID))
                .where(PERIOD.FIRST_DAY.le(to)).and(PERIOD.LAST_DAY.ge(from)).and(STANDING_HISTORY.AS_AT.le(to))
                .asTable("spell");
        return sql.select(scheme, met, first, last, next, DSL.count())
                .from(spell).where(first.le(last)).and(next.isNull().or(next.gt(first)))
                .groupBy(scheme, met, first, last, next);
    }

    /** How many there are on each of so many days, from where they begin and end. */
    private static final class Tally {

        private final long[] met;
        private final long[] members;

        interface Day {
            void is(int day, long met, long members);
        }

        Tally(int days) {
            met = new long[days + 1];
            members = new long[days + 1];
        }

        void add(int from, int end, boolean theyMet, int many) {
            members[from] += many;
            members[end] -= many;
            if (theyMet) {
                met[from] += many;
                met[end] -= many;
            }
        }

        /** Those on which there was anybody. */
        void each(Day each) {
            long metSoFar = 0;
            long membersSoFar = 0;
            for (int day = 0; day < members.length - 1; day++) {
                metSoFar += met[day];
                membersSoFar += members[day];
                if (membersSoFar > 0) {
                    each.is(day, metSoFar, membersSoFar);
                }
            }
        }
    }
}
