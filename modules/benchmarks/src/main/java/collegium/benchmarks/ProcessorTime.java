package collegium.benchmarks;

import collegium.requirements.engine.Judge;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Judging in processor time and bytes, which other work on the machine disturbs less than it does a clock. Prints the median
 * and the least of many rounds.
 */
public final class ProcessorTime {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 41;

    private ProcessorTime() {}

    /** Number of activities, milliseconds a round, schemes. */
    public static void main(String[] args) {
        int activities = Integer.parseInt(args[0]);
        long nanos = Long.parseLong(args[1]) * 1_000_000;
        List<String> schemes = Arrays.asList(args).subList(2, args.length);
        for (String scheme : schemes) {
            Sample sample = Sample.of(scheme, activities);
            Judge judge = Judge.of(sample.scheme());
            print(scheme, activities, "verdict", nanos, () -> sample.verdict(judge));
            print(scheme, activities, "judge", nanos, () -> sample.judge(judge));
            print(scheme, activities, "read all", nanos, () -> Sample.readAll(sample.judge(judge)));
        }
    }

    private static void print(String scheme, int activities, String what, long nanos, Runnable work) {
        long end = THREADS.getCurrentThreadCpuTime() + 15 * nanos;
        int times = 0;
        while (THREADS.getCurrentThreadCpuTime() < end) {
            work.run();
            times++;
        }
        int each = Math.max(1, times / 15);
        long[] took = new long[ROUNDS];
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            for (int n = 0; n < each; n++) {
                work.run();
            }
            took[round] = (THREADS.getCurrentThreadCpuTime() - before) / each;
        }
        long bytes = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / ((long) each * ROUNDS);
        Arrays.sort(took);
        System.out.printf("%-10s %5d %-8s median %9.1f us  least %9.1f us  %9d bytes%n", scheme, activities, what,
                took[ROUNDS / 2] / 1000.0, took[0] / 1000.0, bytes);
    }
}
