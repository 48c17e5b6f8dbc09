package collegium.peerreview;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.RECOMMENDATION;
import static collegium.database.tenant.Tables.REVIEW;
import static collegium.database.tenant.Tables.REVIEW_COMMENT;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SUBMISSION;

import collegium.kernel.Refused;
import collegium.portfolios.ArtefactId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of reviews. */
final class ReviewStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReviewStore() {}

    static Optional<Review> find(DSLContext sql, ReviewId id) {
        return select(sql, REVIEW.ID.eq(id.value())).fetchOptional(ReviewStore::read);
    }

    /** The review with its row locked until commit. */
    static Review locked(DSLContext sql, ReviewId id) {
        if (sql.select(REVIEW.ID).from(REVIEW).where(REVIEW.ID.eq(id.value())).forUpdate().fetch().isEmpty()) {
            throw Refused.notFound();
        }
        return find(sql, id).orElseThrow(Refused::notFound);
    }

    static SelectConditionStep<Record> select(DSLContext sql, Condition which) {
        return sql.select(REVIEW.fields())
                .select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, SCHEME.NAME, PERIOD.FIRST_DAY, PERIOD.LAST_DAY, ACCOUNT.NAME,
                        SUBMISSION.REOPENED_AT, RECOMMENDATION.OUTCOME, RECOMMENDATION.REASONS, RECOMMENDATION.RECOMMENDED_AT)
                .from(REVIEW)
                .join(MEMBER).on(MEMBER.ID.eq(REVIEW.MEMBER_ID))
                .join(SUBMISSION).on(SUBMISSION.ID.eq(REVIEW.SUBMISSION_ID))
                .join(PERIOD).on(PERIOD.ID.eq(SUBMISSION.PERIOD_ID))
                .join(ENROLMENT).on(ENROLMENT.ID.eq(SUBMISSION.ENROLMENT_ID))
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .join(ACCOUNT).on(ACCOUNT.ID.eq(REVIEW.REVIEWER_ID))
                .leftJoin(RECOMMENDATION).on(RECOMMENDATION.REVIEW_ID.eq(REVIEW.ID))
                .where(which);
    }

    static Review read(Record row) {
        Optional<Recommendation> recommendation = Optional.ofNullable(row.get(RECOMMENDATION.OUTCOME))
                .map(outcome -> new Recommendation(Recommendation.Outcome.of(outcome), row.get(RECOMMENDATION.REASONS),
                        row.get(RECOMMENDATION.RECOMMENDED_AT)));
        return new Review(new ReviewId(row.get(REVIEW.ID)), row.get(REVIEW.SUBMISSION_ID), row.get(REVIEW.MEMBER_ID),
                row.get(MEMBER.GIVEN_NAME) + " " + row.get(MEMBER.FAMILY_NAME), row.get(SCHEME.NAME), row.get(PERIOD.FIRST_DAY),
                row.get(PERIOD.LAST_DAY), row.get(REVIEW.REVIEWER_ID), row.get(ACCOUNT.NAME), row.get(REVIEW.ASSIGNED_AT), row.get(REVIEW.DUE_ON),
                Optional.ofNullable(row.get(REVIEW.NO_CONFLICT_AT)), ended(row), Optional.ofNullable(row.get(REVIEW.FINISHED_AT)),
                row.get(SUBMISSION.REOPENED_AT) != null, row.get(REVIEW.EDIT),
                JSON.readValue(row.get(REVIEW.CRITERIA).data(), new TypeReference<LinkedHashMap<String, String>>() {}),
                Optional.ofNullable(row.get(REVIEW.DRAFT)).orElse(""),
                Optional.ofNullable(row.get(REVIEW.DRAFT_OUTCOME)).map(Recommendation.Outcome::of),
                new LinkedHashSet<>(List.of(row.get(REVIEW.LOOKED))), recommendation);
    }

    private static Optional<Review.Ended> ended(Record row) {
        return Optional.ofNullable(row.get(REVIEW.DECLINED_AT))
                .map(at -> new Review.Ended(at, Optional.ofNullable(row.get(REVIEW.DECLINE_REASON)).orElse(""), true))
                .or(() -> Optional.ofNullable(row.get(REVIEW.WITHDRAWN_AT))
                        .map(at -> new Review.Ended(at, Optional.ofNullable(row.get(REVIEW.WITHDRAWN_REASON)).orElse(""), false)));
    }

    /** Neither finished nor declined nor taken away. */
    static Condition open() {
        return given().and(REVIEW.FINISHED_AT.isNull());
    }

    /** Neither declined nor taken away. */
    static Condition given() {
        return REVIEW.DECLINED_AT.isNull().and(REVIEW.WITHDRAWN_AT.isNull());
    }

    static JSONB json(Map<String, String> criteria) {
        return JSONB.jsonb(JSON.writeValueAsString(criteria));
    }

    static List<Comment> comments(DSLContext sql, ReviewId id) {
        return sql.selectFrom(REVIEW_COMMENT).where(REVIEW_COMMENT.REVIEW_ID.eq(id.value())).orderBy(REVIEW_COMMENT.WRITTEN_AT, REVIEW_COMMENT.ID)
                .fetch(ReviewStore::comment);
    }

    /** Leaves what stands already as it is, with its time; everything else is as written now. */
    static void comment(DSLContext sql, ReviewId review, List<Comment> comments) {
        List<Comment> before = comments(sql, review);
        sql.deleteFrom(REVIEW_COMMENT).where(REVIEW_COMMENT.REVIEW_ID.eq(review.value())).execute();
        for (Comment comment : comments) {
            Comment kept = before.stream().filter(comment::says).findFirst().orElse(comment);
            sql.insertInto(REVIEW_COMMENT)
                    .set(REVIEW_COMMENT.ID, kept.id()).set(REVIEW_COMMENT.REVIEW_ID, review.value())
                    .set(REVIEW_COMMENT.ACTIVITY_ID, kept.activity().orElse(null))
                    .set(REVIEW_COMMENT.ARTEFACT_ID, kept.artefact().map(ArtefactId::value).orElse(null))
                    .set(REVIEW_COMMENT.TEXT, kept.text()).set(REVIEW_COMMENT.WRITTEN_AT, kept.at())
                    .execute();
        }
    }

    private static Comment comment(Record row) {
        return new Comment(row.get(REVIEW_COMMENT.ID), Optional.ofNullable(row.get(REVIEW_COMMENT.ACTIVITY_ID)),
                Optional.ofNullable(row.get(REVIEW_COMMENT.ARTEFACT_ID)).map(ArtefactId::new), row.get(REVIEW_COMMENT.TEXT),
                row.get(REVIEW_COMMENT.WRITTEN_AT));
    }
}
