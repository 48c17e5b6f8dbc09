package collegium.app.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "resume-body", mixinStandardHelpOptions = true, description = "Opens a suspended body again.")
final class ResumeBody extends Terminal {

    @Parameters(index = "0", paramLabel = "SLUG")
    private String slug = "";

    @Override
    int run(Parts parts) {
        parts.bodies().resume(parts.operation(), parts.body(slug).id());
        say("Resumed.");
        return 0;
    }
}
