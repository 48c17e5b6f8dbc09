package collegium.app;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.EmbeddedServer;
import collegium.database.Server;
import collegium.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database with its key, open.
 *
 * @param embedded empty where the deployment has a server of its own
 */
record OpenedStorage(DeploymentKey key, Optional<EmbeddedServer> embedded, Databases databases) implements AutoCloseable {

    static OpenedStorage of(Settings settings) {
        DeploymentKey key = key(settings);
        if (settings.ownServer()) {
            Settings.Database own = settings.database();
            return new OpenedStorage(key, Optional.empty(), new Databases(new Server(own.url(), own.user(), own.password()), key));
        }
        EmbeddedServer embedded = EmbeddedServer.start(DataFolder.of(settings), key);
        try {
            return new OpenedStorage(key, Optional.of(embedded), new Databases(embedded.server(), key));
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    private static DeploymentKey key(Settings settings) {
        if (!settings.key().isBlank()) {
            return DeploymentKey.of(settings.key());
        }
        if (settings.ownServer()) {
            throw new StartRefused("A database of your own needs COLLEGIUM_KEY, 64 hexadecimal digits that you keep apart from its"
                    + " backups; make one with: openssl rand -hex 32");
        }
        Path folder = DataFolder.of(settings);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartRefused("The data folder %s cannot be made: %s".formatted(folder, e), e);
        }
        return DeploymentKey.in(folder.resolve("key"));
    }

    @Override
    public void close() {
        databases.close();
        embedded.ifPresent(EmbeddedServer::close);
    }
}
