package io.graphbus.benchmarks;

import io.graphbus.benchmarks.peer.Features;
import io.graphbus.benchmarks.peer.GraphBusPeer;
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
 * What history, statistics and health cost, and then a listener or an interceptor: nanoseconds per
 * delivered event. With {@code -prof gc} also shows that what is not there allocates nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked // JMH calls the set-up
public class OnOff {

    @Param({"1", "4"})
    public int subscribers;

    @Param public Features features;

    private Traffic traffic;
    private int events;

    @Setup
    public void start() {
        events = FanOut.DELIVERIES / subscribers;
        traffic = new Traffic(all -> new GraphBusPeer(all, features), 1, 1, subscribers);
    }

    @TearDown
    public void stop() {
        traffic.close();
    }

    @Benchmark
    @OperationsPerInvocation(FanOut.DELIVERIES)
    public long delivered() {
        return traffic.deliver(events);
    }
}
