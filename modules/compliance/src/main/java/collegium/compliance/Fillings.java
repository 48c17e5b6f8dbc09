package collegium.compliance;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ACTIVITY_CONTENT;
import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGED_RECORD;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.PERIOD;

import collegium.database.Copies;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/**
 * Fills an empty body with made-up members by COPY, so that a large body can be tried and measured: activities are written in the
 * order of their dates, as in life, so that those of one member lie scattered over the whole table. The same numbers give the same body.
 */
@Component
public class Fillings {

    private static final int TOGETHER = 200_000;

    private final TenantDatabase database;
    private final Schemes schemes;

    Fillings(TenantDatabase database, Schemes schemes) {
        this.database = database;
        this.schemes = schemes;
    }

    /**
     * Fills the body; standings are not judged yet.
     *
     * @param scheme that applies to all of them; published
     * @param progress told how many activities are there
     */
    public void fill(Call call, SchemeId scheme, int members, int activities, LongConsumer progress) {
        call.require(Role.ADMINISTRATOR);
        if (members < 1 || activities < 1) {
            throw Refused.invalid("out-of-range", "members", Map.of("least", 1));
        }
        if (database.<Boolean>in(call.body(), sql -> sql.fetchExists(MEMBER))) {
            throw Refused.conflict("body-not-empty");
        }
        Scheme rules = schemes.judgedBy(call, scheme).orElseThrow(() -> Refused.conflict("nothing-published"));
        FilledMembers filled = new FilledMembers(call, rules, members, activities);
        people(call, filled, scheme, Judge.of(rules));
        for (long from = 0; from < filled.total(); from += TOGETHER) {
            long begin = from;
            long end = Math.min(from + TOGETHER, filled.total());
            activities(call, filled, begin, end);
            progress.accept(end);
        }
        for (int from = 0; from < members; from += TOGETHER / 10) {
            int begin = from;
            int end = Math.min(from + TOGETHER / 10, members);
            database.run(call.body(), sql -> Copies.in(sql, JUDGED_RECORD, List.of(JUDGED_RECORD.MEMBER_ID, JUDGED_RECORD.REVISION, JUDGED_RECORD.PACKED), rows -> {
                for (int member = begin; member < end; member++) {
                    rows.row().uuid(filled.id(member)).bigint(FilledMembers.REVISION).bytes(PackedRecord.pack(filled.known(member)));
                }
            }));
        }
    }

    private void people(Call call, FilledMembers filled, SchemeId scheme, Judge judge) {
        MemberRecord facts = filled.facts();
        Period days = judge.period(facts, call.today()).orElseThrow(() -> Refused.conflict("nothing-published"));
        LocalDate last = days.end();
        database.run(call.body(), sql -> {
            Copies.in(sql, MEMBER, List.of(MEMBER.ID, MEMBER.NUMBER, MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME, MEMBER.SORT_NAME, MEMBER.JOINED_ON,
                    MEMBER.REVISION, MEMBER.CREATED_AT), rows -> filled.each(member -> rows.row().uuid(filled.id(member)).text("F-%08d".formatted(member))
                    .text("Member").text("No. " + member).text("no. %08d, member".formatted(member)).date(filled.joined()).bigint(FilledMembers.REVISION).instant(call.at())));
            Copies.in(sql, MEMBER_FACT, List.of(MEMBER_FACT.ID, MEMBER_FACT.REVISION, MEMBER_FACT.MEMBER_ID, MEMBER_FACT.KIND, MEMBER_FACT.VALUE,
                    MEMBER_FACT.EFFECTIVE_FROM, MEMBER_FACT.SOURCE, MEMBER_FACT.RECORDED_AT), rows -> filled.each(member -> facts.facts().forEach((kind, line) ->
                    rows.row().uuid(call.freshId()).bigint(FilledMembers.REVISION).uuid(filled.id(member)).text(kind).text(line.getFirst().values().getFirst())
                            .date(filled.joined()).text("Made up").instant(call.at()))));
            Copies.in(sql, ENROLMENT, List.of(ENROLMENT.ID, ENROLMENT.MEMBER_ID, ENROLMENT.SCHEME_ID, ENROLMENT.FROM_DATE, ENROLMENT.REASON, ENROLMENT.SOURCE,
                    ENROLMENT.REVISION, ENROLMENT.CREATED_AT), rows -> filled.each(member -> rows.row().uuid(filled.enrolment(member)).uuid(filled.id(member))
                    .uuid(scheme.value()).date(filled.joined()).text("Every member").text("rule").bigint(FilledMembers.REVISION).instant(call.at())));
            Copies.in(sql, PERIOD, List.of(PERIOD.ID, PERIOD.ENROLMENT_ID, PERIOD.MEMBER_ID, PERIOD.NUMBER, PERIOD.FIRST_DAY, PERIOD.LAST_DAY, PERIOD.DO_BY,
                    PERIOD.RECORD_BY, PERIOD.DECLARE_BY, PERIOD.ZONE, PERIOD.DEADLINE_AT, PERIOD.STATUS, PERIOD.SOURCE, PERIOD.REVISION, PERIOD.OPENED_AT),
                    rows -> filled.each(member -> rows.row().uuid(filled.period(member)).uuid(filled.enrolment(member)).uuid(filled.id(member))
                            .integer(Math.max(1, days.number())).date(days.start()).date(last).date(last).date(last).date(last).text(call.zone().getId())
                            .instant(last.plusDays(1).atStartOfDay(call.zone()).toInstant()).text("open").text("opened").bigint(FilledMembers.REVISION).instant(call.at())));
        });
        filled.within(days);
    }

    private void activities(Call call, FilledMembers filled, long from, long to) {
        database.run(call.body(), sql -> {
            Copies.in(sql, ACTIVITY, List.of(ACTIVITY.ID, ACTIVITY.MEMBER_ID, ACTIVITY.CREATED_AT), rows -> filled.each(from, to, did ->
                    rows.row().uuid(did.id()).uuid(did.member()).instant(did.recorded())));
            Copies.in(sql, ACTIVITY_REVISION, List.of(ACTIVITY_REVISION.ACTIVITY_ID, ACTIVITY_REVISION.REVISION, ACTIVITY_REVISION.MEMBER_ID,
                    ACTIVITY_REVISION.SOURCE, ACTIVITY_REVISION.STATE, ACTIVITY_REVISION.STARTED_ON, ACTIVITY_REVISION.ENDED_ON, ACTIVITY_REVISION.MEASURES,
                    ACTIVITY_REVISION.TYPE, ACTIVITY_REVISION.STRUCTURED, ACTIVITY_REVISION.TOPICS, ACTIVITY_REVISION.FLAGS, ACTIVITY_REVISION.RECORDED_AT),
                    rows -> filled.each(from, to, did -> rows.row().uuid(did.id()).bigint(FilledMembers.REVISION).uuid(did.member()).text("member").text("recorded")
                            .date(did.on()).date(did.on()).json("{\"" + did.unit() + "\": \"" + did.amount().toPlainString() + "\"}").text(did.type())
                            .flag(did.structured()).texts(did.topics()).texts(did.flags()).instant(did.recorded())));
            Copies.in(sql, ACTIVITY_CONTENT, List.of(ACTIVITY_CONTENT.ACTIVITY_ID, ACTIVITY_CONTENT.REVISION, ACTIVITY_CONTENT.TITLE),
                    rows -> filled.each(from, to, did -> rows.row().uuid(did.id()).bigint(FilledMembers.REVISION).text("Made up")));
        });
    }
}
