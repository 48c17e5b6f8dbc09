package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.STANDING;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectLimitStep;
import org.springframework.stereotype.Component;

/** Everybody's standings, as officers work through them. */
@Component
public class Cohort {

    private static final int FETCH = 500;
    private final TenantDatabase database;

    /**
     * What to list.
     *
     * @param status as stored: {@code short}, {@code at-risk}…
     * @param scheme its code
     * @param words of a name, or the beginning of a number
     */
    public record Filter(Optional<String> status, Optional<String> scheme, Optional<String> words) {}

    /** By name, or by what needs attention first. */
    public enum Sort {
        NAME,
        STATUS
    }

    /**
     * A line of the list: one member in one scheme.
     *
     * @param shortTitle the mandatory requirement that is furthest from met; empty where none is missing
     */
    public record Line(
            MemberId member, String number, String name, String sortName, String scheme, String status, int statusOrder, LocalDate since,
            Optional<BigDecimal> needed, Optional<BigDecimal> counted, Optional<String> unit, Optional<String> shortTitle,
            Optional<BigDecimal> shortBy, Optional<String> shortUnit, Optional<LocalDate> shortSince, LocalDate deadline) {}

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

    /** The lines in order, so many at a time; {@code after} is the last of the page before. */
    public List<Line> page(Call call, Filter filter, Sort sort, Optional<Line> after, int size) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> ordered(select(sql, filter).and(after.map(last -> past(sort, last)).orElse(noCondition())), sort)
                .limit(size).fetch(Cohort::line));
    }

    private static Condition past(Sort sort, Line last) {
        return switch (sort) {
            case NAME -> row(MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME).gt(last.sortName(), last.member(), last.scheme());
            case STATUS -> row(STANDING.STATUS_ORDER, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME)
                    .gt(last.statusOrder(), last.sortName(), last.member(), last.scheme());
        };
    }

    private static SelectLimitStep<Record> ordered(SelectConditionStep<Record> select, Sort sort) {
        return switch (sort) {
            case NAME -> select.orderBy(MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME);
            case STATUS -> select.orderBy(STANDING.STATUS_ORDER, MEMBER.SORT_NAME, MEMBER.ID, SCHEME.NAME);
        };
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Filter filter) {
        return sql.select(STANDING.fields())
                .select(MEMBER.NUMBER, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.SORT_NAME, SCHEME.NAME, PERIOD.DECLARE_BY)
                .from(STANDING)
                .join(PERIOD).on(PERIOD.ID.eq(STANDING.PERIOD_ID)).and(PERIOD.STATUS.eq("open"))
                .join(ENROLMENT).on(ENROLMENT.ID.eq(STANDING.ENROLMENT_ID)).and(ENROLMENT.TO_DATE.isNull())
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .join(MEMBER).on(MEMBER.ID.eq(STANDING.MEMBER_ID))
                .where(filter.status().map(STANDING.STATUS::eq).orElse(noCondition()))
                .and(filter.scheme().map(SCHEME.CODE::eq).orElse(noCondition()))
                .and(filter.words().map(words -> concat(MEMBER.GIVEN_NAME, inline(" "), MEMBER.FAMILY_NAME).containsIgnoreCase(words.strip())
                        .or(MEMBER.NUMBER.startsWithIgnoreCase(words.strip()))).orElse(noCondition()));
    }

    private static Line line(Record found) {
        return new Line(found.get(STANDING.MEMBER_ID), found.get(MEMBER.NUMBER), found.get(MEMBER.GIVEN_NAME) + " " + found.get(MEMBER.FAMILY_NAME),
                found.get(MEMBER.SORT_NAME), found.get(SCHEME.NAME), found.get(STANDING.STATUS), found.get(STANDING.STATUS_ORDER),
                found.get(STANDING.STATUS_SINCE), Optional.ofNullable(found.get(STANDING.NEEDED)), Optional.ofNullable(found.get(STANDING.COUNTED)),
                Optional.ofNullable(found.get(STANDING.UNIT)), Optional.ofNullable(found.get(STANDING.SHORT_TITLE)),
                Optional.ofNullable(found.get(STANDING.SHORT_BY)), Optional.ofNullable(found.get(STANDING.SHORT_UNIT)),
                Optional.ofNullable(found.get(STANDING.SHORT_SINCE)), found.get(PERIOD.DECLARE_BY));
    }

    /**
     * Writes exactly the list as CSV, from one snapshot and with flat memory. What a spreadsheet would take for a formula is
     * written as text: a quote stands before it.
     *
     * @param heading the words of the columns, in order: number, name, scheme, status, since, needed, counted, unit, short of, by, since
     */
    public void export(Call call, Filter filter, Sort sort, List<String> heading, OutputStream out) {
        call.require(Role.OFFICER);
        database.run(call.body(), sql -> AuditLog.write(sql, call, "members-exported", AuditLog.Subject.of("list", call.freshId()), Map.of(),
                Map.of("status", filter.status().orElse("all"), "words", filter.words().orElse(""))));
        database.snapshot(call.body(), sql -> {
            // No try: the writer's end is the response's, which the server closes.
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(heading);
            try (Cursor<Record> lines = ordered(select(sql, filter), sort).fetchSize(FETCH).fetchLazy()) {
                lines.forEach(found -> csv.writeRecord(cells(line(found))));
                csv.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    private static List<String> cells(Line line) {
        return List.of(Cells.safe(line.number()), Cells.safe(line.name()), Cells.safe(line.scheme()), line.status(), line.since().toString(),
                Cells.plain(line.needed()), Cells.plain(line.counted()), Cells.safe(line.unit().orElse("")), Cells.safe(line.shortTitle().orElse("")),
                Cells.plain(line.shortBy()), line.shortSince().map(LocalDate::toString).orElse(""));
    }
}
