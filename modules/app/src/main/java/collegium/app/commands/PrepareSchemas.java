package collegium.app.commands;

import collegium.database.SchemaRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "prepare-schemas", mixinStandardHelpOptions = true, description = "Makes schemas ahead, so that new bodies claim one at once.")
final class PrepareSchemas extends Terminal {

    @Parameters(index = "0", paramLabel = "N", description = "How many have to lie ready.")
    private int count;

    @Override
    int run(Parts parts) {
        parts.part(SchemaRunner.class).prepare(count, parts.operation().at());
        say("%d schemas lie ready.".formatted(count));
        return 0;
    }
}
