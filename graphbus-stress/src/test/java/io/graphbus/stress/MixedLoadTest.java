package io.graphbus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.SubscriptionStats;
import io.graphbus.store.InMemoryStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty seconds of everything in each build, ten minutes in the soak: nothing lost, no growth. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MixedLoadTest {

    private static final Duration WARM_UP = Duration.ofSeconds(Load.SOAK ? 20 : 4);
    private static final Duration HALF = Duration.ofSeconds(Load.SOAK ? 290 : 8);

    /** As usual, but quick: a phase ends when nothing is put off any more. */
    private static final RetryPolicy SOON = RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(100));

    private final Heap heap = new Heap();

    @Test
    void nothingIsLostAndNothingGrows() throws InterruptedException, IOException {
        GraphBus bus =
                GraphBus.builder()
                        .agent(MixedAgents.Ledger.class)
                        .agent(MixedAgents.Checker.class)
                        .agent(MixedAgents.Broker.class)
                        .agent(MixedAgents.Waiter.class)
                        .state(new InMemoryStateStore())
                        .options(RuntimeOptions.DEFAULTS.withRetry(SOON))
                        .build()
                        .start();
        try (bus) {
            MixedLoad load = new MixedLoad(bus);
            run(bus, load, WARM_UP, "start");
            run(bus, load, HALF, "middle");
            run(bus, load, HALF, "end");
            long calls = load.calls.sum() + MixedAgents.ASKED.sum();
            MixedAgents.Totals expected = new MixedAgents.Totals(load.orders.sum(), calls);
            assertThat(bus.call("Ledger", "totals")).isEqualTo(expected);
            bus.stop();
            Load.conserves(bus.stats());
            bus.start();
            assertThat(bus.call("Ledger", "totals")).isEqualTo(expected);
        }
        heap.report(Path.of("target", Load.SOAK ? "soak.txt" : "load.txt"));
        heap.isFlat();
    }

    private void run(GraphBus bus, MixedLoad load, Duration duration, String what)
            throws InterruptedException {
        load.run(duration);
        Load.awaitRest(bus, () -> MixedAgents.LATE.sum() == MixedAgents.DELAYED.sum());
        agrees(bus.stats(), load);
        RuntimeStats stats = bus.stats();
        heap.look(
                what,
                "%d events delivered, %d dead after retries, %d calls, %d restarts of another graph"
                        .formatted(
                                stats.delivered(),
                                stats.dead(),
                                stats.calls(),
                                load.restarts.sum()));
    }

    /** What publishers, agents and statistics count by themselves is the same. */
    private static void agrees(RuntimeStats stats, MixedLoad load) {
        Load.conserves(stats);
        assertThat(delivered(stats, "Ledger")).isEqualTo(load.orders.sum());
        assertThat(MixedAgents.BOOKED.sum()).isEqualTo(load.orders.sum());
        assertThat(delivered(stats, "Checker")).isEqualTo(MixedAgents.CHECKED.sum());
        assertThat(delivered(stats, "Broker")).isEqualTo(MixedAgents.CHECKED.sum());
        assertThat(delivered(stats, "Waiter")).isEqualTo(MixedAgents.DELAYED.sum());
        assertThat(stats.dead()).isEqualTo(load.orders.sum() - MixedAgents.CHECKED.sum());
        assertThat(stats.failed()).isGreaterThanOrEqualTo(stats.dead());
        assertThat(stats.errors()).isZero();
    }

    private static long delivered(RuntimeStats stats, String agent) {
        return stats.agents().stream()
                .filter(a -> a.agent().equals(agent))
                .flatMap(a -> a.subscriptions().stream())
                .mapToLong(SubscriptionStats::delivered)
                .sum();
    }
}
