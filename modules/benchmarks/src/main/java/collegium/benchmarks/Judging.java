package collegium.benchmarks;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to judge one member. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Judging {

    @Param({"acca", "gdc", "lso", "tpb", "rcpsc", "ny-cpa", "cfp", "nmba", "fca-advice", "ca-cpa"})
    public String scheme = "";

    @Param({"50", "500", "5000"})
    public int activities;

    private Sample sample = Sample.of("acca", 0);
    private Judge judge = Judge.of(sample.scheme());

    @Setup
    public void prepare() {
        sample = Sample.of(scheme, activities);
        judge = Judge.of(sample.scheme());
    }

    /** What judging a whole body needs. */
    @Benchmark
    public Verdict verdict() {
        return sample.verdict(judge);
    }

    /** The standing, whose explanation may still be read. */
    @Benchmark
    public Standing judge() {
        return sample.judge(judge);
    }

    /** The same, with every finding, activity and reason read. */
    @Benchmark
    public int judgeAndReadAll() {
        return Sample.readAll(sample.judge(judge));
    }
}
