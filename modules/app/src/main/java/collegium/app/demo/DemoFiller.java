package collegium.app.demo;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ACTIVITY_CONTENT;
import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static collegium.database.tenant.Tables.ARTEFACT;
import static collegium.database.tenant.Tables.ARTEFACT_CONTENT;
import static collegium.database.tenant.Tables.ARTEFACT_REVISION;
import static collegium.database.tenant.Tables.AUDIT_LOG;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.min;

import collegium.compliance.CurrentStanding;
import collegium.compliance.PastStandings;
import collegium.compliance.Standings;
import collegium.compliance.Trends;
import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.ActivityId;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Account;
import collegium.membership.Accounts;
import collegium.membership.AuditLog;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Span;
import collegium.requirements.schemes.ShippedSchemes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Fills one invented body: rules, accounts, members in the middle of their period. The same seed gives the same body. */
@Component
class DemoFiller {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FILLED = "demonstration-made";

    /** What members of any profession may write. */
    private static final List<String> REFLECTIONS = List.of(
            "I tried it the week after, and talked it over with a colleague.",
            "Most of it I knew. What was new to me is now on our checklist.",
            "I had been doing this from habit. I asked two others how they do it, and changed one step.",
            "It took longer than I thought before it fitted our way of working; the second time went better.",
            "I showed it to the team at our Tuesday meeting. One question stayed open, and I will look it up.",
            "The case that was discussed was much like one of mine. Next time I will ask for help sooner.",
            "I disagree with one of the recommendations and wrote down why, to come back to it in spring.",
            "Since then I write the reasons down at once, and it has already saved a misunderstanding.");
    private static final Set<String> WITH_ANOTHER = Set.of("reflective_discussion", "confirmation");
    private static final List<String> COLLEAGUES = List.of("Ines Duarte", "Martin Oyelaran", "Bronagh Walsh", "Yusuf Demir", "Carol Hughes");

    private final TenantDatabase database;
    private final Accounts accounts;
    private final Members members;
    private final Schemes schemes;
    private final Enrolments enrolments;
    private final Standings standings;
    private final PastStandings past;
    private final Trends trends;
    private final DemoSubmissions submissions;

    DemoFiller(TenantDatabase database, Accounts accounts, Members members, Schemes schemes, Enrolments enrolments, Standings standings,
            PastStandings past, Trends trends, DemoSubmissions submissions) {
        this.database = database;
        this.accounts = accounts;
        this.members = members;
        this.schemes = schemes;
        this.enrolments = enrolments;
        this.standings = standings;
        this.past = past;
        this.trends = trends;
        this.submissions = submissions;
    }

    /** The people of a body that have an account. */
    record People(AccountId officer, AccountId second, AccountId reviewer, AccountId member) {}

    /**
     * Fills the body, or goes on where an earlier start was ended before it was through, as at the moment when that one began. A body
     * that was filled once is left alone, whatever was changed in it since.
     */
    void fill(Call now, DemoBody body, String passwordHash) {
        if (filled(now.body())) {
            return;
        }
        Call call = begun(now);
        rules(call, body);
        People people = people(call, body, passwordHash);
        Map<Integer, MemberId> made = members(call, body, people, body.members());
        schemes.all(call).forEach(scheme -> past.tell(call, scheme.id()));
        trends.judgeDue(call);
        if (!database.in(call.body(), sql -> sql.fetchExists(SUBMISSION))) {
            submissions.fill(call, people, Set.of(made.get(0), made.get(1)));
        }
        database.run(call.body(), sql -> AuditLog.write(sql, now, FILLED, AuditLog.Subject.of("body", call.body().value()), Map.of(), Map.of()));
    }

    /** Whether the body was filled to the end. */
    boolean filled(BodyId body) {
        return database.in(body, sql -> sql.fetchExists(AUDIT_LOG, AUDIT_LOG.ACT.eq(FILLED)));
    }

    private Call begun(Call now) {
        return database.in(now.body(), sql -> sql.select(min(AUDIT_LOG.AT)).from(AUDIT_LOG).fetchOptional(row -> row.value1()))
                .map(at -> new Call(now.body(), now.actor(), at, now.zone())).orElse(now);
    }

    People people(Call call, DemoBody body, String passwordHash) {
        account(call, body, "admin", "Owen Pritchard", Set.of(Role.ADMINISTRATOR), passwordHash);
        return new People(account(call, body, "officer", "Judith Marsh", Set.of(Role.OFFICER), passwordHash),
                account(call, body, "samuel.adeyemi", "Samuel Adeyemi", Set.of(Role.REVIEWER), passwordHash),
                account(call, body, "reviewer", "Helen Strand", Set.of(Role.REVIEWER, Role.MEMBER), passwordHash),
                account(call, body, "member", "Abena Koranteng", Set.of(Role.MEMBER), passwordHash));
    }

    /** The first so many members, each made in one transaction where it is not there. */
    Map<Integer, MemberId> members(Call call, DemoBody body, People people, int count) {
        Map<String, MemberId> there = members.byNumbers(call, IntStream.range(0, count).mapToObj(n -> number(body, n)).toList());
        Map<Integer, MemberId> made = new HashMap<>();
        for (int n = 0; n < count; n++) {
            int which = n;
            Optional<AccountId> own = n == 0 ? Optional.of(people.member()) : n == 1 ? Optional.of(people.reviewer()) : Optional.empty();
            made.put(n, Optional.ofNullable(there.get(number(body, n)))
                    .orElseGet(() -> database.in(call.body(), _ -> member(call, body, which, own))));
        }
        return made;
    }

    private static String number(DemoBody body, int n) {
        return "%s-%05d".formatted(body.slug().substring(0, 2).toUpperCase(Locale.ROOT), 10_000 + n * 7);
    }

    void rules(Call call, DemoBody body) {
        adopt(call, body.scheme(), SchemeOutline.Authority.BODY, body.since(), Map.of(), "Every member of " + body.name());
        body.regulator().forEach((scheme, predicate) ->
                adopt(call, scheme, SchemeOutline.Authority.REGULATOR, body.since(), predicate, "Registered with the regulator"));
    }

    private void adopt(Call call, String id, SchemeOutline.Authority authority, LocalDate from, Map<String, Set<String>> predicate, String reason) {
        if (schemes.all(call).stream().anyMatch(scheme -> scheme.code().equals(id))) {
            return;
        }
        String document = ShippedSchemes.document(id).orElseThrow();
        database.run(call.body(), _ -> {
            if (!(schemes.draft(call, document, authority, from, Optional.empty()) instanceof Drafted.Kept kept)) {
                throw new IllegalStateException("The shipped scheme " + id + " has faults.");
            }
            schemes.publish(call, kept.version().id(), from);
            enrolments.rule(call, kept.version().scheme(), predicate, reason);
        });
    }

    private AccountId account(Call call, DemoBody body, String who, String name, Set<Role> roles, String passwordHash) {
        String email = who + "@" + body.slug() + ".example";
        return accounts.byEmail(call.body(), email).map(Account::id).orElseGet(() -> database.in(call.body(), _ -> {
            AccountId id = accounts.open(call, email, name, roles);
            accounts.setPassword(call, accounts.link(call, id, true), passwordHash);
            return id;
        }));
    }

    private MemberId member(Call call, DemoBody body, int n, Optional<AccountId> own) {
        SplittableRandom random = new SplittableRandom(body.index() * 1_000_003L + n);
        LocalDate joined = DemoMembers.joined(body, random);
        String given = n == 0 ? "Abena" : n == 1 ? "Helen" : DemoNames.given(body.index(), n);
        String family = n == 0 ? "Koranteng" : n == 1 ? "Strand" : DemoNames.family(body.index(), n);
        String email = (own.isPresent() && n == 0 ? "member" : n == 1 ? "reviewer" : given + "." + family + "." + n).toLowerCase(Locale.ROOT)
                + "@" + body.slug() + ".example";
        MemberId id = members.register(call, new RegisterMember(
                number(body, n), given, family, Optional.of(email), joined,
                own, DemoMembers.facts(body, n, joined, call.today(), random)));
        Optional<CurrentStanding> first = standings.of(call, id).stream().findFirst();
        LocalDate start = first.flatMap(current -> current.enrolment().period()).map(period -> period.days().start())
                .orElse(call.today().withDayOfYear(1));
        LocalDate end = first.flatMap(current -> current.enrolment().period()).map(period -> period.days().end()).orElse(call.today());
        record(call, body, id, n, start, end, random);
        standings.rejudge(call, id, "demonstration");
        return id;
    }

    /** Most do what is asked, some are late, a few have hardly begun. */
    private static double diligence(SplittableRandom random) {
        int kind = random.nextInt(10);
        return kind < 7 ? 0.95 + random.nextDouble() * 0.3 : kind < 9 ? 0.7 + random.nextDouble() * 0.25 : 0.2 + random.nextDouble() * 0.5;
    }

    private void record(Call call, DemoBody body, MemberId member, int n, LocalDate start, LocalDate end, SplittableRandom random) {
        long whole = Math.max(1, ChronoUnit.DAYS.between(start, end) + 1);
        long passed = Math.clamp(ChronoUnit.DAYS.between(start, call.today()), 1, whole);
        Span gone = new Span(start, start.plusDays(passed - 1));
        double diligence = n == 0 ? 0.94 : diligence(random);
        BigDecimal wanted = BigDecimal.valueOf(Math.round(body.fullRecord() * diligence * passed / whole * 2)).divide(BigDecimal.valueOf(2));
        database.run(call.body(), sql -> {
            long revision = Revisions.next(sql, member);
            List<Query> rows = new ArrayList<>();
            BigDecimal so = BigDecimal.ZERO;
            for (int i = 0; so.compareTo(wanted) < 0 && i < 80; i++) {
                DemoBody.Sample sample = body.samples().get(random.nextInt(body.samples().size()));
                LocalDate day = start.plusDays(random.nextLong(passed));
                activity(sql, call, rows, body, member, revision, sample, day, random.nextInt(3) > 0);
                so = so.add(new BigDecimal(sample.amount()));
            }
            for (DemoBody.SampleArtefact sample : body.artefacts()) {
                for (Span within : sample.eachYear() ? gone.years() : List.of(gone)) {
                    for (int i = 0; i < sample.count(); i++) {
                        if (random.nextDouble() < diligence) {
                            artefact(sql, call, rows, member, revision, sample, within.from().plusDays(random.nextLong(within.days())));
                        }
                    }
                }
            }
            sql.batch(rows).execute();
        });
    }

    private static void activity(DSLContext sql, Call call, List<Query> rows, DemoBody body, MemberId member, long revision,
            DemoBody.Sample sample, LocalDate day, boolean reflected) {
        ActivityId id = new ActivityId(call.freshId());
        rows.add(sql.insertInto(ACTIVITY, ACTIVITY.ID, ACTIVITY.MEMBER_ID, ACTIVITY.CREATED_AT).values(id, member, call.at()));
        rows.add(sql.insertInto(ACTIVITY_REVISION)
                .set(ACTIVITY_REVISION.ACTIVITY_ID, id).set(ACTIVITY_REVISION.REVISION, revision).set(ACTIVITY_REVISION.MEMBER_ID, member)
                .set(ACTIVITY_REVISION.SOURCE, "member").set(ACTIVITY_REVISION.STATE, "recorded")
                .set(ACTIVITY_REVISION.STARTED_ON, day).set(ACTIVITY_REVISION.ENDED_ON, day)
                .set(ACTIVITY_REVISION.MEASURES, JSONB.valueOf(JSON.writeValueAsString(Map.of(body.unit(), sample.amount()))))
                .set(ACTIVITY_REVISION.TYPE, sample.type()).set(ACTIVITY_REVISION.STRUCTURED, sample.structured())
                .set(ACTIVITY_REVISION.TOPICS, sample.topics().toArray(String[]::new)).set(ACTIVITY_REVISION.FLAGS, sample.flags().toArray(String[]::new))
                .set(ACTIVITY_REVISION.PROVIDER, sample.provider().isEmpty() ? null : sample.provider())
                .set(ACTIVITY_REVISION.RECORDED_AT, call.at()));
        rows.add(sql.insertInto(ACTIVITY_CONTENT)
                .set(ACTIVITY_CONTENT.ACTIVITY_ID, id).set(ACTIVITY_CONTENT.REVISION, revision).set(ACTIVITY_CONTENT.TITLE, sample.title())
                .set(ACTIVITY_CONTENT.REFLECTION, reflected ? REFLECTIONS.get(Math.floorMod(day.toEpochDay(), REFLECTIONS.size())) : null));
    }

    private static void artefact(DSLContext sql, Call call, List<Query> rows, MemberId member, long revision, DemoBody.SampleArtefact sample,
            LocalDate day) {
        UUID id = call.freshId();
        rows.add(sql.insertInto(ARTEFACT, ARTEFACT.ID, ARTEFACT.MEMBER_ID, ARTEFACT.CREATED_AT).values(id, member, call.at()));
        rows.add(sql.insertInto(ARTEFACT_REVISION)
                .set(ARTEFACT_REVISION.ARTEFACT_ID, id).set(ARTEFACT_REVISION.REVISION, revision).set(ARTEFACT_REVISION.MEMBER_ID, member)
                .set(ARTEFACT_REVISION.KIND, sample.kind()).set(ARTEFACT_REVISION.DATED, day)
                .set(ARTEFACT_REVISION.PERSON_FACTS, JSONB.valueOf(JSON.writeValueAsString(sample.person())))
                .set(ARTEFACT_REVISION.SOURCE, "member").set(ARTEFACT_REVISION.RECORDED_AT, call.at()));
        rows.add(sql.insertInto(ARTEFACT_CONTENT)
                .set(ARTEFACT_CONTENT.ARTEFACT_ID, id).set(ARTEFACT_CONTENT.REVISION, revision).set(ARTEFACT_CONTENT.TITLE, sample.title())
                .set(ARTEFACT_CONTENT.PERSON_NAME, WITH_ANOTHER.contains(sample.kind()) ? COLLEAGUES.get(Math.floorMod(day.toEpochDay(), COLLEAGUES.size())) : null));
    }
}
