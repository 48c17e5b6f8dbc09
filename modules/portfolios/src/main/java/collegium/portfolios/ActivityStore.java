package collegium.portfolios;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ACTIVITY_CONTENT;
import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/** The rows of activities. */
final class ActivityStore {

    private ActivityStore() {}

    static void insert(DSLContext sql, Call call, MemberId member, ActivityId id) {
        sql.insertInto(ACTIVITY).set(ACTIVITY.ID, id).set(ACTIVITY.MEMBER_ID, member).set(ACTIVITY.CREATED_AT, call.at()).execute();
    }

    static boolean exists(DSLContext sql, ActivityId id) {
        return sql.fetchExists(ACTIVITY, ACTIVITY.ID.eq(id));
    }

    /** Writes down activities that were not there before. */
    static void takeOn(DSLContext sql, Call call, List<Activity> activities) {
        sql.batch(activities.stream().<Query>map(activity -> sql.insertInto(ACTIVITY)
                .set(ACTIVITY.ID, activity.id()).set(ACTIVITY.MEMBER_ID, activity.member()).set(ACTIVITY.CREATED_AT, call.at())).toList()).execute();
        reviseAll(sql, call, activities);
    }

    static void revise(DSLContext sql, Call call, Activity activity) {
        reviseAll(sql, call, List.of(activity));
    }

    static void reviseAll(DSLContext sql, Call call, List<Activity> activities) {
        sql.batch(activities.stream().<Query>map(activity -> revision(sql, call, activity)).toList()).execute();
        sql.batch(activities.stream().<Query>map(activity -> content(sql, activity)).toList()).execute();
    }

    private static Query revision(DSLContext sql, Call call, Activity activity) {
        RecordActivity said = activity.said();
        return sql.insertInto(ACTIVITY_REVISION)
                .set(ACTIVITY_REVISION.ACTIVITY_ID, activity.id())
                .set(ACTIVITY_REVISION.REVISION, activity.revision())
                .set(ACTIVITY_REVISION.MEMBER_ID, activity.member())
                .set(ACTIVITY_REVISION.WITHDRAWN, activity.withdrawn())
                .set(ACTIVITY_REVISION.SOURCE, word(activity.source()))
                .set(ACTIVITY_REVISION.STATE, word(activity.state()))
                .set(ACTIVITY_REVISION.STARTED_ON, said.started())
                .set(ACTIVITY_REVISION.ENDED_ON, said.ended())
                .set(ACTIVITY_REVISION.SESSIONS, Json.sessions(said.sessions()))
                .set(ACTIVITY_REVISION.MEASURES, Json.measures(said.measures()))
                .set(ACTIVITY_REVISION.TYPE, said.type())
                .set(ACTIVITY_REVISION.MODE, said.mode().orElse(null))
                .set(ACTIVITY_REVISION.STRUCTURED, said.structured().orElse(null))
                .set(ACTIVITY_REVISION.TOPICS, sorted(said.topics()))
                .set(ACTIVITY_REVISION.FLAGS, sorted(said.flags()))
                .set(ACTIVITY_REVISION.PROVIDER, said.provider().orElse(null))
                .set(ACTIVITY_REVISION.COURSE, said.course().orElse(null))
                .set(ACTIVITY_REVISION.ROLE_TAKEN, said.roleTaken().orElse(null))
                .set(ACTIVITY_REVISION.OBJECTIVE_ID, said.objective().orElse(null))
                .set(ACTIVITY_REVISION.RECORDED_AT, call.at())
                .set(ACTIVITY_REVISION.RECORDED_BY, call.account().map(Id::value).orElse(null));
    }

    private static Query content(DSLContext sql, Activity activity) {
        RecordActivity said = activity.said();
        return sql.insertInto(ACTIVITY_CONTENT)
                .set(ACTIVITY_CONTENT.ACTIVITY_ID, activity.id())
                .set(ACTIVITY_CONTENT.REVISION, activity.revision())
                .set(ACTIVITY_CONTENT.TITLE, said.title())
                .set(ACTIVITY_CONTENT.NOTES, said.texts().notes().orElse(null))
                .set(ACTIVITY_CONTENT.REFLECTION, said.texts().reflection().orElse(null))
                .set(ACTIVITY_CONTENT.OUTCOME, said.texts().outcome().orElse(null));
    }

    /** These activities as they are now, whoever's they are, those that were withdrawn left out. */
    static List<Activity> current(DSLContext sql, Collection<ActivityId> ids) {
        var later = ACTIVITY_REVISION.as("later");
        return select(sql, ACTIVITY_REVISION.ACTIVITY_ID.in(ids).and(ACTIVITY_REVISION.WITHDRAWN.isFalse())
                        .and(notExists(selectOne().from(later).where(later.ACTIVITY_ID.eq(ACTIVITY_REVISION.ACTIVITY_ID))
                                .and(later.REVISION.gt(ACTIVITY_REVISION.REVISION)))))
                .fetch(ActivityStore::read);
    }

    /** Every revision of one activity, oldest first. */
    static List<Activity> history(DSLContext sql, ActivityId id) {
        return select(sql, ACTIVITY_REVISION.ACTIVITY_ID.eq(id)).orderBy(ACTIVITY_REVISION.REVISION).fetch(ActivityStore::read);
    }

    /** One activity as known at a revision of its member. */
    static Optional<Activity> asKnown(DSLContext sql, ActivityId id, long revision) {
        return select(sql, ACTIVITY_REVISION.ACTIVITY_ID.eq(id).and(ACTIVITY_REVISION.REVISION.le(revision)))
                .orderBy(ACTIVITY_REVISION.REVISION.desc()).limit(1).fetchOptional(ActivityStore::read);
    }

    /** All of a member's activities as known at a revision, withdrawn ones left out. */
    static List<Activity> asKnown(DSLContext sql, MemberId member, long revision) {
        return select(sql, latest(sql, member, revision)).orderBy(ACTIVITY_REVISION.ENDED_ON, ACTIVITY_REVISION.ACTIVITY_ID)
                .fetch(ActivityStore::read);
    }

    static List<Activity> page(DSLContext sql, MemberId member, ActivityQuery query) {
        Condition which = latest(sql, member, Long.MAX_VALUE)
                .and(query.from().map(ACTIVITY_REVISION.ENDED_ON::ge).orElse(DSL.noCondition()))
                .and(query.to().map(ACTIVITY_REVISION.ENDED_ON::le).orElse(DSL.noCondition()))
                .and(query.type().map(ACTIVITY_REVISION.TYPE::eq).orElse(DSL.noCondition()))
                .and(query.state().map(state -> ACTIVITY_REVISION.STATE.eq(word(state))).orElse(DSL.noCondition()))
                .and(query.after().<Condition>map(after -> row(ACTIVITY_REVISION.ENDED_ON, ACTIVITY_REVISION.ACTIVITY_ID)
                        .lt(after.ended(), after.id())).orElse(DSL.noCondition()));
        return select(sql, which).orderBy(ACTIVITY_REVISION.ENDED_ON.desc(), ACTIVITY_REVISION.ACTIVITY_ID.desc())
                .limit(query.limit()).fetch(ActivityStore::read);
    }

    /** What the member recorded before under a title that contains the words: each title once, the latest first. */
    static List<Activity> like(DSLContext sql, MemberId member, String words, int limit) {
        Condition contains = words.isBlank() ? DSL.noCondition()
                : lower(ACTIVITY_CONTENT.TITLE).contains(words.strip().toLowerCase(Locale.ROOT));
        return select(sql, latest(sql, member, Long.MAX_VALUE).and(contains))
                .orderBy(ACTIVITY_REVISION.ENDED_ON.desc(), ACTIVITY_REVISION.ACTIVITY_ID.desc()).limit(limit * 10)
                .fetch(ActivityStore::read).stream()
                .filter(distinctBy(new HashSet<>())).limit(limit).toList();
    }

    private static Predicate<Activity> distinctBy(Set<String> seen) {
        return activity -> !activity.erased() && seen.add(activity.title().toLowerCase(Locale.ROOT));
    }

    private static Condition latest(DSLContext sql, MemberId member, long revision) {
        var known = ACTIVITY_REVISION.as("known");
        return ACTIVITY_REVISION.MEMBER_ID.eq(member)
                .and(row(ACTIVITY_REVISION.ACTIVITY_ID, ACTIVITY_REVISION.REVISION).in(sql
                        .select(known.ACTIVITY_ID, max(known.REVISION)).from(known)
                        .where(known.MEMBER_ID.eq(member)).and(known.REVISION.le(revision)).groupBy(known.ACTIVITY_ID)))
                .and(ACTIVITY_REVISION.WITHDRAWN.isFalse());
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition which) {
        return sql.select(ACTIVITY_REVISION.fields())
                .select(ACTIVITY_CONTENT.TITLE, ACTIVITY_CONTENT.NOTES, ACTIVITY_CONTENT.REFLECTION, ACTIVITY_CONTENT.OUTCOME)
                .from(ACTIVITY_REVISION)
                .leftJoin(ACTIVITY_CONTENT)
                .on(ACTIVITY_CONTENT.ACTIVITY_ID.eq(ACTIVITY_REVISION.ACTIVITY_ID), ACTIVITY_CONTENT.REVISION.eq(ACTIVITY_REVISION.REVISION))
                .where(which);
    }

    private static Activity read(Record row) {
        ActivityId id = row.get(ACTIVITY_REVISION.ACTIVITY_ID);
        Optional<String> title = Optional.ofNullable(row.get(ACTIVITY_CONTENT.TITLE));
        Activity.State state = Activity.State.valueOf(row.get(ACTIVITY_REVISION.STATE).toUpperCase(Locale.ROOT));
        RecordActivity said = new RecordActivity(Optional.of(id), state == Activity.State.PLANNED, title.orElse(""),
                row.get(ACTIVITY_REVISION.STARTED_ON), row.get(ACTIVITY_REVISION.ENDED_ON),
                Json.sessions(row.get(ACTIVITY_REVISION.SESSIONS)), Json.measures(row.get(ACTIVITY_REVISION.MEASURES)),
                row.get(ACTIVITY_REVISION.TYPE), Optional.ofNullable(row.get(ACTIVITY_REVISION.MODE)),
                Optional.ofNullable(row.get(ACTIVITY_REVISION.STRUCTURED)), Set.of(row.get(ACTIVITY_REVISION.TOPICS)),
                Set.of(row.get(ACTIVITY_REVISION.FLAGS)), Optional.ofNullable(row.get(ACTIVITY_REVISION.PROVIDER)),
                Optional.ofNullable(row.get(ACTIVITY_REVISION.COURSE)), Optional.ofNullable(row.get(ACTIVITY_REVISION.ROLE_TAKEN)),
                Optional.ofNullable(row.get(ACTIVITY_REVISION.OBJECTIVE_ID)),
                new RecordActivity.Texts(Optional.ofNullable(row.get(ACTIVITY_CONTENT.NOTES)),
                        Optional.ofNullable(row.get(ACTIVITY_CONTENT.REFLECTION)), Optional.ofNullable(row.get(ACTIVITY_CONTENT.OUTCOME))));
        return new Activity(id, row.get(ACTIVITY_REVISION.MEMBER_ID), row.get(ACTIVITY_REVISION.REVISION), state,
                row.get(ACTIVITY_REVISION.WITHDRAWN), Activity.Source.valueOf(row.get(ACTIVITY_REVISION.SOURCE).toUpperCase(Locale.ROOT)),
                said, row.get(ACTIVITY_REVISION.RECORDED_AT), Optional.ofNullable(row.get(ACTIVITY_REVISION.RECORDED_BY)), title.isEmpty());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String[] sorted(Set<String> values) {
        return values.stream().sorted().toArray(String[]::new);
    }
}
