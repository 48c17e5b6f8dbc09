package collegium.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import collegium.app.Client;
import collegium.app.Running;
import collegium.app.isolation.BodyAtWork;
import collegium.app.isolation.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees from outside: figures and log lines, with nobody in them. */
@ResourceLock(Routes.FOUND)
class FiguresTest {

    @Test
    void figuresAreThereAndNobodyIsInThem() {
        BodyAtWork body = new BodyAtWork("Wilhelmina");
        body.signedIn("MEMBER").get(Running.at(body.body, "/home"));
        String figures = figures();
        // Bodies are counted at most every quarter of a minute, and shown from the figures after that on.
        for (int i = 0; i < 300 && !figures.contains("collegium_bodies{"); i++) {
            ProductProcess.pause();
            figures = figures();
        }

        assertThat(figures)
                .contains("http_server_requests_seconds_count", "uri=\"/home\"")
                .contains("collegium_judging_seconds_count")
                .contains("collegium_outbox_age_seconds")
                .contains("collegium_jobs_lag_seconds_count{application=\"collegium\",job=\"SEND_HINTED\"}", "collegium_jobs_seconds_count")
                .contains("hikaricp_connections_active", "pool=\"collegium_tenants\"")
                .containsPattern("collegium_bodies\\{[^}]*version=\"\\d+\"[^}]*} [1-9]");
        assertThat(figures).doesNotContain("Wilhelmina", "@", body.body.slug(), body.body.id().toString(), body.newest("member").orElseThrow());
    }

    @Test
    void thereIsRoomForTheFiguresOfEveryRoute() {
        long routes = Routes.of(Running.context()).stream().map(route -> route.pattern()).distinct().count();
        assertThat(routes).isLessThan(Running.context().getEnvironment().getRequiredProperty("management.metrics.web.server.max-uri-tags", Long.class) / 2);
    }

    private static String figures() {
        return new Client().get("http://127.0.0.1:" + Running.managementPort() + "/actuator/prometheus").body();
    }

    /** Logs as a careless programmer would not have it; stands in no product. */
    static final class Chatty {
        @ResponseBody
        String chat() {
            LoggerFactory.getLogger("collegium.chatty").warn("Something is odd.");
            return "";
        }
    }

    @Test
    void aLineOfTheLogInProductionIsJsonWithTheBodyAndTheTrace() throws Exception {
        BodyAtWork body = new BodyAtWork("Wilhelmina");
        Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("collegium.chatty");
        logger.setLevel(Level.WARN);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        RequestMappingHandlerMapping mapping = Running.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        RequestMappingInfo route = RequestMappingInfo.paths("/officer/chatty").methods(RequestMethod.GET).options(mapping.getBuilderConfiguration()).build();
        mapping.registerMapping(route, new Chatty(), Chatty.class.getDeclaredMethod("chat"));
        try {
            body.signedIn("OFFICER").get(Running.at(body.body, "/officer/chatty"), "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        } finally {
            mapping.unregisterMapping(route);
            logger.detachAppender(lines);
        }
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(logger.getLoggerContext());
        logger.getLoggerContext().putObject(Environment.class.getName(), Running.context().getEnvironment());
        encoder.setFormat(format());
        encoder.start();
        String line = new String(encoder.encode(lines.list.getFirst()), StandardCharsets.UTF_8);
        JsonNode json = JsonMapper.shared().readTree(line);

        assertThat(line).contains("Something is odd.", "\"body\":\"" + body.body.slug() + "\"", "\"trace\":\"0af7651916cd43dd8448eb211c80319c\"");
        assertThat(json.get("log").get("level").asString()).isEqualTo("WARN");
        assertThat(line).doesNotContain("example.org", "127.0.0.1", "Somebody");
    }

    /** As the profile for production has it. */
    private static String format() throws Exception {
        return new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml")).stream()
                .filter(document -> "production".equals(document.getProperty("spring.config.activate.on-profile")))
                .map(document -> String.valueOf(document.getProperty("logging.structured.format.console"))).findFirst().orElseThrow();
    }

    @Test
    void whatTheDatabaseSaysOfARowStaysOutOfTheLog() {
        BodyAtWork body = new BodyAtWork("Wilhelmina");
        List<String> reasons = body.collision();
        assertThat(reasons).isNotEmpty().allMatch(reason -> !reason.contains("Wilhelmina") && !reason.contains("@"));
    }
}
