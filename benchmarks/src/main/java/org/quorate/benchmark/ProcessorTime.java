package org.quorate.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of an operation, that of the garbage collector and of the compiler included. It says the
 * same on a machine that has other things to do; of all iterations the smallest counts.
 */
public final class ProcessorTime implements InternalProfiler {

    /** Under which the result is found. */
    static final String NAME = "processor-time";

    private long before;

    private static long now() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = now();
    }

    @Override
    public Collection<? extends Result> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        var operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(NAME, (now() - before) / 1e6 / operations, "ms/op",
                AggregationPolicy.MIN));
    }

    @Override
    public String getDescription() {
        return "processor time of each operation";
    }
}
