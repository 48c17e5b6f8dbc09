package collegium.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens the database, and checks and brings up to date what is in it, while the rest of a start is still looking for its parts. */
final class StorageAhead implements ApplicationContextInitializer<ConfigurableApplicationContext>, ApplicationListener<ApplicationFailedEvent> {

    private @Nullable CompletableFuture<OpenedStorage> opening;
    private boolean taken;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Settings settings = Binder.get(context.getEnvironment()).bindOrCreate("collegium", Settings.class);
        CompletableFuture<OpenedStorage> begun = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                begun.complete(OpenedStorage.of(settings));
            } catch (RuntimeException | Error e) {
                begun.completeExceptionally(e);
            }
        }, "storage");
        thread.setContextClassLoader(context.getClassLoader());
        thread.start();
        opening = begun;
        context.getBeanFactory().registerSingleton("storageAhead", this);
    }

    /** Waits until it is open; whoever takes it closes it. Fails as opening it failed. */
    OpenedStorage take() {
        taken = true;
        try {
            return begun().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<OpenedStorage> begun() {
        if (opening == null) {
            throw new IllegalStateException("Nothing was begun.");
        }
        return opening;
    }

    /** Nobody came to take it. */
    @Override
    public void onApplicationEvent(ApplicationFailedEvent failed) {
        if (opening != null && !taken) {
            opening.handle((opened, _) -> opened).thenAccept(opened -> {
                if (opened != null) {
                    opened.close();
                }
            }).join();
        }
    }
}
