package collegium.app;

import collegium.database.Databases;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Shows how the three pools are used; the framework sees only the platform's. */
@Component
class PoolMetrics {

    private final Databases databases;
    private final MeterRegistry registry;

    PoolMetrics(Databases databases, MeterRegistry registry) {
        this.databases = databases;
        this.registry = registry;
    }

    @EventListener(ApplicationReadyEvent.class)
    void bind() {
        databases.pools().stream()
                .filter(pool -> pool.getMetricsTrackerFactory() == null && pool.getMetricRegistry() == null)
                .forEach(pool -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
    }
}
