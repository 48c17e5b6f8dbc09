package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Whatever is sent as a scheme or a record, what comes back is faults with a place, within a second and 64 MB. */
class HostileDocumentsTest {

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a reading takes of the processor and of memory, all that it ever allocates counted. */
    private static void refused(String text) {
        List<Fault> scheme = read(text, true);
        List<Fault> record = read(text, false);
        assertThat(scheme).isNotEmpty();
        assertThat(record).isNotEmpty();
    }

    private static List<Fault> read(String text, boolean scheme) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        Reading<?> reading = scheme ? SchemeDocuments.read(text) : RecordFiles.read(text);
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - nanos)).isLessThan(Duration.ofSeconds(1));
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes).isLessThan(MOST_BYTES);
        assertThat(reading.value().isPresent() || !reading.faults().isEmpty()).isTrue();
        assertThat(reading.faults()).allMatch(fault -> !fault.problem().isBlank());
        return reading.faults();
    }

    @Test
    void deepNestingIsRefused() {
        refused("a: " + "[".repeat(20_000));
        refused("a: " + "{a: ".repeat(5_000));
        refused("scheme: a\nrequirements: [{id: a, at-least: " + "{sum: [".repeat(200) + "1" + "]}".repeat(200) + "}]");
        refused("scheme: a\nrequirements: [{id: a, at-least: 1, count: " + "{not: ".repeat(200) + "all" + "}".repeat(200) + "}]");
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
        refused("a: &a {b: *a}\n");
        refused("&a {*a: 1}\n");
        refused("a: &a {<<: *a}\n");
    }

    @Test
    void hugeNumbersAndWrongDatesAreNamed() {
        assertThat(read("activities: [{date: 2026-02-30, hours: 1e999999999}]", false))
                .extracting(Fault::path).contains("activities[0].date", "activities[0].hours");
        for (String number : List.of("1e999999999", "9".repeat(100_000), "0.".concat("0".repeat(100_000)), "-1e-999999", "NaN", ".inf",
                "0x7fffffff", "999999999999999999999")) {
            assertThat(read("scheme: a\nrequirements: [{id: a, count: all, at-least: " + number + "}]", true))
                    .as(number).extracting(Fault::path).contains("requirements[0].at-least");
        }
        for (String span : List.of("999999999 years", "0 months", "-3 years", "P999999999Y", "1 fortnight")) {
            assertThat(read("scheme: a\nrequirements: [{id: a, count: all, at-least: 1, window: {from: {day: period-end, plus: " + span
                    + "}}}]", true)).as(span).isNotEmpty();
        }
    }

    @Test
    void tooLongAndTooManyAreRefused() {
        refused("a: " + "x".repeat(1_100_000));
        refused("[" + "a, ".repeat(200_000) + "a]");
        refused("scheme: a\nrequirements:\n" + "  - {id: a, count: al, at-least: x}\n".repeat(10_000));
        StringBuilder wide = new StringBuilder("scheme: a\n");
        for (int n = 0; n < 20_000; n++) {
            wide.append("k").append(n).append(": 1\n");
        }
        refused(wide.toString());
    }

    @Test
    void manyThingsThatReferToEachOtherAreCheckedInTime() {
        StringBuilder text = new StringBuilder("scheme: a\nrequirements:\n");
        for (int n = 0; n < 3_000; n++) {
            text.append("  - {id: r%d, count: all, at-least: {needed: r%d}}\n".formatted(n, (n + 1) % 3_000));
        }
        assertThat(read(text.toString(), true)).isNotEmpty();
        StringBuilder versions = new StringBuilder("scheme: a\nversions:\n");
        for (int n = 0; n < 2_000; n++) {
            versions.append("  - {version: v%d, requirements: [{id: r, count: all, at-least: 1}]}\n".formatted(n));
        }
        assertThat(read(versions.toString(), true)).isNotEmpty();
    }

    @Property(tries = 400)
    void anyTextIsReadOrFaulted(@ForAll @StringLength(max = 300) String text) {
        read(text, true);
        read(text, false);
    }

    /** A shipped scheme, with pieces cut out, doubled, moved or replaced by what hurts. */
    @Property(tries = 600)
    void aDamagedSchemeIsReadOrFaulted(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        List<String> ids = ShippedSchemes.ids();
        StringBuilder text = new StringBuilder(ShippedSchemes.document(ids.get(random.nextInt(ids.size()))).orElseThrow());
        List<String> pieces = List.of("{", "}", "[", "]", ":", ",", "- ", "&a ", "*a", "!!int ", "|", "\"", "'", "\n", "\n  ", "#", "all", "-1",
                "1e99", "0", "2026-02-30", "{}", "[]", "null", "yes", "each-year", "{percent: 500, of: total}", "{needed: total}", "%",
                "{cases: []}", "<<: ", "{fact: x}", "0 years", "99 years");
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
                default -> text.replace(at, to, pieces.get(random.nextInt(pieces.size())));
            }
        }
        read(text.toString(), true);
        read(text.toString(), false);
    }
}
