package collegium.app.commands;

import collegium.tenancy.Body;
import collegium.tenancy.CreateBody;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create-body", mixinStandardHelpOptions = true, description = "Creates a body; its slug never changes afterwards.")
final class CreateBodyCommand extends Terminal {

    @Parameters(index = "0", paramLabel = "SLUG")
    private String slug = "";

    @Parameters(index = "1", paramLabel = "NAME")
    private String name = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
    private Body.Kind kind = Body.Kind.PROFESSIONAL_BODY;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The time zone of its deadlines; ${DEFAULT-VALUE} unless given.")
    private ZoneId zone = ZoneId.of("Europe/London");

    @Option(names = "--locale", paramLabel = "TAG", description = "Its language and region; ${DEFAULT-VALUE} unless given.")
    private String locale = "en-GB";

    @Option(names = "--colour", paramLabel = "#RRGGBB", description = "Its colour; ${DEFAULT-VALUE} unless given.")
    private String colour = "#0f6b5f";

    @Override
    int run(Parts parts) {
        Body body = parts.bodies().create(parts.operation(),
                new CreateBody(slug, kind, name, zone, Locale.forLanguageTag(locale), colour, Optional.empty(), false));
        say("%s lives at %s.".formatted(body.name(), parts.bodies().host(body)));
        say("Nobody can sign in there yet: invite-administrator %s EMAIL NAME".formatted(body.slug()));
        return 0;
    }
}
