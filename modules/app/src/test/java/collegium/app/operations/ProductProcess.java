package collegium.app.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product in a process of its own, as a person starts it; its output is kept in a file. */
final class ProductProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    final int port;
    private final Process process;
    private final Path output;

    private ProductProcess(int port, Process process, Path output) {
        this.port = port;
        this.process = process;
        this.output = output;
    }

    static ProductProcess start(Path data, String... more) {
        return start(List.of(), data, more);
    }

    static ProductProcess start(List<String> jvm, Path data, String... more) {
        try {
            int port = freePort();
            Path output = Files.createTempFile("collegium-output-", ".txt");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
            command.addAll(jvm);
            command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "collegium.app.Collegium",
                    "--collegium.data=" + data, "--collegium.demo=false", "--management.server.port=0"));
            if (List.of(more).stream().noneMatch(each -> each.startsWith("--server.port="))) {
                command.add("--server.port=" + port);
            }
            command.addAll(List.of(more));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            return new ProductProcess(port, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it serves, and says how long that took. */
    Duration awaitServing() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (serves()) {
                return Duration.ofNanos(System.nanoTime() - begun);
            }
            if (!process.isAlive()) {
                break;
            }
            pause();
        }
        throw new AssertionError("It does not serve: " + output());
    }

    private boolean serves() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health")).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end, and returns the exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, as a service manager does. */
    void terminate() {
        process.destroy();
    }

    /** Waits until it takes no further request. */
    void awaitClosed() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            try (Socket taken = new Socket(InetAddress.getLoopbackAddress(), port)) {
                taken.setSoTimeout(1);
            } catch (IOException _) {
                return;
            }
            pause();
        }
        throw new AssertionError("It still takes requests: " + output());
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
