package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import collegium.requirements.engine.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The verdict in short says what the whole standing says: on every worked case, before, on and after its day. */
class VerdictTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final List<Integer> DAYS = List.of(-200, -31, -1, 0, 1, 45, 400);

    @TestFactory
    Stream<DynamicTest> theVerdictIsTheStandingInShort() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            files.filter(f -> f.toString().endsWith(".yaml")).sorted().forEach(file -> {
                String body = CASES.relativize(file).getName(0).toString();
                if (ShippedSchemes.ids().contains(body)) {
                    tests.add(DynamicTest.dynamicTest(body + " " + file.getFileName(), () -> around(body, file)));
                }
            });
        }
        return tests.stream();
    }

    @Test
    void whatIsShortStandsBeforeWhatIsOnItsWayHoweverMuchOfThatIsMissing() {
        Judge judge = Judge.of(SchemeDocuments.read("""
                scheme: s
                cycle: {length: 5 years, starts: "01-01", in-year: 2024}
                requirements:
                  - {id: total, count: all, at-least: 100}
                  - {id: yearly, count: all, at-least: 10, window: each-year}
                """).orThrow());
        MemberRecord record = RecordFiles.read("""
                as-at: 2025-06-30
                activities: [{date: 2024-05-01, hours: 9.5}, {date: 2025-03-01, hours: 20}]
                """).orThrow().record();
        LocalDate day = LocalDate.of(2025, 6, 30);
        Standing standing = judge.judge(record, judge.period(record, day).orElseThrow(), day);
        assertThat(standing.status()).isEqualTo(Status.SHORT);
        assertThat(standing.worst().orElseThrow()).extracting(Finding::requirement, Finding::shortBy).containsExactly("yearly", new BigDecimal("0.5"));
    }

    private static void around(String body, Path file) throws IOException {
        RecordFiles.RecordFile record = RecordFiles.read(Files.readString(file)).orThrow();
        Judge judge = Judge.of(ShippedSchemes.scheme(body).orElseThrow());
        LocalDate asAt = record.asAt().orElseThrow();
        Period period = record.period().or(() -> judge.period(record.record(), asAt)).orElseThrow();
        for (int days : DAYS) {
            same(judge, record.record(), period, asAt.plusDays(days));
        }
    }

    private static void same(Judge judge, MemberRecord record, Period period, LocalDate asAt) {
        Verdict verdict = judge.verdict(record, period, asAt);
        Standing standing = judge.judge(record, period, asAt);
        assertThat(verdict).isEqualTo(new Verdict(standing.version(), asAt, standing.compliant(), standing.status(),
                standing.foremost(), standing.worst(), standing.nextChange()));
        assertThat(judge.verdict(record.withActivities(record.activities().reversed()), period, asAt)).isEqualTo(verdict);
    }
}
