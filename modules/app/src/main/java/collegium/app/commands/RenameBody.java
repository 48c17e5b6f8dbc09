package collegium.app.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "rename-body", mixinStandardHelpOptions = true, description = "Changes a body's display name; its address stays.")
final class RenameBody extends Terminal {

    @Parameters(index = "0", paramLabel = "SLUG")
    private String slug = "";

    @Parameters(index = "1", paramLabel = "NAME")
    private String name = "";

    @Override
    int run(Parts parts) {
        parts.bodies().rename(parts.operation(), parts.body(slug).id(), name);
        say("Renamed.");
        return 0;
    }
}
