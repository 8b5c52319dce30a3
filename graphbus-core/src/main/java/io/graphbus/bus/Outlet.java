package io.graphbus.bus;

import io.graphbus.agent.Once;
import io.graphbus.bus.Chains.Extras;
import io.graphbus.bus.Chains.Names;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Timer;
import io.graphbus.problem.Problem;
import io.graphbus.signal.EngineSignal.DeliverySkipped.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where events of some topics go instead of straight into mailboxes: it keeps them and delivers
 * each to each subscription by itself, at a time of its own; this one keeps nothing. Lives from one
 * start of a graph to the next stop. Usable from any thread.
 */
public class Outlet implements AutoCloseable {

    private volatile @Nullable MessageBus bus;

    void attach(MessageBus owner) {
        bus = owner;
    }

    private MessageBus bus() {
        return Objects.requireNonNull(bus, "attached when the bus is made");
    }

    /** Whether events of a topic go here; asked when the topic is first seen. */
    public boolean takes(String topic) {
        return false;
    }

    /**
     * Keeps an event; it is {@link #announce}d when it is kept.
     *
     * @param inside whether an agent's execution publishes
     * @throws io.graphbus.problem.GraphBusException when it cannot be kept: then it never was
     */
    public Receipt accept(Envelope event, boolean inside) {
        throw new IllegalStateException(event.topic() + " is not kept");
    }

    /** Keeps an event until its own time, and publishes it then. */
    public Receipt acceptLater(Envelope event) {
        throw new IllegalStateException(event.topic() + " is not kept");
    }

    /** A subscription begins. */
    public void subscribed(Subscriber subscriber) {}

    /** A subscription ends; what is kept for it stays. */
    public void unsubscribed(Subscriber subscriber) {}

    /** All agents run: deliveries may be made. */
    public void start() {}

    /** No further deliveries are to be made; those under way may end. */
    public void pause() {}

    /** Whether everything that is kept is delivered, but for what is due later. */
    public boolean isIdle() {
        return true;
    }

    /** How many deliveries were begun since the start, further attempts not counted. */
    public long offered() {
        return 0;
    }

    /** How many of these are not settled. */
    public long open() {
        return 0;
    }

    /** How many of these wait for another attempt, or behind one that does. */
    public long deferred() {
        return 0;
    }

    /** What is known by now is kept; nothing is delivered any more. */
    @Override
    public void close() {}

    /** Gives a fresh event its number and thereby its id. */
    protected final void number(Envelope event) {
        event.sequence(bus().nextSequence());
    }

    /** Counts and remembers a fresh event, and tells of it. */
    protected final void announce(Envelope event) {
        bus().announce(event);
    }

    /**
     * An event that was published earlier, or elsewhere, as it was.
     *
     * @param wish key, priority, version and headers
     */
    protected final Envelope restored(
            Publish wish, String source, @Nullable Object payload, Instant time, Origin origin) {
        Names names = new Names(origin.id(), origin.correlationId(), origin.causationId());
        Extras extras = new Extras(wish.payload(null), 0, 0, origin.hops(), null, names);
        Route route = bus().topics().route(wish.topic());
        return new Envelope(route, source, payload, time.toEpochMilli(), extras);
    }

    /** What ties a restored event to others. */
    public record Origin(String id, String correlationId, @Nullable String causationId, int hops) {}

    /** The slot a subscription has among an event's subscribers; negative when it has none. */
    @SuppressWarnings("ReferenceEquality") // subscribers are themselves
    public static int slotOf(Envelope event, Subscriber subscriber) {
        Subscriber[] all = event.route().subscribers;
        for (int slot = 0; slot < all.length; slot++) {
            if (all[slot] == subscriber) {
                return slot;
            }
        }
        return -1;
    }

    /** Puts a delivery into the mailbox of its subscription, beyond its capacity if need be. */
    protected final void put(Tracked delivery) {
        Envelope event = delivery.envelope();
        Mailbox[] lanes = event.subscriber(delivery.slot()).lanes();
        lane(event, delivery.slot(), lanes).put(delivery, event.level(delivery.slot()));
    }

    private static Mailbox lane(Envelope event, int slot, Mailbox[] lanes) {
        try {
            return lanes.length == 1 ? lanes[0] : Route.lane(event.subscriber(slot), event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return lanes[0]; // a payload that has no key there; its delivery says so
        }
    }

    /**
     * A delivery whose outlet wants to know what becomes of it. Takes no place in a mailbox: the
     * outlet bounds how many there are. Called in the agent's turn.
     */
    public abstract static non-sealed class Tracked extends Delivery {

        protected Tracked(Envelope envelope, int slot) {
            super(envelope, slot);
        }

        @Override
        protected final boolean isDroppable() {
            return false;
        }

        /**
         * The event as its subscription is to read it.
         *
         * @throws io.graphbus.problem.GraphBusException when it must not; the attempt fails
         */
        public Envelope read() {
            return envelope();
        }

        /** Whether it is to be made now; otherwise the outlet has put it aside. */
        public abstract boolean admits();

        /**
         * The handler has returned and its results are published.
         *
         * @return why that counts as a failed attempt; {@code null} when it does not
         */
        public abstract @Nullable Throwable completed();

        /** An attempt failed. */
        public abstract Failure failed(Throwable cause);

        /**
         * It was not made.
         *
         * @param why {@code CANCELLED} when its handler is gone, or the graph stops
         */
        public abstract void skipped(Reason why);
    }

    /**
     * What follows from a failed attempt.
     *
     * @param failures attempts that failed so far
     * @param next when the next one follows; {@code null} when there is none
     */
    public record Failure(int failures, @Nullable Instant next) {}

    /** Makes an outlet for each start. */
    @FunctionalInterface
    public interface Maker {

        /** No event is kept. */
        Maker NONE = host -> new Outlet();

        Outlet outlet(Host host);

        /** What keeps effects from being made twice; {@code null} where no event is kept. */
        default @Nullable Once once(InstantSource clock) {
            return null;
        }
    }

    /**
     * What a running graph has for an outlet.
     *
     * @param node begins ids, unlike those of other starts
     * @param problems are told to everybody
     */
    public record Host(
            String node,
            Timer timer,
            Clock clock,
            RandomGenerator random,
            Consumer<Problem> problems) {}
}
