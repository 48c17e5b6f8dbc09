package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Reason;
import collegium.requirements.engine.Standing;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of an activity or a finding is so; what could not be meant is said when it is written. */
class SayingWhyTest {

    private static Standing judge(String scheme, String record) {
        LocalDate end = LocalDate.of(2026, 12, 31);
        return Judge.of(SchemeDocuments.read("scheme: s\n" + scheme).orThrow())
                .judge(RecordFiles.read(record).orThrow().record(), Period.of(LocalDate.of(2026, 1, 1), end), end);
    }

    private static List<String> activity(Standing standing, String id) {
        return standing.activity(id).orElseThrow().why().stream().map(Reason::text).toList();
    }

    private static List<String> finding(Standing standing, String id) {
        return standing.finding(id).orElseThrow().why().stream().map(Reason::text).toList();
    }

    private static List<String> faults(String scheme) {
        return SchemeDocuments.read("scheme: s\n" + scheme).faults().stream().map(fault -> fault.problem() + " " + fault.remedy()).toList();
    }

    @Test
    void anActivityThatLiesADayOutsideAWindow() {
        Standing standing = judge("""
                unit: hour
                topics: [x]
                requirements: [{id: n, title: News, count: {topic: x}, at-least: 2, window: {from: 2026-01-01, to: 2026-06-30}}]
                """, "activities: [{id: a, date: 2026-07-01, hours: 5, topic: x}, {id: b, date: 2026-02-01, hours: 5}]\n");
        assertThat(activity(standing, "a")).containsExactly("It lies outside the days of \"News\": 2026-01-01 to 2026-06-30");
        assertThat(activity(standing, "b")).containsExactly("No requirement counts activities of this kind");
    }

    @Test
    void anActivityThatOnlyAnExemptRequirementWouldCount() {
        Standing standing = judge("""
                unit: hour
                requirements: [{id: t, title: Total, count: all, at-least: 2}]
                """, "activities: [{id: a, date: 2026-07-01, hours: 5}]\nrelief: [{kind: exemption, reason: ill}]\n");
        assertThat(activity(standing, "a")).containsExactly("Only what is not asked would count it: \"Total\"");
    }

    @Test
    void anActivityThatAJointCapTurnsAway() {
        Standing standing = judge("""
                unit: hour
                types: [self]
                topics: [p, q]
                requirements: [{id: p, count: {topic: p}, at-least: 4}, {id: q, count: {topic: q}, at-least: 1}]
                limits: [{id: l, title: Self-study, of: {type: self}, at-most: 4, joint: yes}]
                """, "activities: [{id: a, date: 2026-02-01, hours: 4, type: self, topic: p}, {id: b, date: 2026-02-02, hours: 4, type: self, topic: q}]\n");
        List<String> why = List.of(activity(standing, "a"), activity(standing, "b")).stream().flatMap(List::stream).toList();
        assertThat(why).noneMatch(text -> text.startsWith("No requirement"));
    }

    @Test
    void aCapIsNamedWhereItCut() {
        Standing standing = judge("""
                unit: hour
                modes: [g]
                requirements: [{id: t, count: all, at-least: 10}, {id: p, count: {mode: g}, at-least: 2}]
                limits: [{id: g, title: G, of: {mode: g}, at-most: 3, in: [p]}]
                """, "activities: [{date: 2026-02-01, hours: 5, mode: g}, {date: 2026-02-02, hours: 5}]\n");
        assertThat(finding(standing, "t")).isEmpty();
        assertThat(finding(standing, "p")).contains("G count up to 3 hours");
    }

    @Test
    void ofSeveralFactsThoseThatAreNotSo() {
        Standing standing = judge("""
                unit: hour
                facts: {insured: yes-no, fit: yes-no, paid: yes-no}
                requirements: [{id: m, member: {insured: yes, fit: yes, paid: yes}}]
                """, "facts: {insured: yes, fit: no, paid: no}\n");
        assertThat(finding(standing, "m")).containsExactly("Not so: “Fit” applies", "Not so: “Paid” applies");
    }

    /** Nothing is said beside the title where one fact was asked; of alternatives the nearest is named. */
    @Test
    void ofAlternativesTheNearest() {
        Standing standing = judge("""
                unit: hour
                facts: {insured: yes-no, fit: yes-no, paid: yes-no}
                requirements: [{id: m, member: {any: [{insured: yes, fit: yes}, {paid: yes}]}}, {id: n, member: {fit: yes}}]
                """, "facts: {insured: no, fit: no, paid: no}\n");
        assertThat(finding(standing, "m")).containsExactly("Not so: “Paid” applies");
        assertThat(finding(standing, "n")).isEmpty();
    }

    @Test
    void hoursInAUnitWithoutALength() {
        Standing standing = judge("unit: PDH\nrequirements: [{id: t, count: all, at-least: 1}]\n",
                "activities: [{id: a, date: 2026-02-01, hours: 5}]\n");
        assertThat(activity(standing, "a")).containsExactly("Its 5 hours are no PDHs: no conversion is from hours");
    }

    @Test
    void aStepThatNoNumberReaches() {
        String scheme = "unit: hour\nfacts: {n: number}\nrequirements: [{id: t, count: all, at-least: {steps: [%s], on: {fact: n}}}]\n";
        assertThat(faults(scheme.formatted("{above: 1, value: 5}, {above: 10, value: 50}"))).containsExactly(
                "No number comes to this step: one above it holds already. List the highest \"at-least\" or \"above\" first.");
        assertThat(faults(scheme.formatted("{at-least: 10, value: 5}, {above: 10, value: 50}"))).hasSize(1);
        assertThat(faults(scheme.formatted("{above: 10, value: 5}, {at-least: 10, value: 50}"))).isEmpty();
        assertThat(faults(scheme.formatted("{at-most: 10, value: 5}, {at-most: 20, value: 50}"))).isEmpty();
        assertThat(faults(scheme.formatted("{above: 1, below: 5, value: 5}, {above: 10, value: 50}"))).isEmpty();
    }

    @Test
    void aFactOfTheMemberAskedOfAnActivity() {
        assertThat(faults("unit: hour\nfacts: {grade: {values: [full, other]}}\nrequirements: [{id: t, count: {grade: full}, at-least: 1}]\n"))
                .containsExactly("\"grade\" is a fact of the member. Write \"member: {grade: …}\".");
    }

    /** Two years are those of the enrolment; 24 months end on the day: 23 and a half months later it is a repeat. */
    @Test
    void repeatsWithinMonthsAreCountedByTheDay() {
        String scheme = """
                unit: hour
                repeats: [{same: course, within: %s}]
                requirements: [{id: t, count: all, at-least: 3}]
                """;
        String record = "activities: [{date: 2024-11-01, hours: 3, course: X}, {date: %s, hours: 3, course: X}]\n";
        assertThat(judge(scheme.formatted("24 months"), record.formatted("2026-10-31")).compliant()).isFalse();
        assertThat(judge(scheme.formatted("24 months"), record.formatted("2026-11-01")).compliant()).isTrue();
        assertThat(judge(scheme.formatted("2 years"), record.formatted("2026-01-01")).compliant()).isTrue();
    }

    @Test
    void whatARecordNamesAndNothingKnows() {
        assertThat(Strangers.of(SchemeDocuments.read("scheme: s\nunit: hour\nartefacts: [plan]\nrequirements: [{id: total, count: all, at-least: 20}]\n").orThrow(),
                RecordFiles.read("""
                        relief: [{kind: exemption, requirements: [totl], reason: x}]
                        decisions: [{activity: zzz, decision: reject, reason: y}]
                        artefacts: [{kind: plan, date: 2026-02-02, activity: yyy}]
                        """).orThrow().record()))
                .extracting(Fault::problem).containsExactlyInAnyOrder(
                        "\"totl\" is no requirement of the scheme and matches nothing.",
                        "\"zzz\" is no activity of the record and matches nothing.",
                        "\"yyy\" is no activity of the record and matches nothing.");
    }

    /** What expires may be made up on any day: its time is not over. */
    @Test
    void aBalanceThatIsShortHasNoLastDay() {
        Standing standing = judge("""
                unit: hour
                requirements:
                  - {id: held, title: Held, count: all, at-least: 10, window: {last: 24 months, until: as-at}}
                  - id: one
                    title: One of two
                    window: {from: {day: as-at, minus: 89 days}, to: as-at}
                    options: [{id: flown, title: Flown, entries: all, at-least: 3}, {id: checked, title: Checked, count: all, at-least: 20}]
                  - {id: earlier, title: Earlier, count: all, at-least: 10, window: {from: {day: as-at, minus: 1 year}, to: {day: as-at, minus: 1 month}}}
                  - {id: year, title: Year, count: all, at-least: 10}
                """, "activities: [{id: a, date: 2026-12-01, hours: 5}]\n");
        assertThat(finding(standing, "held")).containsExactly("It is met again from the day on which what is missing is done");
        assertThat(finding(standing, "one")).contains("It is met again from the day on which what is missing is done");
        assertThat(standing.finding("one").orElseThrow().options()).allSatisfy(option ->
                assertThat(option.why()).extracting(Reason::code).contains("any-day"));
        assertThat(finding(standing, "earlier")).isEmpty();
        assertThat(finding(standing, "year")).isEmpty();
        assertThat(StandingText.write(standing)).contains("Nearest: 5 hours more: Held\n").contains("Nearest: 5 hours more: Year; its time is over");
    }
}
