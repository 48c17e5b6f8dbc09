package collegium.portfolios;

import static collegium.database.tenant.Tables.EVIDENCE;
import static collegium.database.tenant.Tables.EVIDENCE_PART;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import collegium.membership.BodySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Files beside activities and artefacts, streamed in and out in chunks: memory does not grow with the file. */
@Component
public class EvidenceFiles {

    /** In bytes, where the body's setting {@code evidence-limit} says nothing else. */
    public static final long LIMIT = 50L * 1024 * 1024;

    private static final String SETTING = "evidence-limit";
    private static final long LEAST_LIMIT = 1024 * 1024;
    private static final int MOST_OF_AN_ENTRY = 20;

    private final TenantDatabase tenants;
    private final EvidenceStore store;
    private final ApplicationEventPublisher events;

    public EvidenceFiles(TenantDatabase tenants, EvidenceStore store, ApplicationEventPublisher events) {
        this.tenants = tenants;
        this.store = store;
        this.events = events;
    }

    /** The largest file that the body accepts, in bytes. */
    public long limit(Call call) {
        return tenants.in(call.body(), EvidenceFiles::limit);
    }

    private static long limit(DSLContext sql) {
        return BodySettings.read(sql, SETTING).map(value -> Long.parseLong(value.data())).orElse(LIMIT);
    }

    /** Sets the largest file in bytes, for files from now on: from 1 MB to {@link #LIMIT}, {@code limit-out-of-range} otherwise. */
    public void limit(Call call, long bytes) {
        call.require(Role.ADMINISTRATOR);
        if (bytes < LEAST_LIMIT || bytes > LIMIT) {
            throw Refused.invalid("limit-out-of-range", "evidenceLimit", Map.of("least", LEAST_LIMIT, "most", LIMIT));
        }
        tenants.run(call.body(), sql -> BodySettings.write(sql, call, SETTING, JSONB.valueOf(Long.toString(bytes))));
    }

    /** Adds a file to an activity. The stream is read to its end and not closed; too large refuses and keeps nothing. */
    public EvidenceFile add(Call call, ActivityId activity, String fileName, InputStream bytes) throws IOException {
        MemberId member = tenants.in(call.body(), sql -> ActivityStore.asKnown(sql, activity, Long.MAX_VALUE)
                .filter(a -> !a.withdrawn()).orElseThrow(Refused::notFound)).member();
        return add(call, member, new Subject(Optional.of(activity), Optional.empty()), fileName, bytes);
    }

    /** The same for an artefact. */
    public EvidenceFile add(Call call, ArtefactId artefact, String fileName, InputStream bytes) throws IOException {
        MemberId member = tenants.in(call.body(), sql -> Artefacts.current(sql, artefact)).member();
        return add(call, member, new Subject(Optional.empty(), Optional.of(artefact)), fileName, bytes);
    }

    private record Subject(Optional<ActivityId> activity, Optional<ArtefactId> artefact) {
        Condition owns() {
            return activity.map(EVIDENCE.ACTIVITY_ID::eq).orElse(DSL.noCondition())
                    .and(artefact.map(id -> EVIDENCE.ARTEFACT_ID.eq(id.value())).orElse(DSL.noCondition()));
        }
    }

    private EvidenceFile add(Call call, MemberId member, Subject subject, String fileName, InputStream bytes) throws IOException {
        call.requireOwn(member);
        call.requireScope("record");
        Faults faults = new Faults();
        String name = Written.line(faults, "file", fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1), 200);
        faults.refuse();
        EvidenceId id = new EvidenceId(call.freshId());
        try {
            return tenants.in(call.body(), sql -> {
                long revision = Revisions.next(sql, member);
                if (sql.fetchCount(EVIDENCE, subject.owns().and(EVIDENCE.REMOVED_AT.isNull())) >= MOST_OF_AN_ENTRY) {
                    throw Refused.invalid("too-many", "file", Map.of("most", MOST_OF_AN_ENTRY));
                }
                Intake intake = new Intake(limit(sql), (digest, chunk) -> store.keep(sql, member, digest, chunk));
                intake.readAll(bytes);
                insert(sql, call, new EvidenceFile(id, member, subject.activity(), subject.artefact(), name, intake.contentType(),
                        intake.size(), HexFormat.of().formatHex(intake.digest()), call.at()), revision, intake);
                AuditLog.write(sql, call, "evidence-added", AuditLog.Subject.of("evidence", id.value(), member), Map.of(),
                        Map.of("size", intake.size(), "type", intake.contentType()));
                events.publishEvent(new RecordChange.EvidenceChanged(call, member, id, revision));
                return read(sql, id);
            });
        } catch (Intake.Unreadable e) {
            throw e.cause();
        }
    }

    private static void insert(DSLContext sql, Call call, EvidenceFile file, long revision, Intake intake) {
        sql.insertInto(EVIDENCE)
                .set(EVIDENCE.ID, file.id().value()).set(EVIDENCE.MEMBER_ID, file.member())
                .set(EVIDENCE.ACTIVITY_ID, file.activity().orElse(null))
                .set(EVIDENCE.ARTEFACT_ID, file.artefact().map(ArtefactId::value).orElse(null))
                .set(EVIDENCE.FILE_NAME, file.fileName()).set(EVIDENCE.CONTENT_TYPE, file.contentType())
                .set(EVIDENCE.SIZE, file.size()).set(EVIDENCE.DIGEST, intake.digest()).set(EVIDENCE.REVISION, revision)
                .set(EVIDENCE.ADDED_AT, call.at()).set(EVIDENCE.ADDED_BY, call.account().map(Id::value).orElse(null))
                .execute();
        int ordinal = 0;
        for (byte[] digest : intake.parts()) {
            sql.insertInto(EVIDENCE_PART)
                    .set(EVIDENCE_PART.EVIDENCE_ID, file.id().value()).set(EVIDENCE_PART.ORDINAL, ordinal++)
                    .set(EVIDENCE_PART.MEMBER_ID, file.member()).set(EVIDENCE_PART.DIGEST, digest)
                    .execute();
        }
    }

    private static EvidenceFile read(DSLContext sql, EvidenceId id) {
        return sql.selectFrom(EVIDENCE).where(EVIDENCE.ID.eq(id.value())).and(there())
                .fetchOptional(EvidenceFiles::file).orElseThrow(Refused::notFound);
    }

    /** In the record, or taken out of it and kept because it was submitted. */
    private static Condition there() {
        return EVIDENCE.REMOVED_AT.isNull().or(exists(selectOne().from(EVIDENCE_PART).where(EVIDENCE_PART.EVIDENCE_ID.eq(EVIDENCE.ID))));
    }

    private static EvidenceFile file(Record row) {
        return new EvidenceFile(new EvidenceId(row.get(EVIDENCE.ID)), row.get(EVIDENCE.MEMBER_ID),
                Optional.ofNullable(row.get(EVIDENCE.ACTIVITY_ID)), Optional.ofNullable(row.get(EVIDENCE.ARTEFACT_ID)).map(ArtefactId::new),
                row.get(EVIDENCE.FILE_NAME), row.get(EVIDENCE.CONTENT_TYPE), row.get(EVIDENCE.SIZE),
                HexFormat.of().formatHex(row.get(EVIDENCE.DIGEST)), row.get(EVIDENCE.ADDED_AT));
    }

    public EvidenceFile find(Call call, EvidenceId id) {
        EvidenceFile file = tenants.in(call.body(), sql -> read(sql, id));
        call.requireOwn(file.member(), Role.OFFICER, Role.ADMINISTRATOR);
        return file;
    }

    /** A member's files as known at a revision, oldest first; what was taken away since and not submitted before is gone. */
    public List<EvidenceFile> list(Call call, MemberId member, long revision) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return tenants.in(call.body(), sql -> sql.selectFrom(EVIDENCE)
                .where(EVIDENCE.MEMBER_ID.eq(member)).and(there()).and(EVIDENCE.REVISION.le(revision))
                .and(EVIDENCE.REMOVED_REVISION.isNull().or(EVIDENCE.REMOVED_REVISION.gt(revision)))
                .orderBy(EVIDENCE.ADDED_AT, EVIDENCE.ID).fetch(EvidenceFiles::file));
    }

    /** Writes the file's bytes, a chunk at a time; no transaction stays open while a slow reader takes them. */
    public void copy(Call call, EvidenceId id, OutputStream out) throws IOException {
        EvidenceFile file = find(call, id);
        List<byte[]> parts = tenants.in(call.body(), sql -> parts(sql, id));
        for (byte[] digest : parts) {
            out.write(tenants.in(call.body(), sql -> store.read(sql, file.member(), digest)));
        }
    }

    private static List<byte[]> parts(DSLContext sql, EvidenceId id) {
        return sql.select(EVIDENCE_PART.DIGEST).from(EVIDENCE_PART).where(EVIDENCE_PART.EVIDENCE_ID.eq(id.value()))
                .orderBy(EVIDENCE_PART.ORDINAL).fetch(EVIDENCE_PART.DIGEST);
    }

    /**
     * Takes a file out of the record. Its bytes are forgotten, unless another file of the member needs them or they were submitted:
     * then reviewers go on reading what was frozen.
     */
    public void remove(Call call, EvidenceId id) {
        EvidenceFile file = find(call, id);
        call.requireOwn(file.member());
        call.requireScope("record");
        tenants.run(call.body(), sql -> {
            long revision = Revisions.next(sql, file.member());
            long added = sql.select(EVIDENCE.REVISION).from(EVIDENCE).where(EVIDENCE.ID.eq(id.value())).and(EVIDENCE.REMOVED_AT.isNull())
                    .fetchOptional(row -> row.value1()).orElseThrow(Refused::notFound);
            if (!sql.fetchExists(SUBMISSION, SUBMISSION.MEMBER_ID.eq(file.member()).and(SUBMISSION.REVISION.ge(added)))) {
                store.forget(sql, file.member(), id.value(), parts(sql, id));
            }
            sql.update(EVIDENCE).set(EVIDENCE.REMOVED_AT, call.at()).set(EVIDENCE.REMOVED_REVISION, revision)
                    .where(EVIDENCE.ID.eq(id.value())).execute();
            AuditLog.write(sql, call, "evidence-removed", AuditLog.Subject.of("evidence", id.value(), file.member()), Map.of(), Map.of());
            events.publishEvent(new RecordChange.EvidenceChanged(call, file.member(), id, revision));
        });
    }
}
