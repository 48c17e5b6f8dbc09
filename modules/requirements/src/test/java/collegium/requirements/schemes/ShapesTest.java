package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every shape of published rules can be stated, and the example that the page gives of it is judged as the page says. */
class ShapesTest {

    private static final Path PAGE = Path.of("../../docs/reference/shapes.md");
    private static final Pattern SHAPE = Pattern.compile("\n## (\\S+) ([^\n]*)\n\n```yaml shape\n(.*?)\n---\n(.*?)```", Pattern.DOTALL);
    private static final int SHAPES = 81;

    @TestFactory
    Stream<DynamicTest> everyShapeIsJudgedAsThePageSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher shapes = SHAPE.matcher(Files.readString(PAGE));
        while (shapes.find()) {
            String scheme = shapes.group(3);
            String record = shapes.group(4);
            tests.add(DynamicTest.dynamicTest(shapes.group(1) + " " + shapes.group(2), () -> judge(scheme, record)));
        }
        assertThat(tests).hasSize(SHAPES);
        return tests.stream();
    }

    static void judge(String part, String recordText) {
        judge(Judge.of(SchemeDocuments.read(DocumentedExamples.shape(part)).orThrow()), recordText);
    }

    static void judge(Judge judge, String recordText) {
        RecordFiles.RecordFile file = RecordFiles.read(recordText).orThrow();
        LocalDate day = file.asAt().orElseThrow();
        Standing standing = judge.judge(file.record(),
                file.period().or(() -> judge.period(file.record(), day)).orElseThrow(), day);
        List<Fault> faults = new ArrayList<>();
        Reader expect = new Reader(Documents.read(recordText, faults).orElseThrow(), faults).reader("expect").orElseThrow();
        String explained = StandingText.write(standing);
        assertThat(standing.compliant()).as(explained).isEqualTo(expect.flag("compliant", true));
        for (String name : List.copyOf(expect.names())) {
            String expected = expect.text(name).orElse("");
            switch (name) {
                case "compliant" -> {}
                case "carry-out" -> assertThat(standing.carriedOut()).as(explained).isEqualByComparingTo(expected);
                case "next-change" -> assertThat(standing.nextChange()).contains(LocalDate.parse(expected));
                case "outcome" -> assertThat(standing.outcome().orElseThrow().id()).as(explained).isEqualTo(expected);
                case "nearest" -> assertThat(standing.findings().getFirst().nearest()).isEqualTo(expected);
                default -> assertThat(numbers(standing, name)).as(explained).isEqualTo(expected);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static String numbers(Standing standing, String name) {
        Finding finding = standing.findings().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow(
                () -> new AssertionError("no finding " + name + " among " + standing.findings()));
        return finding.status() == Status.RELIEVED
                ? "relieved"
                : finding.counted().toPlainString() + " of " + finding.needed().toPlainString();
    }

    @Test
    void everySchemeThatTheTableNamesIsShipped() throws IOException {
        List<String> rows = Files.readString(PAGE).lines().filter(l -> l.startsWith("| [")).toList();
        assertThat(rows).hasSize(SHAPES);
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            String named = cells[4].strip();
            if (!named.equals("none yet")) {
                assertThat(ShippedSchemes.ids()).as(row).contains(named.split(", ", -1));
            }
        }
    }
}
