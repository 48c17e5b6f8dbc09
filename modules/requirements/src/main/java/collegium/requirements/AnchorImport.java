package collegium.requirements;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.max;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.membership.ChangeFact;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportOutcome;
import collegium.membership.ImportRow;
import collegium.membership.ImportTarget;
import collegium.membership.MemberFact;
import collegium.membership.Members;
import collegium.requirements.engine.Cycle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Days on which members' cycles begin, from a file: the day in the fact from which the scheme works out its periods. It is stated
 * as that fact, so that the period follows from it as from any other word on the member.
 */
@Component
final class AnchorImport implements ImportTarget {

    private static final String SOURCE = "opening";
    private final TenantDatabase database;
    private final Members members;
    private final Enrolments enrolments;
    private final Schemes schemes;

    AnchorImport(TenantDatabase database, Members members, Enrolments enrolments, Schemes schemes) {
        this.database = database;
        this.members = members;
        this.enrolments = enrolments;
        this.schemes = schemes;
    }

    @Override
    public String kind() {
        return "anchors";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(RowEnrolments.NUMBER, RowEnrolments.SCHEME,
                ImportColumn.required("anchor", "2019-09-12", "anchor date", "cycle begins", "registered", "licensed", "expires", "expiry"));
    }

    /** What a row says: the fact of the member, and the day in it. */
    private record Anchor(EnrolledIn enrolled, String fact, LocalDate day) {}

    private static Optional<Anchor> read(ImportRow row, RowEnrolments there, List<ImportFault> faults) {
        Optional<EnrolledIn> enrolled = there.of(row, faults);
        if (row.text("anchor").isEmpty()) {
            faults.add(ImportFault.of("anchor", "required"));
        }
        Optional<LocalDate> day = row.date("anchor", faults);
        Optional<String> fact = enrolled.flatMap(there::scheme).flatMap(scheme -> fact(scheme.cycle()));
        if (enrolled.isPresent() && fact.isEmpty()) {
            faults.add(ImportFault.of("scheme", "scheme-without-anchor"));
        }
        return faults.isEmpty() ? Optional.of(new Anchor(enrolled.orElseThrow(), fact.orElseThrow(), day.orElseThrow())) : Optional.empty();
    }

    /** The fact that holds the day; none where periods are the same for everybody. */
    private static Optional<String> fact(Cycle cycle) {
        return switch (cycle.anchor()) {
            case Cycle.Anchor.OnDay on -> on.joining().fact();
            case Cycle.Anchor.Anniversary anniversary -> Optional.of(anniversary.fact());
            case Cycle.Anchor.EndsWith ends -> Optional.of(ends.fact());
            case Cycle.Anchor.ByFact _, Cycle.Anchor.Blocks _ -> Optional.empty();
        };
    }

    /** The member's latest word on a fact. */
    private Optional<MemberFact> known(Call call, MemberId member, String fact) {
        return members.factsAsKnown(call, member, Long.MAX_VALUE).stream().filter(one -> one.kind().equals(fact))
                .max(Comparator.comparing(MemberFact::from).thenComparingLong(MemberFact::revision));
    }

    @Override
    public List<ImportOutcome> check(Call call, List<ImportRow> rows) {
        RowEnrolments there = new RowEnrolments(call, members, enrolments, schemes, rows);
        return rows.stream().map(row -> {
            List<ImportFault> faults = new ArrayList<>();
            Optional<Anchor> anchor = read(row, there, faults);
            return anchor.filter(says -> isSo(call, says)).isPresent() ? new ImportOutcome.Unchanged() : ImportOutcome.of(faults);
        }).toList();
    }

    private boolean isSo(Call call, Anchor says) {
        return known(call, says.enrolled().member(), says.fact()).filter(fact -> fact.value().equals(says.day().toString())).isPresent();
    }

    @Override
    public List<ImportOutcome> apply(Call call, UUID batch, List<ImportRow> rows) {
        RowEnrolments there = new RowEnrolments(call, members, enrolments, schemes, rows);
        return database.in(call.body(), _ -> rows.stream().map(row -> {
            List<ImportFault> faults = new ArrayList<>();
            Optional<Anchor> anchor = read(row, there, faults);
            if (anchor.isEmpty()) {
                return new ImportOutcome.Bad(faults);
            }
            return isSo(call, anchor.get()) ? new ImportOutcome.Unchanged() : state(call, anchor.get());
        }).toList());
    }

    private ImportOutcome state(Call call, Anchor says) {
        MemberId member = says.enrolled().member();
        Optional<MemberFact> before = known(call, member, says.fact());
        LocalDate from = says.day().isAfter(call.today()) ? members.find(call, member).joined() : says.day();
        database.run(call.body(), sql -> sql.update(ENROLMENT).set(ENROLMENT.ANCHOR, says.day())
                .where(ENROLMENT.ID.eq(says.enrolled().id())).execute());
        members.change(call, member, new ChangeFact(before.map(MemberFact::id), says.fact(), says.day().toString(),
                before.map(MemberFact::from).filter(earlier -> earlier.isBefore(from)).orElse(from), Optional.empty(), SOURCE));
        MemberFact now = known(call, member, says.fact()).orElseThrow();
        Map<String, String> memory = new LinkedHashMap<>();
        memory.put("member", member.toString());
        memory.put("enrolment", says.enrolled().id().toString());
        memory.put("revision", Long.toString(now.revision()));
        memory.put("kind", says.fact());
        before.ifPresent(was -> {
            memory.put("value", was.value());
            memory.put("from", was.from().toString());
            memory.put("source", was.source());
            was.to().ifPresent(to -> memory.put("to", to.toString()));
        });
        return ImportOutcome.changed(now.id(), memory);
    }

    /** What was said of the fact since, or submitted on the period that followed from it, stays. */
    @Override
    public Set<Integer> builtUpon(Call call, UUID batch, List<AppliedRow> rows) {
        return database.in(call.body(), sql -> {
            Set<Integer> built = new HashSet<>();
            for (AppliedRow row : rows) {
                long revision = Long.parseLong(row.before().getOrDefault("revision", "0"));
                Long latest = sql.select(max(MEMBER_FACT.REVISION)).from(MEMBER_FACT).where(MEMBER_FACT.ID.eq(row.subject())).fetchOne(one -> one.value1());
                boolean submitted = sql.fetchExists(SUBMISSION, SUBMISSION.MEMBER_ID.eq(member(row)).and(SUBMISSION.REVISION.ge(revision)));
                if (submitted || (latest != null && latest > revision)) {
                    built.add(row.line());
                }
            }
            return built;
        });
    }

    private static MemberId member(AppliedRow row) {
        return MemberId.of(row.before().getOrDefault("member", ""));
    }

    @Override
    public void undo(Call call, UUID batch, List<AppliedRow> rows) {
        database.run(call.body(), sql -> {
            for (AppliedRow row : rows) {
                Map<String, String> before = row.before();
                long revision = Long.parseLong(before.getOrDefault("revision", "0"));
                Optional<String> value = Optional.ofNullable(before.get("value"));
                EnrolmentId enrolment = new EnrolmentId(Id.parse(before.getOrDefault("enrolment", "")));
                sql.update(ENROLMENT).setNull(ENROLMENT.ANCHOR).where(ENROLMENT.ID.eq(enrolment)).execute();
                if (value.isPresent()) {
                    members.change(call, member(row), new ChangeFact(Optional.of(row.subject()), before.getOrDefault("kind", ""), value.get(),
                            LocalDate.parse(before.getOrDefault("from", "")), Optional.ofNullable(before.get("to")).map(LocalDate::parse),
                            before.getOrDefault("source", SOURCE)));
                } else {
                    members.withdraw(call, member(row), row.subject(), SOURCE, revision);
                }
            }
        });
    }
}
