package collegium.requirements;

import static collegium.database.tenant.Tables.CARRIED_CREDIT;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportOutcome;
import collegium.membership.ImportRow;
import collegium.membership.ImportTarget;
import collegium.membership.Members;
import collegium.requirements.engine.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Periods that were over before the body came, from a file. They tell how many periods a member has had, which rules ask that
 * treat the first one otherwise or come round in every second; what was decided on them stays where it was decided.
 */
@Component
final class ClosedPeriodImport implements ImportTarget {

    private final TenantDatabase database;
    private final Members members;
    private final Enrolments enrolments;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;

    ClosedPeriodImport(TenantDatabase database, Members members, Enrolments enrolments, Schemes schemes, ApplicationEventPublisher events) {
        this.database = database;
        this.members = members;
        this.enrolments = enrolments;
        this.schemes = schemes;
        this.events = events;
    }

    @Override
    public String kind() {
        return "closed-periods";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(RowEnrolments.NUMBER, RowEnrolments.SCHEME,
                ImportColumn.required("first day", "2024-01-01", "from", "period start", "start", "start date"),
                ImportColumn.required("last day", "2024-12-31", "to", "until", "period end", "end", "end date"));
    }

    /** What is known of an enrolment's periods, the rows before this one included. */
    private static final class Known {
        private final DSLContext sql;
        private final Map<EnrolmentId, List<Span>> spans = new HashMap<>();

        Known(DSLContext sql) {
            this.sql = sql;
        }

        List<Span> of(EnrolmentId enrolment) {
            return spans.computeIfAbsent(enrolment, id -> sql.select(PERIOD.FIRST_DAY, PERIOD.LAST_DAY).from(PERIOD)
                    .where(PERIOD.ENROLMENT_ID.eq(id)).stream()
                    .map(row -> new Span(row.value1(), row.value2())).collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    private record Closed(EnrolledIn enrolled, Span span) {}

    private static Optional<Closed> read(Call call, ImportRow row, RowEnrolments there, List<ImportFault> faults) {
        Optional<EnrolledIn> enrolled = there.of(row, faults);
        Optional<LocalDate> first = day(row, "first day", faults);
        Optional<LocalDate> last = day(row, "last day", faults);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            faults.add(ImportFault.of("last day", "date-order"));
        }
        if (last.filter(day -> !day.isBefore(call.today())).isPresent()) {
            faults.add(ImportFault.of("last day", "period-not-over"));
        }
        return faults.isEmpty() ? Optional.of(new Closed(enrolled.orElseThrow(), new Span(first.orElseThrow(), last.orElseThrow()))) : Optional.empty();
    }

    private static Optional<LocalDate> day(ImportRow row, String column, List<ImportFault> faults) {
        if (row.text(column).isEmpty()) {
            faults.add(ImportFault.of(column, "required"));
        }
        return row.date(column, faults);
    }

    /** What would become of a row; a good one is remembered for those after it. */
    private static ImportOutcome outcome(Known known, Optional<Closed> closed, List<ImportFault> faults) {
        if (closed.isEmpty()) {
            return new ImportOutcome.Bad(faults);
        }
        List<Span> spans = known.of(closed.get().enrolled().id());
        Span span = closed.get().span();
        if (spans.contains(span)) {
            return new ImportOutcome.Unchanged();
        }
        Optional<Span> other = spans.stream().filter(span::overlaps).findFirst();
        if (other.isPresent()) {
            return new ImportOutcome.Bad(List.of(ImportFault.of("first day", "period-overlaps",
                    Map.of("from", other.get().from().toString(), "to", other.get().to().toString()))));
        }
        spans.add(span);
        return ImportOutcome.good();
    }

    @Override
    public List<ImportOutcome> check(Call call, List<ImportRow> rows) {
        RowEnrolments there = new RowEnrolments(call, members, enrolments, schemes, rows);
        return database.in(call.body(), sql -> {
            Known known = new Known(sql);
            return rows.stream().map(row -> {
                List<ImportFault> faults = new ArrayList<>();
                return outcome(known, read(call, row, there, faults), faults);
            }).toList();
        });
    }

    @Override
    public List<ImportOutcome> apply(Call call, UUID batch, List<ImportRow> rows) {
        RowEnrolments there = new RowEnrolments(call, members, enrolments, schemes, rows);
        return database.in(call.body(), sql -> {
            List<List<ImportFault>> faults = rows.stream().<List<ImportFault>>map(_ -> new ArrayList<>()).toList();
            List<Optional<Closed>> read = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                read.add(read(call, rows.get(i), there, faults.get(i)));
            }
            Map<MemberId, Long> revisions = Revisions.next(sql, read.stream().flatMap(Optional::stream).map(closed -> closed.enrolled().member()).toList());
            Known known = new Known(sql);
            Map<EnrolmentId, MemberId> touched = new HashMap<>();
            List<ImportOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                ImportOutcome outcome = outcome(known, read.get(i), faults.get(i));
                if (outcome instanceof ImportOutcome.Good) {
                    Closed closed = read.get(i).orElseThrow();
                    MemberId member = closed.enrolled().member();
                    touched.put(closed.enrolled().id(), member);
                    outcome = insert(sql, call, closed, revisions.getOrDefault(member, 0L), -1 - i);
                }
                outcomes.add(outcome);
            }
            touched.keySet().forEach(enrolment -> Enrolments.number(sql, enrolment, Enrolments.lastNumber(sql, enrolment)));
            judge(call, touched, revisions);
            return outcomes;
        });
    }

    private static ImportOutcome insert(DSLContext sql, Call call, Closed closed, long revision, int number) {
        PeriodId id = new PeriodId(call.freshId());
        LocalDate last = closed.span().to();
        sql.insertInto(PERIOD)
                .set(PERIOD.ID, id).set(PERIOD.ENROLMENT_ID, closed.enrolled().id()).set(PERIOD.MEMBER_ID, closed.enrolled().member())
                .set(PERIOD.NUMBER, number).set(PERIOD.FIRST_DAY, closed.span().from()).set(PERIOD.LAST_DAY, last)
                .set(PERIOD.DO_BY, last).set(PERIOD.RECORD_BY, last).set(PERIOD.DECLARE_BY, last)
                .set(PERIOD.ZONE, call.zone().getId()).set(PERIOD.DEADLINE_AT, last.plusDays(1).atStartOfDay(call.zone()).toInstant())
                .set(PERIOD.STATUS, "closed").set(PERIOD.SOURCE, "opening").set(PERIOD.REVISION, revision)
                .set(PERIOD.OPENED_AT, call.at()).set(PERIOD.CLOSED_AT, call.at())
                .execute();
        return ImportOutcome.changed(id.value(), Map.of("enrolment", closed.enrolled().id().toString(), "member", closed.enrolled().member().toString(),
                "last", Integer.toString(closed.enrolled().period().map(open -> open.days().number()).orElse(0))));
    }

    /** The open period may have another number now. */
    private void judge(Call call, Map<EnrolmentId, MemberId> touched, Map<MemberId, Long> revisions) {
        revisions.forEach((member, revision) -> {
            if (touched.containsValue(member)) {
                events.publishEvent(new EnrolmentsChanged(call, member, revision, "periods-taken-on"));
            }
        });
    }

    @Override
    public Set<Integer> builtUpon(Call call, UUID batch, List<AppliedRow> rows) {
        Map<PeriodId, Integer> lines = rows.stream().collect(Collectors.toMap(row -> new PeriodId(row.subject()), AppliedRow::line));
        return database.in(call.body(), sql -> sql.select(PERIOD.ID).from(PERIOD).where(PERIOD.ID.in(lines.keySet()))
                .and(exists(selectOne().from(SUBMISSION).where(SUBMISSION.PERIOD_ID.eq(PERIOD.ID)))
                        .or(exists(selectOne().from(STANDING).where(STANDING.PERIOD_ID.eq(PERIOD.ID))))
                        .or(exists(selectOne().from(CARRIED_CREDIT)
                                .where(CARRIED_CREDIT.FROM_PERIOD_ID.eq(PERIOD.ID.coerce(CARRIED_CREDIT.FROM_PERIOD_ID))))))
                .fetchSet(found -> lines.get(found.value1())));
    }

    @Override
    public void undo(Call call, UUID batch, List<AppliedRow> rows) {
        database.run(call.body(), sql -> {
            Map<EnrolmentId, MemberId> touched = new HashMap<>();
            Map<EnrolmentId, Integer> last = new HashMap<>();
            for (AppliedRow row : rows) {
                EnrolmentId enrolment = new EnrolmentId(Id.parse(row.before().getOrDefault("enrolment", "")));
                touched.put(enrolment, MemberId.of(row.before().getOrDefault("member", "")));
                last.merge(enrolment, Integer.parseInt(row.before().getOrDefault("last", "0")), Integer::min);
            }
            Map<MemberId, Long> revisions = Revisions.next(sql, touched.values());
            last.replaceAll((enrolment, before) -> Math.min(before, Enrolments.lastNumber(sql, enrolment)));
            sql.deleteFrom(PERIOD).where(PERIOD.ID.in(rows.stream().map(row -> new PeriodId(row.subject())).toList())).execute();
            last.forEach((enrolment, before) -> Enrolments.number(sql, enrolment, before));
            judge(call, touched, revisions);
        });
    }
}
