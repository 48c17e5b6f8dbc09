package collegium.portfolios;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.ActivityId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Members' activities. A member writes only the own record; reviewers, officers and administrators read through what they
 * are given. Every write takes the member's next revision first and keeps all revisions before it.
 */
@Component
public class Portfolios {

    private static final String[] READING = {"record", "record.read"};
    private final TenantDatabase tenants;
    private final ApplicationEventPublisher events;

    public Portfolios(TenantDatabase tenants, ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.events = events;
    }

    /**
     * Records an activity. The same form sent twice records once and returns what the first recorded; the same key with
     * other content is refused as {@code already-recorded}. A client that acts for no member of its own records it as
     * unconfirmed ({@code attendance} scope).
     */
    public Activity record(Call call, MemberId member, RecordActivity command) {
        if (call.actor() instanceof Actor.Client && call.member().isEmpty()) {
            call.requireScope("attendance");
            return write(call, member, command.done(), Activity.State.UNCONFIRMED, source(call));
        }
        call.requireOwn(member);
        call.requireScope("record");
        return write(call, member, command, command.planned() ? Activity.State.PLANNED : Activity.State.RECORDED, source(call));
    }

    /**
     * Records an activity that comes again: the first as said, each later one as planned, without what was written about the first.
     * All of it or nothing; the same form sent twice records once.
     */
    public Activity record(Call call, MemberId member, RecordActivity command, Repeats repeats) {
        call.requireOwn(member);
        call.requireScope("record");
        List<LocalDate> days = repeats.after(command.started());
        return tenants.in(call.body(), sql -> {
            // Under the member's lock, so that a form sent twice at once does not plan twice.
            Revisions.next(sql, member);
            boolean before = command.key().filter(key -> ActivityStore.exists(sql, key)).isPresent();
            Activity first = record(call, member, command);
            if (!before) {
                days.forEach(day -> record(call, member, command.again(day)));
            }
            return first;
        });
    }

    private static Activity.Source source(Call call) {
        return switch (call.actor()) {
            case Actor.Person _ -> Activity.Source.MEMBER;
            case Actor.Client _ -> Activity.Source.CLIENT;
            case Actor.LinkHolder _, Actor.Job _ -> Activity.Source.SYSTEM;
        };
    }

    private Activity write(Call call, MemberId member, RecordActivity command, Activity.State state, Activity.Source source) {
        RecordActivity said = ActivityChecks.checked(call, command);
        return tenants.in(call.body(), sql -> {
            long revision = Revisions.next(sql, member);
            ActivityId id = said.key().orElseGet(() -> new ActivityId(call.freshId()));
            if (ActivityStore.exists(sql, id)) {
                return recordedBefore(sql, member, id, said);
            }
            requireOwnObjective(sql, member, said);
            ActivityStore.insert(sql, call, member, id);
            ActivityStore.revise(sql, call, new Activity(id, member, revision, state, false, source, said, call.at(), Optional.empty(), false));
            AuditLog.write(sql, call, "activity-recorded", AuditLog.Subject.of("activity", id.value(), member), Map.of(), Map.of("revision", revision));
            events.publishEvent(new RecordChange.ActivityRecorded(call, member, id, revision));
            return current(sql, id);
        });
    }

    private static Activity recordedBefore(DSLContext sql, MemberId member, ActivityId id, RecordActivity said) {
        Activity first = ActivityStore.history(sql, id).getFirst();
        if (!first.member().equals(member)) {
            throw Refused.notFound();
        }
        if (!first.said().withKey(id).equals(said.withKey(id))) {
            throw Refused.conflict("already-recorded");
        }
        return current(sql, id);
    }

    /**
     * States an activity anew. Confirming what another system recorded, and turning planned into done, are amendments too.
     *
     * @param expected the revision that the form was filled from; refused as {@code changed-meanwhile} where there is a later one
     */
    public Activity amend(Call call, ActivityId id, long expected, RecordActivity command) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        RecordActivity said = ActivityChecks.checked(call, command.withKey(id));
        return tenants.in(call.body(), sql -> {
            long revision = Revisions.next(sql, member);
            Activity before = unchanged(sql, id, expected);
            requireOwnObjective(sql, member, said);
            Activity.State state = said.planned() ? Activity.State.PLANNED : Activity.State.RECORDED;
            if (state == before.state() && said.equals(before.said().withKey(id))) {
                return before;
            }
            ActivityStore.revise(sql, call, new Activity(id, member, revision, state, false, before.source(), said, call.at(), Optional.empty(), false));
            AuditLog.write(sql, call, "activity-amended", AuditLog.Subject.of("activity", id.value(), member), Map.of(), Map.of("from", before.revision(), "revision", revision));
            events.publishEvent(new RecordChange.ActivityAmended(call, member, id, revision));
            return current(sql, id);
        });
    }

    /** Takes an activity out of the record; its revisions stay. Stale as in {@link #amend}. */
    public void withdraw(Call call, ActivityId id, long expected) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        tenants.run(call.body(), sql -> {
            long revision = Revisions.next(sql, member);
            Activity before = unchanged(sql, id, expected);
            ActivityStore.revise(sql, call, new Activity(id, member, revision, before.state(), true, before.source(), before.said(),
                    call.at(), Optional.empty(), false));
            AuditLog.write(sql, call, "activity-withdrawn", AuditLog.Subject.of("activity", id.value(), member), Map.of(), Map.of("from", before.revision(), "revision", revision));
            events.publishEvent(new RecordChange.ActivityWithdrawn(call, member, id, revision));
        });
    }

    private static void requireOwnObjective(DSLContext sql, MemberId member, RecordActivity said) {
        if (said.objective().filter(objective -> !Objectives.exists(sql, member, objective)).isPresent()) {
            throw Refused.invalid("unknown-objective", "objective");
        }
    }

    private static Activity unchanged(DSLContext sql, ActivityId id, long expected) {
        Activity before = current(sql, id);
        if (before.withdrawn() || before.revision() != expected) {
            throw Refused.conflict("changed-meanwhile");
        }
        return before;
    }

    private static Activity current(DSLContext sql, ActivityId id) {
        return ActivityStore.asKnown(sql, id, Long.MAX_VALUE).orElseThrow(Refused::notFound);
    }

    /** The activity as it is now; a withdrawn one says so. */
    public Activity find(Call call, ActivityId id) {
        Activity found = tenants.in(call.body(), sql -> current(sql, id));
        call.requireOwn(found.member(), Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope(READING);
        return found;
    }

    /** Every revision of an activity, oldest first. */
    public List<Activity> history(Call call, ActivityId id) {
        find(call, id);
        return tenants.in(call.body(), sql -> ActivityStore.history(sql, id));
    }

    /** A page of a member's activities, newest first. */
    public List<Activity> list(Call call, MemberId member, ActivityQuery query) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope(READING);
        return tenants.in(call.body(), sql -> ActivityStore.page(sql, member, query));
    }

    /** All of a member's activities as known at a revision, oldest first: what a submission of that revision holds. */
    public List<Activity> asKnown(Call call, MemberId member, long revision) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope(READING);
        return tenants.in(call.body(), sql -> ActivityStore.asKnown(sql, member, revision));
    }

    /** What of the record is judged, as known at a revision. Inside an open transaction it sees what that wrote. */
    public Judged judged(Call call, MemberId member, long revision) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        call.requireScope(READING);
        return tenants.in(call.body(), sql -> JudgedFacts.asKnown(sql, call.zone(), member, revision));
    }

    /** What the command would be judged as; refused as recording it would be. Nothing is written. */
    public collegium.requirements.engine.Activity asJudged(Call call, MemberId member, ActivityId id, RecordActivity command) {
        call.requireOwn(member);
        RecordActivity said = ActivityChecks.checked(call, command);
        return tenants.in(call.body(), sql -> JudgedFacts.of(sql, call, id, said));
    }

    /** What the member recorded before under titles with these words, each title once: to fill a form from. */
    public List<Activity> suggestions(Call call, MemberId member, String words, int limit) {
        call.requireOwn(member);
        call.requireScope(READING);
        return tenants.in(call.body(), sql -> ActivityStore.like(sql, member, words, Math.clamp(limit, 1, 20)));
    }
}
