package collegium.app.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import collegium.app.Client;
import collegium.app.Running;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and ending, in a process of its own: what can be mended by whoever starts it is said in one line. */
class StartTest {

    private static void endsWithOneLine(ProductProcess product, String... words) {
        assertThat(product.awaitEnd()).isNotZero();
        List<String> lines = product.output().lines().filter(line -> !line.contains("WARN") && !line.isBlank()).toList();
        assertThat(lines).as(product.output()).singleElement().asString().startsWith("Collegium did not start.").contains(words);
    }

    @Test
    void aDataFolderThatIsInUseIsSaid() {
        String folder = Running.context().getEnvironment().getRequiredProperty("collegium.data");
        endsWithOneLine(ProductProcess.start(Path.of(folder)), folder);
    }

    @Test
    void aPortThatIsTakenIsSaid(@TempDir Path data) {
        ProductProcess second = ProductProcess.start(data, "--server.port=" + Running.port());
        assertThat(second.awaitEnd()).isNotZero();
        // A job that had begun may say that it was cut off, so this line is not always the only one.
        assertThat(second.output().lines()).anySatisfy(line -> assertThat(line)
                .startsWith("Collegium did not start.").contains("Port " + Running.port() + " is taken", "--server.port="));
    }

    /** Only root can make a disk that small. */
    @Test
    void aFullDiskIsSaid(@TempDir Path data) throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assumeThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", data.toString()).start().waitFor()).as("a small disk can be mounted").isZero();
        try {
            endsWithOneLine(ProductProcess.start(data), "full", data.toString());
        } finally {
            new ProcessBuilder("umount", "--lazy", data.toString()).start().waitFor();
        }
    }

    @Test
    void whatIsBeingAskedIsAnsweredBeforeItEndsAndItStartsAgainSoon(@TempDir Path data) throws IOException {
        try (ProductProcess first = ProductProcess.start(data)) {
            first.awaitServing();
            try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), first.port)) {
                slow.getOutputStream().write("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();
                assertThat(new String(slow.getInputStream().readNBytes("HTTP/1.1 100".length()), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
                // It is told to go on before anybody works at it.
                first.awaitPosted();
                first.terminate();
                first.awaitClosed();
                slow.getOutputStream().write("username=a&password=".getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();
                assertThat(answer(slow.getInputStream())).contains("HTTP/1.1 403");
            }
            // 143: ended by the signal, in order.
            assertThat(first.awaitEnd()).isIn(0, 143);
            assertThat(Files.exists(data.resolve("postgres/postmaster.pid"))).as("a PostgreSQL left behind").isFalse();
        }
        try (ProductProcess again = ProductProcess.start(data, "--server.forward-headers-strategy=native")) {
            long seconds = again.awaitServing().toSeconds();
            // Eight on a machine that does nothing else; the wide limit is for one that builds meanwhile.
            assertThat(seconds).as("seconds to serve again").isLessThan(60);
            assertThat(overTls(again.port)).as("a proxy's word is believed where the deployment says so").isTrue();
        }
    }

    @Test
    void whatACallerSaysOfTlsIsNotBelievedByItself() {
        assertThat(overTls(Running.port())).isFalse();
    }

    /** Whether the product takes a request for one over TLS because a header says it. */
    private static boolean overTls(int port) {
        return new Client().get("http://localhost:" + port + "/sign-in", "X-Forwarded-Proto", "https").headers().firstValue("Strict-Transport-Security").isPresent();
    }

    private static String answer(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
