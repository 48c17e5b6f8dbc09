package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BodyColoursTest {

    private static final List<String> GROUNDS = List.of("paper", "wash", "raised", "hover", "accent-soft");
    private static final List<String> STATUSES = List.of("met", "track", "risk", "short", "open", "relieved");

    @Test
    void whateverColourABodyChoosesItsPagesCanBeRead() {
        List<String> faults = new ArrayList<>();
        Set<String> colours = manyColours();
        for (String colour : colours) {
            BodyColours all = BodyColours.of(colour);
            check(colour + " light", all.light(), faults);
            check(colour + " dark", all.dark(), faults);
        }
        assertThat(faults).isEmpty();
        assertThat(colours).hasSizeGreaterThan(1000);
    }

    /** What Chromium 156 computes for the same formulas in CSS, where a screen has all of the chroma. */
    @Test
    void coloursAreThoseTheDesignDefines() {
        BodyColours all = BodyColours.of("#4f52b8");
        assertThat(all.light()).containsAllEntriesOf(Map.of(
                "accent", "#494bb0", "accent-soft", "#f1f3fd", "on-accent", "#ffffff", "panel", "#353685",
                "wash", "#f8f9fb", "ink", "#191a21", "line-strong", "#8d8f95", "met", "#136939", "relieved", "#6c4494"));
        assertThat(all.dark()).containsAllEntriesOf(Map.of(
                "accent", "#abb5fb", "accent-soft", "#25273a", "on-accent", "#12131d", "panel", "#1b1d2c",
                "wash", "#19191c", "line-strong", "#72747c", "met", "#7dd499", "relieved", "#cbafed"));
    }

    @Test
    void pagesOfABodyKeepItsHue() {
        double chosen = Oklch.of(Rgb.of("#a8325e")).hue();
        BodyColours all = BodyColours.of("#a8325e");
        assertThat(Oklch.of(rgb(all.light(), "accent")).hue()).isBetween(chosen - 2, chosen + 2);
        assertThat(Oklch.of(rgb(all.dark(), "accent")).hue()).isBetween(chosen - 2, chosen + 2);
    }

    @Test
    void greyBodiesHaveGreyPages() {
        for (String grey : List.of("#000000", "#808080", "#ffffff")) {
            for (String token : List.of("accent", "accent-strong", "accent-soft", "panel", "ink", "line", "hover")) {
                Rgb rgb = rgb(BodyColours.of(grey).light(), token);
                assertThat(rgb.red()).as(grey + " " + token).isEqualTo(rgb.green()).isEqualTo(rgb.blue());
            }
        }
    }

    @Test
    void anAccentUnderThePointerLooksDifferent() {
        for (String colour : manyColours()) {
            BodyColours all = BodyColours.of(colour);
            for (Map<String, String> theme : List.of(all.light(), all.dark())) {
                assertThat(rgb(theme, "accent").contrast(rgb(theme, "accent-strong"))).as(colour).isGreaterThan(1.1);
            }
        }
    }

    @Test
    void theSameColourGivesTheSamePagesHoweverItIsWritten() {
        assertThat(BodyColours.of("#0F6A63")).isEqualTo(BodyColours.of("#0f6a63"));
        assertThat(List.copyOf(BodyColours.of("#0F6A63").light().keySet()))
                .isEqualTo(List.copyOf(BodyColours.of("#ffcc00").dark().keySet()));
    }

    @Test
    void whatIsNoColourIsRefused() {
        for (String wrong : List.of("", "red", "#12345", "0f6a63", "#0f6a63;}", "#0f6a6g", "#0f6a63ff")) {
            assertThatThrownBy(() -> BodyColours.of(wrong)).isInstanceOf(Refused.class).hasMessage("colour-form");
        }
    }

    private static void check(String what, Map<String, String> theme, List<String> faults) {
        for (String text : List.of("ink", "ink-2", "accent", "accent-strong", "met", "track", "risk", "short", "open", "relieved")) {
            GROUNDS.forEach(ground -> atLeast(4.5, what, theme, text, ground, faults));
        }
        STATUSES.forEach(status -> atLeast(4.5, what, theme, status, status + "-soft", faults));
        atLeast(4.5, what, theme, "on-accent", "accent", faults);
        atLeast(4.5, what, theme, "on-accent", "accent-strong", faults);
        for (String edge : List.of("line-strong", "accent-mid", "accent")) {
            List.of("paper", "wash", "raised").forEach(ground -> atLeast(3, what, theme, edge, ground, faults));
        }
        if (rgb(theme, "panel").contrast(Rgb.WHITE) < 4.5) {
            faults.add(what + ": white on panel");
        }
    }

    private static void atLeast(
            double ratio, String what, Map<String, String> theme, String front, String ground, List<String> faults) {
        double contrast = rgb(theme, front).contrast(rgb(theme, ground));
        if (contrast < ratio) {
            faults.add(what + ": " + front + " on " + ground + " " + contrast);
        }
    }

    private static Rgb rgb(Map<String, String> theme, String token) {
        return Rgb.of(theme.getOrDefault(token, "missing " + token));
    }

    /** Corners of the cube, greys, and every hue at several lightnesses and chromas. */
    private static Set<String> manyColours() {
        Set<String> colours = new LinkedHashSet<>();
        for (int red = 0; red <= 255; red += 51) {
            for (int green = 0; green <= 255; green += 51) {
                for (int blue = 0; blue <= 255; blue += 51) {
                    colours.add(new Rgb(red, green, blue).hex());
                }
            }
        }
        for (int grey = 0; grey <= 255; grey += 5) {
            colours.add(new Rgb(grey, grey, grey).hex());
        }
        for (int hue = 0; hue < 360; hue += 10) {
            for (double light = 0.05; light < 1; light += 0.1) {
                for (double chroma : new double[] {0.02, 0.1, 0.2, 0.37}) {
                    colours.add(new Oklch(light, chroma, hue).rgb().hex());
                }
            }
        }
        return colours;
    }
}
