package io.graphbus.benchmarks.limit;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Disruptor: one ring for all events. One topic has a handler, and so a thread, per subscriber;
 * several topics share as many handlers as there are processors, each with its part of every
 * topic's subscribers.
 */
public final class DisruptorPeer implements Peer {

    private final Routes<Counter[]> routes;
    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;

    public DisruptorPeer(Topology topology) {
        routes = topology.map(counter -> counter, Counter[]::new);
        int handlers = routes.size() == 1 ? topology.size() : Threads.COUNT;
        disruptor =
                new Disruptor<>(
                        Slot::new,
                        topology.window(),
                        DaemonThreadFactory.INSTANCE,
                        ProducerType.MULTI,
                        waiting(handlers));
        disruptor.handleEventsWith(
                IntStream.range(0, handlers)
                        .mapToObj(part -> new Part(part, handlers))
                        .toArray(Part[]::new));
        ring = disruptor.start();
    }

    /** Spinning is for when there is a processor for everybody. */
    private static WaitStrategy waiting(int handlers) {
        return handlers < Threads.COUNT ? new YieldingWaitStrategy() : new BlockingWaitStrategy();
    }

    @Override
    public void publish(String topic, Payload payload) {
        Counter[] subscribers = routes.of(topic);
        long sequence = ring.next();
        try {
            Slot slot = ring.get(sequence);
            slot.subscribers = subscribers;
            slot.payload = payload;
        } finally {
            ring.publish(sequence);
        }
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        disruptor.halt();
    }

    private static final class Slot {
        private Counter[] subscribers = {};
        private @Nullable Payload payload;
    }

    private record Part(int part, int parts) implements EventHandler<Slot> {
        @Override
        public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
            Payload payload = slot.payload;
            Counter[] subscribers = slot.subscribers;
            for (int i = part; payload != null && i < subscribers.length; i += parts) {
                subscribers[i].add(payload);
            }
        }
    }
}
