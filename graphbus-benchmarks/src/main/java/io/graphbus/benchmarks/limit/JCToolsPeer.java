package io.graphbus.benchmarks.limit;

import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** A bounded JCTools queue per subscriber and threads that drain them: the limit for mailboxes. */
public final class JCToolsPeer implements Peer {

    /** Places in all mailboxes together, so that many mailboxes fit into memory. */
    private static final int PLACES = 1 << 20;

    private final Routes<BoundedMailbox[]> routes;
    private final ExecutorService executor;

    private JCToolsPeer(Topology topology, ExecutorService executor) {
        int capacity = Math.max(64, Math.min(topology.window(), PLACES / topology.size()));
        this.routes =
                topology.map(
                        counter -> new BoundedMailbox(counter::add, executor, capacity),
                        BoundedMailbox[]::new);
        this.executor = executor;
    }

    /** Drained by a pool of as many threads as there are processors. */
    public static JCToolsPeer pooled(Topology topology) {
        return new JCToolsPeer(topology, pool());
    }

    static ForkJoinPool pool() {
        return new ForkJoinPool(
                Threads.COUNT, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    /** Each drain on a virtual thread. */
    public static JCToolsPeer virtual(Topology topology) {
        return new JCToolsPeer(topology, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Override
    public void publish(String topic, Payload payload) {
        for (BoundedMailbox mailbox : routes.of(topic)) {
            mailbox.put(payload);
        }
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
