package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known values: the primaries are those published for CSS Color 4. */
class OklchTest {

    @ParameterizedTest
    @CsvSource({
        "#ff0000, 0.62796, 0.25768, 29.234",
        "#00ff00, 0.86644, 0.29483, 142.495",
        "#0000ff, 0.45201, 0.31321, 264.052",
        "#ffff00, 0.96798, 0.21101, 109.769",
        "#00ffff, 0.90540, 0.15455, 194.769",
        "#ff00ff, 0.70167, 0.32249, 328.363",
    })
    void primariesHaveTheirPublishedValues(String hex, double light, double chroma, double hue) {
        Oklch oklch = Oklch.of(Rgb.of(hex));
        assertThat(oklch.light()).isCloseTo(light, within(0.0001));
        assertThat(oklch.chroma()).isCloseTo(chroma, within(0.0001));
        assertThat(oklch.hue()).isCloseTo(hue, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"#000000, 0", "#ffffff, 1", "#808080, 0.59987"})
    void greysHaveNeitherChromaNorHue(String hex, double light) {
        Oklch oklch = Oklch.of(Rgb.of(hex));
        assertThat(oklch.light()).isCloseTo(light, within(0.0001));
        assertThat(oklch.chroma()).isZero();
        assertThat(oklch.hue()).isZero();
    }

    @Test
    void everyColourOfTheScreenComesBackAsItself() {
        for (int red = 0; red <= 255; red += 15) {
            for (int green = 0; green <= 255; green += 15) {
                for (int blue = 0; blue <= 255; blue += 15) {
                    Rgb rgb = new Rgb(red, green, blue);
                    assertThat(Oklch.of(rgb).rgb()).isEqualTo(rgb);
                }
            }
        }
    }

    @Test
    void moreChromaThanAScreenHasKeepsLightnessAndHue() {
        for (int hue = 0; hue < 360; hue += 15) {
            Oklch shown = Oklch.of(new Oklch(0.47, 0.37, hue).rgb());
            assertThat(shown.light()).isCloseTo(0.47, within(0.006));
            assertThat(Math.abs((shown.hue() - hue + 540) % 360 - 180)).isLessThan(1.5);
            assertThat(shown.chroma()).isLessThan(0.37);
        }
    }

    @ParameterizedTest
    @CsvSource({"#000000, #ffffff, 21.0", "#ffffff, #ffffff, 1.0", "#767676, #ffffff, 4.54", "#0000ff, #ffffff, 8.59"})
    void contrastIsThatOfTheGuidelines(String one, String other, double ratio) {
        assertThat(Rgb.of(one).contrast(Rgb.of(other))).isCloseTo(ratio, within(0.005));
        assertThat(Rgb.of(other).contrast(Rgb.of(one))).isCloseTo(ratio, within(0.005));
    }
}
