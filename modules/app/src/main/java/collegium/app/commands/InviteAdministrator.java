package collegium.app.commands;

import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.membership.Accounts;
import collegium.membership.FirstAdministrator;
import collegium.tenancy.Body;
import collegium.tenancy.Operation;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "invite-administrator", mixinStandardHelpOptions = true,
        description = "Makes a body's first administrator and prints a link with which the password is set, once, within two weeks.")
final class InviteAdministrator extends Terminal {

    @Parameters(index = "0", paramLabel = "SLUG")
    private String slug = "";

    @Parameters(index = "1", paramLabel = "EMAIL")
    private String email = "";

    @Parameters(index = "2", paramLabel = "NAME")
    private String name = "";

    @Override
    List<Class<?>> sources() {
        return Stream.concat(super.sources().stream(), Stream.of(Accounts.class)).toList();
    }

    @Override
    int run(Parts parts) {
        Body body = parts.body(slug);
        Operation operation = parts.operation();
        OneTimeToken token = parts.part(Accounts.class).firstAdministrator(
                new Call(body.id(), operation.actor(), operation.at(), body.zone()), new FirstAdministrator(email, name));
        say(parts.mail().origin(slug) + "/set-password/" + token.value());
        return 0;
    }
}
