package collegium.app.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The product in a process of its own, as a person starts it; its output is kept in a file. */
final class ProductProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    final int port;
    private final int managementPort;
    private final Process process;
    private final Path output;

    private ProductProcess(int port, int managementPort, Process process, Path output) {
        this.port = port;
        this.managementPort = managementPort;
        this.process = process;
        this.output = output;
    }

    static ProductProcess start(Path data, String... more) {
        return start(List.of(), data, more);
    }

    static ProductProcess start(List<String> jvm, Path data, String... more) {
        try {
            int port = freePort();
            int managementPort = freePort();
            Path output = Files.createTempFile("collegium-output-", ".txt");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
            command.addAll(jvm);
            command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "collegium.app.Collegium",
                    "--collegium.data=" + data, "--collegium.demo=false", "--management.server.port=" + managementPort));
            if (List.of(more).stream().noneMatch(each -> each.startsWith("--server.port="))) {
                command.add("--server.port=" + port);
            }
            command.addAll(List.of(more));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            return new ProductProcess(port, managementPort, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below those that outgoing connections are given: until the product listens one of the many of these tests could have it. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 20_000), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // Somebody else's; there are more.
            }
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
        await(() -> serves() || !process.isAlive(), "It does not serve");
        if (!process.isAlive()) {
            throw new AssertionError("It ended: " + output());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private boolean serves() {
        return ask(port, "/actuator/health").isPresent();
    }

    /** Waits until a form that somebody sends is in work. */
    void awaitPosted() {
        await(() -> ask(managementPort, "/actuator/prometheus").stream().flatMap(String::lines)
                .anyMatch(line -> line.startsWith("http_server_requests_active_seconds_gcount") && line.contains("method=\"POST\"") && line.endsWith(" 1")),
                "Nothing is in work");
    }

    private static Optional<String> ask(int port, String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Optional.of(http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.ofString())).filter(answer -> answer.statusCode() == 200).map(HttpResponse::body);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void await(BooleanSupplier condition, String otherwise) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError(otherwise + ": " + output());
            }
            pause();
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
        await(() -> {
            try (Socket taken = new Socket(InetAddress.getLoopbackAddress(), port)) {
                taken.setSoTimeout(1);
                return false;
            } catch (IOException _) {
                return true;
            }
        }, "It still takes requests");
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
