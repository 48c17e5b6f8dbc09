package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every worked case, as one test each: verdict, what falls short and by how much, what is carried. */
class CasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @TestFactory
    Stream<DynamicTest> everyWorkedCaseIsJudgedRight() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            files.filter(f -> f.toString().endsWith(".yaml")).sorted().forEach(file -> {
                String body = CASES.relativize(file).getName(0).toString();
                if (ShippedSchemes.ids().contains(body)) {
                    tests.add(DynamicTest.dynamicTest(body + " " + file.getFileName(), () -> judge(body, file)));
                }
            });
        }
        return tests.stream();
    }

    private static void judge(String body, Path file) throws IOException {
        String text = Files.readString(file);
        RecordFiles.RecordFile record = RecordFiles.read(text).orThrow();
        Judge judge = Judge.of(ShippedSchemes.scheme(body).orElseThrow());
        Period period = record.period()
                .or(() -> judge.period(record.record(), record.asAt().orElseThrow()))
                .orElseThrow();
        Standing standing = judge.judge(record.record(), period, record.asAt().orElseThrow());
        List<Fault> faults = new ArrayList<>();
        Reader expect = new Reader(Documents.read(text, faults).orElseThrow(), faults).reader("expect").orElseThrow();
        List<String> judged = expect.texts("judged");
        TreeMap<String, String> failing = new TreeMap<>();
        for (Finding finding : standing.findings()) {
            boolean asked = judged.isEmpty() || judged.contains(finding.requirement());
            if (asked && finding.inPlay() && !finding.met() && finding.severity() == Severity.MANDATORY) {
                failing.put(finding.name(), numbers(finding.needed(), finding.counted(), finding.shortBy()));
            }
        }
        TreeMap<String, String> expected = new TreeMap<>();
        for (Doc doc : expect.items("fails")) {
            Reader fail = new Reader(doc, faults);
            String name = fail.need("requirement");
            expected.put(name, fail.number("needed").isEmpty() ? failing.getOrDefault(name, "") : numbers(
                    fail.number("needed").orElseThrow(), fail.number("counted").orElseThrow(),
                    fail.number("short").orElseThrow()));
            options(standing, fail);
        }
        assertThat(failing).as(() -> explain(standing)).isEqualTo(expected);
        if (judged.isEmpty()) {
            assertThat(standing.compliant()).isEqualTo(expect.flag("compliant", true));
        }
        expect.number("carry-out").ifPresent(carry ->
                assertThat(standing.carriedOut()).as("carried out").isEqualByComparingTo(carry));
        derived(standing, expect);
        assertThat(faults).isEmpty();
    }

    /** The alternatives of a menu that failed: each with its numbers, or the nearest named in words. */
    private static void options(Standing standing, Reader fail) {
        Optional<Finding> menu = standing.findings().stream()
                .filter(f -> f.name().equals(fail.need("requirement"))).findFirst();
        for (Doc doc : fail.items("options")) {
            Reader option = new Reader(doc, fail.faults());
            Finding found = menu.orElseThrow().options().stream()
                    .filter(f -> f.requirement().equals(option.need("requirement"))).findFirst().orElseThrow();
            assertThat(numbers(found.needed(), found.counted(), found.shortBy())).isEqualTo(numbers(
                    option.number("needed").orElseThrow(), option.number("counted").orElseThrow(),
                    option.number("short").orElseThrow()));
        }
        List<String> nearest = fail.texts("nearest");
        if (!nearest.isEmpty()) {
            assertThat(menu.orElseThrow().nearest()).startsWith(nearest.getFirst());
        }
    }

    /** Intermediate values: what a requirement needs, counts, or holds. */
    private static void derived(Standing standing, Reader expect) {
        expect.reader("derived").ifPresent(derived -> {
            for (String name : List.copyOf(derived.names())) {
                Optional<Finding> of = standing.findings().stream()
                        .filter(f -> name.endsWith("_" + f.requirement()) || name.endsWith("_" + f.name())).findFirst();
                if (of.isPresent() && name.startsWith("required_")) {
                    assertThat(of.get().needed()).isEqualByComparingTo(derived.number(name).orElseThrow());
                } else if (of.isPresent()) {
                    assertThat(of.get().counted()).isEqualByComparingTo(derived.number(name).orElseThrow());
                }
            }
        });
    }

    private static String numbers(BigDecimal needed, BigDecimal counted, BigDecimal shortBy) {
        return plain(needed) + " needed, " + plain(counted) + " counted, " + plain(shortBy) + " short";
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String explain(Standing standing) {
        StringBuilder text = new StringBuilder();
        standing.findings().forEach(f -> text.append(f.name()).append(' ').append(f.window()).append(' ')
                .append(f.status()).append(' ').append(numbers(f.needed(), f.counted(), f.shortBy())).append(' ')
                .append(f.why()).append('\n'));
        return text.toString();
    }
}
