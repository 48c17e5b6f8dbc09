package collegium.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a part of the product, with its data kept in a folder: durable (the binaries' own defaults are for tests and
 * lose committed data), reached by password on the loopback alone, restarted where it dies, and taken over where an earlier
 * run of the product was killed and left it running.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String USER = "postgres";
    /** In bytes: below it PostgreSQL cannot write its log, and would be waited for in vain. */
    private static final long ROOM = 64L * 1024 * 1024;
    /** In bytes: the programs of PostgreSQL, its first data and its log. */
    private static final long ROOM_AT_FIRST = 256L * 1024 * 1024;

    private final Path folder;
    private final String password;
    private final int port;
    private final FileChannel lockChannel;
    private EmbeddedPostgres postgres;
    private boolean closing;

    private EmbeddedServer(Path folder, DeploymentKey key) throws IOException {
        this.folder = folder;
        this.password = key.password("embedded-superuser");
        this.lockChannel = lock(folder);
        try {
            if (!hasRoom(folder)) {
                throw new StartRefused(full(folder));
            }
            stopLeftover();
            this.port = freePort();
            this.postgres = open();
        } catch (IOException | RuntimeException e) {
            lockChannel.close();
            throw e;
        }
    }

    /**
     * Starts the server on the folder, making its data on the first start.
     *
     * @throws StartRefused where another Collegium uses the folder, it cannot be written, or the disk is full
     */
    public static EmbeddedServer start(Path folder, DeploymentKey key) {
        try {
            return new EmbeddedServer(folder, key);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new StartRefused(reason(folder, e), e);
        }
    }

    public Server server() {
        return new Server("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), USER, password);
    }

    private static FileChannel lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            channel.close();
            throw new StartRefused("Another Collegium already uses the data folder %s; stop it, or choose another with --collegium.data="
                    .formatted(folder));
        }
        return channel;
    }

    private EmbeddedPostgres open() throws IOException {
        Path data = folder.resolve("postgres");
        boolean first = !started(folder);
        Path passwordFile = Files.createTempFile("collegium-", ".pw");
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setConnectConfig("password", password)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100");
            if (first) {
                Files.writeString(passwordFile, password);
                if (Files.getFileStore(passwordFile).supportsFileAttributeView("posix")) {
                    // As root the server's programs run as another user, who has to read it.
                    Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("r--r--r--"));
                }
                builder.setLocaleConfig("auth", "scram-sha-256")
                        .setLocaleConfig("pwfile", passwordFile.toString())
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8");
            }
            EmbeddedPostgres opened = builder.start();
            process(data).ifPresent(process -> { var _ = process.onExit().thenRun(this::restart); });
            return opened;
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** The server died under us: start it again on the same port, so that the pools find it. */
    private synchronized void restart() {
        if (closing) {
            return;
        }
        LOG.warn("The embedded PostgreSQL ended; starting it again.");
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.debug("Closing what had ended", e);
        }
        try {
            awaitStopped(folder.resolve("postgres"));
            postgres = open();
        } catch (IOException | IllegalStateException e) {
            LOG.error(reason(folder, e));
        }
    }

    /** After a kill of the application its server lives on; it is ours by its data folder, so it is stopped and started anew. */
    private void stopLeftover() throws IOException {
        Path data = folder.resolve("postgres");
        Optional<ProcessHandle> leftover = process(data);
        if (leftover.isPresent()) {
            LOG.info("Stopping the PostgreSQL that an earlier run left on {}.", data);
            leftover.get().destroy();
            awaitStopped(data);
        }
    }

    private static void awaitStopped(Path data) throws IOException {
        for (int i = 0; i < 200 && process(data).isPresent(); i++) {
            pause();
        }
        if (process(data).isPresent()) {
            throw new StartRefused("A PostgreSQL still runs on %s and does not stop; end it and start again.".formatted(data));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The live server process of the folder, by its own pid file; a pid that was given to another program is none. */
    private static Optional<ProcessHandle> process(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !Path.of(lines.get(1).strip()).toAbsolutePath().normalize().equals(data.toAbsolutePath().normalize())) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().map(command -> command.contains("postgres")).orElse(false));
    }

    /** Below the ports that systems give to outgoing connections: one of those could be taken until the server listens. */
    private static int freePort() throws IOException {
        for (int left = 100;; left--) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private static boolean hasRoom(Path folder) {
        return folder.toFile().getUsableSpace() >= (started(folder) ? ROOM : ROOM_AT_FIRST);
    }

    private static boolean started(Path folder) {
        return Files.exists(folder.resolve("postgres").resolve("PG_VERSION"));
    }

    private static String full(Path folder) {
        return "The disk that holds the data folder %s is full; make room, or choose another with --collegium.data=".formatted(folder);
    }

    private static String reason(Path folder, Exception e) {
        return hasRoom(folder) ? "The embedded database did not start on %s: %s".formatted(folder, Ground.oneLine(e)) : full(folder);
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        try {
            postgres.close();
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
