package collegium.app.commands;

import collegium.database.SchemaRunner;
import collegium.database.SchemaRunner.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "migrate-schemas", mixinStandardHelpOptions = true,
        description = "Brings every body's schema to this version: one first, as a canary, then the others. May be stopped and run again.")
final class MigrateSchemas extends Terminal {

    @Option(names = "--workers", paramLabel = "N", description = "How many at a time; ${DEFAULT-VALUE} unless given.")
    private int workers = 2;

    @Override
    int run(Parts parts) {
        SchemaRunner schemas = parts.part(SchemaRunner.class);
        Progress end = schemas.migrate(workers, progress -> say("%d of %d".formatted(progress.done(), progress.total())));
        end.failed().forEach(failure -> say("%s stayed as it was: %s".formatted(failure.schema(), failure.reason())));
        say("Version %d: %d of %d changed.".formatted(schemas.latest(), end.done() - end.failed().size(), end.total()));
        return end.failed().isEmpty() && end.done() == end.total() ? 0 : 1;
    }
}
