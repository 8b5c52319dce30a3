package io.graphbus.benchmarks.limit;

import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A bounded JCTools queue per subscriber and threads that drain them: the limit for mailboxes. */
public final class JCToolsPeer implements Peer {

    /** Places in all mailboxes together, so that many mailboxes fit into memory. */
    private static final int PLACES = 1 << 20;

    private final Routes<BoundedMailbox[]> routes;
    private final Runnable stop;

    private JCToolsPeer(Topology topology, Supplier<Executor> drains, Runnable stop) {
        int capacity = Math.max(64, Math.min(topology.window(), PLACES / topology.size()));
        this.routes =
                topology.map(
                        counter -> new BoundedMailbox(counter::add, drains.get(), capacity),
                        BoundedMailbox[]::new);
        this.stop = stop;
    }

    /** Drained by a pool of as many threads as there are processors. */
    public static JCToolsPeer pooled(Topology topology) {
        return on(topology, pool());
    }

    static ForkJoinPool pool() {
        return new ForkJoinPool(
                Threads.COUNT, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    /** Each drain on a virtual thread. */
    public static JCToolsPeer virtual(Topology topology) {
        return on(topology, Executors.newVirtualThreadPerTaskExecutor());
    }

    private static JCToolsPeer on(Topology topology, ExecutorService executor) {
        return new JCToolsPeer(topology, () -> executor, executor::shutdownNow);
    }

    /** Each mailbox drained by one of as many loops as there are processors. */
    public static JCToolsPeer sharded(Topology topology) {
        DrainLoop[] loops =
                Stream.generate(DrainLoop::start).limit(Threads.COUNT).toArray(DrainLoop[]::new);
        AtomicInteger next = new AtomicInteger();
        return new JCToolsPeer(
                topology,
                () -> loops[next.getAndIncrement() % loops.length],
                () -> Stream.of(loops).forEach(DrainLoop::close));
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
        stop.run();
    }
}
