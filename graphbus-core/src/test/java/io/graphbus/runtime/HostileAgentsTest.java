package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class HostileAgentsTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private abstract static class Spinning {
        static final AtomicInteger SPINNING = new AtomicInteger();
        static volatile boolean go;

        void spin() {
            SPINNING.incrementAndGet();
            while (go) {
                Thread.onSpinWait();
            }
        }
    }

    @Agent(name = "Spinner", concurrency = 8)
    public static class Spinner extends Spinning {
        @Subscribes("/Spin")
        public void onSpin() {
            spin();
        }
    }

    @Agent
    public static class Polite {
        @SchemaMethod
        public String hello() {
            return "hello";
        }

        @Subscribes("/Polite")
        @Publishes("/Polite/Done")
        public String onPolite(String text) {
            return text;
        }
    }

    @Test
    void handlersThatSpinDoNotStopOthers() {
        Spinning.go = true;
        try (GraphBus bus = GraphBus.of(new Spinner(), new Polite())) {
            CountDownLatch done = new CountDownLatch(20);
            bus.watch(
                    SignalListener.of(
                            EngineSignal.DeliveryCompleted.class,
                            s -> {
                                if (s.agent().equals("Polite")) {
                                    done.countDown();
                                }
                            }));
            for (int i = 0; i < 8; i++) {
                bus.publish("/Spin", i);
            }
            for (int i = 0; i < 20; i++) {
                bus.publish("/Polite", "x");
                assertThat(bus.call("Polite", "hello")).isEqualTo("hello");
            }
            assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
            Spinning.go = false;
            assertThat(bus.awaitIdle(SOON)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Spinning.go = false;
        }
    }

    @Agent(blocking = true)
    public static class Waiting {
        final CountDownLatch gate = new CountDownLatch(1);

        @Subscribes("/Wait")
        public void onWait() throws InterruptedException {
            gate.await();
        }
    }

    @Test
    void agentsThatWaitRunBesideTheLoops() {
        Waiting waiting = new Waiting();
        try (GraphBus bus = GraphBus.of(waiting, new Polite())) {
            bus.publish("/Wait", 1);
            bus.publish("/Polite", "x");
            waiting.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().delivered()).isEqualTo(2);
        }
    }

    @Agent
    public static class Erring {
        @Subscribes("/Err")
        public void onErr(Integer kind) {
            switch (kind % 3) {
                case 0 -> recurse(0);
                case 1 -> throw new OutOfMemoryError("pretended");
                default -> throw new LinkageError("pretended");
            }
        }

        private int recurse(int depth) {
            return recurse(depth + 1) + 1;
        }

        @SchemaMethod
        public int overflow() {
            return recurse(0);
        }
    }

    @Test
    void errorsOfAgentsAreTheirFailuresAndNobodyElses() {
        try (GraphBus bus = GraphBus.of(new Erring(), new Polite())) {
            for (int i = 0; i < 6; i++) {
                bus.publish("/Err", i);
            }
            assertThatThrownBy(() -> bus.call("Erring", "overflow"))
                    .hasCauseInstanceOf(StackOverflowError.class);
            bus.publish("/Polite", "x");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().failed()).isEqualTo(6);
            assertThat(bus.stats().dead()).isEqualTo(6);
            assertThat(bus.stats().delivered()).isEqualTo(1);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        try (GraphBus bus = GraphBus.of(new Polite())) {
            bus.watch(
                    SignalListener.of(
                            EngineSignal.class,
                            s -> {
                                throw new IllegalStateException("listener");
                            }));
            bus.publish("/Polite", "x");
            assertThat(bus.call("Polite", "hello")).isEqualTo("hello");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().delivered()).isEqualTo(1);
        }
    }

    /** Counts and adds up; throws now and then. */
    public abstract static class Counting {
        final AtomicLong sum = new AtomicLong();
        private final Random random = new Random(7);
        final AtomicInteger overlapping = new AtomicInteger();

        void count(long value) {
            assertThat(overlapping.incrementAndGet()).isEqualTo(1);
            sum.addAndGet(value);
            overlapping.decrementAndGet();
            if (random.nextInt(50) == 0) {
                throw new IllegalStateException("at random");
            }
        }
    }

    @Agent
    public static class First extends Counting {
        @Subscribes("/Load/*")
        public void on(Long value) {
            count(value);
        }
    }

    @Agent
    public static class Second extends Counting {
        @Subscribes("/Load/**")
        @Publishes("/Echo")
        public Long on(Long value) {
            count(value);
            return value;
        }
    }

    @Agent
    public static class Third extends Counting {
        @Subscribes("/Echo")
        public void on(Long value) {
            count(value);
        }
    }

    @Test
    void nothingIsLostOrDoubledUnderLoadFromManyThreads() {
        List<Counting> agents = List.of(new First(), new Second(), new Third());
        int publishers = 4;
        int each = 10_000;
        GraphBus.Builder builder =
                GraphBus.builder().options(RuntimeOptions.DEFAULTS.withRetry(RetryPolicy.NONE));
        agents.forEach(builder::agent);
        try (GraphBus bus = builder.build().start()) {
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            IntStream.range(0, publishers)
                    .mapToObj(
                            p ->
                                    CompletableFuture.runAsync(
                                            () -> {
                                                for (long i = 0; i < each; i++) {
                                                    bus.publish("/Load/P" + p, i);
                                                }
                                            },
                                            task -> new Thread(task).start()))
                    .forEach(threads::add);
            threads.forEach(CompletableFuture::join);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            long expected = publishers * (each - 1L) * each / 2;
            assertThat(agents.get(0).sum.get()).isEqualTo(expected);
            assertThat(agents.get(1).sum.get()).isEqualTo(expected);
            RuntimeStats stats = bus.stats();
            assertThat(stats.delivered() + stats.dead()).isEqualTo(stats.offered());
            assertThat(stats.offered()).isEqualTo(2L * publishers * each + echoes(stats));
            assertThat(stats.unaccounted()).isZero();
            assertThat(stats.inFlight()).isZero();
        }
    }

    private static long echoes(RuntimeStats stats) {
        return stats.topics().stream()
                .filter(t -> t.topic().equals("/Echo"))
                .mapToLong(RuntimeStats.TopicStats::published)
                .sum();
    }

    @Agent
    public static class Circular {
        @SchemaMethod
        public Map<String, Object> circle() {
            Map<String, Object> circle = new HashMap<>();
            circle.put("again", circle);
            return circle;
        }
    }

    @Test
    void aResultWithoutJsonFormIsTheAgentsFault() {
        try (GraphBus bus = GraphBus.of(new Circular())) {
            assertThatThrownBy(() -> bus.callJson("Circular", "circle", "{}"))
                    .hasMessageContaining("AGENT_FAILED")
                    .hasMessageContaining("Circular.circle")
                    .hasMessageContaining("cannot be written as JSON");
        }
    }
}
