package org.quorate.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.policy.Plan;
import org.quorate.policy.Policy;
import org.quorate.scale.ScaleCib;

/**
 * One decision, as a running daemon makes it: on a CIB that it has, by code that has run before. The compiler
 * is waited for, so that a busy machine does not measure code that is not compiled yet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 15, time = 2)
@Measurement(iterations = 6, time = 1)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-Xbatch", "-Xms2g", "-Xmx4g",
        "--sun-misc-unsafe-memory-access=allow"})
public class DecisionBenchmark {

    /** The file of the CIB. */
    @Param("")
    public String file = "";

    private Cib cib = new Cib(org.quorate.cib.Element.of("cib"));

    @Setup
    public void read() throws IOException {
        cib = CibXml.read(Files.readAllBytes(Path.of(file)));
    }

    @Benchmark
    public Plan decide() {
        return Policy.decide(cib, ScaleCib.NOW);
    }
}
