package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.app.demo.DemoBodies;
import collegium.app.isolation.Route;
import collegium.app.isolation.Routes;
import collegium.testing.Browsers;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A picture of every page as everybody, by phone and wide, for whoever changes a page:
 * {@code mvn -pl modules/app -am test -Ppictures}, then {@code modules/app/target/pictures}. Pages are found by the routes and by links.
 */
@Tag("pictures")
class PicturesTest {

    private static final Path FOLDER = Path.of("target", "pictures");

    /** Whose pages, where, beginning with what. */
    private record Series(String name, String origin, String email, List<String> beginnings) {}

    @Test
    void everyPageAsEverybody() {
        List<String> routes = Routes.of(Running.context()).stream()
                .filter(route -> route.reads() && route.variables().isEmpty() && !route.pattern().matches(".*(\\*|\\.|oauth2|/api/|/error|actuator|sign-|log(in|out)|password).*"))
                .map(Route::pattern).toList();
        List<Series> all = new ArrayList<>(List.of(
                new Series("nobody-platform", Running.atPlatform(""), "", List.of("/", "/sign-in")),
                new Series("operator", Running.atPlatform(""), "operator@collegium.example", routes)));
        for (String slug : List.of("northmoor", "calder", "fennick")) {
            all.add(new Series(slug + "-nobody", DemoBodies.at(slug, ""), "", List.of("/sign-in", "/forgotten-password", "/set-password/old", "/confirm/old")));
            for (String who : List.of("member", "reviewer", "officer", "admin")) {
                all.add(new Series(slug + "-" + who, DemoBodies.at(slug, ""), who + "@" + slug + ".example", routes));
            }
        }
        int made = 0;
        try (Browsers browsers = new Browsers()) {
            for (Series series : all) {
                made += pictures(browsers, series);
            }
        }
        assertThat(made).isGreaterThan(60);
    }

    private static int pictures(Browsers browsers, Series series) {
        Client client = new Client();
        if (!series.email().isEmpty()) {
            client.post(series.origin() + "/sign-in", series.origin() + "/sign-in", Map.of("username", series.email(), "password", DemoBodies.PASSWORD));
        }
        List<Crawl.Found> pages = Crawl.pages(client, series.origin(), series.beginnings());
        for (Browsers.Screen screen : List.of(Browsers.PHONE, Browsers.WIDE)) {
            try (BrowserContext context = browsers.context(screen, true)) {
                context.addCookies(client.cookies().getCookieStore().getCookies().stream()
                        .map(cookie -> new Cookie(cookie.getName(), cookie.getValue()).setUrl(series.origin())).toList());
                Page page = context.newPage();
                Stream.concat(pages.stream().map(Crawl.Found::address), Stream.of(series.origin() + "/nothing-here")).forEach(address -> {
                    page.navigate(address);
                    page.evaluate("document.fonts.ready");
                    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(
                            series.name() + Crawl.kind(address.substring(series.origin().length())).replaceAll("[^a-z0-9-]+", "-") + "-" + screen.width() + ".png")));
                });
            }
        }
        return pages.size() * 2;
    }
}
