package collegium.requirements.schemes;

import collegium.requirements.engine.Change;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Standing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code judge SCHEME.yaml RECORD.yaml [--as-at DATE] [--text]}: a standing. Exits 0 when it could judge, whatever the
 * verdict, and 2 with the faults where it could not.
 */
@Command(name = "judge", mixinStandardHelpOptions = true,
        description = "Judges a member's record by a scheme and prints the standing.")
public final class JudgeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SCHEME.yaml", description = "The scheme, or the id of a shipped one.")
    private @Nullable Path scheme;

    @Parameters(index = "1", paramLabel = "RECORD.yaml", description = "The member's record.")
    private @Nullable Path record;

    @Option(names = "--as-at", paramLabel = "DATE",
            description = "Judged at the end of this day; without it, the record's as-at or the period's last day.")
    private @Nullable String asAt;

    @Option(names = "--text", description = "Plain text for people instead of JSON.")
    private boolean text;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path recordFile = record;
        if (scheme == null || recordFile == null || spec == null) {
            return 2;
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Scheme> read = InputFiles.scheme(scheme, err);
        Optional<RecordFiles.RecordFile> file = InputFiles.read(recordFile, err)
                .flatMap(t -> InputFiles.value(RecordFiles.read(t), recordFile, err));
        if (read.isEmpty() || file.isEmpty()) {
            err.flush();
            return 2;
        }
        Strangers.of(read.get(), file.get().record()).forEach(stranger -> err.println(recordFile + ": note: " + stranger));
        err.flush();
        return judge(Judge.of(read.get()), file.get(), out, err);
    }

    private int judge(Judge judge, RecordFiles.RecordFile file, PrintWriter out, PrintWriter err) {
        Optional<LocalDate> day;
        try {
            day = Optional.ofNullable(asAt).map(LocalDate::parse).or(file::asAt)
                    .or(() -> file.period().map(Period::end));
        } catch (DateTimeException _) {
            err.println("--as-at: \"" + asAt + "\" is not a date. Write it as 2026-12-31.");
            err.flush();
            return 2;
        }
        Optional<Period> period = day.flatMap(d -> file.period().or(() -> judge.period(file.record(), d)));
        if (day.isEmpty() || period.isEmpty()) {
            err.println(day.isEmpty()
                    ? "At which day? Give --as-at DATE, or \"as-at\" or \"period\" in the record."
                    : "No period can be found for that day: add the fact that the scheme's cycle hangs on, or \"period: {from: …, to: …}\", "
                            + "to the record. A member whose first period has not begun owes nothing yet.");
            err.flush();
            return 2;
        }
        file.period().flatMap(stated -> judge.period(file.record(), stated.start())
                        .filter(own -> own.start().equals(stated.start()) && own.end().isAfter(stated.end())
                                && judge.scheme().overrides().stream().anyMatch(o -> o.effect() instanceof Change.Effect.Extend)))
                .ifPresent(own -> {
                    err.println("note: period: by the scheme, with what extends it, it ends on " + own.end() + "; it is judged as stated.");
                    err.flush();
                });
        Standing standing = judge.judge(file.record(), period.get(), day.get());
        out.println(text ? StandingText.write(standing) : StandingJson.pretty(standing));
        out.flush();
        return 0;
    }
}
