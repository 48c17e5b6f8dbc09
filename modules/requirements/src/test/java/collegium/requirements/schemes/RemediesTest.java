package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody writes who knows the rules and not yet the language is answered with the right words. */
class RemediesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "at-least: 20, at-most: 30                           | A requirement has no \"at-most\".        | limits",
        "at-least: 50%                                       | \"50%\" is a share: of what?             | {percent: 50, of: requirement}",
        "at-least: {percent: 50}                             | Per cent of what?                        | {earned: requirement}",
        "at-least: 20, who: [{grade: full}, {grade: other}]  | Several conditions stand here.           | {any: […]}",
        "at-least: 0.3333333                                  | \"0.3333333\" has too many digits.       | a quotient",
        "at-least: 20, window: {last: 90 days}               | \"90 days\" is no length of time.       | 24 months"
    })
    void inAScheme(String rest, String problem, String remedy) {
        String scheme = "scheme: s\nunit: hour\nfacts: {grade: text}\nrequirements: [{id: total, count: all, " + rest + "}]\n";
        assertThat(SchemeDocuments.read(scheme).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.problem()).isEqualTo(problem);
            assertThat(fault.remedy()).contains(remedy);
        });
    }

    @Test
    void aTagOfTheSchemesOwnKindInARecord() {
        assertThat(RecordFiles.read("activities: [{date: 2026-01-01, hours: 2, category: A}]\n").faults()).singleElement()
                .satisfies(fault -> assertThat(fault.remedy()).contains("Tags of a kind of the scheme's own stand under \"tags: {kind: value}\""));
    }

    /** A word that has nothing of another is no slip of the pen. */
    @Test
    void whatIsFarFromEveryWordIsNotTakenForOne() {
        assertThat(RecordFiles.read("activities: [{date: 2026-01-01, hours: 2, area: A}]\n").faults()).singleElement()
                .satisfies(fault -> assertThat(fault.remedy()).startsWith("Known: id, date").contains("tags: {kind: value}"));
        assertThat(RecordFiles.read("activities: [{dtae: 2026-01-01, hours: 2}]\n").faults().toString()).contains("Did you mean \"date\"?");
    }
}
