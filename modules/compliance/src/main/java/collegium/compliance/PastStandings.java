package collegium.compliance;

import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.STANDING_HISTORY;
import static org.jooq.impl.DSL.noCondition;

import collegium.database.Copies;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Role;
import collegium.requirements.Rules;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.springframework.stereotype.Component;

/**
 * The past of made-up members: how they would have stood week by week, had each thing been recorded when it was done, and, of whom the
 * running period is too young for that, how they stood in the one before, which is made up altogether. For a demonstration, which is
 * filled on one day and is to look like a body at work. Never for a body with members of flesh and blood.
 */
@Component
public class PastStandings {

    private static final int WEEKS = 4;
    /** So many of a hundred meet everything in a period that is made up. */
    private static final int MEETING = 88;
    /** In this last part of it. */
    private static final double LATE = 0.5;

    private final TenantDatabase database;
    private final Schemes schemes;
    private final Everybody everybody;

    PastStandings(TenantDatabase database, Schemes schemes, Everybody everybody) {
        this.database = database;
        this.schemes = schemes;
        this.everybody = everybody;
    }

    /** From a day on somebody stood so. */
    private record Stood(LocalDate on, String status) {}

    /** @param before the period before the running one, of whom that one is younger than the past that is told */
    private record Past(Everybody.Row row, List<Stood> running, Optional<Period> before) {}

    /** A line of history. */
    private record Line(Everybody.Row row, PeriodId period, Period days, Stood stood) {}

    /**
     * Writes the past, since the first day of last year, of everybody in the scheme, where none of them has one. Who has an account, and
     * so may look at it, has no made-up period before the running one.
     */
    public void tell(Call call, SchemeId scheme) {
        call.require(Role.ADMINISTRATOR);
        LocalDate since = call.today().minusYears(1).withDayOfYear(1);
        Rules rules = schemes.rules(call, scheme, _ -> true).orElseThrow();
        Queue<Past> found = new ConcurrentLinkedQueue<>();
        everybody.each(call, scheme, Everybody.Which.OPEN, noCondition(), () -> (row, known) -> {
            MemberRecord record = known.in(row.enrolment(), Optional.of(row.period()));
            found.add(new Past(row, running(rules.judge(), record, row.days(), since, call.today()), row.days().start().isAfter(since)
                    ? rules.judge().period(record, row.days().start().minusDays(1)) : Optional.empty()));
        }, () -> false);
        List<Past> past = found.stream().sorted(Comparator.comparing(one -> one.row().enrolment().toString())).toList();
        database.run(call.body(), sql -> {
            if (sql.fetchExists(STANDING_HISTORY, STANDING_HISTORY.AS_AT.lt(call.today())
                    .and(STANDING_HISTORY.ENROLMENT_ID.in(past.stream().map(one -> one.row().enrolment()).toList())))) {
                return;
            }
            List<Line> lines = new ArrayList<>(since(sql, past));
            lines.addAll(before(sql, call, past, since));
            history(sql, call, rules, lines);
        });
    }

    /** As judged at the end of every fourth week and yesterday, and of each week between two of which the second was another than the first. */
    private static List<Stood> running(Judge judge, MemberRecord record, Period days, LocalDate since, LocalDate today) {
        List<Stood> stood = new ArrayList<>();
        LocalDate yesterday = today.minusDays(1);
        LocalDate before = days.start().isBefore(since) ? since : days.start();
        for (LocalDate day = before; !day.isAfter(yesterday); day = day.isBefore(yesterday) && day.plusWeeks(WEEKS).isAfter(yesterday) ? yesterday : day.plusWeeks(WEEKS)) {
            String status = status(judge, record, days, day);
            if (!stood.isEmpty() && !stood.getLast().status().equals(status)) {
                for (LocalDate between = before.plusWeeks(1); between.isBefore(day); between = between.plusWeeks(1)) {
                    add(stood, between, status(judge, record, days, between));
                }
            }
            add(stood, day, status);
            before = day;
        }
        return stood;
    }

    private static String status(Judge judge, MemberRecord record, Period days, LocalDate day) {
        return StandingStore.word(judge.verdict(by(record, day), days, day).status());
    }

    private static void add(List<Stood> stood, LocalDate day, String status) {
        if (stood.isEmpty() || !stood.getLast().status().equals(status)) {
            stood.add(new Stood(day, status));
        }
    }

    private static MemberRecord by(MemberRecord record, LocalDate day) {
        return new MemberRecord(record.facts(), record.activities().stream().filter(done -> !done.date().isAfter(day)).toList(),
                record.artefacts().stream().filter(done -> !done.date().isAfter(day)).toList(), record.decisions(), record.reliefs(), record.carried(), record.owed());
    }

    /** The lines of the running periods; lists say since when somebody stands so. */
    private static List<Line> since(DSLContext sql, List<Past> past) {
        List<Query> statements = new ArrayList<>();
        for (Past one : past) {
            one.running().stream().reduce((_, later) -> later).filter(last -> one.row().stood().filter(now -> now.status().equals(last.status())).isPresent())
                    .ifPresent(last -> statements.add(sql.update(STANDING).set(STANDING.STATUS_SINCE, last.on())
                            .where(STANDING.ENROLMENT_ID.eq(one.row().enrolment())).and(STANDING.PERIOD_ID.eq(one.row().period()))));
        }
        sql.batch(statements).execute();
        return past.stream().flatMap(one -> one.running().stream().map(stood -> new Line(one.row(), one.row().period(), one.row().days(), stood))).toList();
    }

    /** Periods before the running ones, with their lines. */
    private static List<Line> before(DSLContext sql, Call call, List<Past> past, LocalDate since) {
        Map<MemberId, String> numbers = sql.select(MEMBER.ID, MEMBER.NUMBER).from(MEMBER).where(MEMBER.ACCOUNT_ID.isNull()).fetchMap(MEMBER.ID, MEMBER.NUMBER);
        List<Query> statements = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (Past one : past) {
            Optional<Period> before = one.before().filter(days -> days.end().plusDays(1).equals(one.row().days().start()));
            Optional<String> number = Optional.ofNullable(numbers.get(one.row().member()));
            if (before.isPresent() && number.isPresent()) {
                PeriodId period = new PeriodId(call.freshId());
                statements.add(closed(sql, call, one.row(), period, before.get()));
                madeUp(before.get(), since, new SplittableRandom(number.get().hashCode()))
                        .forEach(stood -> lines.add(new Line(one.row(), period, before.get(), stood)));
            }
        }
        sql.batch(statements).execute();
        return lines;
    }

    /** As a body brings one in that was closed before it came. */
    private static Query closed(DSLContext sql, Call call, Everybody.Row row, PeriodId period, Period days) {
        return sql.insertInto(PERIOD)
                .set(PERIOD.ID, period).set(PERIOD.ENROLMENT_ID, row.enrolment()).set(PERIOD.MEMBER_ID, row.member()).set(PERIOD.NUMBER, row.days().number() - 1)
                .set(PERIOD.FIRST_DAY, days.start()).set(PERIOD.LAST_DAY, days.end())
                .set(PERIOD.DO_BY, days.end()).set(PERIOD.RECORD_BY, days.end()).set(PERIOD.DECLARE_BY, days.end())
                .set(PERIOD.ZONE, call.zone().getId()).set(PERIOD.DEADLINE_AT, row.days().start().atStartOfDay(call.zone()).toInstant())
                .set(PERIOD.STATUS, "closed").set(PERIOD.SOURCE, "opening").set(PERIOD.REVISION, row.revision())
                .set(PERIOD.OPENED_AT, call.at()).set(PERIOD.CLOSED_AT, call.at());
    }

    /** Most meet everything towards the end, some never. */
    private static List<Stood> madeUp(Period days, LocalDate since, SplittableRandom random) {
        boolean meets = random.nextInt(100) < MEETING;
        long part = Math.round(days.span().days() * (meets ? 1 - LATE * Math.pow(random.nextDouble(), 1.5) : 1 - LATE / 3));
        LocalDate changes = days.start().plusDays(Math.min(part, days.span().days() - 1));
        LocalDate first = days.start().isBefore(since) ? since : days.start();
        String then = meets ? "met" : "at-risk";
        List<Stood> stood = new ArrayList<>();
        if (changes.isAfter(first)) {
            add(stood, first, "on-track");
            add(stood, changes, then);
        } else {
            add(stood, first, then);
        }
        return stood;
    }

    private static void history(DSLContext sql, Call call, Rules rules, List<Line> lines) {
        Copies.in(sql, STANDING_HISTORY, List.of(STANDING_HISTORY.ID, STANDING_HISTORY.ENROLMENT_ID, STANDING_HISTORY.PERIOD_ID,
                        STANDING_HISTORY.MEMBER_ID, STANDING_HISTORY.REVISION, STANDING_HISTORY.SCHEME_VERSION_ID, STANDING_HISTORY.ENGINE_VERSION,
                        STANDING_HISTORY.AS_AT, STANDING_HISTORY.JUDGED_AT, STANDING_HISTORY.STATUS, STANDING_HISTORY.COMPLIANT, STANDING_HISTORY.CAUSE),
                rows -> lines.forEach(line -> rows.row().uuid(Id.fresh(at(call, line))).uuid(line.row().enrolment().value()).uuid(line.period().value())
                        .uuid(line.row().member().value()).bigint(0).uuid(rules.inForce(line.days()).id()).text(Judge.ENGINE)
                        .date(line.stood().on()).instant(at(call, line)).text(line.stood().status()).flag(line.stood().status().equals("met")).text("made-up")));
    }

    private static Instant at(Call call, Line line) {
        return line.stood().on().atTime(LocalTime.NOON).atZone(call.zone()).toInstant();
    }
}
