package io.graphbus.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same traffic over one agent and over 10,000, each with a topic of its own. The score is
 * delivered events, in millions a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked // JMH calls the set-up
public class ManyAgents {

    private static final int EVENTS = 120_000;

    @Param({"1", "10000"})
    public int agents;

    @Param({"graphbus", "pekko", "jctools", "sharded"})
    public Peers peer;

    private Traffic traffic;

    @Setup
    public void start() {
        traffic = new Traffic(peer::start, 1, agents, 1);
    }

    @TearDown
    public void stop() {
        traffic.close();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long delivered() {
        return traffic.deliver(EVENTS);
    }
}
