package io.graphbus.benchmarks;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Publishes events from several threads, over all topics in turn, and waits until every subscriber
 * has counted its own. Used by one thread.
 */
final class Traffic implements AutoCloseable {

    private static final int BURST = 256;
    private static final int STRIDE = 16;
    private static final int SPINS = 64;
    private static final long DRAIN_CHECK = 20_000;

    private final Payload payload = new Payload(1, "one");
    private final Peer peer;
    private final int window;
    private final int publishers;
    private final String[] topics;
    private final Counter[][] counters;
    private final ExecutorService threads;
    private final AtomicLongArray published;

    /** Events per topic of all rounds so far. */
    private long expected;

    Traffic(Function<Topology, Peer> peer, int publishers, int topics, int subscribers) {
        Topology topology = Topology.of(topics, subscribers);
        this.peer = peer.apply(topology);
        this.window = topology.window();
        this.publishers = publishers;
        List<String> order = new ArrayList<>(topology.topics());
        Collections.shuffle(order, new Random(1));
        this.counters =
                order.stream()
                        .map(topology.map(counter -> counter, Counter[]::new)::of)
                        .toArray(Counter[][]::new);
        this.topics = order.stream().map(Traffic::another).toArray(String[]::new);
        this.threads = Executors.newFixedThreadPool(publishers);
        this.published = new AtomicLongArray((publishers + 1) * STRIDE);
    }

    /** An equal string that is not the same. */
    private static String another(String topic) {
        return new StringBuilder(topic).toString();
    }

    /**
     * One round, drain included.
     *
     * @param events a multiple of the publishers times the topics
     */
    long deliver(int events) {
        int each = events / publishers;
        List<Future<?>> others = new ArrayList<>(publishers);
        for (int i = 1; i < publishers; i++) {
            int publisher = i;
            others.add(threads.submit(() -> publish(publisher, each)));
        }
        publish(0, each);
        expected += events / topics.length;
        others.forEach(Traffic::join);
        return drain();
    }

    private void publish(int publisher, int events) {
        int slot = (publisher + 1) * STRIDE;
        long before = published.get(slot);
        int topic = (int) ((long) publisher * topics.length / publishers);
        for (int i = 0; i < events; i++) {
            if (i % BURST == 0) {
                published.setOpaque(slot, before + i);
                awaitRoom(topic);
            }
            peer.publish(topics[topic], payload);
            if (++topic == topics.length) {
                topic = 0;
            }
        }
        published.set(slot, before + events);
    }

    /** Keeps to the window, for peers that know no bound. */
    private void awaitRoom(int topic) {
        if (peer.isBounded()) {
            return;
        }
        long least = (published() - window) / topics.length;
        for (Counter counter : counters[topic]) {
            for (int spins = 0; counter.count() < least; spins++) {
                pause(spins);
            }
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private long published() {
        long sum = 0;
        for (int i = 1; i <= publishers; i++) {
            sum += published.getOpaque(i * STRIDE);
        }
        return sum;
    }

    private long drain() {
        for (Counter[] subscribers : counters) {
            for (Counter counter : subscribers) {
                while (counter.count() < expected) {
                    LockSupport.parkNanos(DRAIN_CHECK);
                }
            }
        }
        return expected;
    }

    private static void join(Future<?> publisher) {
        try {
            publisher.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Subscribers that have counted more or less than was published to them. */
    long wrong() {
        long wrong = 0;
        for (Counter[] subscribers : counters) {
            for (Counter counter : subscribers) {
                wrong += counter.count() == expected ? 0 : 1;
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        peer.close();
    }
}
