package collegium.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.ChangeFact;
import collegium.membership.ImportBatch;
import collegium.membership.ImportState;
import collegium.membership.Imports;
import collegium.membership.MemberFact;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import collegium.requirements.Drafted;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import collegium.testing.TestBodies;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What members bring from before is brought in from files, named so, judged, and taken back without a trace in the numbers. */
class TakeOnTest {

    private static final AnnotationConfigApplicationContext CONTEXT = Whole.started();

    /** A year of 20 hours, 10 of them structured at least; a topic that comes due every six years; carried credit counts. */
    private static final String YEAR = """
            scheme: yearly
            unit: hour
            types: {course: Course, reading: Reading at home}
            topics: {safety: Safety at work, ethics: Ethics}
            flags: {structured: Structured}
            cycle: {length: 1 year, starts: "01-01"}
            requirements:
              - {id: total, title: CPD in the year, count: all, at-least: 20}
              - {id: refresher, title: Safety every six years, entries: {topic: safety}, at-least: 1, window: {clock: 6 years}}
            """;

    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
    private final Call officer = TestBodies.by(body, Role.OFFICER);
    private final Imports imports = CONTEXT.getBean(Imports.class);
    private final Members members = CONTEXT.getBean(Members.class);
    private final Enrolments enrolments = CONTEXT.getBean(Enrolments.class);
    private final Standings standings = CONTEXT.getBean(Standings.class);
    private final Portfolios portfolios = CONTEXT.getBean(Portfolios.class);

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    private void scheme(String document) {
        Schemes schemes = CONTEXT.getBean(Schemes.class);
        Drafted drafted = schemes.draft(administrator, document, SchemeOutline.Authority.BODY, LocalDate.of(2020, 1, 1), Optional.empty());
        assertThat(drafted).as("%s", drafted).isInstanceOf(Drafted.Kept.class);
        schemes.publish(administrator, ((Drafted.Kept) drafted).version().id(), LocalDate.of(2020, 1, 1));
        enrolments.rule(administrator, ((Drafted.Kept) drafted).version().scheme(), Map.of(), "Every member");
    }

    private MemberId member(String number) {
        return members.register(administrator, new RegisterMember(number, "Sunita", "Rao", Optional.empty(),
                LocalDate.of(2018, 5, 1), Optional.empty(), List.of(ChangeFact.of("grade", "full", LocalDate.of(2018, 5, 1), "Register"))));
    }

    private ImportBatch settled(UUID id) {
        for (int i = 0; i < 3000; i++) {
            ImportBatch batch = imports.find(administrator, id);
            if (!batch.state().running()) {
                return batch;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("still " + imports.find(administrator, id));
    }

    private ImportBatch checked(String kind, String file) {
        UUID id = imports.stage(administrator, kind, kind + ".csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        imports.check(administrator, id);
        return settled(id);
    }

    private ImportBatch applied(String kind, String file) {
        ImportBatch batch = checked(kind, file);
        imports.apply(administrator, batch.id());
        ImportBatch applied = settled(batch.id());
        assertThat(applied.state()).isEqualTo(ImportState.APPLIED);
        return applied;
    }

    private void undone(ImportBatch batch) {
        imports.undo(administrator, batch.id());
        assertThat(settled(batch.id()).state()).isEqualTo(ImportState.UNDONE);
    }

    private List<String> faults(ImportBatch batch) {
        return imports.rows(administrator, batch.id(), Optional.of("bad"), 0, 100).stream()
                .map(row -> row.line() + " " + row.faults().stream().map(fault -> fault.column() + ":" + fault.code()).collect(Collectors.joining(",")))
                .toList();
    }

    private Standing standing(MemberId member) {
        return standings.of(officer, member).getFirst().judged().orElseThrow().standing();
    }

    private Finding finding(MemberId member, String name) {
        return standing(member).findings().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private Period open(MemberId member) {
        return enrolments.of(officer, member).getFirst().period().map(EnrolledIn.OpenPeriod::days).orElseThrow();
    }

    @Test
    void pastActivitiesAreJudgedAndNamedAsFromBeforeAndTheSameFileChangesNothing() {
        scheme(YEAR);
        MemberId rao = member("1");
        String file = """
                Member No;Completed;Title;Type;Hours;Topics;Structured
                1;14/03/2026;Tax conference;Course;7,5;Ethics;yes
                1;20/05/2023;Safety day;course;6;safety at work;yes
                """;
        ImportBatch batch = applied("activities", file);

        assertThat(batch).extracting(ImportBatch::good, ImportBatch::bad).containsExactly(2, 0);
        assertThat(portfolios.list(officer, rao, ActivityQuery.latest(10)))
                .extracting(Activity::title, Activity::source, activity -> activity.said().type(), activity -> activity.said().topics().toString())
                .containsExactly(tuple("Tax conference", Activity.Source.OPENING, "course", "[ethics]"),
                        tuple("Safety day", Activity.Source.OPENING, "course", "[safety]"));
        assertThat(finding(rao, "total").counted()).isEqualByComparingTo("7.5");
        assertThat(finding(rao, "refresher").met()).isTrue();
        assertThat(standing(rao).activities()).filteredOn(credit -> credit.counted().signum() > 0).allSatisfy(credit ->
                assertThat(credit.why()).anySatisfy(reason -> assertThat(reason.text()).contains("from before")));

        assertThat(applied("activities", file)).extracting(ImportBatch::good, ImportBatch::unchanged).containsExactly(0, 2);
        assertThat(portfolios.list(officer, rao, ActivityQuery.latest(10))).hasSize(2);

        undone(batch);
        assertThat(finding(rao, "total").counted()).isEqualByComparingTo("0");
        assertThat(portfolios.list(officer, rao, ActivityQuery.latest(10))).isEmpty();
        assertThat(applied("activities", file).good()).isEqualTo(2);
    }

    @Test
    void whatAMemberChangedSinceIsNotUndone() {
        scheme(YEAR);
        MemberId rao = member("1");
        ImportBatch batch = applied("activities", "number,date,title,type,amount\n1,2026-03-14,Tax,course,3\n");
        Call own = TestBodies.byMember(body, new collegium.kernel.AccountId(UUID.randomUUID()), rao);
        Activity there = portfolios.list(officer, rao, ActivityQuery.latest(1)).getFirst();
        portfolios.amend(own, there.id(), there.revision(), there.said().withReflection("Much"));

        assertThatThrownBy(() -> imports.undo(administrator, batch.id())).hasMessage("built-upon");
        assertThat(portfolios.list(officer, rao, ActivityQuery.latest(1))).hasSize(1);
    }

    @Test
    void everyBadActivitySaysWhy() {
        scheme(YEAR);
        member("1");
        assertThat(faults(checked("activities", """
                number,date,title,type,amount,topics,started
                9,2026-03-14,Tax,course,3,,
                1,2026-03-14,Tax,dancing,3,"ethics, gossip",
                1,2027-03-14,Tax,course,3,,
                1,2026-03-14,Tax,course,25,,
                1,2026-03-14,,course,,,2026-03-15
                1,2026-03-14,Tax,course,-1,,
                """))).containsExactly("2 number:unknown-member", "3 type:unknown-word,topics:unknown-word", "4 date:in-the-future",
                "5 amount:more-than-the-days-have", "6 title:required,amount:required", "7 amount:not-positive");
    }

    @Test
    void aTopicLastDoneIsAnEntryWithoutHours() {
        scheme(YEAR);
        MemberId rao = member("1");
        assertThat(finding(rao, "refresher").met()).isFalse();
        ImportBatch batch = applied("last-done", "number,topic,last done\n1,Safety at work,2024-05-20\n");

        assertThat(finding(rao, "refresher").met()).isTrue();
        assertThat(finding(rao, "total").counted()).isEqualByComparingTo("0");
        assertThat(applied("last-done", "number,topic,last done\n1,safety,20/05/2024\n").good()).isEqualTo(1);
        assertThat(applied("last-done", "number,topic,last done\n1,safety,2024-05-20\n").unchanged()).isEqualTo(1);
        assertThat(faults(checked("last-done", "number,topic,last done\n1,gossip,2024-05-20\n1,safety,\n")))
                .containsExactly("2 topic:unknown-word", "3 date:required");
        undone(batch);
    }

    @Test
    void carriedCreditCountsWithItsTagsAndCanBeTakenBack() {
        scheme(YEAR);
        MemberId rao = member("1");
        String file = "number;amount;earned;flags;type\n1;4,5;02/11/2025;structured;Course\n";
        ImportBatch batch = applied("carried-credit", file);

        assertThat(finding(rao, "total").counted()).isEqualByComparingTo("4.5");
        assertThat(standing(rao).activities()).singleElement().satisfies(credit ->
                assertThat(credit.why()).anySatisfy(reason -> assertThat(reason.text()).contains("Carried in from before")));
        assertThat(applied("carried-credit", file)).extracting(ImportBatch::good, ImportBatch::unchanged).containsExactly(0, 1);
        undone(batch);
        assertThat(finding(rao, "total").counted()).isEqualByComparingTo("0");
        assertThat(applied("carried-credit", file).good()).isEqualTo(1);
        assertThat(faults(checked("carried-credit", """
                number,scheme,amount,earned,expires
                1,other,1,2025-01-01,
                1,yearly,0,2027-01-01,2025-06-01
                2,,1,2025-01-01,
                """))).containsExactly("2 scheme:unknown-scheme", "3 amount:not-positive,earned:in-the-future,expires:expired-already",
                "4 number:unknown-member");
    }

    @Test
    void carriedCreditThatExpiredCountsNoMore() {
        scheme(YEAR);
        MemberId rao = member("1");
        applied("carried-credit", "number,amount,earned,expires\n1,4,2025-11-02,2026-06-30\n");
        assertThat(standing(rao).activities()).singleElement().satisfies(credit -> assertThat(credit.claimed()).isEqualByComparingTo("4"));
    }

    @Test
    void carriedCreditIsCarriedOnAgainWhileItLives() {
        scheme(YEAR + "carry: [{over: [total], at-most: 10, life: 2}]\n");
        MemberId rao = member("1");
        MemberId lee = member("2");
        applied("carried-credit", "number,amount,earned,expires\n1,25,2025-11-02,2027-12-31\n2,25,2025-11-02,2026-12-31\n");
        assertThat(standing(rao).carriedOut()).isEqualByComparingTo("5");
        assertThat(standing(lee).carriedOut()).isEqualByComparingTo("0");
    }

    @Test
    void closedPeriodsTellWhichOneIsOpen() {
        scheme(YEAR);
        MemberId rao = member("1");
        assertThat(open(rao)).isEqualTo(new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), 1));
        String file = "number,first day,last day\n1,2025-01-01,2025-12-31\n1,2024-01-01,2024-12-31\n";
        ImportBatch batch = applied("closed-periods", file);

        assertThat(open(rao).number()).isEqualTo(3);
        assertThat(applied("closed-periods", file)).extracting(ImportBatch::good, ImportBatch::unchanged).containsExactly(0, 2);
        assertThat(faults(checked("closed-periods", """
                number,first day,last day
                1,2025-06-01,2025-12-31
                1,2026-06-01,2026-12-31
                1,2020-12-31,2020-01-01
                1,2023-01-01,2023-12-31
                1,2023-06-01,2023-07-31
                """))).containsExactly("2 first day:period-overlaps", "3 last day:period-not-over", "4 last day:date-order",
                "6 first day:period-overlaps");
        members.change(officer, rao, ChangeFact.of("grade", "fellow", LocalDate.of(2026, 3, 1), "Letter"));
        assertThat(open(rao).number()).as("another fact opens no other period").isEqualTo(3);
        undone(batch);
        assertThat(open(rao).number()).isEqualTo(1);
    }

    @Test
    void anAnchorIsTheFactFromWhichPeriodsFollow() {
        scheme("""
                scheme: card
                unit: hour
                types: [course]
                facts: {registered: {kind: date, title: Day of registration}}
                cycle: {length: 3 years, anniversary-of: registered}
                requirements:
                  - {id: total, title: CPD in three years, count: all, at-least: 60}
                """);
        MemberId rao = member("1");
        assertThat(enrolments.of(officer, rao).getFirst().period()).isEmpty();
        String file = "number,registered\n1,12/09/2019\n";
        ImportBatch batch = applied("anchors", file);

        assertThat(open(rao)).isEqualTo(new Period(LocalDate.of(2025, 9, 12), LocalDate.of(2028, 9, 11), 3));
        assertThat(members.facts(officer, rao)).filteredOn(fact -> fact.kind().equals("registered"))
                .extracting(MemberFact::value, MemberFact::source).containsExactly(tuple("2019-09-12", "opening"));
        assertThat(applied("anchors", file)).extracting(ImportBatch::good, ImportBatch::unchanged).containsExactly(0, 1);
        ImportBatch second = applied("anchors", "number,registered\n1,2020-01-01\n");
        assertThat(open(rao).start()).isEqualTo(LocalDate.of(2026, 1, 1));
        undone(second);
        assertThat(open(rao).start()).isEqualTo(LocalDate.of(2025, 9, 12));
        assertThatThrownBy(() -> imports.undo(administrator, batch.id())).as("the second was built upon the first").hasMessage("built-upon");
    }

    @Test
    void aSchemeWithTheSamePeriodsForEverybodyHasNoAnchor() {
        scheme(YEAR);
        member("1");
        assertThat(faults(checked("anchors", "number,anchor\n1,2019-09-12\n"))).containsExactly("2 scheme:scheme-without-anchor");
    }
}
