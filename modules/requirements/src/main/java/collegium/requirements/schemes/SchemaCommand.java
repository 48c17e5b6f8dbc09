package collegium.requirements.schemes;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema scheme|record}: the JSON Schema that editors complete and check by. */
@Command(name = "schema", mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of schemes or records, for completion in editors.")
public final class SchemaCommand implements Callable<Integer> {

    /** What a schema is asked of. */
    enum Document {
        scheme,
        record
    }

    @Parameters(index = "0", arity = "0..1", defaultValue = "scheme", paramLabel = "scheme|record",
            description = "Of schemes (the default) or of records.")
    private Document document = Document.scheme;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            return 2;
        }
        spec.commandLine().getOut().println(PublishedSchemas.text(document.name()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
