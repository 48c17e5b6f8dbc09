package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.membership.Connections;
import collegium.testing.Browsers;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** In a real browser, which holds a page's policy against every redirect of its forms. */
@EnabledIf("collegium.testing.Browsers#available")
class ConsentJourneyTest {

    private static final Path PICTURES = Path.of("target", "journeys");

    @Test
    void aMemberComesFromAnAppSignsInAgreesAndIsTakenBack() {
        Society society = new Society();
        Connections.Registered app = society.app(true, "record", "standing");
        List<String> found = new ArrayList<>();
        try (Browsers browsers = new Browsers()) {
            for (Browsers.Screen screen : List.of(Browsers.PHONE, Browsers.WIDE)) {
                try (BrowserContext context = browsers.context(screen, true)) {
                    Page page = context.newPage();
                    page.route("https://app.example/**", ConsentJourneyTest::app);
                    page.navigate(Protocol.authorization(society, app, "record standing"));
                    page.fill("#username", Society.EMAIL);
                    page.fill("#password", Society.PASSWORD);
                    page.click("button[type=submit]");
                    if (screen.equals(Browsers.PHONE)) {
                        page.waitForURL("**/oauth2/consent**");
                        found.addAll(looked(page, "consent", screen));
                        page.click("button.btn-primary");
                    }
                    // The second time it was agreed to before, and signing in alone leads on.
                    page.waitForURL("https://app.example/back**");
                    assertThat(page.url()).contains("code=", "state=the-apps-own");
                    page.navigate(society.at("/access"));
                    found.addAll(looked(page, "access", screen));
                    assertThat(page.content()).contains("Logbook");
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static void app(Route route) {
        route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html><title>Logbook</title><p>Welcome back."));
    }

    private static List<String> looked(Page page, String name, Browsers.Screen screen) {
        page.evaluate("document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + "-" + screen.width() + ".png")));
        return Browsers.violations(page);
    }
}
