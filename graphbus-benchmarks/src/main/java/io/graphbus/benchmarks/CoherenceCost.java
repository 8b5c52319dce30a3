package io.graphbus.benchmarks;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.coherence.CoherenceOptions;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.migration.delivery.DeliverySignal;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.SignalListener;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What counting for coherence costs for each delivery, the signal included. The score is
 * nanoseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.UNSAFE)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@NullUnmarked // JMH calls the set-up
public class CoherenceCost {

    private static final String TOPIC = "/order/created";
    private static final int READERS = 1_000;

    private final String[] readers = new String[READERS];
    private SignalListener<DeliveryCompleted> made;
    private SignalListener<DeliverySignal> payloads;
    private Event event;

    /** Hears what is published. */
    @Agent
    public static class Reader {
        @Subscribes(TOPIC)
        public void on(String text) {}
    }

    /** A place among the readers, for each thread. */
    @State(Scope.Thread)
    public static class Place {
        private int next;

        int next() {
            next = next == READERS - 1 ? 0 : next + 1;
            return next;
        }
    }

    @Setup
    public void start() {
        CoherenceTracker tracker = new CoherenceTracker(CoherenceOptions.DEFAULTS);
        made = tracker.made();
        payloads = tracker.payloads();
        for (int i = 0; i < READERS; i++) {
            readers[i] = "Reader" + i;
        }
        try (GraphBus bus = GraphBus.of(new Reader())) {
            bus.publish(Publish.to(TOPIC, "text").schemaVersion("1.4.0"));
            event = bus.history(HistoryQuery.newest(1)).getFirst().event();
        }
    }

    @Benchmark
    public void oneReader() {
        made.on(new DeliveryCompleted(event, readers[0], "on", "on", 1));
    }

    @Benchmark
    @Threads(2)
    public void oneReaderOnTwoThreads() {
        made.on(new DeliveryCompleted(event, readers[0], "on", "on", 1));
    }

    @Benchmark
    public void aThousandReaders(Place place) {
        made.on(new DeliveryCompleted(event, readers[place.next()], "on", "on", 1));
    }

    @Benchmark
    public void migrated() {
        payloads.on(new PayloadMigrated(event, readers[0], "on", "1.4.0", "2.0.0"));
        made.on(new DeliveryCompleted(event, readers[0], "on", "on", 1));
    }
}
