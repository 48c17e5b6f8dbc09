package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import collegium.requirements.engine.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** First drafts by four questions, differences between versions, and examples that belong to a scheme. */
class AuthoringTest {

    private static final LocalDate DAY = LocalDate.of(2027, 6, 1);

    private static FourQuestions answers(FourQuestions.Counted counted, FourQuestions.Over over, FourQuestions.Carry carry) {
        Optional<BigDecimal> three = Optional.of(new BigDecimal(3));
        return new FourQuestions("Clinical: supervisors", "Institute", counted, new BigDecimal(18), over, 5, LocalDate.of(2027, 4, 1), three, three,
                three, "Safe guarding", three, carry, new BigDecimal(5));
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerMakesASchemeThatReads() {
        return Arrays.stream(FourQuestions.Counted.values()).flatMap(counted -> Arrays.stream(FourQuestions.Over.values())
                .flatMap(over -> Arrays.stream(FourQuestions.Carry.values()).map(carry ->
                        DynamicTest.dynamicTest(counted + " " + over + " " + carry, () -> {
                            Scheme scheme = SchemeDocuments.read(answers(counted, over, carry).document("clinical")).orThrow();
                            assertThat(scheme.title()).isEqualTo("Clinical: supervisors");
                            List<Sentence> sentences = Judge.of(scheme).sentences(DAY);
                            assertThat(sentences).extracting(Sentence::id).startsWith("period", "total", "structured", "participatory", "on_safe_guarding", "reflections");
                        }))));
    }

    @Test
    void aPeriodIsAsManyYearsLongAsSaid() {
        Judge judge = Judge.of(SchemeDocuments.read(answers(FourQuestions.Counted.HOURS, FourQuestions.Over.YEARS, FourQuestions.Carry.NOTHING).document("s")).orThrow());
        assertThat(judge.period(MemberRecord.EMPTY, DAY).orElseThrow().span()).isEqualTo(new Span(LocalDate.of(2027, 4, 1), LocalDate.of(2032, 3, 31)));
    }

    @Test
    void whatRollsGoesBackAsManyYearsAsSaid() {
        Judge judge = Judge.of(SchemeDocuments.read(answers(FourQuestions.Counted.HOURS, FourQuestions.Over.LAST_YEARS, FourQuestions.Carry.NOTHING).document("s")).orThrow());
        assertThat(judge.sentences(DAY).get(1).text()).contains("5 years");
    }

    @Test
    void whateverIsAboveIsCarried() {
        String text = answers(FourQuestions.Counted.HOURS, FourQuestions.Over.YEAR, FourQuestions.Carry.ALL).document("s");
        Judge judge = Judge.of(SchemeDocuments.read(text).orThrow());
        var record = RecordFiles.read("as-at: 2028-03-31\nactivities: [{date: 2027-06-01, hours: 50, flags: [structured, participatory], topic: safe_guarding}]").orThrow();
        assertThat(judge.judge(record.record(), judge.period(record.record(), DAY).orElseThrow(), LocalDate.of(2028, 3, 31)).carriedOut())
                .isEqualByComparingTo("32");
    }

    private static final String OLD = """
            scheme: s
            facts: {grade: {title: Grade, values: {full: Full member, associate: Associate}}}
            flags: {structured: Structured}
            types: {reading: Reading}
            requirements:
              - {id: total, title: Total, count: all, at-least: {by: grade, values: {full: 35, associate: 20}}}
              - {id: structured, title: Structured hours, count: {flag: structured}, at-least: 15}
              - {id: gone, title: Gone, count: all, at-least: 1}
              - {id: same, title: Same, count: all, at-least: 2}
              - {id: words, title: Words, count: all, at-least: 2}
              - {id: milder, title: Milder, count: all, at-least: 2}
            limits:
              - {id: reading, title: Reading, of: {type: reading}, at-most: 8}
            """;

    @Test
    void anotherPeriodIsADifference() {
        Differences.Compared compared = Differences.between(SchemeDocuments.read(OLD).orThrow(), DAY,
                SchemeDocuments.read(OLD + "cycle: {length: 3 years, starts: 01-01, in-year: 2027}\n").orThrow(), DAY);
        assertThat(compared.differences()).singleElement().satisfies(changed -> {
            assertThat(changed.before().orElseThrow().text()).isEqualTo("A period is a calendar year.");
            assertThat(changed.after().orElseThrow().text()).isEqualTo("A period is 3 years, from 1 January; one begins in 2027.");
            assertThat(changed.effect()).isEqualTo(Difference.Effect.OTHERWISE);
        });
    }

    @Test
    void differencesBetweenVersions() {
        String later = OLD.replace("at-least: 15", "at-least: 21").replace("at-most: 8", "at-most: 6").replace("associate: 20", "associate: 25")
                .replace("  - {id: gone, title: Gone, count: all, at-least: 1}\n", "").replace("title: Words", "title: Other words")
                .replace("title: Milder,", "title: Milder, severity: expected,").replace("limits:", "  - {id: new, title: New, count: all, at-least: 1}\nlimits:");
        Differences.Compared compared = Differences.between(SchemeDocuments.read(OLD).orThrow(), DAY, SchemeDocuments.read(later).orThrow(), DAY);
        assertThat(compared.same()).extracting(Sentence::id).containsExactly("period", "same");
        assertThat(compared.differences()).extracting(difference -> difference.rule().id() + " " + difference.effect()).containsExactly(
                "total MORE_ASKED", "structured MORE_ASKED", "words OTHERWISE", "milder MILDER", "new NEW", "reading LESS_COUNTS", "gone GONE");
        Difference structured = compared.differences().get(1);
        assertThat(structured.steps()).containsExactly(new Difference.Step(new BigDecimal(15), new BigDecimal(21), "hours", Optional.empty()));
        assertThat(compared.differences().getFirst().steps()).containsExactly(
                new Difference.Step(new BigDecimal(20), new BigDecimal(25), "hours", Optional.of("Associate")));
    }

    private static final String EXAMPLE = OLD + """
            examples:
              - id: associate
                title: An associate with ten hours
                as-at: 2026-12-31
                facts: {grade: associate}
                activities: [{date: 2026-05-01, hours: 20, flag: structured}]
                expect: {compliant: yes, fails: [], counted: {total: 20}}
            """;

    @Test
    void anExampleThatComesOutAsExpected() {
        assertThat(SchemeDocuments.read(EXAMPLE).faults()).isEmpty();
        assertThat(Examples.judged(EXAMPLE)).singleElement().satisfies(outcome -> assertThat(outcome.faults()).isEmpty());
    }

    @Test
    void anExampleThatComesOutOtherwiseSaysHow() {
        assertThat(Examples.judged(EXAMPLE.replace("associate: 20", "associate: 25")).getFirst().faults()).extracting(Fault::problem).containsExactly(
                "In \"An associate with ten hours\" all is expected to be met, and is not: total.",
                "In \"An associate with ten hours\" short are total, expected are none.");
        assertThat(Examples.judged(EXAMPLE.replace("{compliant: yes, fails: [], counted: {total: 20}}",
                "{compliant: no, fails: [{requirement: total, short: 4}], counted: {total: 21}, carry-out: 3}")).getFirst().faults()).hasSize(4);
    }

    /** The examples of the reference page come out as it says. */
    @Test
    void theExamplesOfTheReferencePageHold() throws IOException {
        List<Example.Outcome> outcomes = DocumentedExamples.schemes().stream().filter(text -> text.contains("examples:"))
                .flatMap(text -> Examples.judged(text).stream()).toList();
        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> assertThat(outcome.faults()).isEmpty());
    }

    @Test
    void aFaultyExampleIsAFaultOfTheDocument() {
        assertThat(SchemeDocuments.read(EXAMPLE.replace("compliant: yes, ", "").replace("as-at: 2026-12-31", "as-at: tomorrow")).faults())
                .extracting(Fault::path).contains("examples[0].as-at", "examples[0].expect");
    }
}
