package collegium.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.app.isolation.BodyAtWork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Files that members add, as large and as malicious as they may be. */
class EvidenceTest {

    private static final String BOUNDARY = "----evidence";
    private static final int MB = 1024 * 1024;
    private final BodyAtWork body = new BodyAtWork("Cornelia");
    private final Client member = body.signedIn("MEMBER");

    /** Records an activity with a file of that many bytes that are made while they are sent. */
    private HttpResponse<String> send(String fileName, InputStream file) {
        String page = member.get(Running.at(body.body, "/activities/new")).body();
        StringBuilder fields = new StringBuilder();
        List.of(List.of("_csrf", Client.csrf(page)), List.of("key", UUID.randomUUID().toString()), List.of("title", "With a file"), List.of("when", "other"), List.of("started", "2026-11-02"),
                List.of("amount", "1"), List.of("unit", "hours"), List.of("type", "course"), List.of("structured", "yes"))
                .forEach(field -> fields.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(BOUNDARY, field.getFirst(), field.getLast())));
        fields.append("--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n".formatted(BOUNDARY, fileName));
        InputStream all = new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(fields.toString().getBytes(StandardCharsets.UTF_8)),
                file, new ByteArrayInputStream("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8)))));
        return member.ask("POST", Running.at(body.body, "/activities/new"), BodyPublishers.ofInputStream(() -> all),
                "Content-Type", "multipart/form-data; boundary=" + BOUNDARY, "Accept", "text/html");
    }

    @Test
    void aZipBombIsKeptAsTheFewBytesThatItIs() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            byte[] nothing = new byte[MB];
            zip.putNextEntry(new ZipEntry("bomb"));
            for (int i = 0; i < 400; i++) {
                zip.write(nothing);
            }
        }
        long begun = System.nanoTime();
        assertThat(send("bomb.zip", new ByteArrayInputStream(bomb.toByteArray())).statusCode()).isEqualTo(302);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("nobody unpacks it").isLessThan(Duration.ofSeconds(20));

        HttpResponse<String> back = member.get(Running.at(body.body, "/evidence/" + body.newest("evidence").orElseThrow()));
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.headers().firstValue("Content-Type").orElse("")).doesNotContain("pdf");
        assertThat(back.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment").contains("bomb.zip");
        assertThat(back.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox");
    }

    @Test
    void whatIsLargerThanTheBodyAllowsIsRefusedWithAPage() {
        HttpResponse<String> answer = send("large.bin", new Endless(61L * MB));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("<h1", "</html>");
    }

    @Test
    void fiftyMegabytesGoInAndOutWithFlatMemory() {
        Runtime memory = Runtime.getRuntime();
        System.gc();
        long before = memory.totalMemory() - memory.freeMemory();
        assertThat(send("fifty.bin", new Endless(50L * MB)).statusCode()).isEqualTo(302);
        long back = member.size(Running.at(body.body, "/evidence/" + body.newest("evidence").orElseThrow()));
        System.gc();
        assertThat(back).isEqualTo(50L * MB);
        assertThat(memory.totalMemory() - memory.freeMemory() - before).as("what stays in memory").isLessThan(20L * MB);
    }

    /** So many bytes that are like no other. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left == 0 ? -1 : next();
        }

        @Override
        public int read(byte[] into, int from, int size) {
            int many = (int) Math.min(size, left);
            for (int i = 0; i < many; i++) {
                into[from + i] = (byte) next();
            }
            return many == 0 && size > 0 ? -1 : many;
        }

        private int next() {
            left--;
            return (int) (left * 31 + left / 977) & 0xff;
        }
    }
}
