package io.graphbus.benchmarks.rival;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.List;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reactor: a multicast sink per topic, each subscriber behind {@code publishOn}; bounded. */
public final class ReactorPeer implements Peer {

    private final Routes<Sinks.Many<Payload>> sinks;
    private final Scheduler scheduler = Schedulers.newParallel("bench", Threads.COUNT, true);

    public ReactorPeer(Topology topology) {
        sinks = topology.routes((topic, counters) -> sink(counters, topology.window()));
    }

    private Sinks.Many<Payload> sink(List<Counter> counters, int window) {
        Sinks.Many<Payload> sink = Sinks.many().multicast().onBackpressureBuffer(window, false);
        counters.forEach(counter -> sink.asFlux().publishOn(scheduler).subscribe(counter::add));
        return sink;
    }

    @Override
    public void publish(String topic, Payload payload) {
        Sinks.Many<Payload> sink = sinks.of(topic);
        EmitResult result;
        while ((result = sink.tryEmitNext(payload)).isFailure()) {
            if (result == EmitResult.FAIL_OVERFLOW) {
                Thread.yield(); // full
            } else if (result != EmitResult.FAIL_NON_SERIALIZED) {
                throw new IllegalStateException("not emitted: " + result);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        sinks.all().forEach(Sinks.Many::tryEmitComplete);
        scheduler.dispose();
    }
}
