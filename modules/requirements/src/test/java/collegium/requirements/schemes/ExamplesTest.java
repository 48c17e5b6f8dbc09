package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of the reference pages does what the page says. */
class ExamplesTest {

    private static final Path DOCS = Path.of("../../docs/reference");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+) (\\w+)\n(.*?)```", Pattern.DOTALL);

    /** The names that the parts of the page use. */
    private static final Map<String, String> NAMES = names();

    private record Block(String kind, String text) {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("scheme", "scheme: part\n");
        names.put("unit", "unit: hour\n");
        names.put("types", "types: [course, reading, committee, teaching, semester, congress, project, improvement, planned]\n");
        names.put("topics", "topics: [ethics, safety, law]\n");
        names.put("flags", "flags: [structured, assessed]\n");
        names.put("modes", "modes: [live, self_study, distance]\n");
        names.put("artefacts", "artefacts: [plan, reflection, discussion]\n");
        names.put("measures", "measures: [semester-hours, points]\n");
        names.put("facts", """
                facts:
                  grade: {values: [full, associate]}
                  titles: text
                  fields: text
                  practising: yes-no
                  retired: yes-no
                  practice_hours: number
                  joined: date
                """);
        names.put("requirements", """
                requirements:
                  - {id: total, count: all, at-least: 20}
                """);
        return names;
    }

    private static List<Block> blocks(String page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(DOCS.resolve(page)));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(2), matcher.group(3)));
        }
        return blocks;
    }

    /** A part inside a scheme that declares the names it uses. */
    private static String inside(String part) {
        StringBuilder scheme = new StringBuilder();
        NAMES.forEach((field, text) -> {
            boolean ofVersions = field.equals("requirements") && part.startsWith("versions:");
            if (!ofVersions && !Pattern.compile("^" + field + ":", Pattern.MULTILINE).matcher(part).find()) {
                scheme.append(text);
            }
        });
        return scheme + part;
    }

    @TestFactory
    Stream<DynamicTest> everySchemeAndPartReadsWithoutFault() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : List.of("schemes.md", "records.md")) {
            for (Block block : blocks(page)) {
                String text = block.kind().equals("part") ? inside(block.text()) : block.text();
                if (block.kind().equals("part") || block.kind().equals("scheme")) {
                    String name = page + " " + block.text().lines().findFirst().orElse("");
                    tests.add(DynamicTest.dynamicTest(name, () -> {
                        Reading<Scheme> reading = SchemeDocuments.read(text);
                        assertThat(reading.faults()).isEmpty();
                        assertThat(Judge.of(reading.orThrow()).sentences(LocalDate.of(2026, 6, 1))).isNotEmpty();
                    }));
                }
                if (block.kind().equals("record")) {
                    tests.add(DynamicTest.dynamicTest(page + " record", () ->
                            assertThat(RecordFiles.read(text).faults()).isEmpty()));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests.stream();
    }

    @Test
    void theFaultyPartGivesTheFaultThatThePageNames() throws IOException {
        String part = blocks("schemes.md").stream().filter(b -> b.kind().equals("faulty")).findFirst().orElseThrow()
                .text();
        Fault fault = SchemeDocuments.read(inside(part)).faults().getFirst();
        assertThat(fault.path() + ": " + fault.problem() + " " + fault.remedy()).startsWith(
                "requirements[0].count.topic: \"etics\" is no known topic. Did you mean \"ethics\"?");
    }

    @Test
    void theWorkedExampleIsPrintedAsOnThePage() throws IOException {
        List<Block> blocks = blocks("records.md");
        Judge judge = Judge.of(SchemeDocuments.read(last(blocks, "scheme")).orThrow());
        RecordFiles.RecordFile file = RecordFiles.read(last(blocks, "record")).orThrow();
        LocalDate day = file.asAt().orElseThrow();
        String printed = StandingText.write(
                judge.judge(file.record(), judge.period(file.record(), day).orElseThrow(), day));
        assertThat(printed.strip()).isEqualTo(last(blocks, "output").strip());
    }

    private static String last(List<Block> blocks, String kind) {
        return blocks.stream().filter(b -> b.kind().equals(kind)).reduce((a, b) -> b).orElseThrow().text();
    }
}
