package io.graphbus.bus;

import io.graphbus.agent.Event;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One topic's subscribers as of now. A change of subscribers makes a new route; what went over
 * earlier ones is kept in {@link Counts}, by how many subscribers there were.
 */
final class Route {

    final MessageBus bus;
    final String topic;
    final Subscriber[] subscribers;

    /** Where events go instead of into mailboxes; {@code null} when they do not. */
    final @Nullable Outlet outlet;

    private final Mailbox @Nullable [] boxes;
    private final byte[] levels;
    private final Passed passed;

    Route(MessageBus bus, String topic, Subscriber[] subscribers, Counts counts) {
        this.bus = bus;
        this.topic = topic;
        this.subscribers = subscribers;
        this.boxes = boxes(subscribers);
        this.outlet = bus.outletOf(topic);
        this.passed = counts.of(outlet == null ? subscribers.length : 0);
        this.levels = new byte[subscribers.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) subscribers[i].priority().ordinal();
        }
    }

    /**
     * The one mailbox of each subscriber; {@code null} when one has several and each event must be
     * looked at.
     */
    private static Mailbox @Nullable [] boxes(Subscriber[] subscribers) {
        Mailbox[] boxes = new Mailbox[subscribers.length];
        for (int i = 0; i < boxes.length; i++) {
            Mailbox[] lanes = subscribers[i].lanes();
            if (lanes.length != 1) {
                return null;
            }
            boxes[i] = lanes[0];
        }
        return boxes;
    }

    /** Where events whose publisher named no priority stand in a slot's mailbox. */
    int level(int slot) {
        return levels[slot];
    }

    /** The mailboxes an event goes to, one per subscriber. */
    Mailbox[] boxesFor(Event event) {
        Mailbox[] known = boxes;
        if (known != null) {
            return known;
        }
        Mailbox[] chosen = new Mailbox[subscribers.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = lane(subscribers[i], event);
        }
        return chosen;
    }

    /** Equal keys share a lane; an event without one takes the emptiest. */
    static Mailbox lane(Subscriber subscriber, Event event) {
        Mailbox[] lanes = subscriber.lanes();
        String key = lanes.length == 1 ? null : subscriber.orderingKey(event);
        if (key != null) {
            int hash = key.hashCode();
            return lanes[Math.floorMod(hash ^ (hash >>> 16), lanes.length)];
        }
        Mailbox best = lanes[0];
        for (int i = 1; i < lanes.length && !best.isIdle(); i++) {
            Mailbox lane = lanes[i];
            if (lane.isIdle() || lane.waitingMail() < best.waitingMail()) {
                best = lane;
            }
        }
        return best;
    }

    void count(String source) {
        passed.count(source);
    }

    static Problem queueFull(Envelope envelope, int slot) {
        String agent = envelope.subscriber(slot).agent();
        return Problem.of(
                ProblemCode.QUEUE_FULL,
                envelope.topic(),
                "the mailbox of " + agent + " is full; the event was delivered to nobody",
                "Publish again later, or give graphbus.bus.mailbox-capacity a larger value.");
    }

    static Problem overloaded(Envelope envelope, int slot) {
        String agent = envelope.subscriber(slot).agent();
        return Problem.of(
                ProblemCode.BUS_OVERLOADED,
                envelope.topic(),
                "agents publish faster than " + agent + " works: its mailbox is full twice over",
                "Publish less from inside handlers, or raise the concurrency of " + agent + ".");
    }

    /** How many events went over a topic's routes, by the number of subscribers they reached. */
    static final class Counts {

        private final Map<Integer, Passed> byWidth = new ConcurrentHashMap<>(4);

        Passed of(int subscribers) {
            return byWidth.computeIfAbsent(subscribers, width -> new Passed());
        }

        /** Accepted events times subscribers. */
        long offered() {
            long offered = 0;
            for (Map.Entry<Integer, Passed> entry : byWidth.entrySet()) {
                offered += entry.getKey() * entry.getValue().sum();
            }
            return offered;
        }

        /** Accepted events by source, sorted. */
        Map<String, Long> bySource() {
            Map<String, Long> counts = new TreeMap<>();
            byWidth.values().forEach(passed -> passed.addTo(counts));
            return counts;
        }
    }

    /** Events by source. */
    static final class Passed {

        private final LongAdder external = new LongAdder();
        private final Map<String, LongAdder> sources = new ConcurrentHashMap<>(4);

        @SuppressWarnings("ReferenceEquality") // the usual source is the constant itself
        void count(String source) {
            if (source == Event.EXTERNAL) {
                external.increment();
            } else {
                LongAdder known = sources.get(source);
                (known != null ? known : sources.computeIfAbsent(source, s -> new LongAdder()))
                        .increment();
            }
        }

        private long sum() {
            long sum = external.sum();
            for (LongAdder source : sources.values()) {
                sum += source.sum();
            }
            return sum;
        }

        private void addTo(Map<String, Long> counts) {
            if (external.sum() > 0) {
                counts.merge(Event.EXTERNAL, external.sum(), Long::sum);
            }
            sources.forEach((source, count) -> counts.merge(source, count.sum(), Long::sum));
        }
    }
}
