package io.graphbus.bus;

import io.graphbus.agent.Event;
import io.graphbus.mailbox.Mailbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One topic's subscribers as of now, and how many events went to them. A change of subscribers
 * makes a new route.
 */
final class Route {

    final MessageBus bus;
    final String topic;
    final Subscriber[] subscribers;
    private final Mailbox @Nullable [] boxes;
    private final LongAdder external = new LongAdder();
    private final Map<String, LongAdder> sources = new ConcurrentHashMap<>();
    private final @Nullable Route earlier;

    Route(MessageBus bus, String topic, Subscriber[] subscribers, @Nullable Route earlier) {
        this.bus = bus;
        this.topic = topic;
        this.subscribers = subscribers;
        this.earlier = earlier;
        this.boxes = boxes(subscribers);
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
    private static Mailbox lane(Subscriber subscriber, Event event) {
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

    /** Accepted events times subscribers, earlier routes of the topic included. */
    long offered() {
        long here = external.sum();
        for (LongAdder source : sources.values()) {
            here += source.sum();
        }
        return here * subscribers.length + (earlier == null ? 0 : earlier.offered());
    }

    /** Adds the accepted events by source, earlier routes of the topic included. */
    void addPublished(Map<String, Long> counts) {
        if (external.sum() > 0) {
            counts.merge(Event.EXTERNAL, external.sum(), Long::sum);
        }
        sources.forEach((source, count) -> counts.merge(source, count.sum(), Long::sum));
        if (earlier != null) {
            earlier.addPublished(counts);
        }
    }
}
