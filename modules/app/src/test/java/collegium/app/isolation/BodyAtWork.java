package collegium.app.isolation;


import collegium.app.Client;
import collegium.app.Protocol;
import collegium.app.Running;
import collegium.compliance.Determination;
import collegium.compliance.Determinations;
import collegium.compliance.Determine;
import collegium.compliance.DryRuns;
import collegium.compliance.Periods;
import collegium.compliance.Statements;
import collegium.compliance.SubmitPeriod;
import collegium.database.TenantDatabase;
import collegium.database.tenant.Tenant;
import collegium.kernel.AccountId;
import collegium.kernel.ActivityId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.OneTimeToken;
import collegium.kernel.PeriodId;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.membership.Accounts;
import collegium.membership.ChangeFact;
import collegium.membership.Connection;
import collegium.membership.Connections;
import collegium.membership.Consents;
import collegium.membership.Imports;
import collegium.membership.Members;
import collegium.membership.RegisterConnection;
import collegium.membership.RegisterMember;
import collegium.peerreview.Assignments;
import collegium.peerreview.Conflicts;
import collegium.peerreview.ReviewId;
import collegium.peerreview.Reviews;
import collegium.portfolios.Artefacts;
import collegium.portfolios.Confirmations;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Objectives;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.RecordArtefact;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;

/** A body with one of everything that a path can name, its texts all carrying a mark, and a person in every role. */
public final class BodyAtWork implements Protocol.Issuer {

    public static final String PASSWORD = "correct horse battery";

    /** Whose id stands in a path, by the word before the variable. The newest row of that table is taken. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("activities/id", "activity"),
            Map.entry("artefacts/id", "artefact"),
            Map.entry("plan/id", "objective"),
            Map.entry("evidence/id", "evidence"),
            Map.entry("facts/fact", "member_fact"),
            Map.entry("imports/id", "import_batch"),
            Map.entry("messages/id", "message"),
            Map.entry("people/id", "account"),
            Map.entry("members/id", "member"),
            Map.entry("proposals/id", "fact_proposal"),
            Map.entry("submissions/id", "submission"), Map.entry("entries/entry", "activity"), Map.entry("determinations/id", "determination"),
            Map.entry("reviews/id", "review"), Map.entry("reviewers/review", "review"), Map.entry("evidence/file", "evidence"),
            Map.entry("conflicts/conflict", "conflict_of_interest"),
            Map.entry("requirements/scheme", "scheme"), Map.entry("requirements/version", "scheme_version"));

    /** Variables that name nothing of a body's. */
    private static final Map<String, String> CONSTANTS = Map.of(
            "/hash", "0",
            "models/id", "acca", "rules/key", "requirements:total", "examples/id", "example_1",
            "examples/kind", "members");

    public final Body body;
    /** Stands in everything that this body's people wrote, and in nothing else. */
    final String mark;
    private final Map<String, AccountId> accounts = new TreeMap<>();
    private final Map<String, String> tokens = new TreeMap<>();

    public BodyAtWork(String mark) {
        this.body = Running.freshBody();
        this.mark = mark;
        lay();
    }

    /** What the product itself does there. */
    Call product() {
        return new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
    }

    /** What the first member does. */
    Call self() {
        AccountId account = account("MEMBER");
        MemberId member = Running.part(Members.class).byAccount(product(), account).orElseThrow().id();
        return new Call(body.id(), new Actor.Person(account, "Somebody", Set.of(Role.MEMBER), Optional.of(member)), product().at(), body.zone());
    }

    @Override
    public String at(String path) {
        return Running.at(body, path);
    }

    private void lay() {
        Call call = product();
        String document = ShippedSchemes.document("icaew").orElseThrow().replace("title: CPD regulations", "title: CPD regulations " + mark);
        Schemes schemes = Running.part(Schemes.class);
        if (!(schemes.draft(call, document, SchemeOutline.Authority.BODY, LocalDate.of(2020, 1, 1), Optional.empty()) instanceof Drafted.Kept kept)) {
            throw new AssertionError("The scheme has faults.");
        }
        schemes.publish(call, kept.version().id(), LocalDate.of(2020, 1, 1));
        Running.part(Enrolments.class).rule(call, kept.version().scheme(), Map.of(), "Everybody");
        for (Role role : List.of(Role.COORDINATOR, Role.REVIEWER, Role.OFFICER, Role.ADMINISTRATOR)) {
            account(role.name(), role);
        }
        account("REVIEWER-2", Role.REVIEWER);
        member("MEMBER-2");
        // The last: whatever is newest is of this member.
        member("MEMBER");
        tokens.put("set-password/token", Running.part(Accounts.class).link(call, account("COORDINATOR"), false).value());
        objects(product());
        draft(product());
    }

    /** The next version of the rules, not published, tried on everybody. */
    private void draft(Call call) {
        String document = """
                scheme: icaew
                language: 1
                title: CPD regulations %s
                body: Somebody
                unit: hour
                types: {course: Course}
                cycle: {length: 1 year, starts: "01-01"}
                requirements:
                  - {id: total, title: CPD hours, clause: Rule 1, count: all, at-least: 20}
                """.formatted(mark);
        if (!(Running.part(Schemes.class).draft(call, document, SchemeOutline.Authority.BODY, call.today().plusYears(1), Optional.empty())
                instanceof Drafted.Kept kept)) {
            throw new AssertionError("The draft has faults.");
        }
        DryRuns runs = Running.part(DryRuns.class);
        runs.start(call, kept.version());
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (runs.latest(call, kept.version()).filter(run -> run.state() == DryRuns.State.DONE).isEmpty()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("The dry run does not end.");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private AccountId account(String who, Role role) {
        AccountId id = Running.part(Accounts.class).open(product(), who.toLowerCase(Locale.ROOT) + "@example.org", "Somebody", Set.of(role));
        Running.part(Accounts.class).setPassword(product(), Running.part(Accounts.class).link(product(), id, true), Running.hash(PASSWORD));
        accounts.put(who, id);
        return id;
    }

    /** The account of somebody there; {@code who} as in {@link #signedIn}. */
    public AccountId account(String who) {
        return Optional.ofNullable(accounts.get(who)).orElseThrow();
    }

    private MemberId member(String who) {
        Call call = product();
        return Running.part(Members.class).register(call, new RegisterMember(who, mark, who, Optional.of(who.toLowerCase(Locale.ROOT) + "@example.org"),
                LocalDate.of(2020, 1, 1), Optional.of(account(who, Role.MEMBER)),
                List.of(ChangeFact.of("categories", "practice_1", LocalDate.of(2020, 1, 1), "register"))));
    }

    /** What lies in the record of the first member, and what others made of it. */
    private void objects(Call call) {
        Members members = Running.part(Members.class);
        Call self = self();
        MemberId member = self.member().orElseThrow();
        ActivityId activity = Running.part(Portfolios.class).record(self, member, RecordActivity.on(call.today(), mark + " workshop", "course", "hours", "2")
                .withReflection(mark + " reflected")).id();
        members.propose(self, "categories", "practice_2", call.today(), Optional.empty(), Optional.of(mark));
        RecordArtefact asked = RecordArtefact.of("reflection_record", call.today(), mark + " record");
        try {
            Running.part(EvidenceFiles.class).add(self, activity, mark + ".txt", new ByteArrayInputStream(mark.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Running.part(Confirmations.class).ask(self, member, asked.withPerson(
                new RecordArtefact.Person(mark, Optional.of("confirmer@example.org"), Optional.empty()), Set.of()), this::confirming);
        Running.part(Artefacts.class).record(self, member, asked);
        Running.part(Objectives.class).set(self, member, self.freshId(), new Objectives.Aim(mark + " aim", Optional.of(mark), Optional.of(call.today())));
        submitted(self, member);
        String connection = Running.part(Connections.class).register(call,
                new RegisterConnection(mark + " Register", Connection.Kind.SYSTEM, true, Set.of("standing"), List.of())).connection().id();
        Running.part(Consents.class).allowStanding(self, connection);
        tokens.put("access/id", connection);
        tokens.put("connections/id", connection);
        Running.part(Imports.class).stage(call, "members", mark + ".csv",
                new ByteArrayInputStream("number,given name,family name\n9,%s,Smith\n".formatted(mark).getBytes(StandardCharsets.UTF_8)));
    }

    private String confirming(OneTimeToken token) {
        tokens.put("confirm/token", token.value());
        return Running.at(body, "/confirm/" + token.value());
    }

    private void submitted(Call self, MemberId member) {
        Periods periods = Running.part(Periods.class);
        PeriodId period = Running.part(Enrolments.class).of(self, member).getFirst().period().orElseThrow().id();
        SubmissionId id = periods.submit(self, new SubmitPeriod(period, periods.readiness(self, period).revision(), Statements.USUAL.stream()
                .map(statement -> new SubmitPeriod.Answer(statement.key(), mark, "yes")).toList(), Optional.of(mark), true, mark + " MEMBER"));
        Running.part(Determinations.class).determine(product(), new Determine(id, Determination.Outcome.NOT_MET, mark, true, Optional.empty()));
        Running.part(Conflicts.class).declare(product(), account("REVIEWER-2"), member, mark);
        ReviewId review = Running.part(Assignments.class).assign(product(), id, account("REVIEWER"), self.today().plusDays(14));
        Running.part(Reviews.class).confirmNoConflict(new Call(body.id(), new Actor.Person(account("REVIEWER"), "Somebody", Set.of(Role.REVIEWER), Optional.empty()),
                self.at(), body.zone()), review);
    }

    private static TenantDatabase database() {
        return Running.part(TenantDatabase.class);
    }

    /** Whether a variable of a path names what is the same for every body. */
    static boolean everybodys(String variable) {
        return Set.of("/hash", "models/id", "examples/kind").contains(variable);
    }

    /** What stands for a variable of a path here. */
    String value(String variable) {
        if (CONSTANTS.containsKey(variable)) {
            return CONSTANTS.get(variable);
        }
        if (variable.equals("operator/id")) {
            return body.id().toString();
        }
        if (tokens.containsKey(variable)) {
            return tokens.get(variable);
        }
        String name = Optional.ofNullable(TABLES.get(variable)).orElseThrow(() -> new AssertionError(
                "The isolation suite does not know what {" + variable + "} of a path names: add it to BodyAtWork.TABLES"
                        + " (and lay one out in BodyAtWork.objects where there is none)"));
        return newest(name).orElseThrow(() -> new AssertionError("No " + name + " in the body at work: lay one out in BodyAtWork.objects"));
    }

    /** Ids are in the order in which they were made. */
    public Optional<String> newest(String table) {
        Table<?> found = table(table);
        Field<UUID> id = Optional.ofNullable(found.field("id", UUID.class)).orElseThrow();
        return database().in(body.id(), sql -> sql.select(id).from(found).orderBy(id.desc()).limit(1).fetchOptional(row -> String.valueOf(row.value1())));
    }

    /** What the database says, through every cause, where a member's row is written twice. */
    public List<String> collision() {
        try {
            database().run(body.id(), sql -> sql.insertInto(table("member")).select(sql.selectFrom(table("member"))).execute());
            return List.of();
        } catch (RuntimeException e) {
            return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause).map(String::valueOf).toList();
        }
    }

    private static Table<?> table(String name) {
        return Tenant.TENANT.getTables().stream().filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
    }

    /** Everything in the body's schema, by table; but what the product does by itself meanwhile. */
    Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        database().run(body.id(), sql -> Tenant.TENANT.getTables().stream()
                .filter(table -> !Set.of("message", "signing_key", "evidence_chunk").contains(table.getName()))
                .forEach(table -> all.put(table.getName(), sql.selectFrom(table).fetch().stream().map(Object::toString).sorted().toList().toString())));
        return all;
    }

    /** A browser in which somebody of this body has signed in; {@code who} is a role, or {@code MEMBER-2}, {@code REVIEWER-2}. */
    public Client signedIn(String who) {
        Client client = new Client();
        String page = Running.at(body, "/sign-in");
        int status = client.post(page, page, Map.of("username", who.toLowerCase(Locale.ROOT) + "@example.org", "password", PASSWORD)).statusCode();
        if (status != 302) {
            throw new AssertionError(who + " cannot sign in: " + status);
        }
        return client;
    }
}
