package collegium.app.demo;

import collegium.app.Settings;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.CreateBody;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes the demonstration on the first start of the embedded database, and says at every start where to look. Its accounts have a
 * password that everybody knows, so they exist only while the product listens on the loopback alone.
 */
@Component
class Demonstration implements ApplicationRunner {

    static final String PASSWORD = "collegium";
    private static final String OPERATOR = "operator@collegium.example";

    private final ServerProperties server;
    private final Bodies bodies;
    private final Operators operators;
    private final DemoFiller filler;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final boolean wanted;

    Demonstration(Settings settings, ServerProperties server, Bodies bodies, Operators operators, DemoFiller filler, PasswordEncoder encoder,
            Clock clock, @Value("${collegium.demo:#{null}}") Optional<Boolean> asked) {
        this.server = server;
        this.bodies = bodies;
        this.operators = operators;
        this.filler = filler;
        this.encoder = encoder;
        this.clock = clock;
        this.wanted = asked.orElse(!settings.ownServer());
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean loopback = Optional.ofNullable(server.getAddress()).map(InetAddress::isLoopbackAddress).orElse(false);
        if (!loopback) {
            if (bodies.all().stream().anyMatch(Body::demo)) {
                throw new IllegalStateException("The data holds demonstration accounts, whose password everybody knows; listen on the loopback"
                        + " (leave out COLLEGIUM_BIND) or use another data folder");
            }
            return;
        }
        if (wanted && (bodies.all().isEmpty() || bodies.all().stream().anyMatch(Body::demo)) && !whole()) {
            make();
        }
        if (bodies.all().stream().anyMatch(Body::demo)) {
            say();
        }
    }

    private boolean whole() {
        return DemoBody.all().stream().allMatch(demo -> bodies.bySlug(demo.slug()).filter(body -> filler.filled(body.id())).isPresent());
    }

    /** Makes what is not there: all of it at first, and what was not through when an earlier start was ended. */
    void make() {
        String hash = encoder.encode(PASSWORD);
        Operation operation = new Operation(new Actor.Job("demonstration"), clock.instant());
        operators.createForDemonstration(operation, OPERATOR, "Olu Operator", hash);
        ZoneId zone = ZoneId.of("Europe/London");
        for (DemoBody demo : DemoBody.all()) {
            Body body = bodies.bySlug(demo.slug()).orElseGet(() -> bodies.create(operation, new CreateBody(demo.slug(), demo.kind(), demo.name(), zone,
                    Locale.UK, demo.colour(), Optional.of(demo.modelledOn()), true)));
            filler.fill(new Call(body.id(), new Actor.Job("demonstration"), clock.instant(), zone), demo, hash);
        }
    }

    @SuppressWarnings("SystemOut") // The one thing that a person who starts it has to read.
    private void say() {
        int port = Optional.ofNullable(server.getPort()).orElse(8080);
        StringBuilder table = new StringBuilder("\n  Collegium is running. The password of every account is: ").append(PASSWORD).append("\n\n");
        line(table, "Operator", "http://localhost:" + port, OPERATOR);
        for (Body body : bodies.all().stream().filter(Body::demo).toList()) {
            String address = "http://" + bodies.host(body) + ":" + port;
            table.append("\n  ").append(body.name()).append(" (invented; modelled on ").append(body.modelledOn().orElse("")).append(")\n");
            for (String who : List.of("member", "reviewer", "officer", "admin")) {
                line(table, Character.toUpperCase(who.charAt(0)) + who.substring(1), address, who + "@" + body.slug() + ".example");
            }
        }
        System.out.println(table);
    }

    private static void line(StringBuilder table, String who, String address, String account) {
        table.append("  %-9s  %-34s  %s%n".formatted(who, address, account));
    }
}
