package collegium.requirements.schemes;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check SCHEME.yaml}: the faults of a scheme, one a line, with exit code 2; nothing, and 0, where it has none. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Says what is wrong with a scheme.")
public final class CheckCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SCHEME.yaml", description = "The scheme, or the id of a shipped one.")
    private @Nullable Path scheme;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (scheme == null || spec == null) {
            return 2;
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<String> text = InputFiles.read(scheme, err);
        err.flush();
        if (text.isEmpty()) {
            return 2;
        }
        Reading<?> reading = SchemeDocuments.read(text.get());
        List<Fault> faults = reading.faults().isEmpty()
                ? Examples.judged(text.get()).stream().flatMap(outcome -> outcome.faults().stream()).toList()
                : reading.faults();
        faults.forEach(out::println);
        out.flush();
        return faults.isEmpty() ? 0 : 2;
    }
}
