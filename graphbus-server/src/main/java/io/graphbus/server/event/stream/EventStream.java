package io.graphbus.server.event.stream;

import io.graphbus.GraphBus;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.event.EventFilter;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Everybody who listens to live events. The graph is watched only while somebody does. Closes its
 * clients before the web server waits for open requests. Usable from any thread.
 */
@Component
@EnableConfigurationProperties(StreamProperties.class)
class EventStream implements SmartLifecycle {

    private final LiveGraph live;
    private final StreamProperties properties;
    private final Set<StreamClient> clients = new HashSet<>();
    private volatile List<StreamClient> listening = List.of();
    private final Map<GraphBus, Signals.Watch> watches = new IdentityHashMap<>();
    private boolean running;

    EventStream(LiveGraph live, StreamProperties properties) {
        this.live = live;
        this.properties = properties;
        live.beforeStart(this::arriving);
        live.onChange(this::arrived);
    }

    synchronized StreamClient join(EventFilter filter) {
        if (!running) {
            throw refusal(ProblemCode.STOPPED, "The server is stopping.");
        }
        if (clients.size() >= properties.clients()) {
            throw refusal(
                    ProblemCode.QUEUE_FULL, clients.size() + " clients are listening already.");
        }
        var client = new StreamClient(filter, properties.buffer());
        clients.add(client);
        listening = List.copyOf(clients);
        watch(live.bus());
        return client;
    }

    synchronized void leave(StreamClient client) {
        clients.remove(client);
        listening = List.copyOf(clients);
        if (clients.isEmpty()) {
            unwatchAllBut(null);
        }
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        clients.forEach(StreamClient::close);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    private synchronized void arriving(GraphBus next) {
        if (!clients.isEmpty()) {
            watch(next);
        }
    }

    private synchronized void arrived(GraphBus current) {
        unwatchAllBut(current);
    }

    private void watch(GraphBus bus) {
        watches.computeIfAbsent(
                bus,
                b ->
                        b.watch(
                                SignalListener.of(
                                        EventPublished.class,
                                        signal -> tell(new Frame(b, signal.event(), List.of())))));
    }

    private void unwatchAllBut(@Nullable GraphBus kept) {
        watches.forEach(
                (bus, watch) -> {
                    if (!bus.equals(kept)) {
                        watch.close();
                    }
                });
        watches.keySet().removeIf(bus -> !bus.equals(kept));
    }

    private void tell(Frame frame) {
        listening.forEach(client -> client.offer(frame));
    }

    private static RuntimeException refusal(ProblemCode code, String message) {
        return Problem.of(code, "stream", message, "Try again in a moment.").toException();
    }
}
