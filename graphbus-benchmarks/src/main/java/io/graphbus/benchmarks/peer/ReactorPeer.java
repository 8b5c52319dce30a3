package io.graphbus.benchmarks.peer;

import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reactor: a multicast sink per topic, each subscriber behind {@code publishOn}; bounded. */
public final class ReactorPeer implements Peer {

    private final Map<String, Sinks.Many<Payload>> sinks = new HashMap<>();
    private final Scheduler scheduler = Schedulers.newParallel("bench", Threads.COUNT, true);

    public ReactorPeer(Topology topology) {
        topology.subscribers()
                .forEach(
                        (topic, counters) -> {
                            Sinks.Many<Payload> sink =
                                    Sinks.many()
                                            .multicast()
                                            .onBackpressureBuffer(topology.window(), false);
                            counters.forEach(
                                    counter ->
                                            sink.asFlux()
                                                    .publishOn(scheduler)
                                                    .subscribe(counter::add));
                            sinks.put(topic, sink);
                        });
    }

    @Override
    public void publish(String topic, Payload payload) {
        Sinks.Many<Payload> sink = sinks.get(topic);
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
        sinks.values().forEach(Sinks.Many::tryEmitComplete);
        scheduler.dispose();
    }
}
