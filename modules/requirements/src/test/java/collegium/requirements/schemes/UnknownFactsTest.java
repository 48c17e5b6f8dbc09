package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is failed for a fact that is missing, and nobody passed: wherever in a scheme the fact stands. */
class UnknownFactsTest {

    private static final String DECLARED = """
            scheme: s
            unit: hour
            types: [course, reading, teaching]
            topics: [law, ethics]
            flags: [structured]
            artefacts: [talk]
            facts: {joined: {kind: date, title: Joined on}, field: {title: Field}, grade: {title: Grade}}
            """;
    private static final String THREE_HOURS = "activities: [{date: 2026-02-01, hours: 3, type: course, topic: law}]\n";

    private static Standing judge(String rules, String record) {
        Judge judge = Judge.of(SchemeDocuments.read(DECLARED + rules).orThrow());
        RecordFiles.RecordFile file = RecordFiles.read("as-at: 2026-12-31\n" + record).orThrow();
        LocalDate day = file.asAt().orElseThrow();
        return judge.judge(file.record(), judge.period(file.record(), day).orElseThrow(), day);
    }

    private static Finding only(Standing standing) {
        assertThat(standing.findings()).hasSize(1);
        return standing.findings().getFirst();
    }

    /** Unknown, named as what to find out, and settled once it is known. */
    private static void hangsOn(String rules, String record, String title, String fact, boolean then) {
        Standing standing = judge(rules, record);
        assertThat(standing.status()).as(StandingText.write(standing)).isEqualTo(Status.UNKNOWN);
        assertThat(standing.compliant()).isFalse();
        assertThat(only(standing).why()).anyMatch(reason -> reason.text().equals("To find out: " + title));
        assertThat(judge(rules, record + "facts: {" + fact + "}\n").compliant()).isEqualTo(then);
    }

    @Test
    void theFactWhoseValuesAreTheInstances() {
        String rules = "requirements: [{id: each, count: all, each: {topic: {fact: field}}, at-least: 2}]\n";
        hangsOn(rules, THREE_HOURS, "Field", "field: law", true);
        hangsOn(rules, THREE_HOURS, "Field", "field: [law, ethics]", false);
        assertThat(judge(rules, THREE_HOURS + "facts: {field: []}\n").findings()).isEmpty();
    }

    @Test
    void whoDoesNotOweItOwesItNotForAnUnknownInstanceEither() {
        String rules = "requirements: [{id: each, who: {grade: full}, count: all, each: {topic: {fact: field}}, at-least: 2}]\n";
        assertThat(judge(rules, "facts: {grade: associate}\n").findings()).isEmpty();
        String exempt = rules.replace("who: {grade: full}, ", "") + "exemptions: [{id: e, title: Associates, who: {grade: associate}}]\n";
        assertThat(only(judge(exempt, "facts: {grade: associate}\n")).status()).isEqualTo(Status.RELIEVED);
    }

    @Test
    void whatTheSelectionAsksForInAFact() {
        hangsOn("requirements: [{id: r, count: {in-fact: {topic: field}}, at-least: 2}]\n", THREE_HOURS, "Field", "field: law", true);
        hangsOn("requirements: [{id: r, count: {member: {grade: full}}, at-least: 2}]\n", THREE_HOURS, "Grade", "grade: other", false);
        hangsOn("requirements: [{id: r, count: {dated: {from: {fact: joined}}}, at-least: 2}]\n", THREE_HOURS, "Joined on", "joined: 2026-02-01", true);
        hangsOn("requirements: [{id: r, entries: {not: {in-fact: {topic: field}}}, at-least: 1}]\n", THREE_HOURS, "Field", "field: law", false);
        hangsOn("requirements: [{id: r, breadth: {of: type, count: {in-fact: {topic: field}}}, at-least: 1}]\n", THREE_HOURS, "Field", "field: law", true);
        hangsOn("requirements: [{id: r, most-in: topic, of: {member: {field: law}}, at-least: 3}]\n", THREE_HOURS, "Field", "field: law", true);
    }

    @Test
    void whatIsSoWhateverTheFactIsIsJudged() {
        String rules = "requirements: [{id: r, count: {any: [{type: course}, {in-fact: {topic: field}}]}, at-least: %s}]\n";
        String record = "activities: [{date: 2026-02-01, hours: 3, type: course}, {date: 2026-03-01, hours: 2, topic: law}]\n";
        assertThat(only(judge(rules.formatted(3), record)).status()).isEqualTo(Status.MET);
        assertThat(only(judge(rules.formatted(5), record)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(only(judge(rules.formatted(6), record)).status()).isEqualTo(Status.SHORT);
    }

    @Test
    void whatEachActivityMustBe() {
        hangsOn("requirements: [{id: r, every: {in-fact: {topic: field}}, is: {flag: structured}}]\n", THREE_HOURS, "Field", "field: law", false);
        hangsOn("requirements: [{id: r, every: all, is: {in-fact: {topic: field}}}]\n", THREE_HOURS, "Field", "field: law", true);
        String either = "requirements: [{id: r, every: all, is: {any: [{flag: structured}, {in-fact: {topic: field}}]}}]\n";
        assertThat(only(judge(either, "activities: [{date: 2026-02-01, hours: 3, flag: structured}]\n")).status()).isEqualTo(Status.MET);
        String none = "requirements: [{id: r, every: all, is: {type: reading, in-fact: {topic: field}}}]\n";
        assertThat(only(judge(none, THREE_HOURS)).status()).isEqualTo(Status.SHORT);
    }

    @Test
    void whatAnArtefactMustBe() {
        String talk = "artefacts: [{kind: talk, date: 2026-02-01, topic: law}]\n";
        hangsOn("requirements: [{id: r, artefacts: talk, where: {in-fact: {topic: field}}, at-least: 1}]\n", talk, "Field", "field: law", true);
        hangsOn("requirements: [{id: r, who: {not: {has: {artefacts: talk, where: {in-fact: {topic: field}}}}}, count: all, at-least: 1}]\n",
                talk, "Field", "field: ethics", false);
    }

    @Test
    void howAnActivityIsCredited() {
        String rules = """
                credit: [{of: {type: course, member: {grade: full}}, from: hours, times: 3, title: Threefold}]
                requirements: [{id: r, count: all, at-least: %s}]
                """;
        hangsOn(rules.formatted(9), THREE_HOURS, "Grade", "grade: full", true);
        hangsOn(rules.formatted(9), THREE_HOURS, "Grade", "grade: other", false);
        String gate = """
                eligible: [{of: {type: course}, require: {member: {grade: full}}, because: Only full members}]
                requirements: [{id: r, count: all, at-least: 3}]
                """;
        hangsOn(gate, THREE_HOURS, "Grade", "grade: full", true);
        String gated = """
                eligible: [{of: {member: {grade: full}}, require: {flag: structured}, because: Structured}]
                requirements: [{id: r, count: all, at-least: 3}]
                """;
        hangsOn(gated, THREE_HOURS, "Grade", "grade: full", false);
        assertThat(only(judge(gate, THREE_HOURS + "decisions: [{activity: a1, decision: reject, reason: Not held}]\n")).status())
                .isEqualTo(Status.SHORT);
    }

    @Test
    void whatALimitBearsOn() {
        String rules = """
                requirements: [{id: r, count: all, at-least: 3}]
                limits: [{id: cap, title: Cap, of: {in-fact: {topic: field}}, at-most: 2}]
                """;
        hangsOn(rules, THREE_HOURS, "Field", "field: law", false);
        assertThat(only(judge(rules, "activities: [{date: 2026-02-01, hours: 2, topic: law}]\n")).status()).isEqualTo(Status.SHORT);
    }

    @Test
    void whoIsExempt() {
        String rules = "requirements: [{id: r, count: all, at-least: %s}]\nexemptions: [{id: e, title: Retired, who: {grade: retired}}]\n";
        hangsOn(rules.formatted(4), THREE_HOURS, "Grade", "grade: retired", true);
        hangsOn(rules.formatted(4), THREE_HOURS, "Grade", "grade: full", false);
        assertThat(only(judge(rules.formatted(3), THREE_HOURS)).status()).isEqualTo(Status.MET);
        String waived = "requirements: [{id: r, count: all, at-least: 4}]\noverrides: [{id: w, title: Waived, who: {grade: full}, "
                + "from: 2026-01-01, to: 2026-12-31, waive: yes}]\n";
        hangsOn(waived, THREE_HOURS, "Grade", "grade: full", true);
    }

    @Test
    void nothingNeedBeFoundOutOfWhoIsExempt() {
        String exempt = "exemptions: [{id: e, title: Retired, who: {grade: retired}}]\n";
        for (String requirement : List.of("who: {field: law}, count: all, at-least: 4",
                "count: all, at-least: 4, window: {from: {fact: joined}, to: period-end}",
                "count: {in-fact: {topic: field}}, at-least: 4",
                "count: all, each: {topic: {fact: field}}, at-least: 4",
                "count: all, at-least: {prorata: 4, from: {fact: joined}}")) {
            Standing standing = judge("requirements: [{id: r, " + requirement + "}]\n" + exempt, "facts: {grade: retired}\n");
            assertThat(only(standing).status()).as(requirement).isEqualTo(Status.RELIEVED);
            assertThat(standing.compliant()).as(requirement).isTrue();
        }
    }

    @Test
    void whichVersionApplies() {
        String two = """
                versions:
                  - {version: full, applies-to: {grade: full}, requirements: [{id: r, count: all, at-least: 2}]}
                  - {version: others, applies-to: {not: {grade: full}}, requirements: [{id: r, count: all, at-least: 4}]}
                """;
        Standing standing = judge(two, THREE_HOURS);
        assertThat(standing.status()).isEqualTo(Status.UNKNOWN);
        assertThat(standing.compliant()).isFalse();
        assertThat(judge(two, THREE_HOURS + "facts: {grade: full}\n").compliant()).isTrue();
        assertThat(judge(two, THREE_HOURS + "facts: {grade: other}\n").compliant()).isFalse();
        String one = "versions: [{version: full, applies-to: {grade: full}, requirements: [{id: r, count: all, at-least: %s}]}]\n";
        hangsOn(one.formatted(4), THREE_HOURS, "Grade", "grade: other", true);
        assertThat(judge(one.formatted(3), THREE_HOURS).status()).isEqualTo(Status.MET);
    }

    @Test
    void whenADeadlineIs() {
        String rules = "requirements: [{id: r, count: all, at-least: 3, window: {from: period-start, to: {cases: "
                + "[{if: {grade: full}, day: period-start}, {if: {field: law}, day: period-start}], otherwise: period-end}}}]\n";
        hangsOn(rules, THREE_HOURS, "Grade", "grade: full", false);
        assertThat(judge(rules, THREE_HOURS + "facts: {grade: other}\n").status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(rules, THREE_HOURS + "facts: {grade: other, field: ethics}\n").compliant()).isTrue();
    }

    @Test
    void insideAnAlternative() {
        String rules = "requirements: [{id: m, title: Menu, options: [{id: a, count: all, at-least: 5}, "
                + "{id: b, count: {in-fact: {topic: field}}, at-least: 3}]}]\n";
        Standing standing = judge(rules, THREE_HOURS);
        assertThat(standing.status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(rules, THREE_HOURS + "facts: {field: law}\n").compliant()).isTrue();
        assertThat(judge(rules, THREE_HOURS + "facts: {field: ethics}\n").status()).isEqualTo(Status.SHORT);
    }

    @Test
    void whereCreditIsSpentOnce() {
        String rules = """
                requirements: [{id: a, count: all, at-least: 3}, {id: b, count: {in-fact: {topic: field}}, at-least: 2}]
                exclusive: [{pots: {a: [a], b: [b]}}]
                """;
        String record = "activities: [{date: 2026-02-01, hours: 3}, {date: 2026-03-01, hours: 2, topic: law}]\n";
        assertThat(judge(rules, record).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(rules, record + "facts: {field: law}\n").status()).isEqualTo(Status.MET);
        assertThat(judge(rules, record + "facts: {field: ethics}\n").status()).isEqualTo(Status.SHORT);
    }
}
