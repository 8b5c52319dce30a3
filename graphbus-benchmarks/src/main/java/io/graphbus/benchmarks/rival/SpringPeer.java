package io.graphbus.benchmarks.rival;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

/**
 * Spring's application events, which are routed by type only: a multicaster per topic, from a map.
 * With an executor handlers may overlap.
 */
public final class SpringPeer implements Peer {

    private final Routes<ApplicationEventMulticaster> multicasters;
    private final @Nullable ExecutorService executor;

    private SpringPeer(Topology topology, @Nullable ExecutorService executor) {
        this.executor = executor;
        this.multicasters = topology.routes((topic, counters) -> multicaster(counters, executor));
    }

    private static ApplicationEventMulticaster multicaster(
            List<Counter> counters, @Nullable Executor executor) {
        SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
        multicaster.setTaskExecutor(executor);
        counters.forEach(counter -> multicaster.addApplicationListener(new Subscriber(counter)));
        return multicaster;
    }

    /** Handles on the publisher's thread. */
    public static SpringPeer synchronous(Topology topology) {
        return new SpringPeer(topology, null);
    }

    /** Handles on as many threads as there are processors. */
    public static SpringPeer pooled(Topology topology) {
        return new SpringPeer(topology, Threads.pool());
    }

    /** Handles each delivery on a virtual thread of its own. */
    public static SpringPeer virtual(Topology topology) {
        return new SpringPeer(topology, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Override
    public void publish(String topic, Payload payload) {
        multicasters.of(topic).multicastEvent(new Published(this, payload));
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    private static final class Published extends ApplicationEvent {

        private final transient Payload payload;

        Published(Object source, Payload payload) {
            super(source);
            this.payload = payload;
        }
    }

    private record Subscriber(Counter counter) implements ApplicationListener<Published> {
        @Override
        public void onApplicationEvent(Published event) {
            counter.addShared(event.payload);
        }
    }
}
