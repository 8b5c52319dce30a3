package io.graphbus.durable.letter;

import io.graphbus.gate.Reading;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The running graph, as a queue of letters needs it. Usable from any thread. */
public interface Deliverer {

    /**
     * A subscription that takes events now.
     *
     * @throws io.graphbus.problem.GraphBusException {@code NOT_STARTED} or {@code STOPPED} when the
     *     graph does not run
     */
    Optional<Reading.Site> subscriber(Reader reader);

    /** All subscriptions that take events now. */
    Collection<Reader> subscriptions();

    /**
     * Marks letters as to be delivered, and delivers those that are this graph's, once: whoever
     * else looks for marked letters does not find these in between.
     */
    void deliver(Supplier<List<DeadLetter>> marked);

    /** Runs a short task later, unless the graph stops before. */
    void after(Duration delay, Runnable task);

    /** What time it is. */
    Instant now();
}
