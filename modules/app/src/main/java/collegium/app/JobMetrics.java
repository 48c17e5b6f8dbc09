package collegium.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.listeners.JobListenerSupport;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.stereotype.Component;

/** How late each job begins after its time, how long it takes, and whether it failed. */
@Component
class JobMetrics extends JobListenerSupport implements SchedulerFactoryBeanCustomizer {

    private final MeterRegistry registry;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String getName() {
        return "metrics";
    }

    @Override
    public void customize(SchedulerFactoryBean scheduler) {
        scheduler.setGlobalJobListeners(this);
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
        String job = context.getJobDetail().getKey().getName();
        Duration lag = Duration.between(context.getScheduledFireTime().toInstant(), context.getFireTime().toInstant());
        registry.timer("collegium.jobs.lag", "job", job).record(lag.isNegative() ? Duration.ZERO : lag);
        registry.timer("collegium.jobs", "job", job, "failed", String.valueOf(failure != null)).record(Duration.ofMillis(context.getJobRunTime()));
    }
}
