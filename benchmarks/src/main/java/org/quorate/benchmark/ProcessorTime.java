package org.quorate.benchmark;

import java.lang.management.GarbageCollectorMXBean;
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
 * The processor time of an operation, and what the garbage collector took for it. It says nearly the same on
 * a machine that has other things to do; of all iterations the smallest counts. The compiler's time is not in
 * it: a busy machine may not let it finish, and it is no part of a decision by code that has run before.
 */
public final class ProcessorTime implements InternalProfiler {

    /** Under which the result is found. */
    static final String NAME = "processor-time";

    private long before;

    /** In nanoseconds, of the threads of Java: those of the virtual machine itself are not told. */
    static long now() {
        var threads = ManagementFactory.getThreadMXBean();
        var nanos = 0L;
        for (var id : threads.getAllThreadIds()) {
            nanos += Math.max(0, threads.getThreadCpuTime(id));
        }
        return nanos + 1_000_000 * ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
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
