package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.testing.Browsers;
import collegium.web.problems.FormFaults;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Every template, filled with a sample: its words are there, it needs no inline style or script, and axe finds nothing. */
class PagesTest {

    private static final Path PICTURES = Path.of("target", "pages");
    private static final BodyStyles STYLES = BodyStyles.of("#0f6a63");
    private static final Map<String, String> PAGES = new HashMap<>();

    @BeforeAll
    static void render() {
        MockServletContext servlet = new MockServletContext();
        IcuMessages words = new IcuMessages();
        GenericWebApplicationContext beans = new GenericWebApplicationContext(servlet);
        beans.registerBean("show", Show.class, Show::new);
        beans.registerBean("statuses", Statuses.class, Statuses::new);
        beans.registerBean("formFaults", FormFaults.class, () -> new FormFaults(words));
        beans.refresh();
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(words);
        engine.addDialect(new IconDialect());
        Samples.all().forEach((name, sample) -> {
            Map<String, Object> model = new HashMap<>(sample.model());
            model.put("frame", frame(sample.template().startsWith("officer") ? "role.officer" : "role.member"));
            model.put(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                    new ThymeleafEvaluationContext(beans, DefaultConversionService.getSharedInstance()));
            var exchange = JakartaServletWebApplication.buildApplication(servlet)
                    .buildExchange(new MockHttpServletRequest(servlet), new MockHttpServletResponse());
            PAGES.put(name, engine.process(sample.template(), new WebContext(exchange, Locale.UK, model)));
        });
    }

    @Test
    void everyPageHasItsWordsAndKeepsToTheContentSecurityPolicy() {
        PAGES.forEach((name, html) -> assertThat(html).as(name)
                .doesNotContain("??", " style=", " onclick=", "<style", "th:", "<c:icon")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .containsPattern("<title>[^<]+</title>")
                .containsOnlyOnce("<h1"));
    }

    @Test
    @EnabledIf("collegium.testing.Browsers#available")
    void axeFindsNothingAndNothingScrollsSideways() throws IOException {
        Files.createDirectories(PICTURES);
        List<String> found = new ArrayList<>();
        try (Browsers browsers = new Browsers()) {
            for (Browsers.Screen screen : List.of(Browsers.PHONE, Browsers.WIDE)) {
                try (BrowserContext context = browsers.context(screen, true)) {
                    context.route("**/*", PagesTest::answer);
                    Page page = context.newPage();
                    for (String name : PAGES.keySet()) {
                        page.navigate("http://pages.test/" + name);
                        page.evaluate("document.fonts.ready");
                        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + "-" + screen.width() + ".png")));
                        found.addAll(Browsers.violations(page));
                        Object wide = page.evaluate("document.documentElement.scrollWidth");
                        if (((Number) wide).intValue() > screen.width()) {
                            found.add(name + " scrolls sideways at " + screen.width());
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static Frame frame(String role) {
        return new Frame("Institute of Allied Therapists", "Abena Koranteng", "AK", role, List.of(
                new Frame.Place("place.home", "/home", "home", false, true), new Frame.Place("place.record", "/activities/new", "plus", true, false),
                new Frame.Place("place.record-book", "/record-book", "book-2", false, false)),
                List.of(new Frame.RoleChoice("role.member", "/home", "user", true), new Frame.RoleChoice("role.officer", "/officer", "scale", false)),
                "/body.css", true, Optional.empty());
    }

    private static void answer(Route route) {
        String path = URI.create(route.request().url()).getPath();
        String name = path.substring(1);
        if (PAGES.containsKey(name)) {
            route.fulfill(new Route.FulfillOptions().setContentType("text/html;charset=UTF-8").setBody(PAGES.getOrDefault(name, "")));
        } else if (path.equals("/body.css")) {
            route.fulfill(new Route.FulfillOptions().setContentType("text/css").setBody(STYLES.css()));
        } else {
            byte[] file = file(path);
            route.fulfill(new Route.FulfillOptions().setStatus(file.length == 0 ? 404 : 200).setContentType(type(path)).setBodyBytes(file));
        }
    }

    private static byte[] file(String path) {
        String resource = path.startsWith("/webjars/") ? "META-INF/resources" + path
                : path.replace("/fonts/", "META-INF/resources/aura/fonts/InstrumentSans/").replaceFirst("^/", "");
        try (InputStream in = PagesTest.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        return Set.of("css", "js").contains(path.substring(path.lastIndexOf('.') + 1)) ? (path.endsWith("css") ? "text/css" : "text/javascript")
                : path.endsWith("svg") ? "image/svg+xml" : "font/woff2";
    }
}
