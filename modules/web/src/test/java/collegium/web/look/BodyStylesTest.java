package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BodyStylesTest {

    private static final Set<String> OF_A_PART = Set.of("--_c", "--_s");

    @Test
    void aBrowserOf2022UnderstandsEveryColour() {
        for (String css : new String[] {collegium(), BodyStyles.of("#a8325e").css()}) {
            assertThat(css).doesNotContain("oklch(").doesNotContain("light-dark(");
        }
    }

    @Test
    void theSharedSheetHasTheDefaultColoursAsTheyAreComputed() {
        assertThat(collegium()).contains(BodyStyles.of(BodyStyles.DEFAULT_COLOUR).css());
    }

    @Test
    void everyTokenThatTheSharedSheetUsesIsSet() {
        assertThat(found("var\\((--[a-z0-9_-]+)", collegium())).isSubsetOf(found("(--[a-z0-9_-]+):", collegium()));
    }

    @Test
    void aBodySetsEveryColourThatTheDefaultSets() {
        String shared = collegium();
        String defaults = BodyStyles.of(BodyStyles.DEFAULT_COLOUR).css();
        String rest = shared.replace(defaults, "");
        Set<String> layout = found("(--[a-z0-9_-]+):", rest);
        layout.removeAll(OF_A_PART);
        assertThat(layout).containsExactlyInAnyOrder("--radius", "--radius-l", "--control", "--gutter", "--lift");
        assertThat(found("(--[a-z0-9_-]+):", BodyStyles.of("#ffcc00").css())).isEqualTo(found("(--[a-z0-9_-]+):", defaults));
    }

    @Test
    void theReaderMayChooseTheThemeAgainstTheSystem() {
        BodyColours colours = BodyColours.of("#4f52b8");
        assertThat(BodyStyles.of("#4f52b8").css().lines())
                .hasSize(3)
                .satisfiesExactly(
                        light -> assertThat(light).startsWith(":root { color-scheme: light; --brand: #4f52b8;")
                                .contains(" --accent: " + colours.light().get("accent") + ";"),
                        system -> assertThat(system)
                                .startsWith("@media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { ")
                                .contains(" --accent: " + colours.dark().get("accent") + ";"),
                        dark -> assertThat(dark).startsWith(":root[data-theme=\"dark\"] { color-scheme: dark;")
                                .contains(" --accent: " + colours.dark().get("accent") + ";"));
    }

    @Test
    void theAddressChangesWithTheColourAndOnlyWithIt() {
        assertThat(BodyStyles.of("#a8325e")).isEqualTo(BodyStyles.of("#A8325E"));
        assertThat(BodyStyles.of("#a8325e").path())
                .matches("/body-[0-9a-f]{16}\\.css")
                .isNotEqualTo(BodyStyles.of("#a8325f").path());
    }

    @Test
    void onThePageOfAllBodiesEachPartWearsItsOwnColour() {
        String css = BodyStyles.parts(new TreeMap<>(Map.of("iat", "#0f6a63", "vale", "#8a5208"))).css();
        assertThat(css).contains("[data-body=\"iat\"] { color-scheme: light; --brand: #0f6a63;")
                .contains(":root:not([data-theme=\"light\"]) [data-body=\"vale\"] { color-scheme: dark;")
                .contains(":root[data-theme=\"dark\"] [data-body=\"vale\"] { color-scheme: dark;");
    }

    @Test
    void nothingButASlugGetsIntoAStyleSheet() {
        TreeMap<String, String> wrong = new TreeMap<>(Map.of("a\"] { } [x=\"", "#0f6a63"));
        assertThatThrownBy(() -> BodyStyles.parts(wrong)).isInstanceOf(Refused.class).hasMessage("slug-form");
    }

    private static Set<String> found(String pattern, String in) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(in);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String collegium() {
        try (InputStream sheet = BodyStylesTest.class.getResourceAsStream("/static/collegium.css")) {
            return new String(Objects.requireNonNull(sheet).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
