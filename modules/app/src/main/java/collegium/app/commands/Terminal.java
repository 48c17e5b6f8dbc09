package collegium.app.commands;

import collegium.app.Storage;
import collegium.app.Times;
import collegium.kernel.Actor;
import collegium.kernel.Refused;
import collegium.notifications.MailSettings;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import collegium.web.Problems;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that works on the database: the same settings as the product, the platform's parts, no web. */
abstract class Terminal implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    /** Settings such as {@code --collegium.data=}. */
    @Unmatched
    private @Nullable List<String> settings;

    /** The parts that commands work with. */
    record Parts(ConfigurableApplicationContext context) {

        Bodies bodies() {
            return context.getBean(Bodies.class);
        }

        <T> T part(Class<T> type) {
            return context.getBean(type);
        }

        /** An act of this command, now. */
        Operation operation() {
            return new Operation(new Actor.Job("command line"), part(Clock.class).instant());
        }

        Body body(String slug) {
            return bodies().bySlug(slug).orElseThrow(() -> Refused.invalid("slug-unknown", "slug", Map.of("slug", slug)));
        }

        /** The settings of mail, whose links commands print: where bodies and the platform live. */
        MailSettings mail() {
            return Binder.get(context.getEnvironment()).bindOrCreate("collegium.mail", MailSettings.class);
        }
    }

    abstract int run(Parts parts);

    /** What the command is put together from. */
    List<Class<?>> sources() {
        return List.of(Storage.class, Times.class, Bodies.class, Operators.class);
    }

    @Override
    public Integer call() {
        String[] args = settings == null ? new String[0] : settings.toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(sources().toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .run(args)) {
            return run(new Parts(context));
        }
    }

    void say(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    /** A refusal in a line, in the words of the pages; what does not start said so already. */
    static int explain(Exception failure, CommandLine line) {
        if (failure instanceof Refused refused) {
            line.getErr().println("Refused: " + Problems.said(refused.faults()));
        } else {
            line.getErr().println(failure.getMessage());
        }
        line.getErr().flush();
        return 1;
    }
}
