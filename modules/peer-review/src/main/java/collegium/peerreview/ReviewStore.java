package collegium.peerreview;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.RECOMMENDATION;
import static collegium.database.tenant.Tables.REVIEW;
import static collegium.database.tenant.Tables.REVIEW_COMMENT;
import static collegium.database.tenant.Tables.SUBMISSION;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.portfolios.ArtefactId;
import java.util.LinkedHashMap;
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
                .select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, PERIOD.FIRST_DAY, PERIOD.LAST_DAY, ACCOUNT.NAME, RECOMMENDATION.OUTCOME,
                        RECOMMENDATION.REASONS, RECOMMENDATION.RECOMMENDED_AT)
                .from(REVIEW)
                .join(MEMBER).on(MEMBER.ID.eq(REVIEW.MEMBER_ID))
                .join(SUBMISSION).on(SUBMISSION.ID.eq(REVIEW.SUBMISSION_ID))
                .join(PERIOD).on(PERIOD.ID.eq(SUBMISSION.PERIOD_ID))
                .join(ACCOUNT).on(ACCOUNT.ID.eq(REVIEW.REVIEWER_ID))
                .leftJoin(RECOMMENDATION).on(RECOMMENDATION.REVIEW_ID.eq(REVIEW.ID))
                .where(which);
    }

    static Review read(Record row) {
        Optional<Recommendation> recommendation = Optional.ofNullable(row.get(RECOMMENDATION.OUTCOME))
                .map(outcome -> new Recommendation(Recommendation.Outcome.of(outcome), row.get(RECOMMENDATION.REASONS),
                        row.get(RECOMMENDATION.RECOMMENDED_AT)));
        Optional<Review.Declined> declined = Optional.ofNullable(row.get(REVIEW.DECLINED_AT))
                .map(at -> new Review.Declined(at, Optional.ofNullable(row.get(REVIEW.DECLINE_REASON)).orElse("")));
        return new Review(new ReviewId(row.get(REVIEW.ID)), row.get(REVIEW.SUBMISSION_ID), row.get(REVIEW.MEMBER_ID),
                row.get(MEMBER.GIVEN_NAME) + " " + row.get(MEMBER.FAMILY_NAME), row.get(PERIOD.FIRST_DAY), row.get(PERIOD.LAST_DAY),
                row.get(REVIEW.REVIEWER_ID), row.get(ACCOUNT.NAME), row.get(REVIEW.ASSIGNED_AT), row.get(REVIEW.DUE_ON),
                Optional.ofNullable(row.get(REVIEW.NO_CONFLICT_AT)), declined, Optional.ofNullable(row.get(REVIEW.FINISHED_AT)),
                JSON.readValue(row.get(REVIEW.CRITERIA).data(), new TypeReference<LinkedHashMap<String, String>>() {}),
                Optional.ofNullable(row.get(REVIEW.DRAFT)).orElse(""), recommendation);
    }

    static JSONB json(Map<String, String> criteria) {
        return JSONB.jsonb(JSON.writeValueAsString(criteria));
    }

    static List<Comment> comments(DSLContext sql, ReviewId id) {
        return sql.selectFrom(REVIEW_COMMENT).where(REVIEW_COMMENT.REVIEW_ID.eq(id.value())).orderBy(REVIEW_COMMENT.WRITTEN_AT, REVIEW_COMMENT.ID)
                .fetch(ReviewStore::comment);
    }

    static Comment insert(DSLContext sql, Call call, ReviewId review, Comment comment) {
        sql.insertInto(REVIEW_COMMENT)
                .set(REVIEW_COMMENT.ID, comment.id()).set(REVIEW_COMMENT.REVIEW_ID, review.value())
                .set(REVIEW_COMMENT.ACTIVITY_ID, comment.activity().orElse(null))
                .set(REVIEW_COMMENT.ARTEFACT_ID, comment.artefact().map(ArtefactId::value).orElse(null))
                .set(REVIEW_COMMENT.TEXT, comment.text()).set(REVIEW_COMMENT.WRITTEN_AT, call.at())
                .execute();
        return comment;
    }

    private static Comment comment(Record row) {
        return new Comment(row.get(REVIEW_COMMENT.ID), Optional.ofNullable(row.get(REVIEW_COMMENT.ACTIVITY_ID)),
                Optional.ofNullable(row.get(REVIEW_COMMENT.ARTEFACT_ID)).map(ArtefactId::new), row.get(REVIEW_COMMENT.TEXT),
                row.get(REVIEW_COMMENT.WRITTEN_AT));
    }
}
