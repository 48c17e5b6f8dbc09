package collegium.app.pages;

import collegium.app.Running;
import collegium.app.demo.DemoBodies;
import collegium.app.isolation.BodyAtWork;
import collegium.testing.Browsers;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What every journey begins with: a browser for the class, a phone in daylight and a wide screen at night, and somebody who signs in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journeys {

    /** The demonstration bodies are there once for all: two journeys there are made one after the other. */
    static final String DEMO = "demonstration bodies";

    private @Nullable Browsers browsers;

    @BeforeAll
    void open() {
        browsers = new Browsers();
    }

    @AfterAll
    void close() {
        browsers().close();
    }

    Browsers browsers() {
        return Optional.ofNullable(browsers).orElseThrow();
    }

    static Stream<Browsers.Screen> screens() {
        return Stream.of(Browsers.PHONE, Browsers.WIDE);
    }

    /** Somebody of a demonstration body, signed in. */
    Visit demo(Browsers.Screen screen, boolean scripts, String slug, String who) {
        return new Visit(browsers(), screen, scripts, DemoBodies.at(slug, "")).signIn(who + "@" + slug + ".example", DemoBodies.PASSWORD);
    }

    /** Somebody of a body that is this test's alone, signed in. */
    Visit at(BodyAtWork body, Browsers.Screen screen, String who) {
        return nobody(body, screen).signIn(who.toLowerCase(Locale.ROOT) + "@example.org", BodyAtWork.PASSWORD);
    }

    /** Somebody at that body's door. */
    Visit nobody(BodyAtWork body, Browsers.Screen screen) {
        return new Visit(browsers(), screen, true, Running.at(body.body, ""));
    }

    static String fresh() {
        return UUID.randomUUID().toString().substring(0, 6);
    }
}
