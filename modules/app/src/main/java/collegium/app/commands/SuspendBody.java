package collegium.app.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "suspend-body", mixinStandardHelpOptions = true, description = "Closes a body to everybody; nothing of it is changed.")
final class SuspendBody extends Terminal {

    @Parameters(index = "0", paramLabel = "SLUG")
    private String slug = "";

    @Parameters(index = "1", paramLabel = "REASON", description = "As its members read it.")
    private String reason = "";

    @Override
    int run(Parts parts) {
        parts.bodies().suspend(parts.operation(), parts.body(slug).id(), reason);
        say("Suspended.");
        return 0;
    }
}
