package io.graphbus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents that publish to each other in circles, fail at random, and have next to no room. */
@Timeout(120)
class CirclesTest {

    private static final int PUBLISHERS = 4;
    private static final int EACH = 2_000;

    /** Passes a token on until it has gone around often enough. */
    public abstract static class Station {
        private final AtomicInteger inside = new AtomicInteger();
        private final Random random = new Random(11);
        final LongAdder handled = new LongAdder();
        int overlapping;

        Integer pass(int left, int failures) {
            overlapping += inside.getAndIncrement();
            try {
                if (failures > 0 && random.nextInt(failures) == 0) {
                    fail();
                }
                handled.increment();
                return left > 0 ? left - 1 : null;
            } finally {
                inside.decrementAndGet();
            }
        }

        private void fail() {
            switch (random.nextInt(3)) {
                case 0 -> throw new IllegalStateException("at random");
                case 1 -> throw new OutOfMemoryError("pretended");
                default -> throw new LinkageError("pretended");
            }
        }
    }

    @Agent
    public static class North extends Station {
        @Subscribes("/Ring/North")
        @Publishes("/Ring/East")
        public Integer on(int left) {
            return pass(left, 0);
        }
    }

    @Agent
    public static class East extends Station {
        @Subscribes("/Ring/East")
        @Publishes("/Ring/South")
        @Publishes("/Ring/West")
        public Integer on(int left) {
            return pass(left, 100);
        }
    }

    @Agent(blocking = true)
    public static class South extends Station {
        @Subscribes("/Ring/South")
        @Publishes("/Ring/North")
        public Integer on(int left) {
            return pass(left, 0);
        }
    }

    @Agent
    public static class West extends Station {
        @Subscribes("/Ring/*")
        public void on(int left) {
            pass(left, 50);
        }
    }

    @Test
    void circlesWithoutRoomNeitherHangNorLoseAnythingUncounted() throws InterruptedException {
        List<Station> stations = List.of(new North(), new East(), new South(), new West());
        RuntimeOptions tight =
                RuntimeOptions.builder().mailboxCapacity(2).retry(RetryPolicy.NONE).build();
        GraphBus.Builder builder = GraphBus.builder().options(tight);
        stations.forEach(builder::agent);
        try (GraphBus bus = builder.build().start()) {
            List<Thread> publishers = new ArrayList<>();
            for (int p = 0; p < PUBLISHERS; p++) {
                publishers.add(Thread.ofPlatform().start(() -> publish(bus)));
            }
            for (Thread publisher : publishers) {
                publisher.join();
            }
            assertThat(bus.awaitIdle(Load.SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            Load.conserves(stats);
            assertThat(stats.published()).isGreaterThanOrEqualTo(PUBLISHERS * EACH);
            assertThat(stats.delivered() + stats.dead()).isEqualTo(stats.offered());
            assertThat(stats.delivered()).isLessThanOrEqualTo(sum(stations)).isPositive();
            assertThat(stations).allSatisfy(station -> assertThat(station.overlapping).isZero());
        }
    }

    private static void publish(GraphBus bus) {
        for (int i = 0; i < EACH; i++) {
            bus.publish("/Ring/North", 7);
        }
    }

    /** More than were delivered: a handler whose result finds no room has run, but failed. */
    private static long sum(List<Station> stations) {
        return stations.stream().mapToLong(station -> station.handled.sum()).sum();
    }
}
