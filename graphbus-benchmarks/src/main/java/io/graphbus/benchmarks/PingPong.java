package io.graphbus.benchmarks;

import io.graphbus.benchmarks.limit.JCToolsRally;
import io.graphbus.benchmarks.rally.GraphBusRally;
import io.graphbus.benchmarks.rally.PekkoRally;
import io.graphbus.benchmarks.rally.Rally;
import io.graphbus.benchmarks.rally.Rounds;
import io.graphbus.benchmarks.rally.VertxRally;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Round trips of an event between two agents. What counts are the percentiles in nanoseconds; the
 * score itself has the way in from outside in it, once per rally.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked // JMH calls the set-up
public class PingPong {

    private static final int RALLIES = 50;

    @Param({"graphbus", "pekko", "vertx", "jctools"})
    public String bus;

    private Rounds rounds;
    private Rally rally;

    @Setup
    public void start() {
        rounds = new Rounds();
        rally = rally(bus, rounds);
    }

    static Rally rally(String bus, Rounds rounds) {
        return switch (bus) {
            case "graphbus" -> new GraphBusRally(rounds);
            case "pekko" -> new PekkoRally(rounds);
            case "vertx" -> new VertxRally(rounds);
            case "jctools" -> new JCToolsRally(rounds);
            default -> throw new IllegalArgumentException("no bus is called " + bus);
        };
    }

    @Setup(Level.Iteration)
    public void forget() {
        rounds.nanos().reset();
    }

    @TearDown
    public void stop() {
        rally.close();
    }

    /** Nanoseconds of a round trip within an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Percentiles {
        public long p50;
        public long p99;
    }

    @Benchmark
    @OperationsPerInvocation(RALLIES * Rounds.RALLY)
    public void roundTrips(Percentiles percentiles) {
        for (int i = 0; i < RALLIES; i++) {
            rally.serve();
            rounds.await();
        }
        percentiles.p50 = rounds.nanos().getValueAtPercentile(50);
        percentiles.p99 = rounds.nanos().getValueAtPercentile(99);
    }
}
