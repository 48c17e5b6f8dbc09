package collegium.requirements;

import static collegium.database.tenant.Tables.CARRIED_CREDIT;
import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.ENROLMENT_RULE;
import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.STANDING;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.membership.MemberFact;
import collegium.membership.MemberFactsChanged;
import collegium.membership.Members;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which schemes apply to whom, since when and why. Rules on facts (grade, role, registration) enrol members, in several schemes at
 * once where several apply; each enrolment has the period that is open, with its last days fixed when it was opened.
 */
@Component
public class Enrolments {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Set<String>>> PREDICATE = new TypeReference<>() {};

    private final TenantDatabase database;
    private final Members members;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;

    public Enrolments(TenantDatabase database, Members members, Schemes schemes, ApplicationEventPublisher events) {
        this.database = database;
        this.members = members;
        this.schemes = schemes;
        this.events = events;
    }

    /**
     * Lets a scheme apply to every member whose facts have one of the values for each kind named; an empty predicate is everybody.
     * Applies to members who are there already with their next change, or by {@link #apply}, for which {@link EnrolmentRuleAdded} asks.
     */
    public void rule(Call call, SchemeId scheme, Map<String, Set<String>> predicate, String reason) {
        call.require(Role.ADMINISTRATOR);
        if (reason.isBlank() || reason.length() > 200) {
            throw Refused.invalid("reason-needed", "reason");
        }
        schemes.find(call, scheme);
        database.run(call.body(), sql -> {
            UUID id = call.freshId();
            sql.insertInto(ENROLMENT_RULE)
                    .set(ENROLMENT_RULE.ID, id).set(ENROLMENT_RULE.SCHEME_ID, scheme.value())
                    .set(ENROLMENT_RULE.PREDICATE, JSONB.valueOf(JSON.writeValueAsString(predicate)))
                    .set(ENROLMENT_RULE.REASON, reason.strip()).set(ENROLMENT_RULE.CREATED_AT, call.at())
                    .execute();
            AuditLog.write(sql, call, "enrolment-rule-added", AuditLog.Subject.of("scheme", scheme.value()), Map.of(), predicate);
            events.publishEvent(new EnrolmentRuleAdded(call, scheme));
        });
    }

    /** For whom a scheme is, as the reasons that were given for its rules; empty where it applies to nobody. */
    public List<String> reasons(Call call, SchemeId scheme) {
        call.require(Role.ADMINISTRATOR, Role.OFFICER);
        return database.in(call.body(), sql -> sql.select(ENROLMENT_RULE.REASON).from(ENROLMENT_RULE)
                .where(ENROLMENT_RULE.SCHEME_ID.eq(scheme.value())).and(ENROLMENT_RULE.RETIRED_AT.isNull())
                .orderBy(ENROLMENT_RULE.CREATED_AT, ENROLMENT_RULE.ID).fetch(found -> found.value1()));
    }

    /** How many members are under a scheme, and how many of them are in a period that began before the day and ends on it or later. */
    public Affected affected(Call call, SchemeId scheme, LocalDate day) {
        call.require(Role.ADMINISTRATOR, Role.OFFICER);
        return database.in(call.body(), sql -> {
            var open = sql.select(count(), count().filterWhere(PERIOD.FIRST_DAY.lt(day).and(PERIOD.LAST_DAY.ge(day))), max(PERIOD.LAST_DAY)
                            .filterWhere(PERIOD.FIRST_DAY.lt(day).and(PERIOD.LAST_DAY.ge(day))))
                    .from(ENROLMENT).join(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(PERIOD.STATUS.eq("open"))
                    .where(ENROLMENT.SCHEME_ID.eq(scheme.value())).and(ENROLMENT.TO_DATE.isNull()).fetchSingle();
            return new Affected(open.value1(), open.value2(), Optional.ofNullable(open.value3()));
        });
    }

    /**
     * Whom new rules would find in the middle of a period.
     *
     * @param within how many of the members are in such a period
     * @param until the last day of the latest of those periods
     */
    public record Affected(int members, int within, Optional<LocalDate> until) {}

    @EventListener
    void on(MemberFactsChanged changed) {
        apply(changed.call(), changed.member(), changed.revision(), "facts-changed");
    }

    /** Enrols the member where rules say so, ends what no longer applies, opens the period of the call's day. Inside the caller's transaction. */
    public void apply(Call call, MemberId member, long revision, String cause) {
        database.run(call.body(), sql -> {
            Map<String, List<Fact>> facts = facts(call, member, revision);
            Map<SchemeId, String> wanted = wanted(sql, facts, call.today());
            for (EnrolledIn enrolled : enrolledIn(sql, member)) {
                if (wanted.remove(enrolled.scheme()) == null && enrolled.to().isEmpty()) {
                    sql.update(ENROLMENT).set(ENROLMENT.TO_DATE, call.today()).where(ENROLMENT.ID.eq(enrolled.id())).execute();
                }
            }
            wanted.forEach((scheme, reason) -> enrol(sql, call, member, revision, scheme, reason));
            enrolledIn(sql, member).stream().filter(enrolled -> enrolled.to().isEmpty())
                    .forEach(enrolled -> open(sql, call, enrolled, facts, revision));
            events.publishEvent(new EnrolmentsChanged(call, member, revision, cause));
        });
    }

    /** Facts as the engine reads them: by kind, each a stretch of a timeline. */
    public Map<String, List<Fact>> facts(Call call, MemberId member, long revision) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        for (MemberFact fact : members.factsAsKnown(call, member, revision)) {
            facts.computeIfAbsent(fact.kind(), _ -> new ArrayList<>())
                    .add(new Fact(Optional.of(fact.from()), fact.to(), List.of(fact.value())));
        }
        return facts;
    }

    private static Map<SchemeId, String> wanted(DSLContext sql, Map<String, List<Fact>> facts, LocalDate today) {
        Map<SchemeId, String> wanted = new LinkedHashMap<>();
        sql.selectFrom(ENROLMENT_RULE).where(ENROLMENT_RULE.RETIRED_AT.isNull()).orderBy(ENROLMENT_RULE.CREATED_AT, ENROLMENT_RULE.ID)
                .forEach(rule -> {
                    if (matches(JSON.readValue(rule.getPredicate().data(), PREDICATE), facts, today)) {
                        wanted.putIfAbsent(new SchemeId(rule.getSchemeId()), rule.getReason());
                    }
                });
        return wanted;
    }

    private static boolean matches(Map<String, Set<String>> predicate, Map<String, List<Fact>> facts, LocalDate today) {
        return predicate.entrySet().stream().allMatch(wanted -> facts.getOrDefault(wanted.getKey(), List.of()).stream()
                .filter(fact -> fact.from().map(from -> !today.isBefore(from)).orElse(true) && fact.to().map(to -> !today.isAfter(to)).orElse(true))
                .flatMap(fact -> fact.values().stream())
                .anyMatch(wanted.getValue()::contains));
    }

    private static void enrol(DSLContext sql, Call call, MemberId member, long revision, SchemeId scheme, String reason) {
        sql.insertInto(ENROLMENT)
                .set(ENROLMENT.ID, new EnrolmentId(call.freshId())).set(ENROLMENT.MEMBER_ID, member).set(ENROLMENT.SCHEME_ID, scheme.value())
                .set(ENROLMENT.FROM_DATE, call.today()).set(ENROLMENT.REASON, reason).set(ENROLMENT.SOURCE, "rule")
                .set(ENROLMENT.REVISION, revision).set(ENROLMENT.CREATED_AT, call.at())
                .execute();
    }

    /** Opens the period in which the call's day lies, where the scheme's cycle says one and it is not open already. */
    private void open(DSLContext sql, Call call, EnrolledIn enrolled, Map<String, List<Fact>> facts, long revision) {
        Optional<Period> days = schemes.rules(call, enrolled.scheme(), _ -> true)
                .flatMap(rules -> rules.judge().period(withFacts(facts), call.today()));
        // By its days: its number can be known here alone, from the periods before it.
        boolean openAlready = enrolled.period().map(open -> open.days().span()).equals(days.map(Period::span));
        if (days.isEmpty() || openAlready) {
            return;
        }
        enrolled.period().ifPresent(before -> end(sql, call, before));
        LocalDate last = days.get().end();
        int number = sql.fetchCount(PERIOD, PERIOD.ENROLMENT_ID.eq(enrolled.id())) + 1;
        sql.insertInto(PERIOD)
                .set(PERIOD.ID, new PeriodId(call.freshId())).set(PERIOD.ENROLMENT_ID, enrolled.id()).set(PERIOD.MEMBER_ID, enrolled.member())
                .set(PERIOD.NUMBER, days.get().number() > 0 ? Math.max(days.get().number(), number) : number)
                .set(PERIOD.FIRST_DAY, days.get().start()).set(PERIOD.LAST_DAY, last)
                .set(PERIOD.DO_BY, last).set(PERIOD.RECORD_BY, last).set(PERIOD.DECLARE_BY, last)
                .set(PERIOD.ZONE, call.zone().getId()).set(PERIOD.DEADLINE_AT, last.plusDays(1).atStartOfDay(call.zone()).toInstant())
                .set(PERIOD.STATUS, "open").set(PERIOD.SOURCE, "opened").set(PERIOD.REVISION, revision).set(PERIOD.OPENED_AT, call.at())
                .execute();
    }

    /** Closes a period that is over. One that another word on the member replaces before its end never was, unless something was built on it. */
    private static void end(DSLContext sql, Call call, EnrolledIn.OpenPeriod period) {
        boolean over = period.days().end().isBefore(call.today());
        boolean builtUpon = sql.fetchExists(SUBMISSION, SUBMISSION.PERIOD_ID.eq(period.id()))
                || sql.fetchExists(CARRIED_CREDIT, CARRIED_CREDIT.INTO_PERIOD_ID.eq(period.id().value()))
                || sql.fetchExists(MESSAGE, MESSAGE.PERIOD_ID.eq(period.id()));
        if (over || builtUpon) {
            sql.update(PERIOD).set(PERIOD.STATUS, "closed").set(PERIOD.CLOSED_AT, call.at()).where(PERIOD.ID.eq(period.id())).execute();
        } else {
            sql.deleteFrom(STANDING).where(STANDING.PERIOD_ID.eq(period.id())).execute();
            sql.deleteFrom(PERIOD).where(PERIOD.ID.eq(period.id())).execute();
        }
    }

    /** The number of an enrolment's last period; 0 where it has none. */
    static int lastNumber(DSLContext sql, EnrolmentId enrolment) {
        return sql.select(coalesce(max(PERIOD.NUMBER), 0)).from(PERIOD).where(PERIOD.ENROLMENT_ID.eq(enrolment)).fetchSingle(found -> found.value1());
    }

    /** Numbers an enrolment's periods by their days, so that the last has this number, or a higher one where there are more. */
    static void number(DSLContext sql, EnrolmentId enrolment, int lastIs) {
        List<PeriodId> inOrder = sql.select(PERIOD.ID).from(PERIOD).where(PERIOD.ENROLMENT_ID.eq(enrolment))
                .orderBy(PERIOD.FIRST_DAY).fetch(found -> found.value1());
        int first = Math.max(inOrder.size(), lastIs) - inOrder.size() + 1;
        // Below all that there are at first, since two may never have the same.
        for (int i = 0; i < inOrder.size(); i++) {
            sql.update(PERIOD).set(PERIOD.NUMBER, Integer.MIN_VALUE + i).where(PERIOD.ID.eq(inOrder.get(i))).execute();
        }
        for (int i = 0; i < inOrder.size(); i++) {
            sql.update(PERIOD).set(PERIOD.NUMBER, first + i).where(PERIOD.ID.eq(inOrder.get(i))).execute();
        }
    }

    private static MemberRecord withFacts(Map<String, List<Fact>> facts) {
        MemberRecord empty = MemberRecord.EMPTY;
        return new MemberRecord(facts, empty.activities(), empty.artefacts(), empty.decisions(), empty.reliefs(), empty.carried(), empty.owed());
    }

    /** What applies to the member, with the open periods; the body's own scheme first. */
    public List<EnrolledIn> of(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> enrolledIn(sql, member));
    }

    /** Every period of the member that was judged here, open or closed, each with its enrolment, the latest first. */
    public List<EnrolledIn> periods(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> withPeriods(sql, PERIOD.SOURCE.eq("opened"))
                .where(ENROLMENT.MEMBER_ID.eq(member)).and(PERIOD.ID.isNotNull())
                .orderBy(PERIOD.LAST_DAY.desc(), SCHEME.AUTHORITY, SCHEME.NAME, ENROLMENT.ID)
                .fetch(Enrolments::enrolled));
    }

    /** One period that is judged here, open or closed, with its enrolment: to its member and to officers and administrators. */
    public EnrolledIn period(Call call, PeriodId period) {
        EnrolledIn found = database.in(call.body(), sql -> withPeriods(sql, PERIOD.ID.eq(period).and(PERIOD.SOURCE.eq("opened"))).where(PERIOD.ID.isNotNull())
                .fetchOptional(Enrolments::enrolled).orElseThrow(Refused::notFound));
        call.requireOwn(found.member(), Role.OFFICER, Role.ADMINISTRATOR);
        return found;
    }

    /** Every period that the member had or has, brought along ones included, of everything that applies or applied, the latest first. */
    public List<Spell> spells(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.select(PERIOD.ID, PERIOD.FIRST_DAY, PERIOD.LAST_DAY, PERIOD.NUMBER, PERIOD.STATUS, PERIOD.ENROLMENT_ID, SCHEME.NAME)
                .from(PERIOD).join(ENROLMENT).on(ENROLMENT.ID.eq(PERIOD.ENROLMENT_ID)).join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .where(PERIOD.MEMBER_ID.eq(member))
                .orderBy(PERIOD.LAST_DAY.desc(), SCHEME.AUTHORITY, SCHEME.NAME, PERIOD.ID)
                .fetch(found -> new Spell(found.get(PERIOD.ID), found.get(PERIOD.ENROLMENT_ID), found.get(SCHEME.NAME),
                        new Period(found.get(PERIOD.FIRST_DAY), found.get(PERIOD.LAST_DAY), found.get(PERIOD.NUMBER)),
                        found.get(PERIOD.STATUS).equals("open"))));
    }

    private static List<EnrolledIn> enrolledIn(DSLContext sql, MemberId member) {
        return withPeriods(sql, PERIOD.STATUS.eq("open"))
                .where(ENROLMENT.MEMBER_ID.eq(member))
                .orderBy(SCHEME.AUTHORITY, SCHEME.NAME, ENROLMENT.ID)
                .fetch(Enrolments::enrolled);
    }

    private static SelectOnConditionStep<Record> withPeriods(DSLContext sql, Condition which) {
        return sql.select(ENROLMENT.fields()).select(SCHEME.NAME).select(PERIOD.fields())
                .from(ENROLMENT)
                .join(SCHEME).on(SCHEME.ID.eq(ENROLMENT.SCHEME_ID))
                .leftJoin(PERIOD).on(PERIOD.ENROLMENT_ID.eq(ENROLMENT.ID)).and(which);
    }

    private static EnrolledIn enrolled(Record found) {
        return new EnrolledIn(found.get(ENROLMENT.ID), found.get(ENROLMENT.MEMBER_ID), new SchemeId(found.get(ENROLMENT.SCHEME_ID)),
                found.get(SCHEME.NAME), found.get(ENROLMENT.FROM_DATE), Optional.ofNullable(found.get(ENROLMENT.TO_DATE)),
                found.get(ENROLMENT.REASON), Optional.ofNullable(found.get(PERIOD.ID)).map(id -> openPeriod(id, found)));
    }

    private static EnrolledIn.OpenPeriod openPeriod(PeriodId id, Record found) {
        return new EnrolledIn.OpenPeriod(id, new Period(found.get(PERIOD.FIRST_DAY), found.get(PERIOD.LAST_DAY), found.get(PERIOD.NUMBER)),
                found.get(PERIOD.DO_BY), found.get(PERIOD.RECORD_BY), found.get(PERIOD.DECLARE_BY), found.get(PERIOD.DEADLINE_AT),
                "open".equals(found.get(PERIOD.STATUS)));
    }

    /** The enrolments whose open period ended before the call's day: their next period is to be opened. */
    public Set<MemberId> withEndedPeriods(Call call, int most) {
        call.require(Role.OFFICER);
        return database.in(call.body(), sql -> sql.selectDistinct(PERIOD.MEMBER_ID).from(PERIOD)
                .where(PERIOD.STATUS.eq("open")).and(PERIOD.LAST_DAY.lt(call.today()))
                .orderBy(PERIOD.MEMBER_ID).limit(most)
                .fetch(found -> found.value1()).stream().collect(Collectors.toSet()));
    }
}
