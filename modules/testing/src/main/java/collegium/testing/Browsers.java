package collegium.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, driven as a person would. It is started once and shared; a page's context is its own.
 */
public final class Browsers implements AutoCloseable {

    /** A phone in daylight. */
    public static final Screen PHONE = new Screen("phone", 390, 844, ColorScheme.LIGHT);
    /** A wide screen at night. */
    public static final Screen WIDE = new Screen("wide", 1280, 900, ColorScheme.DARK);

    private final Playwright playwright;
    private final Browser browser;

    /** The width that a page is looked at, and the theme that its person prefers. */
    public record Screen(String name, int width, int height, ColorScheme scheme) {}

    public Browsers() {
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(executable())
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync")));
    }

    /** Whether this machine has the browser; {@code .ci/run} installs it. */
    public static boolean available() {
        return Files.isExecutable(executable());
    }

    private static Path executable() {
        return Path.of(System.getenv().getOrDefault("COLLEGIUM_CHROMIUM", "/usr/bin/chromium"));
    }

    public BrowserContext context(Screen screen, boolean scripts) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setColorScheme(screen.scheme())
                // What is looked at stands still: half-way through a change of colour nothing has its contrast.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London")
                .setJavaScriptEnabled(scripts));
    }

    /** What axe finds against WCAG 2.2 A and AA on the page as it stands, a line a violation with the elements. */
    public static List<String> violations(Page page) {
        AxeResults results = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze();
        return results.getViolations().stream()
                .map(rule -> page.url() + " " + rule.getId() + ": "
                        + rule.getNodes().stream().limit(5).map(node -> node.getHtml()).toList())
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
