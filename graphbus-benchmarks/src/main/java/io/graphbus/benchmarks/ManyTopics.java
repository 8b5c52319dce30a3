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
 * 1,000 topics with 4 subscribers each, routed by a name that is equal to the subscribed one but
 * not the same string. The score is delivered events, in millions a second. MBassador would need
 * 2,000 threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked // JMH calls the set-up
public class ManyTopics {

    private static final int TOPICS = 1_000;
    private static final int SUBSCRIBERS = 4;
    private static final int EVENTS = 32_000;

    @Param("1")
    public int publishers;

    @Param({
        "graphbus",
        "pekko",
        "vertx",
        "reactor",
        "guavaAsync",
        "springPool",
        "springVirtual",
        "guava",
        "spring",
        "naive",
        "jctools",
        "jctoolsVirtual",
        "sharded",
        "disruptor"
    })
    public Peers peer;

    private Traffic traffic;

    @Setup
    public void start() {
        traffic = new Traffic(peer::start, publishers, TOPICS, SUBSCRIBERS);
    }

    @TearDown
    public void stop() {
        traffic.close();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS * SUBSCRIBERS)
    public long delivered() {
        return traffic.deliver(EVENTS);
    }
}
