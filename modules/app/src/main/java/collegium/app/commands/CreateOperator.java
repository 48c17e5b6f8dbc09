package collegium.app.commands;

import collegium.kernel.OneTimeToken;
import collegium.tenancy.Operators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "create-operator", mixinStandardHelpOptions = true,
        description = "Makes an operator and prints a link with which the password is set, once, within two days.")
final class CreateOperator extends Terminal {

    @Parameters(index = "0", paramLabel = "EMAIL")
    private String email = "";

    @Parameters(index = "1", paramLabel = "NAME")
    private String name = "";

    @Override
    int run(Parts parts) {
        OneTimeToken token = parts.part(Operators.class).invite(parts.operation(), email, name);
        say(parts.mail().platform() + "/set-password/" + token.value());
        return 0;
    }
}
