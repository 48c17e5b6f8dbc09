package collegium.compliance;

import static collegium.database.tenant.Tables.ENTRY_DECISION;
import static collegium.database.tenant.Tables.RELIEF;

import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.portfolios.Judged;
import collegium.portfolios.Portfolios;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
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
        return known(sql, call, member, inputs.record(), inputs.decided()).in(enrolment);
    }

    /** All of it, whatever applies to the member; the revisions are those of {@link Inputs}. */
    KnownRecord known(DSLContext sql, Call call, MemberId member, long record, long decided) {
        Judged judged = portfolios.judged(call, member, record);
        return new KnownRecord(enrolments.facts(call, member, decided), judged.activities(), judged.artefacts(),
                decisions(sql, member, decided), reliefs(sql, member, decided), CarriedStore.known(sql, member, decided),
                OwedStore.known(sql, member, decided));
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

    private static List<KnownRecord.Granted> reliefs(DSLContext sql, MemberId member, long revision) {
        Map<Object, Optional<KnownRecord.Granted>> last = new LinkedHashMap<>();
        sql.selectFrom(RELIEF)
                .where(RELIEF.MEMBER_ID.eq(member)).and(RELIEF.REVISION.le(revision))
                .and(RELIEF.KIND.in("exemption", "reduction", "extension"))
                .orderBy(RELIEF.REVISION)
                .forEach(found -> last.put(found.getId(), found.getWithdrawn() ? Optional.empty()
                        : Optional.of(new KnownRecord.Granted(Optional.ofNullable(found.getEnrolmentId()), new Relief(
                                found.getId().toString(), Relief.Kind.valueOf(found.getKind().toUpperCase(Locale.ROOT)),
                                found.getRequirement() == null ? Set.of() : Set.of(found.getRequirement()),
                                new Span(found.getFirstDay(), Optional.ofNullable(found.getLastDay()).orElse(NO_END)),
                                Optional.ofNullable(found.getAmount()), Optional.empty(), Optional.ofNullable(found.getNewDeadline()), "")))));
        return last.values().stream().flatMap(Optional::stream).toList();
    }

    static Map<String, Set<String>> tags(@Nullable String type, String @Nullable [] topics, String @Nullable [] flags) {
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
