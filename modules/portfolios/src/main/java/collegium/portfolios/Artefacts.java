package collegium.portfolios;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Plans, reflective accounts, discussions, feedback, confirmations, declarations: dated and revisioned like activities. */
@Component
public class Artefacts {

    private final TenantDatabase tenants;
    private final ApplicationEventPublisher events;

    public Artefacts(TenantDatabase tenants, ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.events = events;
    }

    /** Records one; the same form sent twice records once. A confirmation that somebody must give comes by {@link Confirmations}. */
    public Artefact record(Call call, MemberId member, RecordArtefact command) {
        call.requireOwn(member);
        call.requireScope("record");
        RecordArtefact said = ArtefactChecks.checked(call, command);
        return tenants.in(call.body(), sql -> write(sql, call, member, said, source(call)));
    }

    /** Records what happened before the body came to the product. */
    public Artefact takeOn(Call call, MemberId member, RecordArtefact command) {
        call.require(Role.ADMINISTRATOR);
        RecordArtefact said = ArtefactChecks.checked(call, command);
        return tenants.in(call.body(), sql -> write(sql, call, member, said, "opening"));
    }

    private static String source(Call call) {
        return switch (call.actor()) {
            case Actor.Person _, Actor.Client _ -> "member";
            case Actor.LinkHolder _ -> "link";
            case Actor.Job _ -> "system";
        };
    }

    Artefact write(DSLContext sql, Call call, MemberId member, RecordArtefact said, String source) {
        long revision = Revisions.next(sql, member);
        ArtefactId id = said.key().orElseGet(() -> new ArtefactId(call.freshId()));
        if (ArtefactStore.exists(sql, id)) {
            Artefact first = ArtefactStore.history(sql, id).getFirst();
            if (!first.member().equals(member)) {
                throw Refused.notFound();
            }
            if (!first.said().equals(said.withKey(id))) {
                throw Refused.conflict("already-recorded");
            }
            return current(sql, id);
        }
        requireOwned(sql, member, said);
        ArtefactStore.insert(sql, call, member, id);
        return revise(sql, call, new Artefact(id, member, revision, false, source, said, call.at(), false), "artefact-recorded");
    }

    Artefact revise(DSLContext sql, Call call, Artefact artefact, String act) {
        ArtefactStore.revise(sql, call, artefact);
        AuditLog.write(sql, call, act, AuditLog.Subject.of("artefact", artefact.id().value(), artefact.member()), Map.of(),
                Map.of("kind", artefact.said().kind(), "revision", artefact.revision()));
        events.publishEvent(new RecordChange.ArtefactChanged(call, artefact.member(), artefact.id(), artefact.revision()));
        return current(sql, artefact.id());
    }

    private static void requireOwned(DSLContext sql, MemberId member, RecordArtefact said) {
        if (ArtefactStore.owned(sql, member, said.links()) < said.links().stream().distinct().count()) {
            throw Refused.invalid("unknown-activity", "links");
        }
    }

    /** States one anew; {@code expected} as in {@link Portfolios#amend}. What another person confirmed cannot be amended. */
    public Artefact amend(Call call, ArtefactId id, long expected, RecordArtefact command) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        RecordArtefact said = ArtefactChecks.checked(call, command.withKey(id));
        return tenants.in(call.body(), sql -> {
            long revision = Revisions.next(sql, member);
            Artefact before = unchanged(sql, id, expected);
            if (before.source().equals("link")) {
                throw Refused.conflict("confirmed-by-another");
            }
            requireOwned(sql, member, said);
            return said.equals(before.said()) ? before
                    : revise(sql, call, new Artefact(id, member, revision, false, before.source(), said, call.at(), false), "artefact-amended");
        });
    }

    public void withdraw(Call call, ArtefactId id, long expected) {
        MemberId member = find(call, id).member();
        call.requireOwn(member);
        call.requireScope("record");
        tenants.run(call.body(), sql -> {
            long revision = Revisions.next(sql, member);
            Artefact before = unchanged(sql, id, expected);
            revise(sql, call, new Artefact(id, member, revision, true, before.source(), before.said(), call.at(), false), "artefact-withdrawn");
        });
    }

    static Artefact unchanged(DSLContext sql, ArtefactId id, long expected) {
        Artefact before = current(sql, id);
        if (before.withdrawn() || before.revision() != expected) {
            throw Refused.conflict("changed-meanwhile");
        }
        return before;
    }

    static Artefact current(DSLContext sql, ArtefactId id) {
        return ArtefactStore.current(sql, id).orElseThrow(Refused::notFound);
    }

    public Artefact find(Call call, ArtefactId id) {
        Artefact found = tenants.in(call.body(), sql -> current(sql, id));
        call.requireOwn(found.member(), Role.OFFICER, Role.ADMINISTRATOR);
        return found;
    }

    public List<Artefact> history(Call call, ArtefactId id) {
        find(call, id);
        return tenants.in(call.body(), sql -> ArtefactStore.history(sql, id));
    }

    /** All of a member's, newest first. */
    public List<Artefact> list(Call call, MemberId member) {
        return asKnown(call, member, Long.MAX_VALUE);
    }

    /** All of a member's as known at a revision, newest first: what a submission of that revision holds. */
    public List<Artefact> asKnown(Call call, MemberId member, long revision) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> ArtefactStore.asKnown(sql, member, revision));
    }
}
