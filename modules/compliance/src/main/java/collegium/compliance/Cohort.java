package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.STANDING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.membership.FormulaSafe;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** Everybody's standings, as officers work through them. */
@Component
public class Cohort {

    private static final int FETCH = 500;
    private static final Field<String> REQUIREMENT = Asked.of(STANDING.SHORT_REQUIREMENT);
    /** Below nothing the more is missing, so that it is in order with what follows. */
    private static final Field<BigDecimal> SHORTFALL = coalesce(STANDING.SHORT_BY, inline(BigDecimal.ZERO)).neg();
    private static final Field<Instant> WRITTEN = field(select(max(MESSAGE.SENT_AT)).from(MESSAGE).where(MESSAGE.MEMBER_ID.eq(STANDING.MEMBER_ID))).as("written");
    private final TenantDatabase database;

    /**
     * Whom to list; each condition may be left open.
     *
     * @param status as stored: {@code short}, {@code at-risk}…; any of them
     * @param scheme its code
     * @param words of a name, or the beginning of a number
     * @param shortOf the requirement that pulls them down most, by the scheme's name for it
     * @param fact a fact that holds today
     * @param silentFor days in which no message went to the member
     * @param ended the period that ended last, instead of the one that is open
     */
    public record Filter(Set<String> status, Optional<String> scheme, Optional<String> words, Optional<String> shortOf, Optional<HeldFact> fact,
            Optional<Integer> silentFor, boolean ended) {

        public Filter {
            status = Set.copyOf(status);
        }

        public Filter(Optional<String> status, Optional<String> scheme, Optional<String> words) {
            this(status.map(Set::of).orElse(Set.of()), scheme, words, Optional.empty(), Optional.empty(), Optional.empty(), false);
        }
    }

    /** A fact of a member, such as a grade, with its value. */
    public record HeldFact(String kind, String value) {}

    /** A requirement of which members are short or may become so, and how many. */
    public record Missing(String scheme, String requirement, String title, int members) {}

    /** In which order; where it leaves two alike, by name. */
    public enum Sort {
        NAME,
        /** What needs attention first. */
        STATUS,
        /** The largest shortfall first, in whatever unit. */
        SHORT,
        /** Who stands so for longest first. */
        SINCE
    }

    /**
     * A line of the list: one member in one scheme.
     *
     * @param shortTitle the mandatory requirement that pulls the member down most; empty where none is missing
     * @param written when the last message went to the member
     */
    public record Line(
            MemberId member, String number, String name, String sortName, String scheme, String status, int statusOrder, LocalDate since,
            Optional<BigDecimal> needed, Optional<BigDecimal> counted, Optional<String> unit, Optional<String> shortTitle,
            Optional<BigDecimal> shortBy, Optional<String> shortUnit, Optional<LocalDate> shortSince, LocalDate deadline,
            Optional<Instant> written) {}

    Cohort(TenantDatabase database) {
        this.database = database;
    }

    /** How many stand where, in the order of what needs attention. */
    public Map<String, Integer> counts(Call call, Optional<String> scheme) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            sql.select(STANDING.STATUS, count())
                    .from(STANDING)
                    .join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID)).and(PERIOD.STATUS.eq("open"))
                    .join(ENROLMENT).on(ENROLMENT.ID.eq(STANDING.ENROLMENT_ID)).and(ENROLMENT.TO_DATE.isNull())
                    .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                    .where(scheme.map(SCHEME.CODE::eq).orElse(noCondition()))
                    .groupBy(STANDING.STATUS, STANDING.STATUS_ORDER)
                    .orderBy(STANDING.STATUS_ORDER)
                    .forEach(found -> counts.put(found.value1(), found.value2()));
            return counts;
        });
    }

    /** How many lines there are, and of how many members: each has a line for every scheme. */
    public record Size(int lines, int members) {}

    public Size size(Call call, Filter filter) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> {
            Table<Record> lines = lines(sql, call, filter).asTable("lines");
            return sql.select(count(), countDistinct(lines.field(STANDING.MEMBER_ID))).from(lines).fetchSingle(found -> new Size(found.value1(), found.value2()));
        });
    }

    /** A last day of periods that comes, and for how many members. */
    public record Deadline(String scheme, LocalDate on, int members) {}

    /** The next last days of open periods, so many, the nearest first. */
    public List<Deadline> deadlines(Call call, int most) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> sql.select(SCHEME.NAME, PERIOD.DECLARE_BY, count())
                .from(PERIOD)
                .join(ENROLMENT).on(ENROLMENT.ID.eq(PERIOD.ENROLMENT_ID)).and(ENROLMENT.TO_DATE.isNull())
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .where(PERIOD.STATUS.eq("open")).and(PERIOD.DECLARE_BY.ge(call.today()))
                .groupBy(SCHEME.NAME, PERIOD.DECLARE_BY)
                .orderBy(PERIOD.DECLARE_BY, SCHEME.NAME)
                .limit(most)
                .fetch(found -> new Deadline(found.value1(), found.value2(), found.value3())));
    }

    /** So many of all. */
    public record Share(int met, int of) {

        /** In per cent, rounded down: what is not all is never shown as all. */
        public int percent() {
            return of == 0 ? 0 : (int) (met * 100L / of);
        }
    }

    /** Of which requirements members are short or may become so, those of most members first. */
    public List<Missing> missing(Call call) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> sql.select(SCHEME.CODE, REQUIREMENT, min(STANDING.SHORT_TITLE), max(STANDING.SHORT_TITLE), count())
                .from(STANDING)
                .join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID)).and(PERIOD.STATUS.eq("open"))
                .join(ENROLMENT).on(ENROLMENT.ID.eq(STANDING.ENROLMENT_ID)).and(ENROLMENT.TO_DATE.isNull())
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .where(STANDING.SHORT_REQUIREMENT.isNotNull())
                .groupBy(SCHEME.CODE, REQUIREMENT)
                .orderBy(count().desc(), SCHEME.CODE, REQUIREMENT)
                .fetch(found -> new Missing(found.value1(), found.value2(), Asked.title(found.value3(), found.value4()), found.value5())));
    }

    /** The lines in order, so many at a time; {@code after} is the last of the page before. */
    public List<Line> page(Call call, Filter filter, Sort sort, Optional<Line> after, int size) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> ordered(lines(sql, call, filter).and(after.map(last -> past(sort, last)).orElse(noCondition())), sort)
                .limit(size).fetch(Cohort::line));
    }

    private static Condition past(Sort sort, Line last) {
        return switch (sort) {
            case NAME -> row(MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME).gt(last.sortName(), last.member(), last.scheme());
            case STATUS -> row(STANDING.STATUS_ORDER, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME)
                    .gt(last.statusOrder(), last.sortName(), last.member(), last.scheme());
            case SHORT -> row(SHORTFALL, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME)
                    .gt(last.shortBy().orElse(BigDecimal.ZERO).negate(), last.sortName(), last.member(), last.scheme());
            case SINCE -> row(STANDING.STATUS_SINCE, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME)
                    .gt(last.since(), last.sortName(), last.member(), last.scheme());
        };
    }

    private static SelectLimitStep<Record> ordered(SelectConditionStep<Record> select, Sort sort) {
        return switch (sort) {
            case NAME -> select.orderBy(MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME);
            case STATUS -> select.orderBy(STANDING.STATUS_ORDER, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME);
            case SHORT -> select.orderBy(SHORTFALL, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME);
            case SINCE -> select.orderBy(STANDING.STATUS_SINCE, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME);
        };
    }

    private static SelectConditionStep<Record> lines(DSLContext sql, Call call, Filter filter) {
        return sql.select(STANDING.fields())
                .select(MEMBER.NUMBER, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.SORT_NAME, SCHEME.NAME, PERIOD.DECLARE_BY, WRITTEN)
                .from(STANDING)
                .join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID)).and(of(filter))
                .join(ENROLMENT).on(ENROLMENT.ID.eq(STANDING.ENROLMENT_ID)).and(ENROLMENT.TO_DATE.isNull())
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .join(MEMBER).on(MEMBER.ID.eq(STANDING.MEMBER_ID))
                .where(filter.status().isEmpty() ? noCondition() : STANDING.STATUS.in(filter.status()))
                .and(filter.scheme().map(SCHEME.CODE::eq).orElse(noCondition()))
                .and(filter.shortOf().map(REQUIREMENT::eq).orElse(noCondition()))
                .and(filter.fact().map(fact -> holds(fact, call.today())).orElse(noCondition()))
                .and(filter.silentFor().map(days -> silent(call.at().minus(Duration.ofDays(days)))).orElse(noCondition()))
                .and(filter.words().map(words -> concat(MEMBER.GIVEN_NAME, inline(" "), MEMBER.FAMILY_NAME).containsIgnoreCase(words.strip())
                        .or(MEMBER.NUMBER.startsWithIgnoreCase(words.strip()))).orElse(noCondition()));
    }

    /** The open period of each enrolment, or the one that ended last. */
    private static Condition of(Filter filter) {
        var later = PERIOD.as("later");
        return !filter.ended() ? PERIOD.STATUS.eq("open") : PERIOD.STATUS.eq("closed").and(PERIOD.SOURCE.eq("opened"))
                .and(notExists(selectOne().from(later).where(later.ENROLMENT_ID.eq(PERIOD.ENROLMENT_ID)).and(later.STATUS.eq("closed"))
                        .and(later.LAST_DAY.gt(PERIOD.LAST_DAY))));
    }

    /** Whether a period of anybody ended here. */
    public boolean anyEnded(Call call) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> sql.fetchExists(PERIOD, PERIOD.STATUS.eq("closed").and(PERIOD.SOURCE.eq("opened"))));
    }

    /** The fact as it is known now, on the day. */
    private static Condition holds(HeldFact fact, LocalDate day) {
        var later = MEMBER_FACT.as("later");
        return exists(selectOne().from(MEMBER_FACT)
                .where(MEMBER_FACT.MEMBER_ID.eq(STANDING.MEMBER_ID)).and(MEMBER_FACT.KIND.eq(fact.kind())).and(MEMBER_FACT.VALUE.eq(fact.value()))
                .and(MEMBER_FACT.EFFECTIVE_FROM.le(day)).and(MEMBER_FACT.EFFECTIVE_TO.isNull().or(MEMBER_FACT.EFFECTIVE_TO.ge(day)))
                .and(MEMBER_FACT.WITHDRAWN.isFalse())
                .and(notExists(selectOne().from(later).where(later.ID.eq(MEMBER_FACT.ID)).and(later.REVISION.gt(MEMBER_FACT.REVISION)))));
    }

    private static Condition silent(Instant since) {
        return notExists(selectOne().from(MESSAGE).where(MESSAGE.MEMBER_ID.eq(STANDING.MEMBER_ID)).and(MESSAGE.SENT_AT.ge(since)));
    }

    private static Line line(Record found) {
        return new Line(found.get(STANDING.MEMBER_ID), found.get(MEMBER.NUMBER), found.get(MEMBER.GIVEN_NAME) + " " + found.get(MEMBER.FAMILY_NAME),
                found.get(MEMBER.SORT_NAME), found.get(SCHEME.NAME), found.get(STANDING.STATUS), found.get(STANDING.STATUS_ORDER),
                found.get(STANDING.STATUS_SINCE), Optional.ofNullable(found.get(STANDING.NEEDED)), Optional.ofNullable(found.get(STANDING.COUNTED)),
                Optional.ofNullable(found.get(STANDING.UNIT)), Optional.ofNullable(found.get(STANDING.SHORT_TITLE)),
                Optional.ofNullable(found.get(STANDING.SHORT_BY)), Optional.ofNullable(found.get(STANDING.SHORT_UNIT)),
                Optional.ofNullable(found.get(STANDING.SHORT_SINCE)), found.get(PERIOD.DECLARE_BY), Optional.ofNullable(found.get(WRITTEN)));
    }

    /**
     * Writes exactly the list as CSV, from one snapshot and with flat memory. What a spreadsheet would take for a formula is
     * written as text: a quote stands before it.
     *
     * @param heading the words of the columns, in order: number, name, scheme, status, since, needed, counted, unit, short of, by, since,
     *     last message
     */
    public void export(Call call, Filter filter, Sort sort, List<String> heading, OutputStream out) {
        call.require(Role.OFFICER);
        database.run(call.body(), sql -> AuditLog.write(sql, call, "members-exported", AuditLog.Subject.of("list", call.freshId()), Map.of(),
                Map.of("status", filter.status().isEmpty() ? "all" : String.join(", ", filter.status()), "words", filter.words().orElse(""),
                        "short-of", filter.shortOf().orElse(""), "fact", filter.fact().map(fact -> fact.kind() + ": " + fact.value()).orElse(""))));
        database.snapshot(call.body(), sql -> {
            // No try: the writer's end is the response's, which the server closes.
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(heading);
            try (Cursor<Record> lines = ordered(lines(sql, call, filter), sort).fetchSize(FETCH).fetchLazy()) {
                lines.forEach(found -> csv.writeRecord(cells(call, line(found))));
                csv.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    private static List<String> cells(Call call, Line line) {
        return List.of(FormulaSafe.write(line.number()), FormulaSafe.write(line.name()), FormulaSafe.write(line.scheme()), line.status(), line.since().toString(),
                Cells.plain(line.needed()), Cells.plain(line.counted()), FormulaSafe.write(line.unit().orElse("")), FormulaSafe.write(line.shortTitle().orElse("")),
                Cells.plain(line.shortBy()), line.shortSince().map(LocalDate::toString).orElse(""),
                line.written().map(at -> at.atZone(call.zone()).toLocalDate().toString()).orElse(""));
    }
}
