package io.graphbus.benchmarks;

import io.graphbus.benchmarks.call.Caller;
import io.graphbus.benchmarks.call.Callers;
import io.graphbus.benchmarks.peer.Payload;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Two callers of one agent, each waiting for its answer. The score is calls a millisecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Threads(2)
@NullUnmarked // JMH calls the set-up
public class BusyCalls {

    @Param({"graphbus", "pekko", "vertx"})
    public Callers bus;

    private final Payload payload = new Payload(1, "one");
    private Caller caller;

    @Setup
    public void start() {
        caller = bus.start();
    }

    @TearDown
    public void stop() {
        caller.close();
    }

    @Benchmark
    public Object call() {
        return caller.call(payload);
    }
}
