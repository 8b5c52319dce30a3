package io.graphbus.server.event.stream;

import static java.util.Objects.requireNonNull;

import io.graphbus.GraphBus;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.event.stream.StreamClient.Wish;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.web.Admission;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Everybody who listens to live events. The graph is watched only while somebody does; its
 * publishers leave their events in a ring and go on. Sends its clients away before the web server
 * waits for open requests. Usable from any thread.
 */
@Component
@EnableConfigurationProperties(StreamProperties.class)
class EventStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final LiveGraph live;
    private final StreamProperties properties;
    private final FrameWriter writer;
    private final Ring ring;
    private final Executor threads = task -> Thread.ofVirtual().name("graphbus-stream").start(task);
    private final Map<StreamClient, Admission> clients = new HashMap<>();
    private volatile List<StreamClient> listening = List.of();
    private final Map<GraphBus, Signals.Watch> watches = new IdentityHashMap<>();
    private final Map<Reason, LongAdder> dropped = new EnumMap<>(Reason.class);
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile @Nullable Rounds rounds;

    EventStream(LiveGraph live, StreamProperties properties, FrameWriter writer) {
        this.live = live;
        this.properties = properties;
        this.writer = writer;
        this.ring = new Ring(properties.buffer());
        for (Reason reason : Reason.values()) {
            dropped.put(reason, new LongAdder());
        }
        live.beforeStart(this::arriving);
        live.onChange(this::arrived);
    }

    /** Why a client was sent away. */
    enum Reason {
        SLOW,
        CREDENTIALS
    }

    /** A client that hears whatever is published from now on, for as long as it is admitted. */
    synchronized StreamClient join(Wish wish, Admission admission) {
        if (rounds == null) {
            throw refusal(ProblemCode.STOPPED, "The server is stopping.");
        }
        if (clients.size() >= properties.clients()) {
            throw refusal(
                    ProblemCode.QUEUE_FULL, clients.size() + " clients are listening already.");
        }
        watch(live.bus());
        var client = new StreamClient(wish, ring, writer, threads, this::forget);
        clients.put(client, admission);
        listening = List.copyOf(clients.keySet());
        return client;
    }

    synchronized void forget(StreamClient client) {
        clients.remove(client);
        listening = List.copyOf(clients.keySet());
        if (clients.isEmpty()) {
            unwatchAllBut(null);
            ring.release(ring.end());
        }
    }

    /** Lets go of what everybody has seen. Who joins meanwhile begins after it. */
    void release() {
        long end = ring.end();
        for (StreamClient client : listening) {
            end = Math.min(end, client.place());
        }
        ring.release(end);
    }

    /** Clients at this moment. */
    List<StreamClient> listening() {
        return listening;
    }

    /** How many clients were sent away for a reason. */
    long dropped(Reason reason) {
        return requireNonNull(dropped.get(reason)).sum();
    }

    /** Sends a client away that has fallen too far behind. */
    void drop(StreamClient client, long now) {
        byte[] notice = writer.notice("dropped", Map.of("reason", "This client reads too slowly."));
        if (leave(client, notice, now, Reason.SLOW)) {
            log.warn(
                    "A client of the event stream was dropped: it is more than {} events behind."
                            + " Let it read faster or filter, or raise"
                            + " graphbus.events.stream.buffer.",
                    properties.buffer());
        }
    }

    /** Sends away whose credentials have ended. Who knows that may be slow, so nobody waits. */
    void check(long now) {
        if (!listening.isEmpty() && checking.compareAndSet(false, true)) {
            threads.execute(
                    () -> {
                        try {
                            admissions()
                                    .forEach((client, admission) -> check(client, admission, now));
                        } finally {
                            checking.set(false);
                        }
                    });
        }
    }

    private synchronized Map<StreamClient, Admission> admissions() {
        return Map.copyOf(clients);
    }

    private void check(StreamClient client, Admission admission, long now) {
        admission
                .end()
                .ifPresent(
                        reason -> {
                            byte[] notice = writer.notice("closed", Map.of("reason", reason));
                            if (leave(client, notice, now, Reason.CREDENTIALS)) {
                                log.info("A client of the event stream was sent away: {}", reason);
                            }
                        });
    }

    private boolean leave(StreamClient client, byte[] notice, long now, Reason reason) {
        boolean first = client.leave(notice, now);
        if (first) {
            requireNonNull(dropped.get(reason)).increment();
        }
        return first;
    }

    @Override
    public synchronized void start() {
        var started = new Rounds(this, properties);
        started.start();
        rounds = started;
    }

    @Override
    public synchronized void stop() {
        Rounds stopping = rounds;
        rounds = null;
        if (stopping != null) {
            byte[] notice = writer.notice("closed", Map.of("reason", "The server is stopping."));
            listening.forEach(client -> client.leave(notice, System.nanoTime()));
            stopping.finish();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
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
        ring.add(frame);
        Rounds running = rounds;
        if (running != null) {
            running.news();
        }
    }

    private static RuntimeException refusal(ProblemCode code, String message) {
        return Problem.of(code, "stream", message, "Try again in a moment.").toException();
    }
}
