package collegium.requirements;

import static collegium.database.tenant.Tables.CARRIED_CREDIT;
import static collegium.database.tenant.Tables.CARRIED_CREDIT_WITHDRAWAL;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportOutcome;
import collegium.membership.ImportRow;
import collegium.membership.ImportTarget;
import collegium.membership.Members;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Scheme;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Credit that members carry into the period that is open, with its tags and the day on which it was earned, from a file. */
@Component
final class CarriedCreditImport implements ImportTarget {

    private final TenantDatabase database;
    private final Members members;
    private final Enrolments enrolments;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;

    CarriedCreditImport(TenantDatabase database, Members members, Enrolments enrolments, Schemes schemes, ApplicationEventPublisher events) {
        this.database = database;
        this.members = members;
        this.enrolments = enrolments;
        this.schemes = schemes;
        this.events = events;
    }

    @Override
    public String kind() {
        return "carried-credit";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(RowEnrolments.NUMBER, RowEnrolments.SCHEME,
                ImportColumn.required("amount", "4", "carried", "credit", "hours", "points", "balance"),
                ImportColumn.required("earned", "2025-11-02", "earned on", "date earned"),
                ImportColumn.optional("expires", "2026-12-31", "expires on", "valid until"),
                ImportColumn.optional("type", "course", "activity type"),
                ImportColumn.optional("topics", "ethics", "topic"),
                ImportColumn.optional("flags", "structured", "tags"),
                ImportColumn.optional("reference", "C-77", "ref"));
    }

    @Override
    public Optional<String> key(ImportRow row) {
        List<ImportFault> ignored = new ArrayList<>();
        Map<String, String> parts = new TreeMap<>();
        for (String column : List.of("scheme", "type", "topics", "flags", "reference")) {
            row.text(column).ifPresent(text -> parts.put(column, TagNames.plain(text)));
        }
        row.date("earned", ignored).ifPresent(day -> parts.put("earned", day.toString()));
        row.decimal("amount", ignored).ifPresent(much -> parts.put("amount", much.stripTrailingZeros().toPlainString()));
        return row.text("number").map(number -> number + "\n" + parts);
    }

    private record Credit(EnrolledIn enrolled, BigDecimal amount, String unit, LocalDate earned, Optional<LocalDate> expires, int lives,
            Optional<String> type, Set<String> topics, Set<String> flags) {}

    private static Optional<Credit> read(Call call, ImportRow row, RowEnrolments there, List<ImportFault> faults) {
        Optional<EnrolledIn> enrolled = there.of(row, faults);
        Optional<BigDecimal> amount = row.decimal("amount", faults);
        Optional<LocalDate> earned = row.date("earned", faults);
        Optional<LocalDate> expires = row.date("expires", faults);
        for (String column : List.of("amount", "earned")) {
            if (row.text(column).isEmpty()) {
                faults.add(ImportFault.of(column, "required"));
            }
        }
        if (amount.filter(much -> much.signum() <= 0).isPresent()) {
            faults.add(ImportFault.of("amount", "not-positive"));
        }
        if (earned.filter(day -> day.isAfter(call.today())).isPresent()) {
            faults.add(ImportFault.of("earned", "in-the-future", Map.of("today", call.today().toString())));
        }
        if (enrolled.isPresent() && enrolled.get().period().isEmpty()) {
            faults.add(ImportFault.of("number", "no-open-period"));
        }
        enrolled.flatMap(EnrolledIn::period).map(period -> period.days().start())
                .filter(start -> expires.filter(day -> day.isBefore(start)).isPresent())
                .ifPresent(start -> faults.add(ImportFault.of("expires", "expired-already", Map.of("start", start.toString()))));
        Optional<Scheme> scheme = enrolled.flatMap(there::scheme);
        TagNames names = TagNames.of(scheme.stream().toList());
        Set<String> type = RowEnrolments.tags(row, "type", "type", names, faults);
        Set<String> topics = RowEnrolments.tags(row, "topics", "topic", names, faults);
        Set<String> flags = RowEnrolments.tags(row, "flags", "flag", names, faults);
        if (type.size() > 1) {
            faults.add(ImportFault.of("type", "too-many"));
        }
        return faults.isEmpty()
                ? Optional.of(new Credit(enrolled.orElseThrow(), amount.orElseThrow(), scheme.map(rules -> rules.unit().plural()).orElse(""),
                        earned.orElseThrow(), expires, lives(enrolled.get(), scheme, expires), type.stream().findFirst(), topics, flags))
                : Optional.empty();
    }

    /** What expires later than the period into which it is carried lives on, as the scheme lets it. */
    private static int lives(EnrolledIn enrolled, Optional<Scheme> scheme, Optional<LocalDate> expires) {
        return scheme.isEmpty() || expires.isEmpty() ? 0
                : Carried.lives(expires.get(), enrolled.period().orElseThrow().days().end(), scheme.get().cycle().months());
    }

    @Override
    public List<ImportOutcome> check(Call call, List<ImportRow> rows) {
        RowEnrolments there = new RowEnrolments(call, members, enrolments, schemes, rows);
        return rows.stream().map(row -> {
            List<ImportFault> faults = new ArrayList<>();
            read(call, row, there, faults);
            return ImportOutcome.of(faults);
        }).toList();
    }

    @Override
    public List<ImportOutcome> apply(Call call, UUID batch, List<ImportRow> rows) {
        RowEnrolments there = new RowEnrolments(call, members, enrolments, schemes, rows);
        return database.in(call.body(), sql -> {
            List<List<ImportFault>> faults = rows.stream().<List<ImportFault>>map(_ -> new ArrayList<>()).toList();
            List<Optional<Credit>> read = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                read.add(read(call, rows.get(i), there, faults.get(i)));
            }
            Map<MemberId, Long> revisions = Revisions.next(sql, read.stream().flatMap(Optional::stream).map(credit -> credit.enrolled().member()).toList());
            List<ImportOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                List<ImportFault> why = faults.get(i);
                outcomes.add(read.get(i).<ImportOutcome>map(credit -> insert(sql, call, credit, revisions.getOrDefault(credit.enrolled().member(), 0L)))
                        .orElseGet(() -> new ImportOutcome.Bad(why)));
            }
            judge(call, revisions);
            return outcomes;
        });
    }

    private static ImportOutcome insert(DSLContext sql, Call call, Credit credit, long revision) {
        UUID id = call.freshId();
        sql.insertInto(CARRIED_CREDIT)
                .set(CARRIED_CREDIT.ID, id).set(CARRIED_CREDIT.MEMBER_ID, credit.enrolled().member())
                .set(CARRIED_CREDIT.ENROLMENT_ID, credit.enrolled().id())
                .set(CARRIED_CREDIT.INTO_PERIOD_ID, credit.enrolled().period().orElseThrow().id().value())
                .set(CARRIED_CREDIT.ORIGIN_ON, credit.earned()).set(CARRIED_CREDIT.EXPIRES_ON, credit.expires().orElse(null))
                .set(CARRIED_CREDIT.LIVES, credit.lives()).set(CARRIED_CREDIT.AMOUNT, credit.amount()).set(CARRIED_CREDIT.UNIT, credit.unit())
                .set(CARRIED_CREDIT.TYPE, credit.type().orElse(null))
                .set(CARRIED_CREDIT.TOPICS, credit.topics().toArray(String[]::new)).set(CARRIED_CREDIT.FLAGS, credit.flags().toArray(String[]::new))
                .set(CARRIED_CREDIT.SOURCE, "opening").set(CARRIED_CREDIT.REVISION, revision).set(CARRIED_CREDIT.RECORDED_AT, call.at())
                .execute();
        return ImportOutcome.changed(id, Map.of("member", credit.enrolled().member().toString(), "revision", Long.toString(revision)));
    }

    private void judge(Call call, Map<MemberId, Long> revisions) {
        revisions.forEach((member, revision) -> events.publishEvent(new EnrolmentsChanged(call, member, revision, "credit-taken-on")));
    }

    /** What was submitted since counts on it. */
    @Override
    public Set<Integer> builtUpon(Call call, UUID batch, List<AppliedRow> rows) {
        Map<UUID, Integer> lines = rows.stream().collect(Collectors.toMap(AppliedRow::subject, AppliedRow::line));
        return database.in(call.body(), sql -> sql.select(CARRIED_CREDIT.ID).from(CARRIED_CREDIT).where(CARRIED_CREDIT.ID.in(lines.keySet()))
                .and(exists(selectOne().from(SUBMISSION).where(SUBMISSION.MEMBER_ID.eq(CARRIED_CREDIT.MEMBER_ID))
                        .and(SUBMISSION.REVISION.ge(CARRIED_CREDIT.REVISION))))
                .fetchSet(found -> lines.get(found.value1())));
    }

    @Override
    public void undo(Call call, UUID batch, List<AppliedRow> rows) {
        database.run(call.body(), sql -> {
            Map<MemberId, Long> revisions = Revisions.next(sql, rows.stream().map(CarriedCreditImport::member).toList());
            for (AppliedRow row : rows) {
                sql.insertInto(CARRIED_CREDIT_WITHDRAWAL)
                        .set(CARRIED_CREDIT_WITHDRAWAL.CARRIED_ID, row.subject()).set(CARRIED_CREDIT_WITHDRAWAL.MEMBER_ID, member(row))
                        .set(CARRIED_CREDIT_WITHDRAWAL.REVISION, revisions.getOrDefault(member(row), 0L))
                        .set(CARRIED_CREDIT_WITHDRAWAL.WITHDRAWN_AT, call.at())
                        .set(CARRIED_CREDIT_WITHDRAWAL.WITHDRAWN_BY, call.account().map(AccountId::value).orElse(null))
                        .execute();
            }
            judge(call, revisions);
        });
    }

    private static MemberId member(AppliedRow row) {
        return MemberId.of(row.before().getOrDefault("member", ""));
    }
}
