package collegium.requirements;

import static collegium.database.tenant.Tables.SCHEDULED_PUBLICATION;
import static collegium.database.tenant.Tables.SCHEME_VERSION;

import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Publishing on a day to come. What an administrator approves is the draft as it is then: one that was changed since is not
 * published. On the day all checks run again; where one fails nothing is published, and whoever may publish is told.
 */
@Component
public class Publications {

    private static final int MOST_YEARS = 100;

    private final TenantDatabase database;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;

    /**
     * A draft that is to be published.
     *
     * @param on the day, in the body's zone, on which it is published
     * @param from the first day on which it is in force, as it was approved
     * @param changed whether the draft says something else since
     * @param failed when it was to be published and was not; {@code reasons} are the codes of what stood against it
     */
    public record Publication(UUID version, LocalDate on, LocalDate from, Instant approved, String approvedBy, boolean changed,
            Optional<Instant> failed, List<String> reasons) {

        public Publication {
            reasons = List.copyOf(reasons);
        }
    }

    Publications(TenantDatabase database, Schemes schemes, ApplicationEventPublisher events) {
        this.database = database;
        this.schemes = schemes;
        this.events = events;
    }

    /**
     * Approves a draft for a day to come, in the place of what was approved of it before. Refused: what publishing it now would be
     * refused for; a day that is not to come; {@code changed-meanwhile} where the draft is not any more what the caller read.
     *
     * @param edit of the draft that the caller read, and {@code from} its day
     */
    public void plan(Call call, UUID version, LocalDate on, LocalDate from, int edit) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            SchemeVersion draft = SchemeDrafts.draft(sql, version);
            if (draft.edit() != edit || !draft.from().equals(from)) {
                throw Refused.conflict("changed-meanwhile");
            }
            Faults faults = new Faults().require(on.isAfter(call.today()), "publish-day-past", "on")
                    .require(!on.isAfter(call.today().plusYears(MOST_YEARS)), "date-implausible", "on");
            Schemes.checked(sql, draft, from, faults);
            faults.refuse();
            var row = sql.newRecord(SCHEDULED_PUBLICATION);
            row.setVersionId(version);
            row.setPublishOn(on);
            row.setEffectiveFrom(from);
            row.setEdit(edit);
            row.setApprovedAt(call.at());
            row.setApprovedBy(DraftStore.by(call));
            row.setApprovedByName(call.actor().name());
            row.setFailedAt(null);
            row.setFailure(null);
            sql.insertInto(SCHEDULED_PUBLICATION).set(row).onConflict(SCHEDULED_PUBLICATION.VERSION_ID).doUpdate().set(row).execute();
            AuditLog.write(sql, call, "publication-scheduled", AuditLog.Subject.of("scheme-version", version), Map.of(),
                    Map.of("number", draft.number(), "on", on.toString(), "from", from.toString()));
        });
    }

    /** Takes an approval back; refused as not found where there is none. */
    public void cancel(Call call, UUID version) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            Publication planned = DraftStore.locked(sql, version).flatMap(_ -> one(sql, version)).orElseThrow(Refused::notFound);
            drop(sql, version);
            AuditLog.write(sql, call, "publication-cancelled", AuditLog.Subject.of("scheme-version", version),
                    Map.of("on", planned.on().toString(), "from", planned.from().toString()), Map.of());
        });
    }

    static void drop(DSLContext sql, UUID version) {
        sql.deleteFrom(SCHEDULED_PUBLICATION).where(SCHEDULED_PUBLICATION.VERSION_ID.eq(version)).execute();
    }

    /** What is approved of the draft; empty where it is not to be published by itself. */
    public Optional<Publication> of(Call call, UUID version) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> one(sql, version));
    }

    private static Optional<Publication> one(DSLContext sql, UUID version) {
        return sql.select(SCHEDULED_PUBLICATION.fields()).select(SCHEME_VERSION.EDIT, SCHEME_VERSION.EFFECTIVE_FROM)
                .from(SCHEDULED_PUBLICATION).join(SCHEME_VERSION).on(SCHEME_VERSION.ID.eq(SCHEDULED_PUBLICATION.VERSION_ID))
                .where(SCHEDULED_PUBLICATION.VERSION_ID.eq(version)).fetchOptional(Publications::publication);
    }

    private static Publication publication(Record found) {
        boolean same = found.get(SCHEDULED_PUBLICATION.EDIT).equals(found.get(SCHEME_VERSION.EDIT))
                && found.get(SCHEDULED_PUBLICATION.EFFECTIVE_FROM).equals(found.get(SCHEME_VERSION.EFFECTIVE_FROM));
        return new Publication(found.get(SCHEDULED_PUBLICATION.VERSION_ID), found.get(SCHEDULED_PUBLICATION.PUBLISH_ON),
                found.get(SCHEDULED_PUBLICATION.EFFECTIVE_FROM), found.get(SCHEDULED_PUBLICATION.APPROVED_AT),
                found.get(SCHEDULED_PUBLICATION.APPROVED_BY_NAME), !same, Optional.ofNullable(found.get(SCHEDULED_PUBLICATION.FAILED_AT)),
                Optional.ofNullable(found.get(SCHEDULED_PUBLICATION.FAILURE)).map(codes -> List.of(codes.split(","))).orElse(List.of()));
    }

    /** Publishes what was approved for the call's day or one before it. Returns how many were due. */
    public int publishDue(Call job) {
        job.require(Role.ADMINISTRATOR);
        List<UUID> due = database.in(job.body(), sql -> sql.select(SCHEDULED_PUBLICATION.VERSION_ID).from(SCHEDULED_PUBLICATION)
                .where(SCHEDULED_PUBLICATION.PUBLISH_ON.le(job.today())).and(SCHEDULED_PUBLICATION.FAILED_AT.isNull())
                .orderBy(SCHEDULED_PUBLICATION.PUBLISH_ON, SCHEDULED_PUBLICATION.VERSION_ID).fetch(row -> row.value1()));
        due.forEach(version -> publish(job, version));
        return due.size();
    }

    private void publish(Call job, UUID version) {
        try {
            due(job, version, (sql, draft, planned) -> {
                if (planned.changed()) {
                    throw Refused.conflict("draft-changed");
                }
                Optional<AccountId> approver = sql.select(SCHEDULED_PUBLICATION.APPROVED_BY).from(SCHEDULED_PUBLICATION)
                        .where(SCHEDULED_PUBLICATION.VERSION_ID.eq(version)).fetchOptional(row -> row.value1()).map(AccountId::new);
                schemes.published(sql, job, draft, planned.from(), approver,
                        Map.of("approved-by", planned.approvedBy(), "approved-at", planned.approved().toString()));
            });
        } catch (Refused refused) {
            // What was begun is rolled back; that it failed is kept, and told, in a transaction of its own.
            due(job, version, (sql, draft, planned) -> failed(sql, job, draft, planned, refused));
        }
    }

    private interface Work {
        void on(DSLContext sql, SchemeVersion draft, Publication planned);
    }

    /** Does it where it is still due: another node may have been faster, or an administrator may have taken it back. */
    private void due(Call job, UUID version, Work work) {
        database.run(job.body(), sql -> DraftStore.locked(sql, version).filter(SchemeVersion::draft).ifPresent(draft ->
                one(sql, version).filter(planned -> planned.failed().isEmpty() && !planned.on().isAfter(job.today()))
                        .ifPresent(planned -> work.on(sql, draft, planned))));
    }

    private void failed(DSLContext sql, Call job, SchemeVersion draft, Publication planned, Refused refused) {
        List<String> reasons = refused.faults().stream().map(Refused.Fault::code).distinct().toList();
        sql.update(SCHEDULED_PUBLICATION)
                .set(SCHEDULED_PUBLICATION.FAILED_AT, job.at())
                .set(SCHEDULED_PUBLICATION.FAILURE, String.join(",", reasons))
                .where(SCHEDULED_PUBLICATION.VERSION_ID.eq(draft.id()))
                .execute();
        AuditLog.write(sql, job, "publication-failed", AuditLog.Subject.of("scheme-version", draft.id()), Map.of(),
                Map.of("number", draft.number(), "on", planned.on().toString(), "reasons", String.join(", ", reasons)));
        events.publishEvent(new PublicationFailed(job, draft, planned, reasons));
    }
}
