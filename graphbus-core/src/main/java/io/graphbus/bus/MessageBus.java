package io.graphbus.bus;

import io.graphbus.agent.Priority;
import io.graphbus.conduct.Conductor;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Overflow;
import io.graphbus.mailbox.Ticker;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.Signals;
import io.graphbus.stack.Headroom;
import io.graphbus.stack.Shocks;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives each accepted event a number, remembers it, and puts it into the mailbox of every matching
 * subscription: into all of them or into none. Usable from any thread.
 */
public final class MessageBus {

    /** The longest chain of events that cause each other. */
    public static final int MAX_HOPS = 256;

    private final Settings settings;
    private final Ticker ticker;
    private final PayloadConverter converter;
    private final PayloadVersions versions;
    private final Signals.Channel<EventPublished> published;
    private final AtomicLong sequence = new AtomicLong();
    private final History history;
    private final Topics topics = new Topics(this);
    private final Outlet outlet;
    private final Delivery.Halfway halfway = new Delivery.Halfway();

    public MessageBus(
            Settings settings,
            Ticker ticker,
            PayloadConverter converter,
            PayloadVersions versions,
            Signals signals,
            Outlet outlet) {
        this.settings = settings;
        this.ticker = ticker;
        this.converter = converter;
        this.versions = versions;
        this.published = signals.channel(EventPublished.class);
        this.history = new History(settings.node(), settings.historySize());
        this.outlet = outlet;
        outlet.attach(this);
    }

    /**
     * How a bus behaves.
     *
     * @param node begins every event's id; must differ between starts
     * @param patience how long a publisher waits for room at most
     */
    public record Settings(String node, int historySize, Overflow overflow, Duration patience) {}

    /** Turns a payload into another type by way of its JSON form. */
    @FunctionalInterface
    public interface PayloadConverter {

        /**
         * The payload as {@code target}.
         *
         * @throws io.graphbus.problem.GraphBusException {@code INVALID_PAYLOAD} when it has no such
         *     form
         */
        @Nullable Object convert(@Nullable Object payload, Type target);
    }

    /** What is known of versions where a publisher says nothing. */
    @FunctionalInterface
    public interface PayloadVersions {

        /** The version of what a source publishes to a topic; {@code null} when it is unknown. */
        @Nullable String written(String source, String topic);
    }

    /** Topics, their subscribers and their traffic. */
    public Topics topics() {
        return topics;
    }

    /**
     * Publishes an event whose payload will not change any more.
     *
     * @param wish what the publisher asks for beside topic and payload; {@code null} for nothing
     * @param source the publishing agent, or {@link io.graphbus.agent.Event#EXTERNAL}
     * @param cause the event whose handling publishes this one; {@code null} for none
     * @param inside whether an agent's execution publishes: then it never waits, but may fill
     *     mailboxes to twice their capacity
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_TOPIC}, {@code EVENT_LOOP},
     *     {@code QUEUE_FULL} or {@code BUS_OVERLOADED}
     */
    public Receipt publish(
            String topic,
            @Nullable Object payload,
            @Nullable Publish wish,
            String source,
            @Nullable Envelope cause,
            boolean inside) {
        Headroom.require();
        Route route = topics.route(topic);
        Chains.Extras extras = Chains.next(topic, wish, source, cause);
        Envelope envelope = new Envelope(route, source, payload, ticker.millis(), extras);
        Outlet kept = route.outlet;
        if (kept != null) {
            return kept.accept(envelope, inside);
        }
        Mailbox[] boxes = route.boxesFor(envelope);
        accept(boxes, envelope, inside);
        deliver(envelope, boxes);
        return envelope;
    }

    /**
     * Has an event of a topic that is kept published later, whatever happens until then.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_TOPIC}, {@code EVENT_LOOP}
     */
    public Receipt keepFor(
            Duration delay, Publish request, String source, @Nullable Envelope cause) {
        Route route = topics.route(request.topic());
        Chains.Extras extras = Chains.next(request.topic(), request.payload(null), source, cause);
        long due = Math.addExact(ticker.millis(), Math.max(0, delay.toMillis()));
        return outlet.acceptLater(new Envelope(route, source, request.payload(), due, extras));
    }

    /**
     * Once an event is counted it reaches everybody: what its publisher has no stack or memory for
     * is done a moment later.
     */
    private void deliver(Envelope envelope, Mailbox[] boxes) {
        boolean counted = false;
        int slot = 0;
        try {
            envelope.sequence(sequence.incrementAndGet());
            envelope.route().count(envelope.source());
            counted = true;
            history.add(envelope);
            if (published.isHeard()) {
                published.send(new EventPublished(envelope, boxes.length));
            }
            for (; slot < boxes.length; slot++) {
                put(envelope, boxes, slot);
            }
        } catch (VirtualMachineError e) { // nothing can be called here: no stack, or no memory
            synchronized (halfway) {
                Delivery.Halfway.Part part = halfway.free;
                if (part != null) {
                    halfway.free = part.next;
                    part.envelope = counted ? envelope : null;
                    part.boxes = boxes;
                    part.from = slot;
                    part.end = boxes.length;
                    part.next = halfway.pending;
                    halfway.pending = part;
                }
            }
            synchronized (Shocks.class) {
                Shocks.count++;
            }
            if (!counted) {
                throw e;
            }
        }
    }

    long nextSequence() {
        return sequence.incrementAndGet();
    }

    /** Makes a kept event known, whose deliveries are its outlet's. */
    void announce(Envelope envelope) {
        envelope.route().count(envelope.source());
        history.add(envelope);
        if (published.isHeard()) {
            published.send(new EventPublished(envelope, envelope.subscribers()));
        }
    }

    /** Where some events are kept. */
    public Outlet outlet() {
        return outlet;
    }

    /** Where events of a topic go instead of into mailboxes. */
    @Nullable Outlet outletOf(String topic) {
        return outlet.takes(topic) ? outlet : null;
    }

    static void put(Envelope envelope, Mailbox[] boxes, int slot) {
        Priority wished = envelope.wishedPriority();
        boxes[slot].put(
                slot == 0 ? envelope : new Delivery(envelope, slot),
                wished == null ? envelope.route().level(slot) : wished.ordinal());
    }

    private void accept(Mailbox[] boxes, Envelope envelope, boolean inside) {
        int full = reserve(boxes, inside);
        if (full < 0) {
            return;
        }
        if (inside) {
            throw Route.overloaded(envelope, full).toException();
        }
        long deadline = Conductor.current().nanoTime() + settings.patience().toNanos();
        while (full >= 0) {
            boolean waits = settings.overflow() == Overflow.BLOCK;
            if (!waits || !awaitRoom(boxes[full], deadline) || isLate(deadline)) {
                throw Route.queueFull(envelope, full).toException();
            }
            full = reserve(boxes, false);
        }
    }

    /** Takes a place in every mailbox; otherwise in none, and says which one is full. */
    private int reserve(Mailbox[] boxes, boolean inside) {
        int from = 0;
        int end = 0;
        try {
            for (; end < boxes.length; end++) {
                long limit = inside ? 2L * boxes[end].capacity() : boxes[end].capacity();
                if (!boxes[end].reserve(limit)) {
                    for (; from < end; from++) {
                        boxes[from].cancel();
                    }
                    return end;
                }
            }
            return -1;
        } catch (VirtualMachineError e) { // nothing can be called here: no stack, or no memory
            synchronized (halfway) {
                Delivery.Halfway.Part part = halfway.free;
                if (part != null) {
                    halfway.free = part.next;
                    part.boxes = boxes;
                    part.from = from;
                    part.end = end;
                    part.next = halfway.pending;
                    halfway.pending = part;
                }
            }
            synchronized (Shocks.class) {
                Shocks.count++;
            }
            throw e;
        }
    }

    /** Finishes what publishers without stack or memory left; from a thread that has both. */
    public void finish() {
        halfway.finish();
    }

    /** Room that is gone again by the time it is reserved must not be waited for for ever. */
    private static boolean isLate(long deadline) {
        return Conductor.current().nanoTime() - deadline >= 0;
    }

    private static boolean awaitRoom(Mailbox box, long deadline) {
        try {
            return box.awaitRoom(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Events that were published, newest first. */
    public List<HistoryEntry> history(HistoryQuery query) {
        return history.list(query, sequence.get());
    }

    /** One event, while the history still holds it. */
    public Optional<HistoryEntry> event(String id) {
        return history.find(id, sequence.get())
                .map(envelope -> new HistoryEntry(envelope, envelope.deliveries()));
    }

    String idOf(long number) {
        return settings.node() + number;
    }

    PayloadConverter converter() {
        return converter;
    }

    @Nullable String writtenVersion(String source, String topic) {
        return versions.written(source, topic);
    }
}
