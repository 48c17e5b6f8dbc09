package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Bodies that are not shipped, written from the documentation alone after rules that they published, with members whose verdicts
 * were worked out by hand before they were judged.
 */
class UnseenBodiesTest {

    private static final Path BODIES = Path.of("src/test/resources/unseen");

    @TestFactory
    Stream<DynamicTest> everyMemberIsJudgedAsWorkedOutByHand() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(BODIES)) {
            for (Path file : files.sorted().toList()) {
                String[] parts = Files.readString(file).split("\n---\n", -1);
                assertThat(SchemeDocuments.read(parts[0]).faults()).as(file.toString()).isEmpty();
                Judge judge = Judge.of(SchemeDocuments.read(parts[0]).orThrow());
                for (int i = 1; i < parts.length; i++) {
                    String record = parts[i];
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + " " + record.lines().findFirst().orElse(""), () -> ShapesTest.judge(judge, record)));
                }
            }
        }
        return tests.stream();
    }
}
