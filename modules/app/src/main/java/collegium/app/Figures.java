package collegium.app;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.BODY_DUE;
import static collegium.database.platform.Tables.TENANT_SCHEMA;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.min;

import collegium.database.PlatformDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What an operator watches and no framework measures: how long the oldest message has been due, and how many bodies stand at which
 * version of the schema. Read at most every quarter of a minute, when somebody asks. No figure is of a person.
 */
@Component
class Figures {

    private static final long FRESH = Duration.ofSeconds(15).toNanos();
    private final PlatformDatabase platform;
    private final MeterRegistry registry;
    private final MultiGauge bodies;
    private double outboxAge;
    private long readAt;

    Figures(PlatformDatabase platform, MeterRegistry registry) {
        this.platform = platform;
        this.registry = registry;
        this.bodies = MultiGauge.builder("collegium.bodies").description("Bodies by the version of their schema").register(registry);
    }

    @EventListener(ApplicationReadyEvent.class)
    void bind() {
        readAt = System.nanoTime() - FRESH;
        Gauge.builder("collegium.outbox.age", this, Figures::outboxAge).baseUnit("seconds")
                .description("How long the body whose messages wait longest has waited").register(registry);
        read();
    }

    private synchronized double outboxAge() {
        if (System.nanoTime() - readAt >= FRESH) {
            read();
        }
        return outboxAge;
    }

    private record Versions(int version, int bodies) {}

    private synchronized void read() {
        List<Versions> versions = platform.in(sql -> sql.select(TENANT_SCHEMA.VERSION, count()).from(TENANT_SCHEMA)
                .where(TENANT_SCHEMA.CLAIMED_BY.isNotNull()).groupBy(TENANT_SCHEMA.VERSION)
                .fetch(row -> new Versions(row.value1(), row.value2())));
        bodies.register(versions.stream().map(each -> MultiGauge.Row.of(Tags.of("version", String.valueOf(each.version())), each.bodies())).toList(), true);
        outboxAge = platform.in(sql -> sql.select(min(BODY_DUE.DUE_AT), currentOffsetDateTime())
                .from(BODY_DUE).join(BODY).on(BODY.ID.eq(BODY_DUE.BODY_ID)).where(BODY.STATUS.eq("active"))
                .fetchSingle(row -> Optional.ofNullable(row.value1()).map(due -> age(due, row.value2().toInstant())).orElse(0.0)));
        readAt = System.nanoTime();
    }

    private static double age(Instant due, Instant now) {
        return Math.max(0, Duration.between(due, now).toMillis() / 1000.0);
    }
}
