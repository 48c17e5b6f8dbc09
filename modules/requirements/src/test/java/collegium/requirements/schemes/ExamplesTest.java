package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of the documentation does what its page says. */
class ExamplesTest {

    @TestFactory
    Stream<DynamicTest> everySchemePartAndRecordReadsWithoutFault() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : DocumentedExamples.PAGES) {
            List<DocumentedExamples.Block> blocks = DocumentedExamples.blocks(page);
            assertThat(blocks).as(page).isNotEmpty();
            for (DocumentedExamples.Block block : blocks) {
                String name = page + " " + block.text().lines().findFirst().orElse("");
                if (block.isScheme()) {
                    tests.add(DynamicTest.dynamicTest(name, () -> reads(block.scheme())));
                }
                if (block.isRecord()) {
                    tests.add(DynamicTest.dynamicTest(name + " record", () ->
                            assertThat(RecordFiles.read(block.record()).faults()).isEmpty()));
                }
            }
        }
        return tests.stream();
    }

    private static void reads(String text) {
        Reading<Scheme> reading = SchemeDocuments.read(text);
        assertThat(reading.faults()).isEmpty();
        assertThat(Judge.of(reading.orThrow()).sentences(LocalDate.of(2026, 6, 1))).isNotEmpty();
    }

    /** Each {@code faulty} block is followed by the fault that it gives. */
    @TestFactory
    Stream<DynamicTest> everyFaultyExampleGivesTheFaultThatThePageNames() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : DocumentedExamples.PAGES) {
            List<DocumentedExamples.Block> blocks = DocumentedExamples.blocks(page);
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).kind().equals("faulty")) {
                    String part = blocks.get(i).text();
                    String fault = blocks.get(i + 1).text().strip();
                    tests.add(DynamicTest.dynamicTest(fault, () -> assertThat(
                                    SchemeDocuments.read(DocumentedExamples.inside(part)).faults().stream()
                                            .map(f -> f.path() + ": " + f.problem() + " " + f.remedy()))
                            .anyMatch(f -> f.startsWith(fault))));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    /** An {@code output} block is what {@code judge --text} prints for the scheme and the record that stand last above it. */
    @TestFactory
    Stream<DynamicTest> everyOutputIsPrintedAsOnThePage() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : DocumentedExamples.PAGES) {
            String scheme = "";
            String record = "";
            for (DocumentedExamples.Block block : DocumentedExamples.blocks(page)) {
                scheme = block.isScheme() ? block.scheme() : scheme;
                record = block.isRecord() ? block.record() : record;
                if (block.kind().equals("output")) {
                    String by = scheme;
                    String of = record;
                    tests.add(DynamicTest.dynamicTest(page + " " + block.text().lines().findFirst().orElse(""), () ->
                            assertThat(printed(by, of)).isEqualTo(block.text().strip())));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static String printed(String scheme, String record) {
        Judge judge = Judge.of(SchemeDocuments.read(scheme).orThrow());
        RecordFiles.RecordFile file = RecordFiles.read(record).orThrow();
        LocalDate day = file.asAt().orElseThrow();
        return StandingText.write(judge.judge(file.record(),
                file.period().or(() -> judge.period(file.record(), day)).orElseThrow(), day)).strip();
    }
}
