package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusBarTest {

    /** A part without a colour of its own would be black, and not to be seen on a dark page. */
    @ParameterizedTest
    @EnumSource
    void theStyleSheetHasAColourForThePartOfEveryStatus(Status status) throws IOException {
        StatusBar bar = StatusBar.of(List.of(new StatusBar.Count(new Statuses().word(status), 1)));

        try (InputStream sheet = Objects.requireNonNull(StatusBar.class.getResourceAsStream("/static/collegium.css"))) {
            assertThat(new String(sheet.readAllBytes(), StandardCharsets.UTF_8)).contains("." + bar.parts().getFirst().fill() + " { fill: ");
        }
    }
}
