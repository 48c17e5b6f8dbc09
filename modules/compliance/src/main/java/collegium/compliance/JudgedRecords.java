package collegium.compliance;

import static collegium.database.tenant.Tables.CARRIED_CREDIT;
import static collegium.database.tenant.Tables.CARRIED_CREDIT_WITHDRAWAL;
import static collegium.database.tenant.Tables.ENTRY_DECISION;
import static collegium.database.tenant.Tables.RELIEF;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.portfolios.Judged;
import collegium.portfolios.Portfolios;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Relief;
import collegium.requirements.engine.Span;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is judged of a member, as known at a revision: facts, record, decisions, relief, carried credit. */
@Component
final class JudgedRecords {

    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    private final Enrolments enrolments;
    private final Portfolios portfolios;

    JudgedRecords(Enrolments enrolments, Portfolios portfolios) {
        this.enrolments = enrolments;
        this.portfolios = portfolios;
    }

    MemberRecord asKnown(DSLContext sql, Call call, MemberId member, EnrolledIn enrolment, Inputs inputs) {
        Judged judged = portfolios.judged(call, member, inputs.record());
        long decided = inputs.decided();
        return new MemberRecord(enrolments.facts(call, member, decided), judged.activities(), judged.artefacts(),
                decisions(sql, member, decided), reliefs(sql, member, enrolment, decided), carried(sql, enrolment, decided), List.of());
    }

    /** The last word on each entry. */
    private static List<Decision> decisions(DSLContext sql, MemberId member, long revision) {
        Map<String, Decision> last = new LinkedHashMap<>();
        sql.selectFrom(ENTRY_DECISION)
                .where(ENTRY_DECISION.MEMBER_ID.eq(member)).and(ENTRY_DECISION.REVISION.le(revision))
                .orderBy(ENTRY_DECISION.REVISION, ENTRY_DECISION.ID)
                .forEach(found -> last.put(found.getActivityId().toString(), new Decision(found.getActivityId().toString(),
                        Decision.Outcome.valueOf(found.getVerdict().toUpperCase(Locale.ROOT)), Optional.ofNullable(found.getAmount()),
                        instead(found.getType(), found.getTopics(), found.getFlags()), found.getReason())));
        return List.copyOf(last.values());
    }

    /** What takes the place of the member's tags: none at all where the officer chose none. */
    private static Map<String, Set<String>> instead(@Nullable String type, String @Nullable [] topics, String @Nullable [] flags) {
        Map<String, Set<String>> tags = tags(type, topics, flags);
        if (topics != null) {
            tags.putIfAbsent("topic", Set.of());
        }
        if (flags != null) {
            tags.putIfAbsent("flag", Set.of());
        }
        return tags;
    }

    private static List<Relief> reliefs(DSLContext sql, MemberId member, EnrolledIn enrolment, long revision) {
        Map<Object, Optional<Relief>> last = new LinkedHashMap<>();
        sql.selectFrom(RELIEF)
                .where(RELIEF.MEMBER_ID.eq(member)).and(RELIEF.REVISION.le(revision))
                .and(RELIEF.ENROLMENT_ID.isNull().or(RELIEF.ENROLMENT_ID.eq(enrolment.id())))
                .and(RELIEF.KIND.in("exemption", "reduction", "extension"))
                .orderBy(RELIEF.REVISION)
                .forEach(found -> last.put(found.getId(), found.getWithdrawn() ? Optional.empty() : Optional.of(new Relief(
                        found.getId().toString(), Relief.Kind.valueOf(found.getKind().toUpperCase(Locale.ROOT)),
                        found.getRequirement() == null ? Set.of() : Set.of(found.getRequirement()),
                        new Span(found.getFirstDay(), Optional.ofNullable(found.getLastDay()).orElse(NO_END)),
                        Optional.ofNullable(found.getAmount()), Optional.empty(), Optional.ofNullable(found.getNewDeadline()), ""))));
        return last.values().stream().flatMap(Optional::stream).toList();
    }

    private static List<Carried> carried(DSLContext sql, EnrolledIn enrolment, long revision) {
        if (enrolment.period().isEmpty()) {
            return List.of();
        }
        return sql.selectFrom(CARRIED_CREDIT)
                .where(CARRIED_CREDIT.INTO_PERIOD_ID.eq(enrolment.period().get().id().value())).and(CARRIED_CREDIT.REVISION.le(revision))
                .and(notExists(selectOne().from(CARRIED_CREDIT_WITHDRAWAL).where(CARRIED_CREDIT_WITHDRAWAL.CARRIED_ID.eq(CARRIED_CREDIT.ID))
                        .and(CARRIED_CREDIT_WITHDRAWAL.REVISION.le(revision))))
                .orderBy(CARRIED_CREDIT.ORIGIN_ON, CARRIED_CREDIT.ID)
                .fetch(found -> new Carried(found.getId().toString(), found.getAmount(), found.getOriginOn(),
                        Optional.ofNullable(found.getExpiresOn()), 0, tags(found.getType(), found.getTopics(), found.getFlags()), origin(found.getSource())));
    }

    /** As it is named where the number is explained: "Carried in from …". */
    private static String origin(String source) {
        return source.equals("opening") ? "before, as the body brought it in" : "the period before";
    }

    private static Map<String, Set<String>> tags(@Nullable String type, String @Nullable [] topics, String @Nullable [] flags) {
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        if (type != null) {
            tags.put("type", Set.of(type));
        }
        if (topics != null && topics.length > 0) {
            tags.put("topic", new LinkedHashSet<>(List.of(topics)));
        }
        if (flags != null && flags.length > 0) {
            tags.put("flag", new LinkedHashSet<>(List.of(flags)));
        }
        return tags;
    }
}
