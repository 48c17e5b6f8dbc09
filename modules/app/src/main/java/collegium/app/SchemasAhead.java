package collegium.app;

import collegium.database.SchemaRunner;
import collegium.tenancy.Bodies;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes a few schemas ahead, in the background of a start, so that a new body does not wait for its own. */
@Component
class SchemasAhead {

    private static final Logger LOG = LoggerFactory.getLogger(SchemasAhead.class);
    private final SchemaRunner schemas;
    private final Clock clock;

    SchemasAhead(SchemaRunner schemas, Clock clock) {
        this.schemas = schemas;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void prepare() {
        int behind = schemas.behindCount();
        if (behind > 0) {
            LOG.warn("{} schemas of bodies are behind this version; run migrate-schemas, until then their pages fail", behind);
        }
        Thread.ofVirtual().name("schemas-ahead").start(() -> {
            try {
                schemas.prepare(Bodies.PREPARED, clock.instant());
            } catch (RuntimeException e) {
                // Not fatal: creating a body prepares one itself.
                LOG.warn("Schemas could not be made ahead: {}", e.getMessage());
            }
        });
    }
}
