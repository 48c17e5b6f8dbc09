package collegium.portfolios;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static collegium.database.tenant.Tables.ENTRY_DECISION;
import static collegium.database.tenant.Tables.EVIDENCE;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.membership.ImportFault;
import collegium.membership.ImportOutcome;
import collegium.membership.ImportRow;
import collegium.membership.ImportTarget;
import collegium.membership.Members;
import collegium.requirements.Schemes;
import collegium.requirements.TagNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What becomes an activity of before the body came. It is the member's like any other: they can amend and withdraw it; its
 * source says where it came from.
 */
abstract class ActivityTarget implements ImportTarget {

    private final TenantDatabase database;
    private final Members members;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;

    ActivityTarget(TenantDatabase database, Members members, Schemes schemes, ApplicationEventPublisher events) {
        this.database = database;
        this.members = members;
        this.schemes = schemes;
        this.events = events;
    }

    /** Reads a row; what is wrong with it is added to the faults, and nothing is said then. */
    abstract ActivityRow read(Call call, ImportRow row, TagNames names, List<ImportFault> faults);

    @Override
    public List<ImportOutcome> check(Call call, List<ImportRow> rows) {
        Map<String, MemberId> there = there(call, rows);
        TagNames names = names(call);
        return rows.stream().map(row -> ImportOutcome.of(read(call, row, names, there).faults())).toList();
    }

    private record Read(ActivityRow row, List<ImportFault> faults) {}

    private Read read(Call call, ImportRow row, TagNames names, Map<String, MemberId> there) {
        List<ImportFault> faults = new ArrayList<>();
        ActivityRow read = read(call, row, names, faults);
        if (!read.number().isEmpty() && !there.containsKey(read.number())) {
            faults.addFirst(ImportFault.of("number", "unknown-member", Map.of("value", read.number())));
        }
        return new Read(read, faults);
    }

    private Map<String, MemberId> there(Call call, List<ImportRow> rows) {
        return members.byNumbers(call, rows.stream().flatMap(row -> row.text("number").stream()).distinct().toList());
    }

    /** What the body's published schemes call things. */
    private TagNames names(Call call) {
        return TagNames.of(schemes.all(call).stream().flatMap(scheme -> schemes.judgedBy(call, scheme.id()).stream()).toList());
    }

    /** One revision for all that a member gets in one go, and one judgement. */
    @Override
    public List<ImportOutcome> apply(Call call, UUID batch, List<ImportRow> rows) {
        Map<String, MemberId> there = there(call, rows);
        TagNames names = names(call);
        List<Read> read = rows.stream().map(row -> read(call, row, names, there)).toList();
        return database.in(call.body(), sql -> {
            List<MemberId> touched = read.stream().filter(each -> each.faults().isEmpty())
                    .flatMap(each -> Optional.ofNullable(there.get(each.row().number())).stream()).toList();
            Map<MemberId, Long> revisions = Revisions.next(sql, touched);
            List<ImportOutcome> outcomes = new ArrayList<>();
            List<Activity> made = new ArrayList<>();
            for (Read each : read) {
                if (!each.faults().isEmpty()) {
                    outcomes.add(new ImportOutcome.Bad(each.faults()));
                    continue;
                }
                MemberId member = Objects.requireNonNull(there.get(each.row().number()));
                ActivityId id = new ActivityId(call.freshId());
                long revision = revisions.getOrDefault(member, 0L);
                made.add(new Activity(id, member, revision, Activity.State.RECORDED, false, Activity.Source.OPENING,
                        each.row().said().orElseThrow(), call.at(), Optional.empty(), false));
                outcomes.add(ImportOutcome.changed(id.value(), Map.of("revision", Long.toString(revision))));
            }
            ActivityStore.takeOn(sql, call, made);
            revisions.forEach((member, revision) -> events.publishEvent(new RecordChange.TakenOn(call, member, revision)));
            return outcomes;
        });
    }

    /** What the member changed or withdrew since, put evidence to, submitted, or what an officer decided on, stays. */
    @Override
    public Set<Integer> builtUpon(Call call, UUID batch, List<AppliedRow> rows) {
        Map<ActivityId, Integer> lines = rows.stream().collect(Collectors.toMap(row -> new ActivityId(row.subject()), AppliedRow::line));
        var first = ACTIVITY_REVISION.as("first");
        return database.in(call.body(), sql -> sql.select(ACTIVITY.ID).from(ACTIVITY)
                .join(first).on(first.ACTIVITY_ID.eq(ACTIVITY.ID)).and(first.SOURCE.eq("opening"))
                .where(ACTIVITY.ID.in(lines.keySet()))
                .and(exists(selectOne().from(ACTIVITY_REVISION).where(ACTIVITY_REVISION.ACTIVITY_ID.eq(ACTIVITY.ID))
                                .and(ACTIVITY_REVISION.REVISION.gt(first.REVISION)))
                        .or(exists(selectOne().from(EVIDENCE).where(EVIDENCE.ACTIVITY_ID.eq(ACTIVITY.ID))))
                        .or(exists(selectOne().from(ENTRY_DECISION).where(ENTRY_DECISION.ACTIVITY_ID.eq(ACTIVITY.ID))))
                        .or(exists(selectOne().from(SUBMISSION).where(SUBMISSION.MEMBER_ID.eq(ACTIVITY.MEMBER_ID))
                                .and(SUBMISSION.REVISION.ge(first.REVISION)))))
                .fetchSet(found -> lines.get(found.value1())));
    }

    /** Revisions are append-only: what is undone is withdrawn, as the member would withdraw it. */
    @Override
    public void undo(Call call, UUID batch, List<AppliedRow> rows) {
        database.run(call.body(), sql -> {
            List<Activity> now = ActivityStore.current(sql, rows.stream().map(row -> new ActivityId(row.subject())).toList());
            Map<MemberId, Long> revisions = Revisions.next(sql, now.stream().map(Activity::member).toList());
            ActivityStore.reviseAll(sql, call, now.stream().map(activity -> withdrawn(activity, revisions.getOrDefault(activity.member(), 0L), call)).toList());
            revisions.forEach((member, revision) -> events.publishEvent(new RecordChange.TakenOn(call, member, revision)));
        });
    }

    private static Activity withdrawn(Activity activity, long revision, Call call) {
        return new Activity(activity.id(), activity.member(), revision, activity.state(), true, activity.source(), activity.said(), call.at(),
                Optional.empty(), activity.erased());
    }
}
