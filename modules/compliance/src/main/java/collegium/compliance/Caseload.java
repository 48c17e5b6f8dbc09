package collegium.compliance;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.DETERMINATION;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.REVIEW;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.listAgg;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.springframework.stereotype.Component;

/** Everybody's submissions as officers work through them: what waits for a reviewer, what is late, what is to be determined. */
@Component
public class Caseload {

    private final TenantDatabase database;

    /** What a submission waits for, or what became of it. */
    public enum State {
        /** No reviewer has it, and none recommended. */
        UNASSIGNED,
        IN_REVIEW,
        /** A reviewer's day has passed. */
        LATE,
        /** Every reviewer has recommended: the body determines. */
        RECOMMENDED,
        DETERMINED,
        REOPENED;

        /** In kebab case. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Those for which an officer has something to do. */
    public static final List<State> WAITING = List.of(State.UNASSIGNED, State.LATE, State.RECOMMENDED);

    /**
     * What to list.
     *
     * @param days submitted so many days ago or more
     * @param words of a name, or the beginning of a number
     */
    public record Filter(Optional<State> state, Optional<Integer> days, Optional<String> words) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A line of the list.
     *
     * @param reviewers who have it or had it and finished, by name
     * @param due the first day on which a review is due
     * @param outcome of the last determination on it
     */
    public record Line(
            SubmissionId id, MemberId member, String name, String number, String scheme, LocalDate firstDay, LocalDate lastDay, Instant at, State state,
            String reviewers, Optional<LocalDate> due, Optional<Determination.Outcome> outcome) {}

    Caseload(TenantDatabase database) {
        this.database = database;
    }

    private static Condition reviewed(Condition how) {
        return exists(selectOne().from(REVIEW).where(REVIEW.SUBMISSION_ID.eq(SUBMISSION.ID))
                .and(REVIEW.DECLINED_AT.isNull()).and(REVIEW.WITHDRAWN_AT.isNull()).and(how));
    }

    private static Field<String> state(Call call) {
        return when(SUBMISSION.REOPENED_AT.isNotNull(), inline(State.REOPENED.key()))
                .when(exists(selectOne().from(DETERMINATION).where(DETERMINATION.SUBMISSION_ID.eq(SUBMISSION.ID))), inline(State.DETERMINED.key()))
                .when(reviewed(REVIEW.FINISHED_AT.isNull().and(REVIEW.DUE_ON.lt(call.today()))), inline(State.LATE.key()))
                .when(reviewed(REVIEW.FINISHED_AT.isNull()), inline(State.IN_REVIEW.key()))
                .when(reviewed(REVIEW.FINISHED_AT.isNotNull()), inline(State.RECOMMENDED.key()))
                .otherwise(inline(State.UNASSIGNED.key()));
    }

    /** How many there are in each state; a state without any is not there. */
    public Map<State, Integer> counts(Call call) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> {
            Map<State, Integer> counts = new EnumMap<>(State.class);
            Field<String> state = state(call).as("state");
            sql.select(state, count()).from(SUBMISSION).groupBy(state).forEach(found -> counts.put(State.of(found.value1()), found.value2()));
            return counts;
        });
    }

    /** The lines, what was submitted first first; {@code after} is the last of the page before. */
    public List<Line> page(Call call, Filter filter, Optional<Line> after, int size) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> lines(sql, call, filter.state().map(state -> state(call).eq(state.key())).orElse(noCondition())
                .and(filter.days().map(days -> SUBMISSION.SUBMITTED_AT.le(call.today().minusDays(days).plusDays(1).atStartOfDay(call.zone()).toInstant()))
                        .orElse(noCondition()))
                .and(filter.words().map(words -> concat(MEMBER.GIVEN_NAME, inline(" "), MEMBER.FAMILY_NAME).containsIgnoreCase(words.strip())
                        .or(MEMBER.NUMBER.startsWithIgnoreCase(words.strip()))).orElse(noCondition()))
                .and(after.map(last -> row(SUBMISSION.SUBMITTED_AT, SUBMISSION.ID).gt(last.at(), last.id())).orElse(noCondition())), size));
    }

    /** What an officer has something to do for, the oldest first. */
    public List<Line> waiting(Call call, int most) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> lines(sql, call, state(call).in(WAITING.stream().map(State::key).toList()), most));
    }

    /** One of them. */
    public Optional<Line> find(Call call, SubmissionId id) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> lines(sql, call, SUBMISSION.ID.eq(id), 1)).stream().findFirst();
    }

    private static List<Line> lines(DSLContext sql, Call call, Condition which, int size) {
        Field<String> state = state(call).as("state");
        Field<String> reviewers = field(select(listAgg(ACCOUNT.NAME, ", ").withinGroupOrderBy(ACCOUNT.NAME)).from(REVIEW)
                .join(ACCOUNT).on(ACCOUNT.ID.eq(REVIEW.REVIEWER_ID)).where(REVIEW.SUBMISSION_ID.eq(SUBMISSION.ID))
                .and(REVIEW.DECLINED_AT.isNull()).and(REVIEW.WITHDRAWN_AT.isNull())).as("reviewers");
        Field<LocalDate> due = field(select(min(REVIEW.DUE_ON)).from(REVIEW).where(REVIEW.SUBMISSION_ID.eq(SUBMISSION.ID))
                .and(REVIEW.DECLINED_AT.isNull()).and(REVIEW.WITHDRAWN_AT.isNull()).and(REVIEW.FINISHED_AT.isNull())).as("due");
        Field<String> outcome = field(select(DETERMINATION.OUTCOME).from(DETERMINATION).where(DETERMINATION.SUBMISSION_ID.eq(SUBMISSION.ID))
                .orderBy(DETERMINATION.DECIDED_REVISION.desc()).limit(1)).as("outcome");
        SelectConditionStep<Record> lines = sql.select(SUBMISSION.ID, SUBMISSION.MEMBER_ID, SUBMISSION.SUBMITTED_AT)
                .select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.NUMBER, SCHEME.NAME, PERIOD.FIRST_DAY, PERIOD.LAST_DAY)
                .select(state, reviewers, due, outcome)
                .from(SUBMISSION)
                .join(MEMBER).on(MEMBER.ID.eq(SUBMISSION.MEMBER_ID))
                .join(PERIOD).on(PERIOD.ID.eq(SUBMISSION.PERIOD_ID))
                .join(ENROLMENT).on(ENROLMENT.ID.eq(SUBMISSION.ENROLMENT_ID))
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .where(which);
        return lines.orderBy(SUBMISSION.SUBMITTED_AT, SUBMISSION.ID).limit(Math.clamp(size, 1, 500)).fetch(found -> new Line(
                found.get(SUBMISSION.ID), found.get(SUBMISSION.MEMBER_ID), found.get(MEMBER.GIVEN_NAME) + " " + found.get(MEMBER.FAMILY_NAME),
                found.get(MEMBER.NUMBER), found.get(SCHEME.NAME), found.get(PERIOD.FIRST_DAY), found.get(PERIOD.LAST_DAY),
                found.get(SUBMISSION.SUBMITTED_AT), State.of(found.get(state)), Optional.ofNullable(found.get(reviewers)).orElse(""),
                Optional.ofNullable(found.get(due)), Optional.ofNullable(found.get(outcome)).map(Determination.Outcome::of)));
    }
}
