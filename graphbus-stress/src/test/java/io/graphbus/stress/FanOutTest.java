package io.graphbus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Subscribes;
import io.graphbus.runtime.RuntimeStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many events to many subscribers: all of them, once, in each publisher's order. */
@Timeout(120)
class FanOutTest {

    private static final int PUBLISHERS = 4;
    private static final int EACH = 10_000;

    /** A publisher's event. */
    public record Numbered(int publisher, int number) {}

    /** Keeps, without any lock, what came last from whom: its agent has one turn. */
    public abstract static class Reader {
        private final Map<Integer, Integer> last = new HashMap<>();
        private int count;
        private int wrong;

        void read(Numbered event) {
            Integer before = last.put(event.publisher(), event.number());
            wrong += event.number() == (before == null ? 0 : before + 1) ? 0 : 1;
            count++;
        }
    }

    @Agent
    public static class One extends Reader {
        @Subscribes("/Fan")
        public void on(Numbered event) {
            read(event);
        }
    }

    @Agent
    public static class Two extends Reader {
        @Subscribes("/Fan")
        public void on(Numbered event, Event meta) {
            read(event);
        }
    }

    @Agent(blocking = true)
    public static class Three extends Reader {
        @Subscribes("/*")
        public void on(Numbered event) {
            read(event);
        }
    }

    @Agent
    public static class Four extends Reader {
        @Subscribes("/**")
        public void on(Event event) {
            read((Numbered) event.payload());
        }
    }

    /** What publishers run on. */
    enum Publisher {
        VIRTUAL(Thread::startVirtualThread),
        PLATFORM(task -> Thread.ofPlatform().start(task));

        final Function<Runnable, Thread> starter;

        Publisher(Function<Runnable, Thread> starter) {
            this.starter = starter;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySubscriberGetsEveryEventOnceAndInOrder(Publisher kind) throws InterruptedException {
        List<Reader> readers = List.of(new One(), new Two(), new Three(), new Four());
        try (GraphBus bus = GraphBus.of(readers.toArray())) {
            publish(bus, kind);
            assertThat(bus.awaitIdle(Load.SOON)).isTrue();
            assertThat(readers)
                    .allSatisfy(
                            reader -> {
                                assertThat(reader.count).isEqualTo(PUBLISHERS * EACH);
                                assertThat(reader.wrong).isZero();
                            });
            RuntimeStats stats = bus.stats();
            assertThat(stats.published()).isEqualTo(PUBLISHERS * EACH);
            assertThat(stats.delivered()).isEqualTo(4L * PUBLISHERS * EACH);
            Load.conserves(stats);
        }
    }

    private static void publish(GraphBus bus, Publisher kind) throws InterruptedException {
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            publishers.add(
                    kind.starter.apply(
                            () -> {
                                for (int i = 0; i < EACH; i++) {
                                    bus.publish("/Fan", new Numbered(publisher, i));
                                }
                            }));
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }
    }

    @Agent
    public static class Held {
        final CountDownLatch gate = new CountDownLatch(1);
        private int count;

        @Subscribes("/Pace")
        public void on(int number) throws InterruptedException {
            gate.await();
            count++;
        }
    }

    @Agent
    public static class Fast {
        final CountDownLatch done = new CountDownLatch(1000);

        @Subscribes("/Pace")
        public void on(int number) {
            done.countDown();
        }
    }

    @Agent
    public static class AlsoFast extends Fast {
        @Override
        @Subscribes("/Pace")
        public void on(int number) {
            done.countDown();
        }
    }

    @Test
    void fastSubscribersFinishWhileASlowOneIsHeld() throws InterruptedException {
        Held held = new Held();
        Fast fast = new Fast();
        AlsoFast also = new AlsoFast();
        try (GraphBus bus = GraphBus.of(held, fast, also)) {
            for (int i = 0; i < 1000; i++) {
                bus.publish("/Pace", i);
            }
            fast.done.await();
            also.done.await();
            assertThat(held.count).isZero();
            long end = System.nanoTime() + Load.SOON.toNanos();
            while (bus.stats().inFlight() > 1000 && System.nanoTime() < end) {
                Thread.onSpinWait(); // a handler returns before it is counted
            }
            assertThat(bus.stats().inFlight()).isEqualTo(1000);
            held.gate.countDown();
            assertThat(bus.awaitIdle(Load.SOON)).isTrue();
            assertThat(held.count).isEqualTo(1000);
            Load.conserves(bus.stats());
        }
    }
}
