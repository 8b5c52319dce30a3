package io.graphbus.server.event;

import io.graphbus.GraphBus;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.SignalListener;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final LiveGraph live;
    private final StreamProperties properties;
    private final Set<StreamClient> clients = new HashSet<>();
    private volatile List<StreamClient> listening = List.of();
    private @Nullable AutoCloseable watch;
    private boolean running;

    EventStream(LiveGraph live, StreamProperties properties) {
        this.live = live;
        this.properties = properties;
        live.onChange(bus -> watchAgain());
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
        if (watch == null) {
            watch();
        }
        return client;
    }

    synchronized void leave(StreamClient client) {
        clients.remove(client);
        listening = List.copyOf(clients);
        if (clients.isEmpty()) {
            unwatch();
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

    private synchronized void watchAgain() {
        unwatch();
        if (!clients.isEmpty()) {
            watch();
        }
    }

    private void watch() {
        GraphBus bus = live.bus();
        watch =
                bus.watch(
                        SignalListener.of(
                                EventPublished.class,
                                signal -> tell(new Frame(bus, signal.event(), List.of()))));
    }

    private void unwatch() {
        AutoCloseable open = watch;
        watch = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) {
                log.warn("The stream could not leave the graph", e);
            }
        }
    }

    private void tell(Frame frame) {
        listening.forEach(client -> client.offer(frame));
    }

    private static RuntimeException refusal(ProblemCode code, String message) {
        return Problem.of(code, "stream", message, "Try again in a moment.").toException();
    }
}
