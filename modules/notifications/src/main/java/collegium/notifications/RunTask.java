package collegium.notifications;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Quartz's side of a task: once at a time in the whole cluster. */
@DisallowConcurrentExecution
class RunTask implements Job {

    static final String TASK = "task";

    private final Tasks tasks;

    RunTask(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void execute(JobExecutionContext context) {
        Tasks.Task.valueOf(context.getMergedJobDataMap().getString(TASK)).run(tasks);
    }
}
