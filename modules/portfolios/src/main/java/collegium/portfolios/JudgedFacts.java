package collegium.portfolios;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static collegium.database.tenant.Tables.ARTEFACT_REVISION;
import static collegium.database.tenant.Tables.EVIDENCE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Reads the judged part of a record as known at a revision, in two queries that never touch personal content. */
final class JudgedFacts {

    private JudgedFacts() {}

    static Judged asKnown(DSLContext sql, ZoneId zone, MemberId member, long revision) {
        return new Judged(activities(sql, zone, member, revision), artefacts(sql, member, revision));
    }

    private static List<Activity> activities(DSLContext sql, ZoneId zone, MemberId member, long revision) {
        var known = ACTIVITY_REVISION.as("known");
        Set<ActivityId> evidenced = evidenced(sql, member, revision);
        return sql.select(ACTIVITY_REVISION.fields()).select(ACTIVITY.CREATED_AT)
                .from(ACTIVITY_REVISION).join(ACTIVITY).on(ACTIVITY.ID.eq(ACTIVITY_REVISION.ACTIVITY_ID))
                .where(ACTIVITY_REVISION.MEMBER_ID.eq(member))
                .and(row(ACTIVITY_REVISION.ACTIVITY_ID, ACTIVITY_REVISION.REVISION).in(sql
                        .select(known.ACTIVITY_ID, max(known.REVISION)).from(known)
                        .where(known.MEMBER_ID.eq(member)).and(known.REVISION.le(revision)).groupBy(known.ACTIVITY_ID)))
                .and(ACTIVITY_REVISION.WITHDRAWN.isFalse())
                .and(ACTIVITY_REVISION.STATE.eq("recorded"))
                .orderBy(ACTIVITY_REVISION.ENDED_ON, ACTIVITY_REVISION.ACTIVITY_ID)
                .fetch(found -> activity(found, zone, evidenced));
    }

    private static Set<ActivityId> evidenced(DSLContext sql, MemberId member, long revision) {
        return sql.selectDistinct(EVIDENCE.ACTIVITY_ID).from(EVIDENCE)
                .where(EVIDENCE.MEMBER_ID.eq(member)).and(EVIDENCE.ACTIVITY_ID.isNotNull()).and(EVIDENCE.REVISION.le(revision))
                .and(EVIDENCE.REMOVED_REVISION.isNull().or(EVIDENCE.REMOVED_REVISION.gt(revision)))
                .fetchSet(EVIDENCE.ACTIVITY_ID);
    }

    private static Activity activity(Record row, ZoneId zone, Set<ActivityId> evidenced) {
        ActivityId id = row.get(ACTIVITY_REVISION.ACTIVITY_ID);
        return judged(row, evidenced.contains(id))
                .recorded(row.get(ACTIVITY.CREATED_AT).atZone(zone).toLocalDate())
                .done();
    }

    private static Activity.Draft judged(Record row, boolean evidenced) {
        Activity.Draft draft = draft(row.get(ACTIVITY_REVISION.ACTIVITY_ID), new Tags(row.get(ACTIVITY_REVISION.TYPE),
                Optional.ofNullable(row.get(ACTIVITY_REVISION.MODE)), Optional.ofNullable(row.get(ACTIVITY_REVISION.STRUCTURED)),
                List.of(row.get(ACTIVITY_REVISION.TOPICS)), List.of(row.get(ACTIVITY_REVISION.FLAGS)),
                Optional.ofNullable(row.get(ACTIVITY_REVISION.PROVIDER)), Optional.ofNullable(row.get(ACTIVITY_REVISION.COURSE)),
                Optional.ofNullable(row.get(ACTIVITY_REVISION.ROLE_TAKEN)), row.get(ACTIVITY_REVISION.SOURCE), evidenced),
                row.get(ACTIVITY_REVISION.ENDED_ON));
        Json.measures(row.get(ACTIVITY_REVISION.MEASURES)).forEach(draft::measure);
        return draft;
    }

    /** What a command would be judged as once it is recorded today, or once it amends what is there. */
    static Activity of(DSLContext sql, Call call, ActivityId id, RecordActivity said) {
        boolean evidenced = sql.fetchExists(EVIDENCE, EVIDENCE.ACTIVITY_ID.eq(id).and(EVIDENCE.REMOVED_AT.isNull()));
        LocalDate recorded = sql.select(ACTIVITY.CREATED_AT).from(ACTIVITY).where(ACTIVITY.ID.eq(id))
                .fetchOptional(row -> row.value1().atZone(call.zone()).toLocalDate()).orElse(call.today());
        Activity.Draft draft = draft(id, new Tags(said.type(), said.mode(), said.structured(), List.copyOf(said.topics()),
                List.copyOf(said.flags()), said.provider(), said.course(), said.roleTaken(), "member", evidenced), said.ended());
        said.measures().forEach(draft::measure);
        return draft.recorded(recorded).done();
    }

    private record Tags(String type, Optional<String> mode, Optional<Boolean> structured, List<String> topics, List<String> flags,
            Optional<String> provider, Optional<String> course, Optional<String> role, String source, boolean evidenced) {}

    private static Activity.Draft draft(ActivityId id, Tags tags, LocalDate day) {
        Activity.Draft draft = Activity.on(id.toString(), day).type(tags.type()).tag("source", tags.source());
        tags.mode().ifPresent(mode -> draft.tag("mode", mode));
        tags.structured().ifPresent(structured -> draft.flag(structured ? "structured" : "unstructured"));
        tags.topics().stream().sorted().forEach(draft::topic);
        tags.flags().stream().sorted().forEach(draft::flag);
        tags.provider().ifPresent(provider -> draft.tag("provider", provider));
        tags.course().ifPresent(course -> draft.tag("course", course));
        tags.role().ifPresent(role -> draft.tag("role", role));
        if (tags.evidenced()) {
            draft.tag("evidence", "file");
        }
        return draft;
    }

    private static List<Artefact> artefacts(DSLContext sql, MemberId member, long revision) {
        var known = ARTEFACT_REVISION.as("known");
        return sql.selectFrom(ARTEFACT_REVISION)
                .where(ARTEFACT_REVISION.MEMBER_ID.eq(member))
                .and(row(ARTEFACT_REVISION.ARTEFACT_ID, ARTEFACT_REVISION.REVISION).in(sql
                        .select(known.ARTEFACT_ID, max(known.REVISION)).from(known)
                        .where(known.MEMBER_ID.eq(member)).and(known.REVISION.le(revision)).groupBy(known.ARTEFACT_ID)))
                .and(ARTEFACT_REVISION.WITHDRAWN.isFalse())
                .and(ARTEFACT_REVISION.COMPLETED.isTrue())
                .orderBy(ARTEFACT_REVISION.DATED, ARTEFACT_REVISION.ARTEFACT_ID)
                .fetch(JudgedFacts::artefact);
    }

    /** The engine links an artefact to one activity: the first that it names. */
    private static Artefact artefact(Record row) {
        Map<String, Set<String>> tags = new HashMap<>(Json.facts(row.get(ARTEFACT_REVISION.PERSON_FACTS)));
        put(tags, "topic", row.get(ARTEFACT_REVISION.TOPICS));
        put(tags, "flag", row.get(ARTEFACT_REVISION.FLAGS));
        String id = row.get(ARTEFACT_REVISION.ARTEFACT_ID).toString();
        UUID[] links = row.get(ARTEFACT_REVISION.LINKS);
        return new Artefact(id, row.get(ARTEFACT_REVISION.KIND), row.get(ARTEFACT_REVISION.DATED),
                Arrays.stream(links).map(UUID::toString).findFirst(), tags);
    }

    private static void put(Map<String, Set<String>> tags, String kind, String[] values) {
        if (values.length > 0) {
            tags.put(kind, Arrays.stream(values).collect(Collectors.toSet()));
        }
    }
}
