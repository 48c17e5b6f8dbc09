package collegium.app;

import collegium.kernel.Actor;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.CreateBody;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The whole product, started once for the tests of this module, on ports and a data folder of its own. */
public final class Running {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final Map<String, String> HASHES = new ConcurrentHashMap<>();

    private Running() {}

    private static final AtomicReference<ApplicationContext> MANAGEMENT = new AtomicReference<>();

    /** The management port's own context is known to whoever hears it start. */
    private static final class Ports implements ApplicationListener<WebServerInitializedEvent> {
        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            if ("management".equals(event.getApplicationContext().getServerNamespace())) {
                MANAGEMENT.set(event.getApplicationContext());
            }
        }
    }

    private static final class Started {
        private static final ConfigurableApplicationContext CONTEXT = start();

        private static ConfigurableApplicationContext start() {
            try {
                Path folder = Files.createTempDirectory("collegium-app-test-");
                SpringApplication application = new SpringApplication(Collegium.class);
                application.setRegisterShutdownHook(false);
                application.addListeners(new Ports());
                ConfigurableApplicationContext context = application.run(
                        "--server.port=0", "--management.server.port=0", "--collegium.data=" + folder, "--collegium.demo=false",
                        // What a browser still asked for when its test was done is waited for by nobody.
                        "--server.shutdown=immediate");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    context.close();
                    delete(folder);
                }));
                return context;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A part of the running product, for laying out what a test needs. */
    public static <T> T part(Class<T> type) {
        return Started.CONTEXT.getBean(type);
    }

    /** The running product itself, for finding out what is in it. */
    public static ApplicationContext context() {
        return Started.CONTEXT;
    }

    /** What answers on the management port. */
    public static ApplicationContext management() {
        context();
        return Optional.ofNullable(MANAGEMENT.get()).orElseThrow();
    }

    public static int port() {
        return Integer.parseInt(Started.CONTEXT.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The port of metrics and the rest. */
    public static int managementPort() {
        return Integer.parseInt(Started.CONTEXT.getEnvironment().getRequiredProperty("local.management.port"));
    }

    /** As passwords are kept; made once for each, since that is slow by design. */
    public static String hash(String password) {
        return HASHES.computeIfAbsent(password, one -> String.valueOf(part(PasswordEncoder.class).encode(one)));
    }

    /** What the product itself does on the platform. */
    public static Operation operation() {
        return new Operation(new Actor.Job("test"), part(Clock.class).instant());
    }

    /** A browser in which an operator of the platform has signed in. */
    public static Client operator() {
        String email = "operator-" + COUNT.incrementAndGet() + "@example.org";
        String password = "correct horse battery";
        Operators operators = part(Operators.class);
        operators.setPassword(operators.invite(operation(), email, "An operator").value(), hash(password), operation().at());
        Client client = new Client();
        client.post(atPlatform("/sign-in"), atPlatform("/sign-in"), Map.of("username", email, "password", password));
        return client;
    }

    /** A body that no other test knows. */
    public static Body freshBody() {
        String slug = "body-" + COUNT.incrementAndGet();
        return part(Bodies.class).create(operation(), new CreateBody(slug, Body.Kind.PROFESSIONAL_BODY, "The " + slug,
                ZoneId.of("Europe/London"), Locale.UK, "#0f6b5f", Optional.empty(), false));
    }

    /** The address of a page at the body. */
    public static String at(Body body, String path) {
        return "http://%s.localhost:%d%s".formatted(body.slug(), port(), path);
    }

    /** The address of a page at the platform. */
    public static String atPlatform(String path) {
        return "http://localhost:%d%s".formatted(port(), path);
    }
}
