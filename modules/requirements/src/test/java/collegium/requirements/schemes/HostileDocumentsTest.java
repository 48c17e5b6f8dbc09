package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is sent as a scheme or a record, what comes back is faults, and soon. */
class HostileDocumentsTest {

    private static void refused(String text) {
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(SchemeDocuments.read(text).faults()).isNotEmpty();
            assertThat(RecordFiles.read(text).faults()).isNotEmpty();
        });
    }

    @Test
    void deepNestingIsRefused() {
        refused("a: " + "[".repeat(20_000));
        refused("a: " + "{a: ".repeat(5_000));
    }

    @Test
    void aliasesThatUnfoldToMillionsAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int n = 1; n < 9; n++) {
            String before = "*a" + (n - 1);
            laughs.append("a").append(n).append(": &a").append(n).append(" [")
                    .append((before + ", ").repeat(8)).append(before).append("]\n");
        }
        refused(laughs.toString());
    }

    @Test
    void anAnchorInsideItselfIsRefused() {
        refused("a: &a [*a]\n");
    }

    @Test
    void hugeNumbersAndWrongDatesAreNamed() {
        assertThat(RecordFiles.read("activities: [{date: 2026-02-30, hours: 1e999999999}]").faults())
                .extracting(Fault::path).contains("activities[0].date", "activities[0].hours");
    }

    @Test
    void tooLongIsRefused() {
        refused("a: " + "x".repeat(1_100_000));
    }

    @Test
    void aShippedSchemeWithAnyLineDamagedIsReadOrFaultedAndNeverThrows() {
        Random random = new Random(1);
        for (String id : ShippedSchemes.ids()) {
            String text = ShippedSchemes.document(id).orElseThrow();
            for (int n = 0; n < 15; n++) {
                int at = random.nextInt(text.length());
                String damaged = text.substring(0, at) + "{}[]:,-&*!|\"'7z ".charAt(random.nextInt(16))
                        + text.substring(Math.min(text.length(), at + 1 + random.nextInt(3)));
                Reading<?> reading = SchemeDocuments.read(damaged);
                assertThat(reading.value().isPresent() || !reading.faults().isEmpty()).isTrue();
            }
        }
    }
}
