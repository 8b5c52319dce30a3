package io.graphbus.benchmarks;

import io.graphbus.GraphBus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call by agent and method name to an idle agent, statistics on, beside a map lookup and a
 * virtual call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // JMH calls the set-up
public class CallBenchmark {

    private final Payload payload = new Payload(1, "one");
    private final Map<String, Function<Payload, Long>> methods = new ConcurrentHashMap<>();
    private GraphBus bus;

    @Setup
    public void start() {
        bus = GraphBus.of(new Sink.Adder());
        Sink.Adder adder = new Sink.Adder();
        methods.put("Adder.add", adder::add);
    }

    @TearDown
    public void stop() {
        bus.close();
    }

    @Benchmark
    public Object graphBusByName() {
        return bus.call("Adder", "add", payload);
    }

    @Benchmark
    public Object naiveMapAndCall() {
        return methods.get("Adder.add").apply(payload);
    }
}
