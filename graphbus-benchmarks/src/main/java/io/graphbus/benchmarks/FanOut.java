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

/** Publishers x subscribers of one topic. The score is delivered events, in millions a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked // JMH calls the set-up
public class FanOut {

    static final int DELIVERIES = 1 << 17;

    @Param({"1x1", "1x4", "1x16", "2x4", "4x4", "16x16"})
    public String shape;

    @Param public Peers peer;

    private Traffic traffic;
    private int events;

    @Setup
    public void start() {
        String[] numbers = shape.split("x", 2);
        int subscribers = Integer.parseInt(numbers[1]);
        events = DELIVERIES / subscribers;
        traffic = new Traffic(peer::start, Integer.parseInt(numbers[0]), 1, subscribers);
    }

    @TearDown
    public void stop() {
        traffic.close();
    }

    @Benchmark
    @OperationsPerInvocation(DELIVERIES)
    public long delivered() {
        return traffic.deliver(events);
    }
}
