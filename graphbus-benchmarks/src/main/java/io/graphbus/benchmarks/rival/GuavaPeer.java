package io.graphbus.benchmarks.rival;

import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import com.google.common.util.concurrent.MoreExecutors;
import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * Guava, which routes by type only: a bus per topic, from a map. Subscribers are run one at a time
 * unless they ask for more.
 */
public final class GuavaPeer implements Peer {

    private final Routes<EventBus> buses;
    private final ExecutorService executor;

    private GuavaPeer(Topology topology, ExecutorService executor) {
        this.executor = executor;
        this.buses = topology.routes((topic, counters) -> bus(topic, counters, executor));
    }

    private static EventBus bus(String topic, List<Counter> counters, ExecutorService executor) {
        EventBus bus = new AsyncEventBus(topic, executor);
        counters.forEach(counter -> bus.register(new Subscriber(counter)));
        return bus;
    }

    /** Handles on the publisher's thread. */
    public static GuavaPeer synchronous(Topology topology) {
        return new GuavaPeer(topology, MoreExecutors.newDirectExecutorService());
    }

    /** Handles on as many threads as there are processors. */
    public static GuavaPeer asynchronous(Topology topology) {
        return new GuavaPeer(topology, Threads.pool());
    }

    @Override
    public void publish(String topic, Payload payload) {
        buses.of(topic).post(payload);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** One subscriber. */
    public record Subscriber(Counter counter) {
        @Subscribe
        public void on(Payload payload) {
            counter.add(payload);
        }
    }
}
