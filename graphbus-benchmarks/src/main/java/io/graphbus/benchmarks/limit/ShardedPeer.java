package io.graphbus.benchmarks.limit;

import io.graphbus.benchmarks.limit.DrainLoop.Delivery;
import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Each subscriber lives on one of as many loops as there are processors, and each loop has one
 * JCTools queue: an event is put once per loop, not once per subscriber. A slow subscriber holds up
 * all of its loop.
 */
public final class ShardedPeer implements Peer {

    private final DrainLoop[] loops;

    /** By topic, the subscribers on each loop. */
    private final Routes<Counter[][]> routes;

    public ShardedPeer(Topology topology) {
        loops =
                Stream.generate(() -> DrainLoop.start(topology.window()))
                        .limit(Threads.COUNT)
                        .toArray(DrainLoop[]::new);
        routes = topology.routes((topic, counters) -> shares(counters));
    }

    private Counter[][] shares(List<Counter> counters) {
        return IntStream.range(0, loops.length)
                .mapToObj(loop -> share(counters, loop))
                .toArray(Counter[][]::new);
    }

    private Counter[] share(List<Counter> counters, int loop) {
        return IntStream.range(0, counters.size())
                .filter(i -> i % loops.length == loop)
                .mapToObj(counters::get)
                .toArray(Counter[]::new);
    }

    @Override
    public void publish(String topic, Payload payload) {
        Counter[][] shares = routes.of(topic);
        for (int i = 0; i < shares.length; i++) {
            if (shares[i].length > 0) {
                loops[i].put(new Delivery(shares[i], payload));
            }
        }
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        Stream.of(loops).forEach(DrainLoop::close);
    }
}
