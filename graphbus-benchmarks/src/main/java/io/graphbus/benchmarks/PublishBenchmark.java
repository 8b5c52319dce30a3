package io.graphbus.benchmarks;

import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import io.graphbus.GraphBus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
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
 * One publisher, one topic, 1 or 4 subscribers. An operation is one published event; a run ends
 * when every subscriber has handled every event, so that the drain is counted. Delivered events per
 * second are the score times the subscribers. History and statistics of GraphBus are on. At most
 * 50,000 events are under way with the peers, 1,024 per mailbox with us.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@NullUnmarked // JMH calls the set-up
public class PublishBenchmark {

    private static final int EVENTS = 50_000;
    private static final String TOPIC = "/Bench/Event";

    @Param({"1", "4"})
    public int subscribers;

    private final Payload payload = new Payload(1, "one");
    private final LongAdder delivered = new LongAdder();
    private long expected;

    private GraphBus bus;
    private AsyncEventBus guava;
    private ExecutorService pool;
    private Vertx vertx;
    private EventBus vertxBus;
    private final ConcurrentHashMap<String, List<Consumer<Payload>>> naive =
            new ConcurrentHashMap<>();

    @Setup(Level.Trial)
    public void start() {
        bus = GraphBus.of(Sink.subscribers(subscribers));
        pool = Executors.newFixedThreadPool(2);
        guava = new AsyncEventBus(pool);
        vertx = Vertx.vertx();
        vertxBus = vertx.eventBus();
        vertxBus.registerDefaultCodec(Payload.class, new ByReference());
        List<Consumer<Payload>> consumers = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            Counter counter = new Counter();
            guava.register(counter);
            consumers.add(counter::on);
            MessageConsumerOptions consumer =
                    new MessageConsumerOptions()
                            .setAddress(TOPIC)
                            .setLocalOnly(true)
                            .setMaxBufferedMessages(EVENTS * 2);
            vertxBus.<Payload>consumer(consumer, message -> counter.on(message.body()));
        }
        naive.put(TOPIC, consumers);
    }

    @TearDown(Level.Trial)
    public void stop() {
        bus.close();
        pool.shutdownNow();
        vertx.close();
    }

    /** A subscriber of the peers. */
    public final class Counter {
        private long sum;

        @Subscribe
        public void on(Payload event) {
            sum += event.number();
            delivered.increment();
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public boolean graphBus() {
        for (int i = 0; i < EVENTS; i++) {
            bus.publish(TOPIC, payload);
        }
        return bus.awaitIdle(Duration.ofMinutes(1));
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long naiveSynchronous() {
        for (int i = 0; i < EVENTS; i++) {
            for (Consumer<Payload> consumer : naive.get(TOPIC)) {
                consumer.accept(payload);
            }
        }
        return delivered.sum();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long guavaAsync() {
        for (int i = 0; i < EVENTS; i++) {
            guava.post(payload);
        }
        return drained();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long vertx() {
        DeliveryOptions local = new DeliveryOptions().setLocalOnly(true);
        for (int i = 0; i < EVENTS; i++) {
            vertxBus.publish(TOPIC, payload, local);
        }
        return drained();
    }

    private long drained() {
        expected += (long) EVENTS * subscribers;
        long sum;
        while ((sum = delivered.sum()) < expected) {
            Thread.onSpinWait();
        }
        return sum;
    }

    private static final class ByReference implements MessageCodec<Payload, Payload> {
        @Override
        public void encodeToWire(Buffer buffer, Payload payload) {
            throw new UnsupportedOperationException("events stay in this process");
        }

        @Override
        public Payload decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("events stay in this process");
        }

        @Override
        public Payload transform(Payload payload) {
            return payload;
        }

        @Override
        public String name() {
            return "by-reference";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
