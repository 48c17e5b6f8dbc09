package collegium.portfolios;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ARTEFACT;
import static collegium.database.tenant.Tables.ARTEFACT_CONTENT;
import static collegium.database.tenant.Tables.ARTEFACT_REVISION;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/** The rows of artefacts. Topics and flags have columns of their own; every other tag stands with the person's. */
final class ArtefactStore {

    private ArtefactStore() {}

    static void insert(DSLContext sql, Call call, MemberId member, ArtefactId id) {
        sql.insertInto(ARTEFACT).set(ARTEFACT.ID, id.value()).set(ARTEFACT.MEMBER_ID, member).set(ARTEFACT.CREATED_AT, call.at()).execute();
    }

    static boolean exists(DSLContext sql, ArtefactId id) {
        return sql.fetchExists(ARTEFACT, ARTEFACT.ID.eq(id.value()));
    }

    /** How many of the activities are the member's. */
    static int owned(DSLContext sql, MemberId member, List<ActivityId> activities) {
        return sql.fetchCount(ACTIVITY, ACTIVITY.MEMBER_ID.eq(member).and(ACTIVITY.ID.in(activities)));
    }

    static void revise(DSLContext sql, Call call, Artefact artefact) {
        RecordArtefact said = artefact.said();
        Map<String, Set<String>> others = new HashMap<>(said.tags());
        others.remove("topic");
        others.remove("flag");
        sql.insertInto(ARTEFACT_REVISION)
                .set(ARTEFACT_REVISION.ARTEFACT_ID, artefact.id().value())
                .set(ARTEFACT_REVISION.REVISION, artefact.revision())
                .set(ARTEFACT_REVISION.MEMBER_ID, artefact.member())
                .set(ARTEFACT_REVISION.WITHDRAWN, artefact.withdrawn())
                .set(ARTEFACT_REVISION.KIND, said.kind())
                .set(ARTEFACT_REVISION.DATED, said.dated())
                .set(ARTEFACT_REVISION.COMPLETED, said.completed())
                .set(ARTEFACT_REVISION.LINKS, said.links().stream().map(Id::value).toArray(UUID[]::new))
                .set(ARTEFACT_REVISION.TOPICS, values(said, "topic"))
                .set(ARTEFACT_REVISION.FLAGS, values(said, "flag"))
                .set(ARTEFACT_REVISION.PERSON_FACTS, Json.facts(others))
                .set(ARTEFACT_REVISION.SOURCE, artefact.source())
                .set(ARTEFACT_REVISION.RECORDED_AT, call.at())
                .set(ARTEFACT_REVISION.RECORDED_BY, call.account().map(Id::value).orElse(null))
                .execute();
        sql.insertInto(ARTEFACT_CONTENT)
                .set(ARTEFACT_CONTENT.ARTEFACT_ID, artefact.id().value())
                .set(ARTEFACT_CONTENT.REVISION, artefact.revision())
                .set(ARTEFACT_CONTENT.TITLE, said.title())
                .set(ARTEFACT_CONTENT.BODY, said.body().orElse(null))
                .set(ARTEFACT_CONTENT.PERSON_NAME, said.person().map(RecordArtefact.Person::name).orElse(null))
                .set(ARTEFACT_CONTENT.PERSON_EMAIL, said.person().flatMap(RecordArtefact.Person::email).orElse(null))
                .set(ARTEFACT_CONTENT.PERSON_NUMBER, said.person().flatMap(RecordArtefact.Person::number).orElse(null))
                .execute();
    }

    private static String[] values(RecordArtefact said, String kind) {
        return said.tags().getOrDefault(kind, Set.of()).stream().sorted().toArray(String[]::new);
    }

    static List<Artefact> history(DSLContext sql, ArtefactId id) {
        return select(sql, ARTEFACT_REVISION.ARTEFACT_ID.eq(id.value())).orderBy(ARTEFACT_REVISION.REVISION).fetch(ArtefactStore::read);
    }

    static Optional<Artefact> current(DSLContext sql, ArtefactId id) {
        return select(sql, ARTEFACT_REVISION.ARTEFACT_ID.eq(id.value())).orderBy(ARTEFACT_REVISION.REVISION.desc()).limit(1)
                .fetchOptional(ArtefactStore::read);
    }

    /** A member's artefacts as known at a revision, withdrawn ones left out, newest first. */
    static List<Artefact> asKnown(DSLContext sql, MemberId member, long revision) {
        var known = ARTEFACT_REVISION.as("known");
        return select(sql, ARTEFACT_REVISION.MEMBER_ID.eq(member)
                .and(row(ARTEFACT_REVISION.ARTEFACT_ID, ARTEFACT_REVISION.REVISION).in(sql
                        .select(known.ARTEFACT_ID, max(known.REVISION)).from(known)
                        .where(known.MEMBER_ID.eq(member)).and(known.REVISION.le(revision)).groupBy(known.ARTEFACT_ID)))
                .and(ARTEFACT_REVISION.WITHDRAWN.isFalse()))
                .orderBy(ARTEFACT_REVISION.DATED.desc(), ARTEFACT_REVISION.ARTEFACT_ID.desc()).fetch(ArtefactStore::read);
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition which) {
        return sql.select(ARTEFACT_REVISION.fields())
                .select(ARTEFACT_CONTENT.TITLE, ARTEFACT_CONTENT.BODY, ARTEFACT_CONTENT.PERSON_NAME, ARTEFACT_CONTENT.PERSON_EMAIL,
                        ARTEFACT_CONTENT.PERSON_NUMBER)
                .from(ARTEFACT_REVISION)
                .leftJoin(ARTEFACT_CONTENT)
                .on(ARTEFACT_CONTENT.ARTEFACT_ID.eq(ARTEFACT_REVISION.ARTEFACT_ID), ARTEFACT_CONTENT.REVISION.eq(ARTEFACT_REVISION.REVISION))
                .where(which);
    }

    private static Artefact read(Record row) {
        ArtefactId id = new ArtefactId(row.get(ARTEFACT_REVISION.ARTEFACT_ID));
        Optional<String> title = Optional.ofNullable(row.get(ARTEFACT_CONTENT.TITLE));
        Map<String, Set<String>> tags = new HashMap<>(Json.facts(row.get(ARTEFACT_REVISION.PERSON_FACTS)));
        tag(tags, "topic", row.get(ARTEFACT_REVISION.TOPICS));
        tag(tags, "flag", row.get(ARTEFACT_REVISION.FLAGS));
        Optional<RecordArtefact.Person> person = Optional.ofNullable(row.get(ARTEFACT_CONTENT.PERSON_NAME))
                .map(name -> new RecordArtefact.Person(name, Optional.ofNullable(row.get(ARTEFACT_CONTENT.PERSON_EMAIL)),
                        Optional.ofNullable(row.get(ARTEFACT_CONTENT.PERSON_NUMBER))));
        RecordArtefact said = new RecordArtefact(Optional.of(id), row.get(ARTEFACT_REVISION.KIND), row.get(ARTEFACT_REVISION.DATED),
                row.get(ARTEFACT_REVISION.COMPLETED), title.orElse(""), Optional.ofNullable(row.get(ARTEFACT_CONTENT.BODY)), person, tags,
                Arrays.stream(row.get(ARTEFACT_REVISION.LINKS)).map(ActivityId::new).toList());
        return new Artefact(id, row.get(ARTEFACT_REVISION.MEMBER_ID), row.get(ARTEFACT_REVISION.REVISION),
                row.get(ARTEFACT_REVISION.WITHDRAWN), row.get(ARTEFACT_REVISION.SOURCE), said, row.get(ARTEFACT_REVISION.RECORDED_AT),
                title.isEmpty());
    }

    private static void tag(Map<String, Set<String>> tags, String kind, String[] values) {
        if (values.length > 0) {
            tags.put(kind, Set.of(values));
        }
    }
}
