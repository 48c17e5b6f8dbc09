package collegium.notifications;

import collegium.database.Databases;
import collegium.notifications.Tasks.Task;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every schedule of the product: a few jobs for all bodies and the whole cluster, never one a member. What follows the body's
 * calendar runs hourly, since midnight comes to the bodies at different hours; what is done already is done in no time.
 */
@Configuration(proxyBeanMethods = false)
class Schedules {

    private record Schedule(Task task, ScheduleBuilder<?> when) {}

    private static final List<Schedule> ALL = List.of(
            new Schedule(Task.SEND_HINTED, every(Duration.ofSeconds(5))),
            new Schedule(Task.SEND_ALL, every(Duration.ofMinutes(15))),
            new Schedule(Task.RESUME_IMPORTS, every(Duration.ofMinutes(5))),
            new Schedule(Task.JUDGE, hourlyAt(5)),
            new Schedule(Task.REMIND, hourlyAt(15)),
            new Schedule(Task.PRUNE, hourlyAt(45)));

    private static ScheduleBuilder<?> every(Duration interval) {
        return SimpleScheduleBuilder.simpleSchedule().withIntervalInMilliseconds(interval.toMillis()).repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount();
    }

    private static ScheduleBuilder<?> hourlyAt(int minute) {
        return CronScheduleBuilder.cronSchedule("0 " + minute + " * * * ?").inTimeZone(TimeZone.getTimeZone("UTC"))
                .withMisfireHandlingInstructionFireAndProceed();
    }

    private static JobDetail job(Schedule schedule) {
        return JobBuilder.newJob(RunTask.class).withIdentity(schedule.task().name())
                .usingJobData(RunTask.TASK, schedule.task().name()).storeDurably().build();
    }

    private static Trigger trigger(Schedule schedule) {
        return TriggerBuilder.newTrigger().withIdentity(schedule.task().name()).forJob(schedule.task().name())
                .withSchedule(schedule.when()).build();
    }

    @Bean
    SchedulerFactoryBeanCustomizer clusteredSchedules(Databases databases) {
        return factory -> {
            factory.setDataSource(databases.platformDataSource());
            factory.setTransactionManager(databases.platformTransactions());
            factory.setQuartzProperties(clustered());
            factory.setOverwriteExistingJobs(true);
            factory.setWaitForJobsToCompleteOnShutdown(true);
            factory.setJobDetails(ALL.stream().map(Schedules::job).toArray(JobDetail[]::new));
            factory.setTriggers(ALL.stream().map(Schedules::trigger).toArray(Trigger[]::new));
        };
    }

    private static Properties clustered() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "collegium");
        properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        properties.setProperty("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.threadPool.threadCount", "4");
        return properties;
    }
}
