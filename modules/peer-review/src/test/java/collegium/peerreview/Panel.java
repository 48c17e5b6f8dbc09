package collegium.peerreview;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.database.tenant.Tables.SCHEME_VERSION;

import collegium.database.DeploymentKey;
import collegium.database.PlatformDatabase;
import collegium.database.SchemaRunner;
import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.membership.Accounts;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.portfolios.Portfolios;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.JSONB;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

/** A fresh body with a member, an officer and reviewers. */
final class Panel {

    static final LocalDate DUE = LocalDate.of(2026, 12, 8);

    final BodyId body = TestBodies.fresh();
    final TenantDatabase tenants = TestBodies.databases().tenants();
    private final AnnotationConfigApplicationContext context = context();
    final Submissions submissions = context.getBean(Submissions.class);
    final Portfolios portfolios = context.getBean(Portfolios.class);
    final Assignments assignments = context.getBean(Assignments.class);
    final Reviews reviews = context.getBean(Reviews.class);
    final Criteria criteria = context.getBean(Criteria.class);
    final Conflicts conflicts = context.getBean(Conflicts.class);
    private final Accounts accounts = new Accounts(tenants, _ -> {});

    final AccountId memberAccount = account("member", Set.of(Role.MEMBER, Role.REVIEWER));
    final MemberId member = new Members(tenants, _ -> {}).register(TestBodies.job(body), new RegisterMember("1", "Ama", "Mensah",
            Optional.of("ama@example.org"), LocalDate.of(2020, 1, 1), Optional.of(memberAccount), List.of()));
    final Call self = TestBodies.byMember(body, memberAccount, member);
    final Call officer = person(account("officer", Set.of(Role.OFFICER)), Role.OFFICER);
    final AccountId reviewerAccount = account("reviewer", Set.of(Role.REVIEWER));
    final Call reviewer = person(reviewerAccount, Role.REVIEWER);

    /** This module and all that it stands on, without schedules. */
    private static AnnotationConfigApplicationContext context() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(TenantDatabase.class, () -> TestBodies.databases().tenants());
        context.registerBean(PlatformDatabase.class, () -> TestBodies.databases().platform());
        context.registerBean(SchemaRunner.class, () -> TestBodies.databases().schemas());
        context.registerBean(DeploymentKey.class, TestBodies::key);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.Schedules")));
        scanner.scan("collegium.tenancy", "collegium.notifications", "collegium.membership", "collegium.requirements", "collegium.portfolios",
                "collegium.peerreview");
        context.refresh();
        return context;
    }

    AccountId account(String name, Set<Role> roles) {
        AccountId id = accounts.open(TestBodies.by(body, Role.ADMINISTRATOR), name + "@example.org", name, roles);
        accounts.setPassword(TestBodies.job(body), accounts.link(TestBodies.by(body, Role.ADMINISTRATOR), id, true), "{noop}x");
        return id;
    }

    Call person(AccountId account, Role... roles) {
        return new Call(body, new Actor.Person(account, "Somebody", Set.of(roles), Optional.empty()), TestBodies.NOON, TestBodies.ZONE);
    }

    /** Freezes the member's record as it is. */
    SubmissionId submit() {
        SubmissionId id = new SubmissionId(Id.fresh(TestBodies.NOON));
        UUID version = UUID.randomUUID();
        EnrolmentId enrolment = new EnrolmentId(UUID.randomUUID());
        PeriodId period = new PeriodId(UUID.randomUUID());
        tenants.run(body, sql -> {
            UUID scheme = UUID.randomUUID();
            sql.insertInto(SCHEME).set(SCHEME.ID, scheme).set(SCHEME.CODE, scheme.toString()).set(SCHEME.NAME, "S").set(SCHEME.AUTHORITY, "body")
                    .set(SCHEME.CREATED_AT, TestBodies.NOON).execute();
            sql.insertInto(SCHEME_VERSION).set(SCHEME_VERSION.ID, version).set(SCHEME_VERSION.SCHEME_ID, scheme).set(SCHEME_VERSION.NUMBER, 1)
                    .set(SCHEME_VERSION.STATUS, "published").set(SCHEME_VERSION.EFFECTIVE_FROM, LocalDate.of(2026, 1, 1)).set(SCHEME_VERSION.SOURCE, "")
                    .set(SCHEME_VERSION.DOCUMENT, JSONB.jsonb("{}")).set(SCHEME_VERSION.DIGEST, "").set(SCHEME_VERSION.CREATED_AT, TestBodies.NOON)
                    .set(SCHEME_VERSION.CHANGED_AT, TestBodies.NOON).execute();
            sql.insertInto(ENROLMENT).set(ENROLMENT.ID, enrolment).set(ENROLMENT.MEMBER_ID, member).set(ENROLMENT.SCHEME_ID, scheme)
                    .set(ENROLMENT.FROM_DATE, LocalDate.of(2026, 1, 1)).set(ENROLMENT.REASON, "test").set(ENROLMENT.SOURCE, "rule")
                    .set(ENROLMENT.REVISION, 1L).set(ENROLMENT.CREATED_AT, TestBodies.NOON).execute();
            LocalDate last = LocalDate.of(2026, 12, 31);
            sql.insertInto(PERIOD).set(PERIOD.ID, period).set(PERIOD.ENROLMENT_ID, enrolment).set(PERIOD.MEMBER_ID, member).set(PERIOD.NUMBER, 1)
                    .set(PERIOD.FIRST_DAY, LocalDate.of(2026, 1, 1)).set(PERIOD.LAST_DAY, last).set(PERIOD.DO_BY, last).set(PERIOD.RECORD_BY, last)
                    .set(PERIOD.DECLARE_BY, last).set(PERIOD.ZONE, "Europe/London").set(PERIOD.DEADLINE_AT, TestBodies.NOON).set(PERIOD.STATUS, "open")
                    .set(PERIOD.SOURCE, "opened").set(PERIOD.REVISION, 1L).set(PERIOD.OPENED_AT, TestBodies.NOON).execute();
            long revision = new Members(tenants, _ -> {}).find(officer, member).revision();
            submissions.freeze(sql, self, new Submission(id, member, enrolment, period, revision, version, "1", "{}", "0", Map.of(), TestBodies.NOON, Optional.empty()));
        });
        return id;
    }
}
