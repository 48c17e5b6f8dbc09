package collegium.app.commands;

import collegium.requirements.schemes.CheckCommand;
import collegium.requirements.schemes.JudgeCommand;
import collegium.requirements.schemes.SchemaCommand;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code java -jar collegium.jar COMMAND …}. Without a command the product starts. What needs no database starts no framework,
 * so that it answers in about a second.
 */
@Command(name = "collegium", mixinStandardHelpOptions = true, version = "Collegium 0.1.0",
        description = "Starts Collegium, or runs one command of it.",
        footer = {"", "Without a command Collegium starts. Settings, as options or in the environment:",
            "  --collegium.data=FOLDER (COLLEGIUM_DATA), --server.port=PORT, --collegium.bind=ADDRESS,",
            "  COLLEGIUM_DATABASE_URL, _USER, _PASSWORD and COLLEGIUM_KEY for a PostgreSQL of your own."},
        subcommands = {
            JudgeCommand.class, CheckCommand.class, SchemaCommand.class, CreateOperator.class, CreateBodyCommand.class, InviteAdministrator.class,
            SuspendBody.class,
            ResumeBody.class, RenameBody.class, MigrateSchemas.class, PrepareSchemas.class, Fill.class})
public final class Commands {

    /** What needs neither database nor framework is not kept waiting for the classes of what does. */
    private static final Map<String, Supplier<Object>> QUICK =
            Map.of("judge", JudgeCommand::new, "check", CheckCommand::new, "schema", SchemaCommand::new);

    private Commands() {}

    /** Whether the arguments name a command rather than start the product. */
    public static boolean knows(String[] args) {
        if (args.length > 0 && QUICK.containsKey(args[0])) {
            return true;
        }
        CommandLine line = new CommandLine(new Commands());
        return args.length > 0 && (line.getSubcommands().containsKey(args[0]) || line.getCommandSpec().optionsMap().containsKey(args[0]));
    }

    /** Runs the command that the arguments name, and returns the exit code. */
    public static int run(String[] args) {
        @Nullable Supplier<Object> quick = args.length == 0 ? null : QUICK.get(args[0]);
        String[] rest = quick == null ? args : Arrays.copyOfRange(args, 1, args.length);
        return new CommandLine(quick == null ? new Commands() : quick.get())
                .setExecutionExceptionHandler((failure, line, _) -> Terminal.explain(failure, line))
                .execute(rest);
    }
}
