package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {

    private static final Path SCHEME = Path.of("src/main/resources/schemes/acca.yaml");
    private static final Path RECORD = Path.of("src/test/resources/cases/acca/acca-03.yaml");

    private record Run(int exit, String out, String err) {}

    private static Run run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    @Test
    void aRecordThatFallsShortIsJudgedAndExitsZero() {
        Run run = run(new JudgeCommand(), SCHEME.toString(), RECORD.toString());
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"scheme\" : \"acca\"", "\"asAt\" : \"2024-12-31\"", "\"compliant\" : false",
                "\"status\" : \"short\"", "\"requirement\" : \"verifiable\"", "\"needed\" : 21", "\"counted\" : 20",
                "\"short\" : 1", "\"met\" : false", "\"why\"", "\"activities\"", "\"carryOut\"");
    }

    @Test
    void theSameAsTextForPeople() {
        Run run = run(new JudgeCommand(), SCHEME.toString(), RECORD.toString(), "--text", "--as-at", "2024-12-31");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Not compliant", "Verifiable units: 20 of 21 units, short by 1",
                "Non-verifiable units count up to 19 units");
    }

    @Test
    void aRecordThatCannotBeReadExitsTwoAndSaysWhere(@TempDir Path folder) throws IOException {
        Path record = folder.resolve("record.yaml");
        Files.writeString(record, "as-at: 2024-12-31\nactivities:\n  - {date: 2024-13-01, amount: 5}\n");
        Run run = run(new JudgeCommand(), SCHEME.toString(), record.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("line 3, activities[0].date: \"2024-13-01\" is not a date.");
    }

    @Test
    void aGoodSchemeHasNothingToSay() {
        assertThat(run(new CheckCommand(), SCHEME.toString())).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void aBadSchemeExitsTwoWithPathReasonAndRemedy(@TempDir Path folder) throws IOException {
        Path scheme = folder.resolve("bad.yaml");
        Files.writeString(scheme, Files.readString(SCHEME).replace("flag: verifiable}\n    at-least: 21",
                "flag: verifable}\n    at-least: 21").replace("over: [total, verifiable]", "over: [totl]"));
        Run run = run(new CheckCommand(), scheme.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("requirements[1].count.flag: \"verifable\" is no known flag.",
                "Did you mean \"verifiable\"?");
    }

    @Test
    void aNameThatTheSchemeDoesNotKnowIsNotedAndJudgedAllTheSame(@TempDir Path folder) throws IOException {
        Path record = folder.resolve("record.yaml");
        Files.writeString(record, "as-at: 2024-12-31\nactivities: [{id: a, date: 2024-03-01, amount: 5, flag: verifable}]\n");
        Run run = run(new JudgeCommand(), SCHEME.toString(), record.toString());
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("activity a: \"verifable\" is no flag of the scheme and matches nothing. "
                + "Did you mean \"verifiable\"?");
    }

    @Test
    void theSchemaForEditorsIsPrinted() {
        assertThat(run(new SchemaCommand()).out()).contains("urn:collegium:scheme:1");
        assertThat(run(new SchemaCommand(), "record").out()).contains("urn:collegium:record:1");
    }

    @Test
    void aMissingFileIsNamed() {
        Run run = run(new CheckCommand(), "nowhere.yaml");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere.yaml: there is no such file.");
    }

    @Test
    void aStandingWrittenAndReadBackIsTheSame() throws IOException {
        RecordFiles.RecordFile file = RecordFiles.read(Files.readString(RECORD)).orThrow();
        Judge judge = Judge.of(ShippedSchemes.scheme("acca").orElseThrow());
        Standing standing = judge.judge(file.record(),
                judge.period(file.record(), file.asAt().orElseThrow()).orElseThrow(), file.asAt().orElseThrow());
        String json = StandingJson.write(standing);
        assertThat(StandingJson.write(StandingJson.read(json))).isEqualTo(json);
        assertThat(StandingJson.read(json)).isEqualTo(standing);
    }
}
