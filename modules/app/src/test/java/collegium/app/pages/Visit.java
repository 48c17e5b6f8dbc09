package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.testing.Browsers;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ScreenshotCaret;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person at a screen. Whatever page comes up is looked at before anything is done on it: axe finds nothing, nothing scrolls
 * sideways, every word is there, and the browser held nothing back for the page's policy.
 */
final class Visit implements AutoCloseable {

    private final Browsers.Screen screen;
    private final boolean scripts;
    private final String origin;
    private final BrowserContext context;
    private final Page page;
    private final List<String> heldBack = new ArrayList<>();
    /** What was looked at by somebody already, on such a screen; the same page in another state (refused, done) is another. */
    private static final Set<String> LOOKED = ConcurrentHashMap.newKeySet();
    /** In milliseconds; a machine with much to do is no fault of the page. */
    private static final double PATIENCE = 60_000;
    private static final AtomicInteger PICTURES = new AtomicInteger();

    Visit(Browsers browsers, Browsers.Screen screen, boolean scripts, String origin) {
        this.screen = screen;
        this.scripts = scripts;
        this.origin = origin;
        this.context = browsers.context(screen, scripts);
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                heldBack.add(page.url() + " " + message.text() + " at " + message.location());
            }
        });
    }

    /** A page that goes on by itself, such as one that tells how far something is, may do so while it is looked at: then at what came. */
    private Visit look() {
        for (int left = 5;; left--) {
            try {
                return lookOnce();
            } catch (PlaywrightException moved) {
                if (left == 0 || !String.valueOf(moved.getMessage()).contains("navigat")) {
                    throw moved;
                }
            }
        }
    }

    private Visit lookOnce() {
        page.waitForLoadState(LoadState.LOAD);
        String html = page.content();
        assertThat(html).as(page.url()).doesNotContain("??", "th:text");
        assertThat(heldBack).isEmpty();
        assertThat(page.locator("h1").count()).as("first headings of " + page.url()).isOne();
        picture();
        String state = screen.name() + Crawl.kind(path()) + page.locator("[role=alert], .notice").count();
        if (scripts && !LOOKED.contains(state)) {
            assertThat(Browsers.violations(page)).as(screen.name()).isEmpty();
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue()).as("width of " + page.url()).isLessThanOrEqualTo(screen.width());
            LOOKED.add(state);
        }
        return this;
    }

    /** With {@code -Dcollegium.pictures=true}: each page as the journey came to it, in the order in which it did. */
    private void picture() {
        if (Boolean.getBoolean("collegium.pictures")) {
            page.evaluate("document.fonts.ready");
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setCaret(ScreenshotCaret.INITIAL).setPath(Path.of("target", "journeys",
                    "%s-%03d%s.png".formatted(screen.name(), PICTURES.incrementAndGet(), Crawl.kind(path()).replaceAll("[^a-z0-9-]+", "-")))));
        }
    }

    Visit open(String path) {
        page.navigate(origin + path);
        return look();
    }

    /** Looks at another address, for its answer alone, and comes back. */
    Visit elsewhere(String address, int status) {
        try (Page other = context.newPage()) {
            assertThat(other.navigate(address).status()).as(address).isEqualTo(status);
            assertThat(Browsers.violations(other)).isEmpty();
        }
        return this;
    }

    Visit signIn(String email, String password) {
        open("/sign-in");
        page.getByLabel("Email").fill(email);
        page.getByLabel("Password").fill(password);
        return press("Sign in");
    }

    Visit signOut() {
        page.locator("details.person summary").click();
        press("Sign out");
        assertThat(path()).isEqualTo("/sign-in");
        return this;
    }

    Visit isAt(String path) {
        assertThat(path()).isEqualTo(path);
        return this;
    }

    Visit reads(String... words) {
        assertThat(page.locator("body").innerText()).as(page.url()).contains(words);
        return this;
    }

    Visit lacks(String words) {
        assertThat(page.locator("main").innerText()).as(page.url()).doesNotContain(words);
        return this;
    }

    /** The form came back, said so on top, and beside that field. */
    Visit isRefused(String field) {
        assertThat(page.locator("[role=alert]").count()).as("the summary of " + page.url()).isPositive();
        assertThat(page.locator(field + " .error, " + field + "[aria-invalid=true]").count()).as(field + " of " + page.url()).isPositive();
        return this;
    }

    Visit fill(String label, String text) {
        page.locator("main").getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).first().fill(text);
        return this;
    }

    Visit fillIn(String selector, String text) {
        page.locator(selector).fill(text);
        return this;
    }

    /** Types, and waits for what the page itself fetches or keeps at the pause after it; without scripts nothing comes. */
    Visit fillAndPause(String selector, String text) {
        if (scripts) {
            page.waitForResponse(answer -> answer.request().method().equals("POST"), () -> page.locator(selector).fill(text));
            settle();
        } else {
            page.locator(selector).fill(text);
        }
        return this;
    }

    /** Begins what asks the server there, and does something more before its answer comes. */
    Visit beforeItAnswers(String address, Runnable begin, Runnable more) {
        List<Route> held = new ArrayList<>();
        page.route(address, held::add);
        begin.run();
        page.waitForCondition(() -> !held.isEmpty());
        more.run();
        page.waitForResponse(address, held.getFirst()::resume);
        settle();
        page.unroute(address);
        return this;
    }

    /** Waits until that part of the page says so; what it says comes by itself while one types, or once the background is done. */
    Visit comes(String part, String words) {
        PlaywrightAssertions.assertThat(page.locator(part).first()).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
        return this;
    }

    /** Looks at the page again as it has become by itself. */
    Visit lookAgain() {
        return look();
    }

    Visit choose(String label, String option) {
        page.locator("main").getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).selectOption(new SelectOption().setLabel(option));
        return this;
    }

    Visit check(String label) {
        page.locator("main").getByLabel(label).first().check();
        return this;
    }

    Visit upload(String label, String name, String text) {
        page.getByLabel(label).setInputFiles(new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** What the page says that looks so. */
    String find(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page.locator("main").innerText());
        assertThat(found.find()).as(pattern + " on " + page.url()).isTrue();
        return found.group();
    }

    /** One of the places that are there on every page. */
    Visit go(String place) {
        page.getByRole(AriaRole.BANNER).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(place).setExact(true)).click();
        return look();
    }

    private void settle() {
        PlaywrightAssertions.assertThat(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    }

    /** Whatever the body's rules offer first, where the page did not propose a kind by itself. */
    Visit chooseAKind() {
        if (page.locator("#kind[open]").count() > 0 && page.locator("#type").inputValue().isEmpty()) {
            Runnable choose = () -> page.locator("#type").selectOption(new SelectOption().setIndex(1));
            if (scripts) {
                page.waitForResponse("**/activities/would?fragment", choose);
                settle();
            } else {
                choose.run();
            }
        }
        return this;
    }

    Visit chooseIn(String selector, String value) {
        page.locator(selector).selectOption(value);
        return this;
    }

    /** The first answer to each question of that kind, by its label, as one taps it. */
    Visit answerEach(String questions) {
        page.locator(questions).all().forEach(question -> question.locator(".segmented label").first().click());
        return this;
    }

    Visit tap(String selector, String label) {
        page.locator(selector + " label", new Page.LocatorOptions().setHasText(label)).first().click();
        return this;
    }

    Visit tick(String selector) {
        page.locator(selector).first().check();
        return this;
    }

    String path() {
        return URI.create(page.url()).getPath();
    }

    /** How many there are of it. */
    int count(String selector) {
        return page.locator(selector).count();
    }

    Visit press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).first().click();
        return look();
    }

    /** Opens what is folded in the row that says so. */
    Visit unfold(String row) {
        page.locator("li", new Page.LocatorOptions().setHasText(row)).last().locator("summary").click();
        return this;
    }

    Visit pressIn(String row, String button) {
        page.locator("li", new Page.LocatorOptions().setHasText(row)).last().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true)).click();
        return look();
    }

    /** A link of the page itself that says so. */
    Visit follow(String link) {
        page.locator("main").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link)).first().click();
        return look();
    }

    /** A link that says just so; where words are named, the one in what says them. */
    Visit followBeside(String link, String words) {
        Locator around = words.isEmpty() ? page.locator("main") : page.locator("li", new Page.LocatorOptions().setHasText(words)).last();
        around.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link).setExact(words.isEmpty())).first().click();
        return look();
    }

    /** Opens what is folded under that name, where it is not open. */
    Visit unfoldCalled(String name) {
        Locator fold = page.locator("main details", new Page.LocatorOptions().setHas(page.locator("summary", new Page.LocatorOptions().setHasText(name)))).last();
        if (fold.getAttribute("open") == null) {
            fold.locator("> summary").click();
        }
        return this;
    }

    /** Everything on the page, or the part of it under that heading. */
    private Locator under(String heading) {
        return heading.isEmpty() ? page.locator("main") : visible(page.locator("fieldset, .choose", new Page.LocatorOptions()
                .setHas(page.locator("xpath=./*[normalize-space()='" + heading + "']"))));
    }

    private static Locator visible(Locator all) {
        return all.locator("visible=true").first();
    }

    /** Types into the field of that name that can be seen. */
    Visit write(String heading, String label, String text) {
        Locator field = visible(under(heading).getByLabel(label, new Locator.GetByLabelOptions().setExact(true)));
        field.fill(text);
        return this;
    }

    /** Chooses in the list of that name, or under the heading. */
    Visit chooseIn(String heading, String of, String choice) {
        Locator lists = under(heading).getByLabel(of, new Locator.GetByLabelOptions().setExact(true)).locator("visible=true").and(page.locator("select"));
        if (!of.isEmpty() && lists.count() > 0) {
            lists.first().selectOption(new SelectOption().setLabel(choice));
        } else {
            visible(under(of).locator("label", new Locator.LocatorOptions().setHas(page.locator("input[type=radio], input[type=checkbox]")).setHasText(choice))).click();
        }
        if (scripts) {
            settle();
        }
        return this;
    }

    Visit followFirst(String selector) {
        page.locator(selector).first().click();
        return look();
    }

    String download(String link) {
        Download download = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).first().click());
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
